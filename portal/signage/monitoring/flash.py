"""Counts what wears out the flash memory of a controller, and foretells the last day.

Onbon's sheet names about 100,000 writes: a change every five minutes spends them within a year. A
controller writes what it was given when that differs from what it has, so a change of the answer to
its poll is one write. Whoever answers polls calls `flash_write_count`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from portal.signage.models import Board, FlashDay, FlashMemory

RATE_OVER = timedelta(days=30)
# Long enough to buy and mount another controller.
WARN_WITHIN = timedelta(days=180)
WARN_SHARE = 0.8


@dataclass(frozen=True)
class FlashWear:
    """`ends_on`: when the writes run out at the rate of the last 30 days; None at rest, or beyond 50
    years. `share` 1.0: as many as the maker names."""

    writes: int
    rating: int
    share: float
    ends_on: date | None

    def is_pressing(self, today: date) -> bool:
        return self.share >= WARN_SHARE or (self.ends_on is not None and self.ends_on <= today + WARN_WITHIN)


def flash_write_count(*, board: Board, form: str, digest: str, now: datetime) -> bool:
    """Note that the board was given content with this digest in this form of the feed ("ticker.kv").

    True when it is something else than last time: one write. One query when it is not, and none for
    a board without a rating.
    """
    if not board.flash_rating:
        return False
    memories = FlashMemory.objects.filter(board=board, form=form)
    kept = memories.values_list("digest", flat=True).first()
    if kept == digest:
        return False
    with transaction.atomic():
        if kept is None:
            _created, is_new = FlashMemory.objects.get_or_create(
                board=board, form=form, defaults={"digest": digest, "writes": 1, "written_at": now}
            )
            changed = int(is_new)
        else:
            # By the digest that was read: of two polls at once one counts.
            changed = memories.filter(digest=kept).update(
                digest=digest, writes=F("writes") + 1, written_at=now
            )
        if changed:
            _count_day(board, timezone.localdate(now))
    return bool(changed)


def flash_wear(*, rating: int, writes: int, recent: int, first_day: date | None, today: date) -> FlashWear:
    """Pure. `recent`: writes of the last 30 days; `first_day`: the first of them that was counted."""
    share = writes / rating
    ends_on = None
    if recent and first_day is not None:
        days = min((today - first_day).days + 1, RATE_OVER.days)
        left = max(rating - writes, 0) * days // recent
        ends_on = today + timedelta(days=left) if left <= 50 * 365 else None
    return FlashWear(writes=writes, rating=rating, share=share, ends_on=ends_on)


def _count_day(board: Board, day: date) -> None:
    days = FlashDay.objects.filter(board=board, day=day)
    if days.update(writes=F("writes") + 1):
        return
    try:
        with transaction.atomic():
            FlashDay.objects.create(board=board, day=day, writes=1)
    except IntegrityError:
        days.update(writes=F("writes") + 1)
