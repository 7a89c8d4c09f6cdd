"""The style sheet of a site's own colours.

It is a file of its own because pages carry no inline style (Content-Security-Policy).
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from themes.models import SiteTheme
from themes.packs import own_colours_css, own_colours_digest, pack_of

_YEAR_SECONDS = 365 * 24 * 3600
_MINUTE_SECONDS = 60


def own_colours_url(theme: SiteTheme) -> str | None:
    """The address of a site's own colours, or None when it keeps its pack's.

    The address carries a digest of the colours, so browsers may keep the file for good.
    """
    if not theme.has_own_colours:
        return None
    return reverse("themes:colours", args=[theme.site_id, _digest(theme)])


@require_safe
def own_colours(request: HttpRequest, site_id: int, digest: str) -> HttpResponse:
    """The colours of a site as they are now; kept for good only under their own digest."""
    theme = get_object_or_404(SiteTheme, site_id=site_id)
    response = HttpResponse(_sheet(theme), content_type="text/css; charset=utf-8")
    is_current = digest == _digest(theme)
    response["Cache-Control"] = (
        f"public, max-age={_YEAR_SECONDS}, immutable" if is_current else f"public, max-age={_MINUTE_SECONDS}"
    )
    return response


def _sheet(theme: SiteTheme) -> str:
    return own_colours_css(
        pack=pack_of(theme.pack), brand=theme.brand_colour, brand_strong=theme.brand_strong_colour
    )


def _digest(theme: SiteTheme) -> str:
    return own_colours_digest(
        pack=pack_of(theme.pack), brand=theme.brand_colour, brand_strong=theme.brand_strong_colour
    )
