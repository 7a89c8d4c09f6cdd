"""Pages that are not in the tree: site map, directory, feeds, choices, errors."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from portal.core.directory import directory_groups, directory_root
from portal.core.kept_pages import keep_until_change
from portal.core.models import Topic
from portal.core.preferences import Preferences, keep_preferences
from portal.core.selectors import site_map_tree
from themes.enums import TextSize
from themes.layout import Link

LONGEST_QUERY = 200


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """The tree of the sub-site's parts (Circular 32/2017 Art. 16.4b)."""
    frame = request.frame  # type: ignore[attr-defined]
    context = {
        "layout": frame.of_view(_("Site map")),
        "tree": site_map_tree(root_path=frame.root_path, language=frame.language, request=request),
    }
    return keep_until_change(render(request, "core/site_map.html", context))


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """All sub-sites of the network (of the district, on a district's site), with a search box."""
    frame = request.frame  # type: ignore[attr-defined]
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    root = directory_root(frame.unit)
    groups = directory_groups(unit=root, query=query)
    context = {
        "layout": frame.of_view(_("Directory of sub-sites")),
        "unit_name": root.local_full_name,
        "query": query,
        "groups": groups,
        "total": sum(group.count for group in groups),
    }
    return keep_until_change(render(request, "core/directory.html", context))


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """The list of RSS feeds."""
    frame = request.frame  # type: ignore[attr-defined]
    links = [Link(_("All new items"), reverse("core:feed_newest"))]
    links += [
        Link(topic.local_name, reverse("core:feed_topic", args=[topic.slug])) for topic in Topic.objects.all()
    ]
    context = {"layout": frame.of_view(_("RSS feeds")), "feeds": links}
    return keep_until_change(render(request, "core/feeds.html", context))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt (RFC 9309): everything public may be read; the machine-readable map is named."""
    frame = request.frame  # type: ignore[attr-defined]
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {frame.absolute(reverse('sitemap'))}",
        "",
    ]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    return keep_until_change(response)


# Without the token: the form changes nothing but the sender's own text size and contrast, and a
# token would make every page differ per visitor.
@csrf_exempt
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep the chosen text size and contrast, and go back to where the visitor was."""
    chosen = request.frame.preferences  # type: ignore[attr-defined]
    size = request.POST.get("text_size", chosen.text_size)
    contrast = request.POST.get("contrast", "1" if chosen.high_contrast else "0")
    if size not in TextSize.values or contrast not in ("0", "1"):
        return HttpResponseBadRequest(_("Unknown choice."), content_type="text/plain; charset=utf-8")
    back = request.POST.get("next", "/")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        back = "/"
    response = HttpResponseRedirect(back)
    keep_preferences(
        response,
        Preferences(text_size=size, high_contrast=contrast == "1"),
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def unknown_host(request: HttpRequest) -> HttpResponse:
    """A host name that belongs to no sub-site."""
    return render(request, "core/unknown_host.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, "400.html", 400, _("Bad request"))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, "403.html", 403, _("No access"))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, "404.html", 404, _("Page not found"))


def content_too_large(request: HttpRequest) -> HttpResponse:
    """For a request whose body was not read and will not be."""
    limit = filesizeformat(settings.UPLOAD_MAX_BYTES)
    response = _error(request, "413.html", 413, _("Too large"), limit=limit)
    response["Connection"] = "close"
    return response


def _error(request: HttpRequest, template: str, status: int, title: str, **more: str) -> HttpResponse:
    frame = getattr(request, "frame", None)
    context: dict[str, Any] = {**more}
    if frame is not None:
        context["layout"] = frame.of_view(title, is_indexed=False)
    return render(request, template, context, status=status)
