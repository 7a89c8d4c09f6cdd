"""Where the code on a board's face is typed."""

from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.signage.addresses import PREFIX
from portal.signage.boards.forms import PairForm
from portal.signage.boards.pairing import board_pair, enrollment_waiting
from portal.signage.boards.screens import BoardScreen, RefusableForm
from portal.signage.models import Board

WRONG_CODES = 10
WRONG_FOR_SECONDS = 600


class PairScreen(RefusableForm):
    """Ten wrong codes in ten minutes are the end of guessing."""

    form_class = PairForm
    page_subtitle = gettext_lazy("Pair a board")
    submit_button_label = gettext_lazy("Pair")
    intro = gettext_lazy(
        "Start the board, or open the player's address on it. As long as it belongs to nobody, it shows a "
        "code."
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        player = self.request.build_absolute_uri(f"{PREFIX}player")
        return super().get_context_data(**kwargs) | {"player": player}

    @property
    def _counter(self) -> str:
        return f"signage:wrong-codes:{self.request.user.pk}"

    def act(self, form: PairForm) -> str:
        if cache.get(self._counter, 0) >= WRONG_CODES:
            raise ValidationError({"claim_code": _("Too many wrong codes. Try again in ten minutes.")})
        try:
            return self.pair(form)
        except ValidationError as refusal:
            if "claim_code" in getattr(refusal, "error_dict", {}):
                cache.add(self._counter, 0, WRONG_FOR_SECONDS)
                cache.incr(self._counter)
            raise

    def pair(self, form: PairForm) -> str:
        """Raises ValidationError."""
        raise NotImplementedError

    def paired(self, board: Board, code: str) -> str:
        board_pair(claim_code=code, board=board, actor=self.request.user, now=timezone.now())
        messages.success(self.request, _("Paired. The board fetches its key by itself within seconds."))
        return reverse("signage_boards:board", args=[board.pk])


class PairView(PairScreen):
    """Code first, then which board; a new one is entered next."""

    @cached_property
    def units(self) -> Any:
        return self.policy.units_to_run(day=self.day)

    @property
    def is_allowed(self) -> bool:
        return self.units.exists()

    def get_form_kwargs(self) -> dict[str, Any]:
        boards = Board.objects.in_use().filter(unit__in=self.units).select_related("unit")
        return super().get_form_kwargs() | {"boards": boards}

    def pair(self, form: PairForm) -> str:
        code, board = form.cleaned_data["claim_code"], form.cleaned_data["board"]
        if board is not None:
            return self.paired(board, code)
        if enrollment_waiting(claim_code=code, now=timezone.now()) is None:
            raise ValidationError(
                {"claim_code": _("No board shows this code. It may have expired: look at the board again.")}
            )
        return reverse("signage_boards:add") + "?" + urlencode({"code": code})


class PairBoardView(BoardScreen, PairScreen):
    """For a board that is entered already."""

    writes = True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"boards": None}

    def pair(self, form: PairForm) -> str:
        return self.paired(self.board, form.cleaned_data["claim_code"])
