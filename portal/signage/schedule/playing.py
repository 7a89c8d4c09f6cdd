"""What shows at a moment, among items that already have their windows (contract 3.7).

By the wall clock alone: two boards, or one board before and after a new playlist, show the same item
at the same instant. Moments are aware; items of a class that is not known are passed over.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain
from math import gcd, lcm
from typing import Protocol, TypeVar

from portal.signage.schedule.windows import Window

PRIORITY, NORMAL, DEFAULT = "uu_tien", "thong_thuong", "mac_dinh"
PRIORITY_TURNS = 2  # to one of a normal item, where they are mixed
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Playable(Protocol):
    """`priority`: a word of the contract; `duration_s`: at least 1. An item of DEFAULT needs no window."""

    @property
    def id(self) -> str: ...
    @property
    def priority(self) -> str: ...
    @property
    def order(self) -> int: ...
    @property
    def duration_s(self) -> int: ...
    @property
    def interleave(self) -> bool: ...
    @property
    def windows(self) -> Sequence[Window]: ...


Item = TypeVar("Item", bound=Playable)


def active_at(items: Iterable[Item], moment: datetime) -> tuple[Item, ...]:
    """The items that take turns at `moment`: priority before normal, each by `order`, then id.

    While a priority item is active the normal ones wait, unless one of the active priority items
    says `interleave`. The default shows when nothing else does.
    """
    turns = _turns(items, moment)
    return tuple(chain.from_iterable(turns))


def cycle_at(items: Iterable[Item], moment: datetime) -> tuple[Item, ...]:
    """One full round in play order. Mixed classes go two priority turns to one normal turn, until both
    have come round together.
    """
    priority, normal = _turns(items, moment)
    if not priority or not normal:
        return priority or normal
    groups = lcm(len(priority) // gcd(len(priority), PRIORITY_TURNS), len(normal))
    return tuple(
        item
        for group in range(groups)
        for item in (
            *(priority[(group * PRIORITY_TURNS + turn) % len(priority)] for turn in range(PRIORITY_TURNS)),
            normal[group % len(normal)],
        )
    )


def showing_at(items: Iterable[Item], moment: datetime) -> tuple[Item, float] | None:
    """The item on the board and how many seconds it has been there; None when there is none at all.

    The place in the round is the seconds since 1970-01-01T00:00:00Z modulo the length of the round.
    """
    cycle = cycle_at(items, moment)
    if not cycle:
        return None
    length = timedelta(seconds=sum(item.duration_s for item in cycle))
    into = (moment - _EPOCH) % length
    for item in cycle:
        if into < timedelta(seconds=item.duration_s):
            return item, into.total_seconds()
        into -= timedelta(seconds=item.duration_s)
    raise AssertionError("A place in the round lies inside the round.")


def edges_of(items: Iterable[Item], within: Window) -> tuple[datetime, ...]:
    """The instants strictly inside `within` at which `active_at` may change, ascending."""
    bounds = {bound for item in items for window in item.windows for bound in window}
    return tuple(sorted(bound for bound in bounds if within[0] < bound < within[1]))


def _turns(items: Iterable[Item], moment: datetime) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Who takes part: (priority, others). The second is empty while normal items wait."""
    ordered = sorted(items, key=lambda item: (item.order, item.id))
    active = [item for item in ordered if any(start <= moment < end for start, end in item.windows)]
    priority = tuple(item for item in active if item.priority == PRIORITY)
    normal = tuple(item for item in active if item.priority == NORMAL)
    if priority and not any(item.interleave for item in priority):
        return priority, ()
    if priority or normal:
        return priority, normal
    return (), tuple(item for item in ordered if item.priority == DEFAULT)
