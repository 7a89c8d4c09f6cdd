"""What is on a board at a moment, and through a day: from the same playlist that boards are told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from portal.signage.models.boards import Board
from portal.signage.models.messages import MessageVersion
from portal.signage.playlists import (
    Item,
    Playlist,
    facts_of_board,
    playlist_of,
    versions_during,
)
from portal.signage.schedule.playing import active_at, edges_of
from portal.signage.schedule.windows import Window
from portal.signage.schedule.zone import DAY, local, midnight


@dataclass(frozen=True)
class Stretch:
    """A part of a day in which the same messages take turns. `waiting` have this time, too, but wait."""

    start: datetime
    end: datetime
    showing: tuple[Item, ...]
    waiting: tuple[Item, ...]


@dataclass(frozen=True)
class BoardDay:
    """`items` are those with any time on the day; `stretches` cover the whole of it."""

    day: date
    span: Window
    items: tuple[Item, ...]
    default_item: Item
    stretches: tuple[Stretch, ...]


def board_day(*, board: Board, day: date) -> BoardDay:
    """What is on a board through one day: each message only while it was, or is, published. One query
    when unit and tags are read."""
    start = midnight(day)
    span = (start, start + DAY)
    versions = versions_during(facts_of_board(board), span)
    playlist = _playlist(board, versions, start, span)
    lives = {(version.uid, version.number): (version.live_from, version.live_until) for version in versions}
    items = tuple(
        clipped
        for item in playlist.items
        if (clipped := _clipped(item, *lives[item.id, item.version])).windows
    )
    return BoardDay(
        day, span, items, playlist.default_item, tuple(_stretches(items, playlist.default_item, span))
    )


def _playlist(
    board: Board, versions: list[MessageVersion], now: datetime, horizon: Window | None
) -> Playlist:
    return playlist_of(
        facts=facts_of_board(board),
        versions=versions,
        content_number=board.content_number,
        content_changed_at=board.content_changed_at,
        now=now,
        horizon=horizon,
    )


def _clipped(item: Item, live_from: datetime, live_until: datetime | None) -> Item:
    begun, ended = local(live_from), local(live_until) if live_until else None
    windows = ((max(start, begun), min(end, ended) if ended else end) for start, end in item.windows)
    return replace(item, windows=tuple((start, end) for start, end in windows if start < end))


def _stretches(items: tuple[Item, ...], default: Item, span: Window) -> Iterable[Stretch]:
    bounds = [span[0], *edges_of(items, span), span[1]]
    current: Stretch | None = None
    for start, end in pairwise(bounds):
        showing = active_at(items, start) or (default,)
        waiting = tuple(
            item
            for item in items
            if item not in showing and any(begin <= start < until for begin, until in item.windows)
        )
        if current and (current.showing, current.waiting) == (showing, waiting):
            current = replace(current, end=end)
            continue
        if current:
            yield current
        current = Stretch(start, end, showing, waiting)
    if current:
        yield current
