"""Screens below /admin/signage/wall/: which boards live, what they show, and how sure that is."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.core.exports import as_text
from portal.signage.enums import BoardState
from portal.signage.models import Board, Play, Screenshot
from portal.signage.monitoring.mail import notice_text
from portal.signage.monitoring.selectors import overview_of, plays_of, wall_rows
from portal.signage.monitoring.services import screenshot_ask
from portal.signage.monitoring.states import status_of
from portal.signage.permissions import SignagePolicy, policy_of_request
from portal.signage.schedule.zone import midnight

BOARDS_PER_PAGE = 50
PLAYS_PER_PAGE = 50
NOTICES_SHOWN = 20
SHOTS_SHOWN = 6
ACKS_SHOWN = 10
MOST_DAYS = 92
OLDEST_YEAR = 2020
_ECHO = type("Echo", (), {"write": staticmethod(lambda line: line)})()


class DaysRefused(Exception):
    """The message is for people."""


class WallScreen:
    """Admits who sees the boards of at least one unit."""

    request: HttpRequest

    @cached_property
    def policy(self) -> SignagePolicy:
        return policy_of_request(self.request)

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.policy.sees_boards:
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class WallView(WallScreen, WagtailAdminTemplateMixin, TemplateView):
    """All boards the reader may see, by unit; filters by unit and by state."""

    template_name = "signage/wall/index.html"
    page_title = gettext_lazy("State of the boards")
    header_icon = "desktop"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        overview = overview_of(boards=self.policy.boards, now=self.now)
        units = {board.unit_id: board.unit.full_name for board, _state in overview.boards}
        unit, state = self._asked("unit", units), self._asked("state", dict(BoardState.choices))
        chosen = [
            (board, board_state)
            for board, board_state in overview.boards
            if (not unit or str(board.unit_id) == unit)
            # What is out of use is shown to who asks for it.
            if (board_state == state if state else board_state != BoardState.RETIRED)
        ]
        page = Paginator(chosen, BOARDS_PER_PAGE).get_page(self.request.GET.get("p"))
        asked = {key: value for key, value in (("unit", unit), ("state", state)) if value}
        return super().get_context_data(**kwargs) | {
            "counts": [(value, value.label, overview.counts[value]) for value in BoardState],
            "total": sum(overview.counts.values()) - overview.counts[BoardState.RETIRED],
            "units": units if len(units) > 1 else {},
            "unit": unit,
            "state": state,
            "page": page,
            "rows": wall_rows(boards=list(page), now=self.now),
            "query": urlencode(asked),
            "unit_query": urlencode({"unit": unit}) if unit else "",
            "now": self.now,
        }

    def _asked(self, name: str, known: dict[Any, Any]) -> str:
        """A filter that is none of the choices is no filter."""
        value = self.request.GET.get(name, "")
        return value if value in map(str, known) else ""


class BoardScreen(WallScreen):
    """One board; another unit's does not exist."""

    kwargs: dict[str, Any]

    @cached_property
    def board(self) -> Board:
        return get_object_or_404(self.policy.boards, pk=self.kwargs["board_id"])

    @cached_property
    def may_run(self) -> bool:
        return self.policy.may_run(self.board.unit, day=timezone.localdate(self.now))

    def days_asked(self) -> tuple[date, date]:
        """The first and the last day of plays; today when nothing is asked. Raises DaysRefused."""
        today = timezone.localdate(self.now)
        try:
            first = date.fromisoformat(self.request.GET.get("from") or today.isoformat())
            last = date.fromisoformat(self.request.GET.get("to") or max(first, today).isoformat())
        except ValueError as error:
            raise DaysRefused(_("This is no day. Write it as 2026-08-21.")) from error
        if first > last:
            raise DaysRefused(_("The first day is after the last."))
        if (last - first).days >= MOST_DAYS:
            raise DaysRefused(_("At most %(days)d days at once.") % {"days": MOST_DAYS})
        if not OLDEST_YEAR <= first.year <= last.year <= today.year + 1:
            raise DaysRefused(_("There are no plays of that day."))
        return first, last

    def plays_asked(self, first: date, last: date) -> QuerySet[Play]:
        return plays_of(board=self.board, start=midnight(first), end=midnight(last + timedelta(days=1)))


