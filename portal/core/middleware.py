"""From a host name to a sub-site, and from an unchanged page to a short answer."""

import hashlib
from collections.abc import Callable
from urllib.parse import urlencode

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    HttpResponseRedirect,
)
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from portal.core.frames import Frame
from portal.core.kept_pages import is_kept_until_change
from portal.core.release import release_digest
from portal.core.selectors import subsite_facts
from portal.core.views import bad_request, content_too_large, unknown_host
from sites.enums import Level
from sites.models import Subsite

GetResponse = Callable[[HttpRequest], HttpResponse]

ADMIN_PREFIX = "/admin/"
# Query keys a public page knows. Others are drawn, but never kept: anybody can invent them.
KEPT_QUERY_KEYS = frozenset(
    {
        "trang",
        "chuyen-muc",
        "nam",
        "ban-in",
        "p",
        "linh-vuc",
        "su-kien",
        "cap",
        "doi-tuong",
        "cach",
        "chu",
        "xep",
        "tat-ca",
        "muc-do",
        "buu-chinh",
    }
)
# What a kept answer says of itself besides its body.
_KEPT_HEADERS = ("Content-Type", "Content-Disposition", "X-Robots-Tag")
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere; Wagtail's own screens need inline code (wagtail/wagtail#1288)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith(ADMIN_PREFIX):
            response._csp_update = {  # type: ignore[attr-defined]
                "script-src": ["'self'", "'unsafe-inline'"],
                "style-src": ["'self'", "'unsafe-inline'"],
                "img-src": ["'self'", "data:", "blob:"],
            }
        return super().process_response(request, response)


class SubsiteMiddleware:
    """Gives the request its `frame`. A host that is nobody's sub-site gets a plain 404 page.

    The admin alone is reachable under other allowed hosts, so a network can be set up before
    its first sub-site exists; there `frame` is None. So it is for machines (MACHINE_PREFIXES),
    whose polls ask no query for a frame they would not use.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(settings.MACHINE_PREFIXES):
            request.frame = None  # type: ignore[attr-defined]
            return self.get_response(request)
        hostname = request.get_host().rsplit(":", 1)[0] if ":" in request.get_host() else request.get_host()
        facts = subsite_facts(hostname=hostname.lower())
        if facts is not None:
            request.frame = Frame(request, facts, timezone.now())  # type: ignore[attr-defined]
            # Wagtail would ask again for the site the facts already hold.
            request._wagtail_site = facts.subsite.site  # type: ignore[attr-defined]
            return self.get_response(request)
        request.frame = None  # type: ignore[attr-defined]
        if request.path.startswith((ADMIN_PREFIX, settings.STATIC_URL, settings.MEDIA_URL)):
            return self.get_response(request)
        return _local_start(request, hostname) or unknown_host(request)


class RequestBoundsMiddleware:
    """Refuses a request that is too big before a byte of it is read (RFC 9110 section 15.5.14), and
    one with a NUL where the database would look for it: PostgreSQL fails over that character.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        if not told.isdecimal() or int(told) > settings.REQUEST_MAX_BYTES:
            return content_too_large(request)
        if _has_nul(request):
            return bad_request(request, SuspiciousOperation("NUL"))
        return self.get_response(request)


def _has_nul(request: HttpRequest) -> bool:
    # A quoted cookie may write the character in octal digits, so the read values are looked at.
    return (
        "\0" in request.path_info
        or "%00" in request.META.get("QUERY_STRING", "")
        or any("\0" in value for value in request.COOKIES.values())
    )


class ContentVersionMiddleware:
    """304 or a kept body for an unchanged anonymous page, without touching the page tables.

    The strong ETag is made of path, query, language, what the visitor chose, the release that
    draws the page, the sub-site's content version, and the day (the page shows it).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_anonymous_read(request):
            return self.get_response(request)
        tag = page_tag(request)
        if _matches(request, tag):
            return _with_tag(HttpResponseNotModified(), tag)
        key = f"page:{tag}"
        may_keep = set(request.GET) <= KEPT_QUERY_KEYS
        kept = cache.get(key) if may_keep else None
        if kept is not None:
            body, headers, language = kept
            response = HttpResponse(body, headers=headers)
            response["Content-Language"] = language
            return _with_tag(response, tag)
        response = self.get_response(request)
        if is_kept_until_change(response) and response.status_code == 200 and not response.cookies:
            if may_keep:
                headers = {name: response[name] for name in _KEPT_HEADERS if name in response}
                value = (response.content, headers, request.frame.language)  # type: ignore[attr-defined]
                cache.set(key, value, settings.PAGE_CACHE_SECONDS)
            _with_tag(response, tag)
        return response


def page_tag(request: HttpRequest) -> str:
    """The quoted strong ETag of a request's page (RFC 9110 section 8.8.3)."""
    frame = request.frame  # type: ignore[attr-defined]
    parts = (
        str(frame.facts.address.site_id),
        request.path,
        urlencode(sorted(request.GET.lists()), doseq=True),
        frame.language,
        frame.preferences.key,
        release_digest(),
        str(frame.facts.version),
        frame.today.isoformat(),
    )
    return f'"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def _is_anonymous_read(request: HttpRequest) -> bool:
    return (
        settings.PAGE_CACHE_SECONDS > 0
        and request.method in ("GET", "HEAD")
        and request.frame is not None  # type: ignore[attr-defined]
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path.startswith(ADMIN_PREFIX)
    )


def _matches(request: HttpRequest, tag: str) -> bool:
    # If-None-Match compares weakly (RFC 9110 section 13.1.2): compression makes our tag weak.
    sent = parse_etags(request.headers.get("If-None-Match", ""))
    return tag in {value.removeprefix("W/") for value in sent}


def _with_tag(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    patch_vary_headers(response, ["Cookie"])
    return response


def _local_start(request: HttpRequest, hostname: str) -> HttpResponse | None:
    """On a developer's machine, `localhost` alone leads to the province."""
    if not settings.DEBUG or hostname not in _LOCAL_NAMES:
        return None
    province = Subsite.objects.filter(unit__level=Level.PROVINCE).select_related("site").first()
    return HttpResponseRedirect(province.site.root_url + "/") if province else None
