"""The player's page, its files and its service worker: public, without data, session or cookie."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import condition, require_safe

from portal.signage.player.release import LEAKS, content_type, release

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
)
_PAGE_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-cache",
}
_FOR_EVER = "public, max-age=31536000, immutable"


def _tag(request: HttpRequest) -> str:
    return f'"{release().code}"'


def _answered(request: HttpRequest, body: bytes, **headers: str) -> HttpResponseBase:
    """304 carries the policy too: a browser takes the headers of the short answer for those of the page."""
    headers = _PAGE_HEADERS | headers
    whole = condition(etag_func=_tag)(lambda _request: HttpResponse(body))
    response = whole(request)
    for name, value in headers.items():
        response[name] = value
    return response


@require_safe
def shell(request: HttpRequest) -> HttpResponseBase:
    """The page. 400 when a secret stands in the query string, which every log on the way keeps."""
    if any(name.lower() in LEAKS for name in request.GET):
        headers = _PAGE_HEADERS | {"Cache-Control": "no-store"}
        return HttpResponse(release().refused, status=400, headers=headers)
    return _answered(request, release().shell)


@require_safe
def worker(request: HttpRequest) -> HttpResponseBase:
    """The service worker; it may rule the page above its own folder."""
    headers = {"Content-Type": content_type("sw.js"), "Service-Worker-Allowed": "/signage/v1/player"}
    return _answered(request, release().worker, **headers)


@require_safe
def file(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One file of this release; an older release's files are in the boards' own caches."""
    body = release().files.get(name)
    if code != release().code or body is None:
        return HttpResponse(status=404, headers={"Cache-Control": "no-store"})
    headers = _PAGE_HEADERS | {"Content-Type": content_type(name), "Cache-Control": _FOR_EVER}
    return HttpResponse(body, headers=headers)
