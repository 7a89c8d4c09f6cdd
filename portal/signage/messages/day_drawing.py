"""The day of a board as lanes: a line a message, its time full where it shows, hollow where it waits."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from portal.signage.enums import MessageClass
from portal.signage.messages.showings import BoardDay
from portal.signage.playlists import Item

MINUTES = 1440


@dataclass(frozen=True)
class Bar:
    """A part of the day in minutes since midnight. `waits`: it has this time, but others take it."""

    start: int
    width: int
    waits: bool


@dataclass(frozen=True)
class Line:
    item: Item
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Lane:
    label: str | Promise
    lines: tuple[Line, ...]


def draw_day(day: BoardDay) -> list[Lane]:
    """Lanes in the order in which classes win; a lane without messages is left out."""
    lanes = []
    for choice in MessageClass:
        items = [item for item in (*day.items, day.default_item) if item.priority == choice.wire]
        lines = (Line(item, _bars(day, item)) for item in dict.fromkeys(items))
        drawn = tuple(line for line in lines if line.bars or choice == MessageClass.DEFAULT)
        if drawn:
            lanes.append(Lane(choice.label, drawn))
    return lanes


def _bars(day: BoardDay, item: Item) -> tuple[Bar, ...]:
    bars: list[Bar] = []
    for stretch in day.stretches:
        if item not in stretch.showing and item not in stretch.waiting:
            continue
        start, end = _minute(day, stretch.start), _minute(day, stretch.end)
        waits = item in stretch.waiting
        if bars and (bars[-1].start + bars[-1].width, bars[-1].waits) == (start, waits):
            start = bars.pop().start
        bars.append(Bar(start, max(1, end - start), waits))
    return tuple(bars)


def _minute(day: BoardDay, moment: datetime) -> int:
    return round((moment - day.span[0]).total_seconds() / 60)
