"""What readers looked for: the most frequent queries, and those that found nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.core.models import SearchLog
from sites.enums import NetworkRole
from sites.models import Subsite
from sites.scopes import Scope, scope_of_request

MOST_SHOWN = 50
PERIODS = (
    (7, _("The last 7 days")),
    (30, _("The last 30 days")),
    (90, _("The last 90 days")),
    (365, _("The last year")),
)
_READ_ALL = frozenset(
    {NetworkRole.PROVINCE_ADMIN.value, NetworkRole.PROVINCE_EDITOR.value, NetworkRole.AUDITOR.value}
)


@dataclass(frozen=True)
class Asked:
    """One query: as it was typed, how often, and how many it found the last time."""

    text: str
    count: int
    results: int


def may_read_searches(scope: Scope) -> bool:
    return bool(scope.network_roles & _READ_ALL or scope.administered_site_ids)


def report_subsites(scope: Scope) -> QuerySet[Subsite]:
    """Sub-sites whose searches this user reads."""
    subsites = Subsite.objects.select_related("unit").order_by("unit__slug", "pk")
    if scope.network_roles & _READ_ALL:
        return subsites
    return subsites.filter(site__in=scope.administered_site_ids)


def queries_asked(
    *, sites: QuerySet[Any] | Sequence[int], since: date, without_result: bool = False
) -> list[Asked]:
    """The most frequent first. One query."""
    rows = SearchLog.objects.filter(site__in=sites, day__gte=since)
    if without_result:
        rows = rows.filter(results=0)
    found = rows.values("key").annotate(number=Sum("count"), name=Max("text"), most=Max("results"))
    return [
        Asked(row["name"], row["number"], row["most"])
        for row in found.order_by("-number", "key")[:MOST_SHOWN]
    ]


class PeriodForm(forms.Form):
    """Wrong choices are as if not made."""

    days = forms.TypedChoiceField(label=_("Period"), choices=PERIODS, coerce=int, required=False)
    subsite = forms.ModelChoiceField(
        label=_("Site"), queryset=Subsite.objects.none(), required=False, empty_label=_("All sites")
    )

    def __init__(self, *args: Any, subsites: QuerySet[Subsite], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subsite"].queryset = subsites  # type: ignore[attr-defined]


class SearchesReport(WagtailAdminTemplateMixin, TemplateView):
    template_name = "core/finding/report.html"
    page_title = _("What readers look for")
    header_icon = "search"
    request: HttpRequest

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().breadcrumbs_items, {"url": "", "label": self.page_title}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_read_searches(scope_of_request(request)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Five queries, however many sub-sites."""
        subsites = report_subsites(scope_of_request(self.request))
        form = PeriodForm(self.request.GET, subsites=subsites)
        chosen = form.cleaned_data if form.is_valid() else {}
        since = timezone.localdate() - timedelta(days=chosen.get("days") or 30)
        subsite = chosen.get("subsite")
        sites = [subsite.site_id] if subsite else subsites.order_by().values("site")
        return super().get_context_data(**kwargs) | {
            "form": PeriodForm(
                {"days": chosen.get("days") or 30, "subsite": subsite.pk if subsite else ""},
                subsites=subsites,
            ),
            "may_choose": len(form.fields["subsite"].queryset) > 1,  # type: ignore[attr-defined]
            "asked": queries_asked(sites=sites, since=since),
            "in_vain": queries_asked(sites=sites, since=since, without_result=True),
        }
