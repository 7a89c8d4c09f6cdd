"""What every engine can do. One contract test runs over each that is configured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from search.documents import PUBLIC, Entry, Key, Results
from search.queries import Query


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"


@dataclass(frozen=True)
class Lag:
    """`changed`: what the index says of these is not today's. `hidden`: of those, what who asks may find no
    more. `hidden_kinds`: kinds that are not shown where one looks. `is_partial`: more waits than was
    looked at."""

    changed: frozenset[Key] = frozenset()
    hidden: frozenset[Key] = frozenset()
    hidden_kinds: tuple[str, ...] = ()
    is_partial: bool = False


@dataclass(frozen=True)
class Visibility:
    """Who asks, from where and when. Every request carries one; no engine answers without.

    `scopes`: a document shows when it has any of them; empty: everywhere. `audience`: words of groups
    the asker belongs to, `PUBLIC` always among them. `lag`: what the index does not know yet; engines
    leave out its `hidden` and `hidden_kinds` everywhere.
    """

    now: datetime
    scopes: tuple[str, ...] = ()
    audience: tuple[str, ...] = (PUBLIC,)
    languages: tuple[str, ...] = ()
    lag: Lag = Lag()


@dataclass(frozen=True)
class Request:
    """`filters`: chosen values by facet; `facets`: codes to count; `near`: scopes that weigh more."""

    query: Query
    visibility: Visibility
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    near: tuple[tuple[str, float], ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10


@dataclass(frozen=True)
class Suggestion:
    key: Key
    title: str


@dataclass(frozen=True)
class Health:
    """`documents` counts live ones; `detail` is for operators."""

    is_up: bool
    documents: int = 0
    detail: str = ""


class EngineDown(Exception):
    """The engine cannot answer now; the service turns to another."""


class Engine(Protocol):
    """`apply` ignores an entry older than what the index holds, so sending twice harms nothing."""

    name: str

    def search(self, request: Request) -> Results:
        """Raises EngineDown."""

    def suggest(self, typed: str, *, visibility: Visibility, limit: int) -> list[Suggestion]:
        """Titles that go on as typed, or hold a word that does. Raises EngineDown."""

    def corrections(self, query: Query, *, visibility: Visibility) -> tuple[str, ...]:
        """What was probably meant ("did you mean"), best first, made of words of titles the asker may see.

        Accents for a query without them, right letters for a slip of the finger; empty when the query
        reads as titles do (`search.corrections`). Raises EngineDown.
        """

    def apply(self, entries: Sequence[Entry]) -> list[Key]:
        """Write a batch; returns the keys that failed. Raises EngineDown when none could be sent."""

    def revisions(self, *, after: Key | None = None, limit: int = 1_000) -> Iterator[tuple[Key, int, bool]]:
        """(key, revision, is live) of what the index holds, in order of keys."""

    def purge(self, tombstones: Sequence[tuple[Key, int]]) -> None:
        """Forget objects that are gone, up to these revisions; what is live or newer stays.

        Raises EngineDown."""

    def rebuild_begin(self) -> str:
        """Make a new, empty index beside the one in use; `apply` writes to both from now on, in every
        process. An unfinished one is dropped."""

    def rebuild_target(self, name: str) -> "Engine":
        """The index being built and nothing else, to be read: compared before it answers."""

    def backfill(self, name: str, entries: Sequence[Entry]) -> list[Key]:
        """As `apply`, to the new index alone: what a rebuild reads, the index in use has already."""

    def rebuild_finish(self, name: str) -> None:
        """Let the new index answer, at once."""

    def rebuild_cancel(self, name: str) -> None:
        """Drop the new index."""

    def health(self) -> Health:
        """Never raises."""
