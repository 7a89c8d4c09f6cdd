"""Every night: what each index holds against the states, and the states against the objects.

There should be no difference. What differs is marked as changed, so the worker puts it right.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from search.documents import Key
from search.engines.base import Engine
from search.indexing.comparison import Difference, DifferenceKind, differences_of
from search.indexing.services import changes_mark
from search.models import Reconciliation, SearchState
from search.searchable import Searchable, registry

_PAGE = 1_000
_KEPT = 200  # records of comparisons
OBJECTS = "objects"  # the comparison of states with objects stands beside those of the engines

Progress = Callable[[int], object]


def index_reconcile(
    *, engine: Engine, now: datetime, clock: Callable[[], datetime], is_dry: bool, on_progress: Progress
) -> Reconciliation:
    """Compare one index with the states and mark what differs. Raises EngineDown."""
    compared, differences = differences_of(engine, on_progress=on_progress)
    return _recorded(engine.name, compared, differences, now=now, clock=clock, is_dry=is_dry)


def objects_reconcile(
    *, now: datetime, clock: Callable[[], datetime], is_dry: bool, on_progress: Progress
) -> Reconciliation:
    """Find objects that nobody marked, and live states whose object is gone; mark them."""
    compared, differences = 0, []
    for kind in registry.all():
        known: set[str] = set()
        for pks in pages_of(kind):
            with_state = set(
                SearchState.objects.filter(kind=kind.code, pk_text__in=pks).values_list("pk_text", flat=True)
            )
            unmarked = [pk for pk in pks if pk not in with_state]
            differences += [Difference(Key(kind.code, pk), DifferenceKind.UNMARKED) for pk in unmarked]
            known.update(pks)
            compared += len(pks)
            on_progress(len(pks))
        differences += _gone(kind, known)
    return _recorded(OBJECTS, compared, differences, now=now, clock=clock, is_dry=is_dry)


def pages_of(kind: Searchable, *, after: str = "", limit: int = _PAGE) -> Iterator[list[str]]:
    """All keys of a kind, a page at a time."""
    while pks := kind.keys(after=after, limit=limit):
        yield pks
        after = pks[-1]


def _gone(kind: Searchable, known: set[str]) -> list[Difference]:
    rows = SearchState.objects.filter(kind=kind.code, is_live=True, is_deleted=False)
    live = rows.values_list("pk_text", flat=True).iterator(chunk_size=_PAGE)
    missing = [pk for pk in live if pk not in known]
    # Born after its page of keys was read? Then it is there now.
    found: set[str] = set()
    for start in range(0, len(missing), _PAGE):
        documents = kind.documents(missing[start : start + _PAGE])
        found.update(document.key.pk for document in documents)
    return [Difference(Key(kind.code, pk), DifferenceKind.GONE) for pk in missing if pk not in found]


def _recorded(
    name: str,
    compared: int,
    differences: Sequence[Difference],
    *,
    now: datetime,
    clock: Callable[[], datetime],
    is_dry: bool,
) -> Reconciliation:
    counted = Counter(difference.kind.value for difference in differences)
    record = Reconciliation(
        engine=name, started_at=now, finished_at=clock(), compared=compared, differences=dict(counted)
    )
    if is_dry:
        return record
    by_kind: dict[str, list[Difference]] = {}
    for difference in differences:
        by_kind.setdefault(difference.key.kind, []).append(difference)
    for kind, found in by_kind.items():
        for start in range(0, len(found), _PAGE):
            chunk = found[start : start + _PAGE]
            above = max(difference.revision for difference in chunk)
            changes_mark(kind=kind, pks=[difference.key.pk for difference in chunk], now=now, above=above)
    record.save()
    old = Reconciliation.objects.filter(engine=name).values_list("pk", flat=True)[_KEPT:]
    Reconciliation.objects.filter(pk__in=list(old)).delete()
    return record
