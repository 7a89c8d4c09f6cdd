"""The alerts of a board, kept for as long as they stay the same. emergency.json asks for itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from portal.signage.emergency.selectors import AlertFacts, AlertState, alerts_for_board
from portal.signage.enums import ColorDepth
from portal.signage.looks import Grid, Look
from portal.signage.models import Board
from portal.signage.renditions import Drawing, drawings_of

_KEPT_S = 3600


@dataclass(frozen=True)
class _Kept:
    """What was found at `asked_at`."""

    asked_at: datetime
    state: AlertState
    drawings: Mapping[Look, Sequence[Drawing]]

    def holds(self, now: datetime) -> bool:
        """Whether nothing began or ended since."""
        changes_at = self.state.changes_at
        return self.asked_at <= now and (changes_at is None or now < changes_at)


def alerts_now(board: Board, *, now: datetime) -> Sequence[AlertFacts]:
    """Those that show now, in their order. No query while the board has none, or they are remembered."""
    kept = _known(board, now)
    return kept.state.active if kept else ()


def alert_drawings(board: Board, *, now: datetime) -> Mapping[Look, Sequence[Drawing]]:
    """Files of the alerts that show now."""
    kept = _known(board, now)
    return kept.drawings if kept else {}


def _known(board: Board, now: datetime) -> _Kept | None:
    if board.alerts_until is None or board.alerts_until <= now:
        return None
    # Which alerts reach it is decided by alerts (alert_number) and by its own tags (content_number).
    key = f"signage:alerts:{board.uid}:{board.alert_number}:{board.content_number}"
    kept: _Kept | None = cache.get(key)
    if kept is None or not kept.holds(now):
        state = alerts_for_board(board, now)
        grid = Grid(board.width, board.height, ColorDepth(board.color))
        kept = _Kept(now, state, drawings_of(looks=[alert.look for alert in state.active], grid=grid))
        cache.set(key, kept, _KEPT_S)
    return kept
