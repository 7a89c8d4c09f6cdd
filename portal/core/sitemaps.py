"""The machine-readable map (sitemaps.org): of this sub-site, and of the network at the province.

`/sitemap.xml` is an index. The province's lists every sub-site's pages too (Decree 224/2026
Art. 11.1: communes' and departments' sites are parts of the provincial portal).
"""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.core.addresses import page_address
from portal.core.frames import Frame
from portal.core.kept_pages import keep_until_change
from portal.core.selectors import visible_pages
from sites.enums import Level
from sites.selectors import subsites_below

PAGES_PER_FILE = 5_000


class PageSitemap(Sitemap):
    """Published pages of one sub-site, all languages."""

    limit = PAGES_PER_FILE

    def __init__(self, frame: Frame) -> None:
        self.frame = frame

    def items(self) -> Any:
        return (
            visible_pages(root_path=self.frame.root_path)
            .order_by("path")
            .values("path", "url_path", "last_published_at")
        )

    def location(self, item: dict[str, Any]) -> str:
        address = page_address(item["path"], item["url_path"], self.frame.request)
        return address[2] if address else "/"

    def lastmod(self, item: dict[str, Any]) -> datetime | None:
        return item["last_published_at"]


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The index: this sub-site's files, and at the province every sub-site's first file."""
    frame: Frame = request.frame  # type: ignore[attr-defined]
    path = reverse("sitemap_pages")
    own = PageSitemap(frame).paginator.num_pages
    addresses = [
        frame.absolute(path) + (f"?p={number}" if number > 1 else "") for number in range(1, own + 1)
    ]
    if frame.unit.level == Level.PROVINCE:
        addresses += [subsite.site.root_url + path for subsite in subsites_below(unit=frame.unit)]
    response = render(
        request, "core/sitemap_index.xml", {"addresses": addresses}, content_type="application/xml"
    )
    return keep_until_change(response)


@require_safe
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    """The addresses of this sub-site's pages; `?p=` chooses the file."""
    response: HttpResponse = sitemap_view(
        request,
        {"pages": PageSitemap(request.frame)},  # type: ignore[attr-defined]
        content_type="application/xml",
    )
    return keep_until_change(response)
