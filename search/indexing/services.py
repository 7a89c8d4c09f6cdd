"""Marks objects as changed, in the transaction of the change, and forgets those gone for long."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from search.documents import Key
from search.engines.base import Engine, EngineDown
from search.indexing import inline
from search.models import AT_ONCE, SearchState

logger = logging.getLogger("search")

_CHUNK = 500
# A worker that stalled with what it read must be long gone when the index forgets a deletion.
TOMBSTONES_KEPT = timedelta(days=1)


def changes_mark(
    *,
    kind: str,
    pks: Iterable[object],
    now: datetime,
    is_deleted: bool = False,
    above: int = 0,
) -> int:
    """These objects changed: the index learns of it after the commit. Two statements a 500 objects
    (SQLite takes only 76 rows at a time).

    Call it inside the transaction of the change; the row's lock makes the order of revisions the
    order of commits. `above`: a revision that some index holds and the new one must exceed.
    Returns how many were marked.
    """
    # In one order everywhere: two transactions that mark the same rows wait, and never for each other.
    texts = sorted({str(pk) for pk in pks})
    is_bulk = len(texts) > inline.MOST_PENDING  # an editor's change overtakes an import
    raised = Greatest(F("revision"), Value(above)) + 1 if above else F("revision") + 1
    with transaction.atomic(savepoint=False):
        for start in range(0, len(texts), _CHUNK):
            chunk = texts[start : start + _CHUNK]
            SearchState.objects.bulk_create(
                [SearchState(kind=kind, pk_text=text, changed_at=now) for text in chunk],
                ignore_conflicts=True,
            )
            rows = SearchState.objects.filter(kind=kind, pk_text__in=chunk)
            in_order = rows.order_by("pk_text").select_for_update().values("pk")
            # Whoever sends it just now sends what was: the next worker need not wait for that lease.
            SearchState.objects.filter(pk__in=in_order).update(
                revision=raised,
                is_deleted=is_deleted,
                changed_at=now,
                lease_until=AT_ONCE,
                lease_owner=None,
                attempts=0,
                next_try_at=now if is_bulk else AT_ONCE,
                error="",
            )
        if texts and not is_bulk:
            inline.wake_after_commit()
    return len(texts)


def tombstones_purge(*, engines: Iterable[Engine], now: datetime, limit: int = 5_000) -> int:
    """Forget objects deleted a day ago, in every index first. Returns how many; 0 when an index is down."""
    old = SearchState.objects.filter(
        is_deleted=True, done_revision=F("revision"), changed_at__lte=now - TOMBSTONES_KEPT
    )
    rows = list(old.order_by("pk").values_list("pk", "kind", "pk_text", "revision")[:limit])
    try:
        for engine in engines:
            engine.purge([(Key(kind, pk_text), revision) for _pk, kind, pk_text, revision in rows])
    except EngineDown as error:
        logger.warning("search: tombstones are kept: %s", error)
        return 0
    # An object born again meanwhile has a higher revision, and so is no longer among them.
    count = 0
    for start in range(0, len(rows), _CHUNK):
        pks = [row[0] for row in rows[start : start + _CHUNK]]
        with transaction.atomic(savepoint=False):
            free = old.filter(pk__in=pks).select_for_update(skip_locked=True)
            count += old.filter(pk__in=list(free.values_list("pk", flat=True))).delete()[0]
    return count
