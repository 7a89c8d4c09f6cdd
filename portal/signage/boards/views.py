"""The list of boards, one board, and what is done with it."""

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from portal.signage.boards.fitting import default_text_problems
from portal.signage.boards.forms import BoardForm, ListForm, MoveForm
from portal.signage.boards.pairing import board_pair, enrollment_waiting
from portal.signage.boards.screens import BoardScreen, BoardsScreen, ConfirmScreen, RefusableForm
from portal.signage.boards.selectors import (
    boards_listed,
    devices_claimed,
    keys_of_board,
    size_of_board,
    units_with_boards,
)
from portal.signage.boards.services import (
    board_create,
    board_move_to_unit,
    board_restore,
    board_retire,
    board_update,
)
from portal.signage.enums import ClientKind
from portal.signage.models import Board, Enrollment
from sites.models import AdministrativeUnit
from sites.unit_history.selectors import present_units_of

ROWS_PER_PAGE = 50
# What other parts of the room say about a board: functions of (board, request) that give (label, address).
LINKS_HOOK = "register_signage_board_link"


class BoardListView(BoardsScreen, TemplateView):
    """Boards of the own unit; all of them, unit by unit, for the network's people."""

    template_name = "signage/boards/list.html"

    @cached_property
    def units_run(self) -> bool:
        return self.policy.units_to_run(day=self.day).exists()

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.units_run:
            return []
        return [
            HeaderButton(_("Enter a board"), url=reverse("signage_boards:add"), icon_name="plus"),
            HeaderButton(_("Pair a board"), url=reverse("signage_boards:pair"), icon_name="link"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        units = units_with_boards(self.policy.boards)
        form = ListForm(self.request.GET, units=units)
        form.is_valid()
        asked = form.cleaned_data
        unit, tag = asked.get("unit"), asked.get("tag")
        found = boards_listed(
            self.policy.boards,
            now=timezone.now(),
            query=asked.get("q", "").strip(),
            unit_id=unit.pk if unit else None,
            tag_id=tag.pk if tag else None,
            state=asked.get("state", ""),
        )
        page = Paginator(found, ROWS_PER_PAGE).get_page(self.request.GET.get("p"))
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(**kwargs) | {
            "form": form,
            "page": page,
            "rows": [(board, size_of_board(board), ClientKind(board.client)) for board in page],
            "query": query.urlencode(),
            "with_units": self.policy.is_network_wide or len({board.unit_id for board in page}) > 1,
            "may_add": self.units_run,
        }


class BoardView(BoardScreen, TemplateView):
    """What the board is, what reads it, and every step that may be done with it."""

    template_name = "signage/boards/board.html"

    def get_page_subtitle(self) -> str:
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        board = self.board
        is_ended = not board.unit.is_valid_on(self.day)
        now = timezone.now()
        links = [link(board, self.request) for link in hooks.get_hooks(LINKS_HOOK)]
        return super().get_context_data(**kwargs) | {
            "size": size_of_board(board),
            "client": ClientKind(board.client),
            "keys": keys_of_board(board, now=now),
            "is_claimed": devices_claimed(now).filter(board=board).exists(),
            "is_ended": is_ended,
            "may_move": self.policy.runs_network,
            "offline_hours": board.offline_ttl_s // 3600,
            "links": [link for link in links if link is not None],
        }


class BoardFormScreen(RefusableForm):
    template_name = "signage/boards/board_form.html"
    form_class = BoardForm

    def warn(self, board: Board) -> None:
        """What may be saved and is still not good."""
        for problem in default_text_problems(board):
            lead = _("When nothing else is on:") if board.default_text else _("The name of the unit:")
            messages.warning(self.request, f"{lead} {problem.message}")


class BoardAddView(BoardFormScreen):
    """A new board; with `?code=`, the one whose pairing code was typed."""

    page_subtitle = gettext_lazy("Enter a board")

    @cached_property
    def units(self) -> Any:
        return self.policy.units_to_run(day=self.day).order_by("level", "name")

    @property
    def is_allowed(self) -> bool:
        return self.units.exists()

    @cached_property
    def code(self) -> str:
        return self.request.GET.get("code", "")[:20].upper()

    @cached_property
    def device(self) -> Enrollment | None:
        return enrollment_waiting(claim_code=self.code, now=timezone.now()) if self.code else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"units": self.units}

    def get_initial(self) -> dict[str, Any]:
        device = self.device
        if device is None:
            return super().get_initial()
        return {"name": device.name, "width": device.width, "height": device.height}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"code": self.code, "device": self.device}

    def act(self, form: BoardForm) -> str:
        by: dict[str, Any] = {"actor": self.request.user, "now": timezone.now()}
        with transaction.atomic():
            board = board_create(unit=form.cleaned_data["unit"], facts=form.facts(), **by)
            if self.code:
                board_pair(claim_code=self.code, board=board, **by)
        self.warn(board)
        if self.code:
            messages.success(self.request, _("Paired. The board fetches its key by itself within seconds."))
            return reverse("signage_boards:board", args=[board.pk])
        messages.success(self.request, _("Entered: %(name)s. Now pair it.") % {"name": board.name})
        return reverse("signage_boards:pair_board", args=[board.pk])


