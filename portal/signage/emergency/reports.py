"""What the alerts' screens give besides pages: the preview's picture, and the report of exercises."""

import csv
from collections.abc import Iterable
from datetime import date
from io import StringIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from portal.signage.emergency.drills import WITHIN_S, Drill, drills_of_month
from portal.signage.emergency.fits import grid_of, profile_of
from portal.signage.emergency.forms import MonthForm, PreviewForm
from portal.signage.emergency.screens import AlertScreen
from portal.signage.emergency.states import look_of_alert
from portal.signage.emergency.wording import marked
from portal.signage.enums import AlertStatus
from portal.signage.rendering.animations import render_gif
from portal.signage.rendering.dots import render_grid
from portal.signage.rendering.frames import Style, render_pages

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is one to spreadsheets (CWE-1236)


class PreviewView(AlertScreen, View):
    """The words as the board's lights show them: a picture, turning when there are pages."""

    def check(self) -> None:
        if not self.policy.may_publish:
            raise PermissionDenied

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PreviewForm(self.request.GET, policy=self.policy)
        if not form.is_valid():
            return HttpResponseBadRequest()
        status = form.cleaned_data["status"] or AlertStatus.ACTUAL
        look = look_of_alert(marked(form.cleaned_data["text"], status == AlertStatus.EXERCISE), status)
        profile = profile_of(grid_of(form.cleaned_data["board"]))
        pages = render_pages(look.text, profile=profile, style=Style(), emphasis=look.emphasis)  # type: ignore[arg-type]
        drawn = [render_grid(page) for page in pages]
        body, kind = (drawn[0], "image/png") if len(drawn) == 1 else (render_gif(drawn, 3), "image/gif")
        return HttpResponse(body, content_type=kind, headers={"Cache-Control": "private, max-age=300"})


class DrillReportView(AlertScreen, TemplateView):
    """Exercises of one month: on how many boards within half a minute and a minute; as a table and as CSV."""

    template_name = "signage/alerts/drills.html"
    page_subtitle = gettext_lazy("Report of exercises")

    def steps(self) -> list[tuple[str, str]]:
        return [(_("Report of exercises"), "")]

    @cached_property
    def form(self) -> MonthForm:
        return MonthForm(self.request.GET if self.request.GET.get("month") else None)

    @cached_property
    def month(self) -> date:
        asked = self.form.cleaned_data["month"] if self.form.is_bound and self.form.is_valid() else None
        return (asked or timezone.localdate(self.now)).replace(day=1)

    @cached_property
    def drills(self) -> list[Drill]:
        return list(drills_of_month(policy=self.policy, month=self.month, now=self.now))

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("export") != "csv":
            return super().get(request, *args, **kwargs)
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="dien-tap-{self.month:%Y-%m}.csv"'
        response.write(_csv(self.rows()))
        return response

    def rows(self) -> Iterable[list[str]]:
        yield [
            _("Sent at"), _("By"), _("Area"), _("Words"), _("Boards"),
            *(_("Shown within %(seconds)d s") % {"seconds": seconds} for seconds in WITHIN_S),
            _("Shown at all"), _("Half within (s)"), _("95 per cent within (s)"), _("Not shown on"),
        ]  # fmt: skip
        for drill in self.drills:
            yield [
                f"{timezone.localtime(drill.alert.created_at):%d/%m/%Y %H:%M:%S}",
                drill.alert.issuer.full_name,
                drill.alert.unit.full_name,
                drill.version.text_full,
                str(drill.boards),
                *map(str, drill.within),
                str(len(drill.live.delays)),
                _seconds(drill.live.p50_s),
                _seconds(drill.live.p95_s),
                "; ".join(drill.missed),
            ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "form": self.form if self.form.is_bound else MonthForm(initial={"month": self.month}),
            "month": self.month,
            "drills": self.drills,
        }


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _csv(rows: Iterable[Iterable[str]]) -> str:
    """With a byte order mark: without it Excel takes Vietnamese for another code page."""
    out = StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return "\ufeff" + out.getvalue()
