"""Compares what an index holds with the states in the database: which objects differ, and how.

Both sides are read in the order of keys (by code point), one beside the other, while editors go on:
what has moved since is looked at again at the end, and what is on its way is no difference.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection
from django.db.models import F
from django.db.models.functions import Collate

from search.documents import Key
from search.engines.base import Engine
from search.models import SearchState

_PAGE = 1_000


class DifferenceKind(StrEnum):
    """`MISSING`, `OLDER`: the index lacks a change. `NEWER`, `UNKNOWN`: it holds what the database never
    said (a restored copy). `VISIBLE`, `HIDDEN`: the right revision, wrongly shown or not. `UNMARKED`:
    an object without a state. `GONE`: a state whose object is not there."""

    MISSING = "missing"
    OLDER = "older"
    NEWER = "newer"
    UNKNOWN = "unknown"
    VISIBLE = "visible"
    HIDDEN = "hidden"
    UNMARKED = "unmarked"
    GONE = "gone"


@dataclass(frozen=True)
class Difference:
    """`revision`: what the index holds, 0 for nothing."""

    key: Key
    kind: DifferenceKind
    revision: int = 0


@dataclass(frozen=True)
class _State:
    revision: int
    done_revision: int
    is_live: bool

    @property
    def is_pending(self) -> bool:
        return self.revision > self.done_revision


def differences_of(
    engine: Engine,
    *,
    wants_tombstones: bool = False,
    on_progress: Callable[[int], object] = lambda count: None,
) -> tuple[int, list[Difference]]:
    """How many objects were compared, and those that differ. Raises EngineDown.

    `wants_tombstones`: an object that is not live must be known as such, not merely be absent.
    """
    compared = 0
    suspects: list[Difference] = []
    states, held = _states(), _held(engine)
    state, entry = next(states, None), next(held, None)
    while state or entry:
        compared += 1
        if compared % _PAGE == 0:
            on_progress(_PAGE)
        if entry is None or (state is not None and _order(state[0]) < _order(entry[0])):
            assert state is not None  # noqa: S101 - one of both is there
            missed = state[1].is_live or wants_tombstones
            if missed and not state[1].is_pending:
                suspects.append(Difference(state[0], DifferenceKind.MISSING))
            state = next(states, None)
        elif state is None or _order(entry[0]) < _order(state[0]):
            # A tombstone of nothing shows nothing; the purge was cut short.
            if entry[2]:
                suspects.append(Difference(entry[0], DifferenceKind.UNKNOWN, entry[1]))
            entry = next(held, None)
        else:
            if difference := _kind_of(state[1], entry[1], entry[2]):
                suspects.append(Difference(state[0], difference, entry[1]))
            state, entry = next(states, None), next(held, None)
    on_progress(compared % _PAGE)
    return compared, _confirmed(suspects)


def _kind_of(state: _State, revision: int, is_live: bool) -> DifferenceKind | None:
    if revision > state.revision:
        return DifferenceKind.NEWER
    if state.is_pending:
        return None
    if revision < state.revision:
        return DifferenceKind.OLDER
    if is_live is state.is_live:
        return None
    return DifferenceKind.VISIBLE if is_live else DifferenceKind.HIDDEN


def _confirmed(suspects: list[Difference]) -> list[Difference]:
    """Without those that a worker has written, or an editor changed, since they were read."""
    found = []
    for start in range(0, len(suspects), 500):
        chunk = suspects[start : start + 500]
        now: dict[Key, _State] = {}
        for kind in {suspect.key.kind for suspect in chunk}:
            pks = [suspect.key.pk for suspect in chunk if suspect.key.kind == kind]
            rows = SearchState.objects.filter(kind=kind, pk_text__in=pks)
            for pk, revision, done, is_live in rows.values_list(
                "pk_text", "revision", "done_revision", "is_live"
            ):
                now[Key(kind, pk)] = _State(revision, done, is_live)
        found += [suspect for suspect in chunk if _still(suspect, now.get(suspect.key))]
    return found


def _still(suspect: Difference, state: _State | None) -> bool:
    if suspect.kind == DifferenceKind.UNKNOWN:
        return state is None
    if state is None:
        return False
    if suspect.kind == DifferenceKind.NEWER:
        return suspect.revision > state.revision
    return not state.is_pending


def _states() -> Iterator[tuple[Key, _State]]:
    collation = "C" if connection.vendor == "postgresql" else "BINARY"
    rows = SearchState.objects.order_by(
        Collate(F("kind"), collation), Collate(F("pk_text"), collation)
    ).values_list("kind", "pk_text", "revision", "done_revision", "is_live")
    for kind, pk, revision, done, is_live in rows.iterator(chunk_size=_PAGE):
        yield Key(kind, pk), _State(revision, done, is_live)


def _held(engine: Engine) -> Iterator[tuple[Key, int, bool]]:
    after: Key | None = None
    while True:
        page = list(engine.revisions(after=after, limit=_PAGE))
        yield from page
        if not page:
            return
        after = page[-1][0]


def _order(key: Key) -> tuple[str, str]:
    return key.kind, key.pk