class BoardEditView(BoardScreen, BoardFormScreen):
    writes = True
    page_subtitle = gettext_lazy("Change")

    @cached_property
    def instance(self) -> Board:
        """The form writes into it while it looks; the screen names the board as it is."""
        return Board.objects.select_related("unit").get(pk=self.board.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.instance}

    def act(self, form: BoardForm) -> str:
        board = self.instance
        board_update(board=board, facts=form.facts(), actor=self.request.user, now=timezone.now())
        self.warn(board)
        messages.success(self.request, _("Saved: %(name)s.") % {"name": board.name})
        return self.address


class BoardActionView(BoardScreen, ConfirmScreen):
    writes = True
    service: Any

    def names(self) -> dict[str, str]:
        return {"name": self.board.name}

    def act(self) -> None:
        self.service(board=self.board, actor=self.request.user, now=timezone.now())


class BoardRetireView(BoardActionView):
    page_subtitle = gettext_lazy("Take out of use")
    question = gettext_lazy("Take “%(name)s” out of use?")
    consequence = gettext_lazy(
        "The board goes dark as soon as it asks again. What it showed stays in the records. Its keys are "
        "kept, so it can be put into use again."
    )
    button = gettext_lazy("Take out of use")
    done = gettext_lazy("“%(name)s” is out of use.")
    is_serious = True
    service = staticmethod(board_retire)


class BoardRestoreView(BoardActionView):
    page_subtitle = gettext_lazy("Put into use again")
    question = gettext_lazy("Put “%(name)s” into use again?")
    consequence = gettext_lazy("It shows its messages as soon as it asks again, with the keys it has.")
    button = gettext_lazy("Put into use again")
    done = gettext_lazy("“%(name)s” is in use again.")
    service = staticmethod(board_restore)


class BoardMoveView(BoardScreen, RefusableForm):
    """The province gives a board to another unit: its own was merged, or it was carried away."""

    form_class = MoveForm
    page_subtitle = gettext_lazy("Give to another unit")
    submit_button_label = gettext_lazy("Give to this unit")
    intro = gettext_lazy(
        "The board keeps its keys and goes on by itself; from now on it shows the messages of the new unit."
    )

    @property
    def is_allowed(self) -> bool:
        return self.policy.runs_network and super().is_allowed

    def get_form_kwargs(self) -> dict[str, Any]:
        unit = self.board.unit
        units = AdministrativeUnit.objects.valid_on(self.day).filter(subsite__isnull=False)
        followers = present_units_of(code=unit.code, on=unit.valid_from, today=self.day)
        return super().get_form_kwargs() | {
            "units": units.exclude(pk=unit.pk).order_by("level", "name"),
            "first": [follower.pk for follower in followers if follower.pk != unit.pk],
        }

    def act(self, form: MoveForm) -> str:
        unit = form.cleaned_data["unit"]
        board_move_to_unit(board=self.board, unit=unit, actor=self.request.user, now=timezone.now())
        messages.success(
            self.request,
            _("“%(name)s” belongs to %(unit)s now.") % {"name": self.board.name, "unit": unit.full_name},
        )
        return self.address
