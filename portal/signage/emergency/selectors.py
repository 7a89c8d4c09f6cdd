"""Reads alerts. What boards know of them is computed in `states`, which this file hands on."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from portal.signage.emergency.states import (
    MOST_ACTIVE,
    AlertFacts,
    AlertState,
    Tombstone,
    alerts_for_board,
    alerts_for_boards,
    is_cancelled_at,
    known_to_boards,
    standing,
)
from portal.signage.enums import AlertStatus
from portal.signage.models import Alert, Board
from portal.signage.services import boards_alerted

__all__ = ["AlertFacts", "AlertState", "Tombstone", "alerts_for_board", "alerts_for_boards"]


def boards_of_alert(alert: Alert) -> QuerySet[Board]:
    """Boards in use that are told of it: of an exercise only those that take part."""
    boards = boards_alerted(alert)
    return boards.filter(is_drill=True) if alert.status == AlertStatus.EXERCISE else boards


def boards_without_room(
    *, alert: Alert, facts: AlertFacts, boards: Sequence[Board], moment: datetime
) -> list[Board]:
    """Boards that hold as many alerts of the same or a higher standing as a board may be told.

    Alerts of a lower standing are no hindrance: the least of them gives way.
    """
    known = known_to_boards(boards=boards, moment=moment)
    crowded = {
        board_id
        for board_id, reaching in known.items()
        if sum(
            other.pk != alert.pk and not is_cancelled_at(other, moment) and standing(told) <= standing(facts)
            for other, told in reaching
        )
        >= MOST_ACTIVE
    }
    return [board for board in boards if board.pk in crowded]
