"""Everything a board is told, gathered once for each revision and kept in the cache."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache

from portal.signage.looks import Look
from portal.signage.models import Board, MessageVersion
from portal.signage.playlists import (
    BoardFacts,
    Item,
    Playlist,
    facts_of_board,
    playlist_of,
    reaching,
    versions_at,
)
from portal.signage.renditions import Drawing, drawings_of
from portal.signage.schedule.playing import active_at, edges_of, showing_at
from portal.signage.schedule.windows import horizon_of
from portal.signage.schedule.zone import local

WITHDRAWN_KEPT = timedelta(hours=72)
MOST_WITHDRAWN = 200
_FORMAT = 1  # of what is pickled into the cache
_KEPT_S = 26 * 3600  # nothing is alike for longer than a day


@dataclass(frozen=True)
class Contents:
    """`drawings` of a look: the whole first, then its pages; no entry when nothing could be drawn.
    `withdrawn`: ids of messages taken off, newest first."""

    playlist: Playlist
    drawings: Mapping[Look, Sequence[Drawing]]
    withdrawn: tuple[str, ...] = ()

    @property
    def everything(self) -> tuple[Item, ...]:
        return (*self.playlist.items, self.playlist.default_item)

    def whole(self, item: Item) -> Drawing | None:
        drawn = self.drawings.get(item.look)
        return drawn[0] if drawn else None

    def active(self, now: datetime) -> tuple[Item, ...]:
        """What takes turns now, in play order; the default when nothing else does. Never empty."""
        return active_at(self.everything, now)

    def showing(self, now: datetime) -> tuple[Item, float]:
        """What is on now by the wall clock, and for how many seconds."""
        return showing_at(self.everything, now) or (self.playlist.default_item, 0.0)

    def changed_at(self, now: datetime) -> datetime:
        """The last edit, midnight, or begin or end of a window up to `now`."""
        since = (self.playlist.horizon[0], now + timedelta(microseconds=1))
        return max(self.playlist.changed_at, *edges_of(self.playlist.items, since), self.playlist.horizon[0])


def state_of(board: Board, now: datetime) -> str:
    """What contents depend on: edits and the day, apart. Their sum, the revision, is told to boards; but
    two servers a second apart at midnight could give one sum to two states."""
    return f"{board.content_number}.{local(now).date().isoformat()}"


def contents_of(board: Board, *, now: datetime) -> Contents:
    """From the cache, else five queries. The key changes with every edit, so nothing needs clearing."""
    key = f"signage:contents:{_FORMAT}:{board.uid}:{state_of(board, now)}"
    kept: Contents | None = cache.get(key)
    if kept is not None:
        return kept
    contents = _gathered(board, now)
    cache.set(key, contents, _KEPT_S)
    return contents


def _gathered(board: Board, now: datetime) -> Contents:
    facts = facts_of_board(board)
    versions = versions_at(facts, now)
    playlist = playlist_of(
        facts=facts,
        versions=versions,
        content_number=board.content_number,
        content_changed_at=board.content_changed_at,
        now=now,
    )
    items = (*playlist.items, playlist.default_item)
    return Contents(
        playlist=playlist,
        drawings=drawings_of(looks=[item.look for item in items], grid=facts.grid),
        withdrawn=withdrawn_ids(facts, in_force={version.uid for version in versions}, now=now),
    )


def withdrawn_ids(facts: BoardFacts, *, in_force: set[str], now: datetime) -> tuple[str, ...]:
    """Messages that were meant for this board, ended within 72 hours and did not come back. One query.

    Counted from midnight: the answer is the same all day.
    """
    since = horizon_of(now)[0] - WITHDRAWN_KEPT
    ended = (
        MessageVersion.objects.filter(reaching(facts), live_until__gt=since, live_until__lte=now)
        .exclude(uid__in=in_force)
        .order_by("-live_until", "uid")
        .values_list("uid", "tags")
    )
    mine = [uid for uid, tags in ended if not tags or facts.tags & set(tags)]
    return tuple(dict.fromkeys(mine))[:MOST_WITHDRAWN]
