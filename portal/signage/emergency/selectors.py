"""Reads alerts. What boards know of them is computed in `states`, which this file hands on."""

from collections.abc import Collection, Iterable, Sequence
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
    standing_of,
)
from portal.signage.enums import AlertStatus
from portal.signage.models import Alert, Board

__all__ = ["AlertFacts", "AlertState", "Tombstone", "alerts_for_board", "alerts_for_boards"]


def boards_in_reach(
    *, unit_id: int, status: str, board_ids: Collection[int], tags: Collection[str]
) -> QuerySet[Board]:
    """Boards in use that are told: of the unit and below, narrowed; of exercises those that take part."""
    boards = Board.objects.in_use().of_unit_and_below(unit_id)
    if board_ids:
        boards = boards.filter(pk__in=board_ids)
    if tags:
        boards = boards.filter(pk__in=Board.objects.filter(tags__slug__in=tags).values("pk"))
    return boards.filter(is_drill=True) if status == AlertStatus.EXERCISE else boards


def boards_of_alert(alert: Alert) -> QuerySet[Board]:
    """Boards in use that are told of it now."""
    chosen = list(alert.boards.values_list("pk", flat=True))
    return boards_in_reach(unit_id=alert.unit_id, status=alert.status, board_ids=chosen, tags=alert.tags)


def boards_without_room(
    *, standing: tuple[bool, bool], boards: Sequence[Board], moment: datetime
) -> list[Board]:
    """Boards that hold as many alerts of this or a higher standing as a board may be told.

    Alerts of a lower standing are no hindrance: the least of them gives way.
    """
    known = known_to_boards(boards=boards, moment=moment)
    return [board for board in boards if _rivals(known[board.pk], standing, moment) >= MOST_ACTIVE]


def _rivals(known: Iterable[tuple[Alert, AlertFacts]], standing: tuple[bool, bool], moment: datetime) -> int:
    return sum(
        not is_cancelled_at(alert, moment) and standing_of(facts.status, facts.level) <= standing
        for alert, facts in known
    )
