"""What was on a board through a day: exact over edits, retags and moves within it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from django.db.models import Q, Sum

from portal.signage.enums import PlayOutcome
from portal.signage.models import Board, BoardSetup, MessageVersion, Play
from portal.signage.playlists import BoardFacts, Item, facts_at, playlist_of, versions_during
from portal.signage.schedule.playing import active_at, edges_of
from portal.signage.schedule.windows import Window
from portal.signage.schedule.zone import DAY, local, midnight


@dataclass(frozen=True)
class Part:
    """A part of a day in which the board itself did not change."""

    facts: BoardFacts
    span: Window


@dataclass(frozen=True)
class Stretch:
    """A part of a day in which the same messages took turns; never without one."""

    start: datetime
    end: datetime
    items: tuple[Item, ...]
    facts: BoardFacts

    def holds(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


def parts_of(board: Board, day: date) -> list[Part]:
    """The board as it was on a day; empty when it did not exist. Three queries, two more for each change."""
    start = midnight(day)
    end = start + DAY
    setups = (
        BoardSetup.objects.filter(board=board, valid_from__lt=end)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=start))
        .order_by("valid_from")
    )
    parts = []
    for valid_from, valid_to in setups.values_list("valid_from", "valid_to"):
        span = (max(start, valid_from), min(end, valid_to) if valid_to else end)
        facts = facts_at(board, span[0])
        if facts is not None and span[0] < span[1]:
            parts.append(Part(facts, span))
    return parts


def stretches_of(board: Board, parts: list[Part]) -> list[Stretch]:
    """What took turns when, in order. One query for each part."""
    merged: list[Stretch] = []
    for stretch in (found for part in parts for found in _stretches(board, part)):
        last = merged[-1] if merged else None
        if last and last.end == stretch.start and _told(last) == _told(stretch):
            merged[-1] = replace(last, end=stretch.end)
        else:
            merged.append(stretch)
    return merged


def plays_counted(board: Board, span: Window) -> dict[str, int]:
    """How often each message was reported as shown in `span`, by its id. One query."""
    shown = Play.objects.filter(board=board).within(*span).exclude(outcome=PlayOutcome.FAILED)
    return dict(shown.order_by().values_list("item").annotate(Sum("count")))


def _stretches(board: Board, part: Part) -> Iterator[Stretch]:
    start, end = part.span
    day = midnight(local(start).date())
    versions = versions_during(part.facts, part.span)
    lives = {moment for version in versions for moment in (version.live_from, version.live_until) if moment}
    bounds = sorted({start, end, *(moment for moment in lives if start < moment < end)})
    for begin, until in pairwise(bounds):
        playlist = playlist_of(
            facts=part.facts,
            versions=[version for version in versions if _is_in_force(version, begin)],
            content_number=board.content_number,
            content_changed_at=board.content_changed_at,
            now=begin,
            horizon=(day, day + DAY),
        )
        for first, last in pairwise([begin, *edges_of(playlist.items, (begin, until)), until]):
            items = active_at(playlist.items, first) or (playlist.default_item,)
            yield Stretch(first, last, tuple(items), part.facts)


def _is_in_force(version: MessageVersion, moment: datetime) -> bool:
    return version.live_from <= moment and (version.live_until is None or version.live_until > moment)


def _told(stretch: Stretch) -> list[tuple[str, int, str]]:
    return [(item.id, item.version, item.full) for item in stretch.items]
