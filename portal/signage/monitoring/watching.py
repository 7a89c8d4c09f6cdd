"""Looks once a minute whether a board needs somebody, and tells the people who run it, once.

A board that is silent outside its operating hours is switched off: that is nobody's business. One
that falls silent is told of ten minutes after it was heard last, or after it was to be switched on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portal.signage.enums import NoticeKind
from portal.signage.models import Board, BoardNotice
from portal.signage.monitoring.flash import FlashWear
from portal.signage.monitoring.mail import letters_send
from portal.signage.monitoring.selectors import boards_seen, flash_wears, seen_at
from portal.signage.monitoring.states import fresh_status, is_on, is_skewed, online_within

SILENT_AFTER = timedelta(minutes=10)
CLONE_STANDS = timedelta(hours=24)


@dataclass(frozen=True)
class Watched:
    """`opened` and `closed`: notices; `letters`: how many were sent."""

    opened: tuple[BoardNotice, ...]
    closed: tuple[BoardNotice, ...]
    letters: int


def boards_watch(*, now: datetime, dry_run: bool = False) -> Watched:
    """Open and close notices and write to those who run the boards. Twice in a minute is like once.

    With `dry_run` nothing is written and nobody told; what would be is returned.
    """
    today = timezone.localdate(now)
    boards = list(boards_seen(Board.objects.in_use().select_related("unit", "status")))
    wears = flash_wears(boards=boards, today=today)
    judged = {board.pk: judge(board, wear=wears.get(board.pk), now=now, today=today) for board in boards}
    with transaction.atomic():
        standing = {
            (notice.board_id, notice.kind): notice
            for notice in BoardNotice.objects.filter(closed_at__isnull=True).select_related("board__unit")
        }
        opened = [
            BoardNotice(board=board, kind=kind, opened_at=now, detail=detail)
            for board in boards
            for kind, detail in judged[board.pk].items()
            if detail is not None and (board.pk, kind) not in standing
        ]
        closed = [notice for notice in standing.values() if _is_over(notice, judged)]
        if dry_run:
            return Watched(tuple(opened), tuple(closed), 0)
        # Another watch at the same moment opened the same: the constraint keeps one.
        BoardNotice.objects.bulk_create(opened, ignore_conflicts=True)
        BoardNotice.objects.filter(pk__in=[notice.pk for notice in closed]).update(closed_at=now)
        untold = _take_untold(now)
    return Watched(tuple(opened), tuple(closed), letters_send(notices=untold) if untold else 0)


def judge(
    board: Board, *, wear: FlashWear | None, now: datetime, today: date
) -> dict[NoticeKind, str | None]:
    """Of each kind: its detail when somebody should look, None when all is well. A kind that is left
    out cannot be told now, and stays as it is. Pure, for a board of `boards_seen`."""
    return {
        **_silence(board, now),
        **_state(board, now),
        NoticeKind.CLONE: _clone(board, now),
        NoticeKind.FLASH: _wear_detail(wear) if wear is not None and wear.is_pressing(today) else None,
    }


def _silence(board: Board, now: datetime) -> dict[NoticeKind, str | None]:
    seen = seen_at(board)
    if seen is None:
        return {}  # not mounted yet
    patience = max(SILENT_AFTER, online_within(board))
    if seen > now - patience:
        return {NoticeKind.SILENT: None}
    if is_on(board, now) and is_on(board, now - SILENT_AFTER):
        return {NoticeKind.SILENT: seen.isoformat()}
    return {}


def _state(board: Board, now: datetime) -> dict[NoticeKind, str | None]:
    status = fresh_status(board, now=now)
    if status is None:
        return {}
    judged: dict[NoticeKind, str | None] = {
        NoticeKind.SKEW: str(round(status.skew_s or 0)) if is_skewed(status) else None
    }
    if status.error_since_at is None:
        judged[NoticeKind.MEDIA] = None
    elif status.error_since_at <= now - SILENT_AFTER:
        judged[NoticeKind.MEDIA] = status.last_error
    return judged


def _clone(board: Board, now: datetime) -> str | None:
    cloned_at: datetime | None = getattr(board, "cloned_at", None)
    return "" if cloned_at is not None and cloned_at > now - CLONE_STANDS else None


def _wear_detail(wear: FlashWear) -> str:
    return wear.ends_on.isoformat() if wear.ends_on else ""


def _is_over(notice: BoardNotice, judged: dict[int, dict[NoticeKind, str | None]]) -> bool:
    """A board that is out of use has no notices left."""
    if notice.board_id not in judged:
        return True
    kinds = judged[notice.board_id]
    kind = NoticeKind(notice.kind)
    return kind in kinds and kinds[kind] is None


def _take_untold(now: datetime) -> Iterable[BoardNotice]:
    """Notices nobody was told of, marked as told: a letter that fails is better than one a minute."""
    untold = list(
        BoardNotice.objects.select_for_update(of=("self",))
        .filter(told_at__isnull=True, closed_at__isnull=True)
        .select_related("board__unit__subsite__site")
        .order_by("board__unit__code", "board__name", "pk")
    )
    BoardNotice.objects.filter(pk__in=[notice.pk for notice in untold]).update(told_at=now)
    return untold
