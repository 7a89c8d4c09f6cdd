"""Marks objects as changed, in the transaction of the change, and lets a worker take them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from search.documents import Entry, Key
from search.engines.base import Engine, EngineDown
from search.models import SearchState
from search.searchable import registry

_CHUNK = 500
_LEASE = timedelta(minutes=2)
_LONGEST_PAUSE = timedelta(minutes=10)


def changes_mark(*, kind: str, pks: Iterable[object], now: datetime, is_deleted: bool = False) -> int:
    """These objects changed: the index learns of it after the commit. Two statements a 500 objects.

    Call it inside the transaction of the change; the row's lock makes the order of revisions the
    order of commits. Returns how many were marked.
    """
    texts = list(dict.fromkeys(str(pk) for pk in pks))
    with transaction.atomic():
        for start in range(0, len(texts), _CHUNK):
            chunk = texts[start : start + _CHUNK]
            SearchState.objects.bulk_create(
                [SearchState(kind=kind, pk_text=text, changed_at=now) for text in chunk],
                ignore_conflicts=True,
            )
            SearchState.objects.filter(kind=kind, pk_text__in=chunk).update(
                revision=F("revision") + 1,
                is_deleted=is_deleted,
                changed_at=now,
                attempts=0,
                next_try_at=None,
                error="",
            )
    return len(texts)


@dataclass(frozen=True)
class Claim:
    """A row as it was when it was taken: the revision is read before the object, never after."""

    id: int
    key: Key
    revision: int
    is_deleted: bool
    attempts: int


def changes_claim(*, limit: int, now: datetime) -> list[Claim]:
    """Take due rows for a while; two workers never take the same. A worker that dies loses its lease.

    One statement decides: whoever comes second finds the rows leased, on every database.
    """
    owner = uuid.uuid4()
    first = SearchState.objects.due(now).order_by("next_try_at", "id").values("pk")[:limit]
    SearchState.objects.due(now).filter(pk__in=list(first.values_list("pk", flat=True))).update(
        lease_until=now + _LEASE, lease_owner=owner
    )
    return [
        Claim(row.pk, Key(row.kind, row.pk_text), row.revision, row.is_deleted, row.attempts)
        for row in SearchState.objects.filter(lease_owner=owner).order_by("pk")
    ]


def entries_of(claims: Iterable[Claim]) -> list[Entry]:
    """The objects as they are now; what is gone, hidden or of an unknown kind becomes a tombstone."""
    claims = list(claims)
    by_kind: dict[str, list[str]] = {}
    for claim in claims:
        if not claim.is_deleted:
            by_kind.setdefault(claim.key.kind, []).append(claim.key.pk)
    documents = {
        document.key: document
        for code, pks in by_kind.items()
        if (kind := registry.get(code)) is not None
        for document in kind.documents(pks)
    }
    return [Entry(claim.key, claim.revision, documents.get(claim.key)) for claim in claims]


def changes_send(*, claims: list[Claim], engines: Iterable[Engine], now: datetime) -> int:
    """Write claimed objects to every index; returns how many all of them confirmed.

    A row is done only then. The others wait longer after each failure and are tried again for ever.
    """
    entries = entries_of(claims)
    failures: dict[Key, str] = {}
    for engine in engines:
        try:
            failures |= dict.fromkeys(engine.apply(entries), f"{engine.name}: refused")
        except EngineDown as error:
            failures |= dict.fromkeys((entry.key for entry in entries), f"{engine.name}: {error}")
    done = [claim for claim in claims if claim.key not in failures]
    for claim in done:
        SearchState.objects.filter(pk=claim.id, done_revision__lt=claim.revision).update(
            done_revision=claim.revision
        )
    SearchState.objects.filter(pk__in=[claim.id for claim in done]).update(
        lease_until=None, lease_owner=None, attempts=0, next_try_at=None, error=""
    )
    for claim in claims:
        if claim.key in failures:
            pause = min(timedelta(seconds=2 ** min(claim.attempts, 12)), _LONGEST_PAUSE)
            SearchState.objects.filter(pk=claim.id).update(
                lease_until=None,
                lease_owner=None,
                attempts=F("attempts") + 1,
                next_try_at=now + pause,
                error=failures[claim.key][:500],
            )
    return len(done)
