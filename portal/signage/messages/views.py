"""Screens below /admin/signage/: the list of messages, the way to a new one, the day of a board."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from portal.signage.enums import MessageClass
from portal.signage.messages.composing import (
    SOURCE,
    add_address,
    asked_offer,
    compose_address,
    index_of,
)
from portal.signage.messages.day_drawing import draw_day
from portal.signage.messages.selectors import State, message_rows, rows_in_state
from portal.signage.messages.showings import board_day
from portal.signage.models import Board
from portal.signage.permissions import SignagePolicy, policy_of_request
from portal.signage.schedule.lunar import lunar_of
from portal.signage.schedule.rules import FIRST_YEAR, LAST_YEAR
from sites.models import AdministrativeUnit

ROWS_PER_PAGE = 50


class SignageScreen(WagtailAdminTemplateMixin):
    """Frame of the screens: admits who may see the boards of any unit."""

    header_icon = "desktop"
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def policy(self) -> SignagePolicy:
        return policy_of_request(self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.policy.units.exists():
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class MessageListView(SignageScreen, TemplateView):
    """Messages of the user's units by what they are doing now."""

    template_name = "signage/admin/messages.html"
    page_title = gettext_lazy("Messages on boards")

    @cached_property
    def units(self) -> list[AdministrativeUnit]:
        return list(self.policy.units.order_by("level", "code"))

    @cached_property
    def unit(self) -> AdministrativeUnit | None:
        """The unit asked for, or the only one; None: all of them."""
        asked = self.request.GET.get("unit", "")
        if asked.isdecimal():
            return get_object_or_404(self.policy.units, pk=int(asked))
        return self.units[0] if len(self.units) == 1 else None

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        unit = self.unit or (self.units[0] if self.policy.is_network_wide else None)
        index = index_of(unit) if unit else None
        if index is None or not index.permissions_for_user(self.request.user).can_add_subpage():
            return []
        url = compose_address(unit_id=unit.pk if unit else None)
        return [HeaderButton(_("Write a message"), url=url, icon_name="plus")]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("state", "")
        state = asked if asked in State.values else ""
        units = self.policy.units.filter(pk=self.unit.pk) if self.unit else self.policy.units
        rows = message_rows(units=units, now=timezone.now())
        counts = {value: sum(row.state == value for row in rows) for value in State.values}
        query = self.request.GET.copy()
        query.pop("p", None)
        boards = self.policy.boards.filter(retired_at__isnull=True, unit__in=units).order_by(
            "unit__code", "name"
        )
        return super().get_context_data(**kwargs) | {
            "page": Paginator(rows_in_state(rows, state), ROWS_PER_PAGE).get_page(self.request.GET.get("p")),
            "state": state,
            "states": [(value, label, counts[value]) for value, label in State.choices],
            "total": len(rows),
            "query": query.urlencode(),
            "units": self.units if len(self.units) > 1 else [],
            "unit": self.unit,
            "boards": boards.order_by("unit__code", "name")[:ROWS_PER_PAGE],
        }


class NewMessageView(View):
    """Leads to Wagtail's screen for a new page below the section of boards of the unit."""

    def get(self, request: HttpRequest) -> HttpResponse:
        policy = policy_of_request(request)
        asked = request.GET.get("unit", "")
        units = policy.units.order_by("level", "code")
        unit = get_object_or_404(units, pk=int(asked)) if asked.isdecimal() else units.first()
        index = index_of(unit) if unit else None
        if index is None or not index.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        source = request.GET.get(SOURCE, "")
        if source and asked_offer(request, index) is None:
            messages.error(request, _("This is not public on the unit's site, so it cannot go on a board."))
            return redirect("signage_messages:index")
        return redirect(add_address(index, source))


class BoardDayView(SignageScreen, TemplateView):
    """What a board shows through one day, by class, from the playlist that it is told."""

    template_name = "signage/admin/day.html"
    page_title = gettext_lazy("Day of a board")

    @cached_property
    def board(self) -> Board:
        boards = self.policy.boards.select_related("unit__parent__parent").prefetch_related("tags")
        return get_object_or_404(boards, pk=self.kwargs["board_id"])

    @cached_property
    def day(self) -> date:
        asked = self.request.GET.get("day", "")
        if not asked:
            return timezone.localdate()
        try:
            day = date.fromisoformat(asked)
        except ValueError:
            day = date.min
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
        messages.error(self.request, _("This is no day. Write it like 30/04/2027."))
        return timezone.localdate()

    def get_page_subtitle(self) -> str:
        return str(self.board.name)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().breadcrumbs_items,
            {"url": reverse("signage_messages:index"), "label": _("Messages on boards")},
            {"url": "", "label": self.board.name},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = board_day(board=self.board, day=self.day)
        step = timedelta(days=1)
        return super().get_context_data(**kwargs) | {
            "board": self.board,
            "day": self.day,
            "lunar": lunar_of(self.day),
            "before": self.day - step if self.day.year > FIRST_YEAR else None,
            "after": self.day + step if self.day.year < LAST_YEAR else None,
            "is_today": self.day == timezone.localdate(),
            "found": found,
            "lanes": draw_day(found),
            "classes": {choice.wire: choice.label for choice in MessageClass},
        }
