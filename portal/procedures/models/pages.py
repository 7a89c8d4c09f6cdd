"""Where the catalog stands on a sub-site: one page a language, everything below it is drawn by it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from portal.core.models import PortalPage
from portal.procedures.catalogue import views
from portal.procedures.ratings import views as ratings
from portal.procedures.sheets import views as sheets
from portal.procedures.statistics import pages as statistics_pages

_CODE = r"(?P<code>\d\.\d{6}(?:\.[0-9.]+[A-Y]\d{2})?)"


class ProcedureIndexPage(RoutablePageMixin, PortalPage):
    """The catalog of procedures as this sub-site's unit carries them out. No procedure is a page."""

    kind_code = "procedures.index"

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    content_panels = [TitleFieldPanel("title"), FieldPanel("summary")]

    class Meta:
        verbose_name = _("catalog of procedures")
        verbose_name_plural = _("catalogs of procedures")

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        return views.overview(self, request)

    @path(views.DOSSIER_SUFFIX)
    def dossier(self, request: HttpRequest) -> HttpResponse:
        return views.dossier(self, request)

    @path(statistics_pages.SUFFIX)
    def statistics(self, request: HttpRequest) -> HttpResponse:
        return statistics_pages.statistics(self, request)

    @path(f"{statistics_pages.SUFFIX}csv/")
    def statistics_csv(self, request: HttpRequest) -> HttpResponse:
        return statistics_pages.statistics_csv(self, request)

    @path(f"{statistics_pages.SUFFIX}json/")
    def statistics_json(self, request: HttpRequest) -> HttpResponse:
        return statistics_pages.statistics_json(self, request)

    @re_path(rf"^{_CODE}/$")
    def detail(self, request: HttpRequest, code: str) -> HttpResponse:
        return views.detail(self, request, code)

    @re_path(rf"^{_CODE}/json/$")
    def record(self, request: HttpRequest, code: str) -> HttpResponse:
        return views.record(self, request, code)

    @re_path(rf"^{_CODE}/lich-su/$")
    def history(self, request: HttpRequest, code: str) -> HttpResponse:
        return views.history(self, request, code)

    @re_path(rf"^{_CODE}/huong-dan/$")
    def guide(self, request: HttpRequest, code: str) -> HttpResponse:
        return sheets.guide(self, request, views.local_or_404(request, code))

    @re_path(rf"^{_CODE}/niem-yet/$")
    def notice(self, request: HttpRequest, code: str) -> HttpResponse:
        return sheets.notice(self, request, views.local_or_404(request, code))

    @path("niem-yet/")
    def notice_set(self, request: HttpRequest) -> HttpResponse:
        return sheets.notice_set(self, request)

    @re_path(rf"^{_CODE}/danh-gia/$")
    def ratings_page(self, request: HttpRequest, code: str) -> HttpResponse:
        return ratings.results(self, request, views.local_or_404(request, code))
