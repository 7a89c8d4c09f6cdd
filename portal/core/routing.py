"""From an address to a page, in two queries whatever its depth.

Wagtail asks twice for every part of the address, and once more for the language. Here all parts
are looked up at once by their slugs inside the sub-site; the page that is found is then asked to
route what remains, as Wagtail would.
"""

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.views import serve

from portal.core.selectors import HOME_DEPTH

LONGEST_CHAIN = 12


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the live page at `path` of the request's sub-site and language, or raise Http404."""
    page, remaining = _find(request, [part for part in path.split("/") if part])
    request._wagtail_route_for_request = page.specific.route(request, remaining)  # type: ignore[attr-defined]
    response: HttpResponse = serve(request, path)
    return response


def _find(request: HttpRequest, parts: list[str]) -> tuple[Page, list[str]]:
    """The deepest page on the way and the parts it must route itself."""
    frame = request.frame  # type: ignore[attr-defined]
    home = frame.facts.subsite.site.root_page
    if not parts and home.locale.language_code == frame.language:
        page = home
    else:
        candidates = list(
            Page.objects.filter(
                path__startswith=frame.root_path,
                depth__gte=HOME_DEPTH,
                depth__lte=HOME_DEPTH + min(len(parts), LONGEST_CHAIN),
                slug__in=[frame.language, *parts[:LONGEST_CHAIN]],
            )
        )
        page = _child(candidates, frame.root_path, HOME_DEPTH, frame.language)
        while page is not None and parts:
            child = _child(candidates, page.path, page.depth + 1, parts[0])
            if child is None:
                break
            page, parts = child, parts[1:]
    if page is None or not (page.live or page.depth > HOME_DEPTH):
        raise Http404
    return page, parts


def _child(candidates: list[Page], parent_path: str, depth: int, slug: str) -> Page | None:
    return next(
        (
            page
            for page in candidates
            if page.depth == depth and page.slug == slug and page.path.startswith(parent_path)
        ),
        None,
    )
