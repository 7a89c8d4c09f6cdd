"""Numbers that polls compare, raised in the transaction of the change they announce."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from portal.signage.boards.callers import callers_drop
from portal.signage.enums import Reach
from portal.signage.models import Alert, Board, MessageVersion


def boards_reached(version: MessageVersion) -> QuerySet[Board]:
    """Boards in use that a version goes to (tags are looked at when the board asks)."""
    boards = Board.objects.in_use()
    if version.reach == Reach.OWN:
        return boards.filter(unit_id=version.unit_id)
    if version.reach == Reach.CHOSEN:
        return boards.filter(chosen_by=version)
    return boards.of_unit_and_below(version.unit_id)


def boards_alerted(alert: Alert) -> QuerySet[Board]:
    """Boards in use that an alert goes to, exercises included."""
    boards = Board.objects.in_use().of_unit_and_below(alert.unit_id)
    if alert.boards.exists():
        boards = boards.filter(alerts=alert)
    if alert.tags:
        boards = boards.filter(tags__slug__in=alert.tags).distinct()
    return boards


def contents_bump(*, boards: QuerySet[Board], now: datetime) -> int:
    """What these boards may show has changed. One statement, however many boards."""
    wanted = Board.objects.filter(pk__in=boards.order_by().values("pk"))
    callers_drop()
    return wanted.update(content_number=F("content_number") + 1, content_changed_at=now)


def alerts_bump(*, boards: QuerySet[Board], until: datetime) -> int:
    """An alert for these boards began, changed or was cancelled; `until`: when the last trace of it
    (its end, or its tombstone) is over. Two statements, however many boards."""
    wanted = Board.objects.filter(pk__in=boards.order_by().values("pk"))
    callers_drop()
    count = wanted.update(alert_number=F("alert_number") + 1)
    wanted.filter(Q(alerts_until__isnull=True) | Q(alerts_until__lt=until)).update(alerts_until=until)
    return count