class BoardView(BoardScreen, WagtailAdminTemplateMixin, TemplateView):
    """State, evidence, notices, pictures and plays of one board."""

    template_name = "signage/wall/board.html"
    page_title = gettext_lazy("State of the boards")
    header_icon = "desktop"

    def get_page_subtitle(self) -> str:
        return self.board.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().breadcrumbs_items,
            {"url": reverse("signage_wall:index"), "label": str(self.page_title)},
            {"url": "", "label": self.board.name},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        boards = Board.objects.filter(pk=self.board.pk)
        row = wall_rows(boards=overview_of(boards=boards, now=self.now).boards, now=self.now)[0]
        notices = self.board.notices.all()[:NOTICES_SHOWN]
        try:
            first, last = self.days_asked()
            problem = ""
        except DaysRefused as refusal:
            first = last = timezone.localdate(self.now)
            problem = str(refusal)
        plays = Paginator(self.plays_asked(first, last), PLAYS_PER_PAGE)
        return super().get_context_data(**kwargs) | {
            "board": self.board,
            "row": row,
            "status": status_of(row.board),
            "notices": [(notice, notice_text(notice)) for notice in notices],
            "shots": list(self.board.screenshots.all()[:SHOTS_SHOWN]),
            "acks": self.board.alert_acks.select_related("alert").order_by("-at")[:ACKS_SHOWN],
            "may_run": self.may_run and self.board.retired_at is None,
            "first": first,
            "last": last,
            "problem": problem,
            "page": plays.get_page(self.request.GET.get("p")),
            "query": urlencode({"from": first.isoformat(), "to": last.isoformat()}),
        }


class AskScreenshotView(BoardScreen, View):
    """The board sends a picture with its next heartbeats."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.may_run or self.board.retired_at is not None:
            raise PermissionDenied
        screenshot_ask(board=self.board, now=self.now)
        messages.success(request, _("A picture was asked for. It comes within a few minutes."))
        return redirect("signage_wall:board", self.board.pk)


class ScreenshotView(BoardScreen, View):
    """The file of a picture, for who sees the board."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, **kwargs: Any) -> FileResponse:
        shot = get_object_or_404(Screenshot, board=self.board, pk=self.kwargs["shot_id"])
        try:
            response = FileResponse(default_storage.open(shot.path), content_type="image/png")
        except FileNotFoundError as error:
            raise Http404 from error
        response["Cache-Control"] = "private, max-age=86400"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class PlaysExportView(BoardScreen, View):
    """Plays of some days as CSV. Text that a spreadsheet would take for a formula is marked as text."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse | StreamingHttpResponse:
        try:
            first, last = self.days_asked()
        except DaysRefused:
            # The screen says what is wrong.
            return redirect(
                f"{reverse('signage_wall:board', args=[self.board.pk])}?{request.GET.urlencode()}"
            )
        plays = self.plays_asked(first, last).iterator(chunk_size=2000)
        response = StreamingHttpResponse(_csv(plays), content_type="text/csv; charset=utf-8")
        name = f"luot-phat-{self.board.slug}-{first:%Y%m%d}-{last:%Y%m%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def _csv(plays: Iterator[Play]) -> Iterator[str]:
    """With a byte order mark: without it Excel takes Vietnamese for another code page."""
    writer = csv.writer(_ECHO)
    yield "\ufeff"
    yield writer.writerow(
        [
            _("Began at"), _("Message"), _("Version"), _("Title"), _("Seconds"), _("Times"), _("Outcome"),
            _("Clock"), _("Source"), "SHA-256", "play_id",
        ]
    )  # fmt: skip
    for play in plays:
        yield writer.writerow(
            [
                timezone.localtime(play.started_at).isoformat(timespec="seconds"),
                as_text(play.item),
                play.version,
                as_text(play.title),
                play.duration_ms / 1000,
                play.count,
                play.get_outcome_display(),
                play.get_clock_display(),
                play.get_source_display(),
                play.sha256,
                str(play.play_id),
            ]
        )
