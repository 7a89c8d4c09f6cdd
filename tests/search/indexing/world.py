"""A small world to index: notes that are edited and deleted, a clock, and an engine in memory."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from search.documents import Document, Entry, Key, Results
from search.engines.base import EngineDown, Health, Request, Suggestion, Visibility
from search.indexing.services import changes_mark
from search.queries import Query
from search.searchable import Searchable, Shown

KIND = "test.note"


def key(pk: object) -> Key:
    return Key(KIND, str(pk))


@dataclass
class Notes(Searchable):
    """The notes of a test by number. `closed` exist and may not be found; `broken` cannot be read."""

    texts: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    broken: set[int] = field(default_factory=set)
    code = KIND
    label = "Note"

    def documents(self, pks: Sequence[str]) -> Iterable[Document]:
        for pk in map(int, pks):
            if pk in self.broken:
                raise ValueError(f"Note {pk} is torn.")
            if pk in self.texts and pk not in self.closed:
                yield Document(key(pk), title=f"Ghi chép {pk}", body=self.texts[pk], scopes=("u1",))

    def keys(self, *, after: str, limit: int) -> list[str]:
        return [str(pk) for pk in sorted(self.texts) if not after or pk > int(after)][:limit]

    def shown(self, keys: Sequence[Key], *, context: Any) -> dict[Key, Shown]:
        return {
            one: Shown(f"Ghi chép {one.pk}", f"/{one.pk}/")
            for one in keys
            if int(one.pk) in self.texts and int(one.pk) not in self.closed
        }

    def visible(self) -> dict[str, str]:
        return {str(pk): text for pk, text in self.texts.items() if pk not in self.closed}


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta) -> None:
        self.now += by


class MemoryEngine:
    """Versions as Elasticsearch's `external_gte`: an older one is refused in silence, as old as held is
    taken, and what is purged is forgotten with its version. `breaks`: how the next `apply` goes wrong,
    before anything is written ("down"), after half ("cut"), or with one entry refused ("refuse")."""

    def __init__(self, name: str = "memory") -> None:
        self.name = name
        self.held: dict[Key, Entry] = {}
        self.built: MemoryEngine | None = None
        self.breaks: list[str] = []
        self.sent = 0

    def apply(self, entries: Sequence[Entry]) -> list[Key]:
        how = self.breaks.pop() if self.breaks else ""
        if how == "down":
            raise EngineDown("no answer")
        taken = entries[: len(entries) // 2] if how == "cut" else entries
        refused = [entries[0].key] if how == "refuse" and entries else []
        for target in (self, *([self.built] if self.built else [])):
            for entry in taken:
                if entry.key not in refused:
                    target._write(entry)
        if how == "cut":
            raise EngineDown("the answer is lost")
        return refused

    def _write(self, entry: Entry) -> None:
        self.sent += 1
        held = self.held.get(entry.key)
        if held is None or held.revision <= entry.revision:
            self.held[entry.key] = entry

    def purge(self, tombstones: Sequence[tuple[Key, int]]) -> None:
        for one, revision in tombstones:
            held = self.held.get(one)
            if held and held.document is None and held.revision <= revision:
                del self.held[one]

    def revisions(self, *, after: Key | None = None, limit: int = 1_000) -> Iterator[tuple[Key, int, bool]]:
        def order(one: Key) -> tuple[str, str]:
            return one.kind, one.pk

        above = sorted((one for one in self.held if after is None or order(one) > order(after)), key=order)
        for one in above[:limit]:
            yield one, self.held[one].revision, self.held[one].document is not None

    def rebuild_begin(self) -> str:
        self.built = MemoryEngine()
        return "next"

    def rebuild_target(self, name: str) -> "MemoryEngine":
        # As an engine with files: what was put in place already is begun again, empty.
        self.built = self.built or MemoryEngine()
        return self.built

    def backfill(self, name: str, entries: Sequence[Entry]) -> list[Key]:
        if self.built is None:
            raise EngineDown("the rebuild was given up")
        return self.built.apply(entries)

    def rebuild_finish(self, name: str) -> None:
        assert self.built is not None
        self.held, self.built = self.built.held, None

    def rebuild_cancel(self, name: str) -> None:
        self.built = None

    def health(self) -> Health:
        return Health(True, sum(entry.document is not None for entry in self.held.values()))

    def search(self, request: Request) -> Results:
        raise NotImplementedError

    def suggest(self, typed: str, *, visibility: Visibility, limit: int) -> list[Suggestion]:
        raise NotImplementedError

    def corrections(self, query: Query, *, visibility: Visibility) -> tuple[str, ...]:
        raise NotImplementedError

    def found(self) -> dict[str, str]:
        return {one.pk: entry.document.body for one, entry in self.held.items() if entry.document}


def edit(notes: Notes, pk: int, text: str, now: datetime) -> None:
    notes.texts[pk] = text
    changes_mark(kind=KIND, pks=[pk], now=now)


def delete(notes: Notes, pk: int, now: datetime) -> None:
    notes.texts.pop(pk, None)
    changes_mark(kind=KIND, pks=[pk], now=now, is_deleted=True)
