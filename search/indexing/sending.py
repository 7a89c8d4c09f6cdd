"""What a worker does, in three steps each safe to lose: take changed objects, read them, send them."""

import logging
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from search.documents import Document, Entry, Key
from search.engines.base import Engine, EngineDown
from search.models import AT_ONCE, SearchState
from search.searchable import Searchable, registry

logger = logging.getLogger("search")

LEASE = timedelta(minutes=2)
# Objects that an index refuses wait ever longer; a server that was down is asked again soon.
LONGEST_PAUSE, LONGEST_PAUSE_DOWN = timedelta(minutes=10), timedelta(seconds=30)


@dataclass(frozen=True)
class Claim:
    """A row as it was when it was taken: the revision is read before the object, never after."""

    id: int
    key: Key
    revision: int
    is_deleted: bool
    attempts: int
    owner: uuid.UUID | None = None


def changes_claim(*, limit: int, now: datetime) -> list[Claim]:
    """Take due rows for a while; two workers never take the same. A worker that dies loses its lease.

    Rows that an editor's open transaction holds are left for later (PostgreSQL). There they are locked
    first: within the UPDATE, the limit would be counted anew for each row. On SQLite one statement
    takes them, and nobody can write between its reading and its writing.
    """
    owner = uuid.uuid4()
    with transaction.atomic(savepoint=False):
        due = SearchState.objects.due(now).order_by("next_try_at", "id").select_for_update(skip_locked=True)
        first = due.values_list("pk", flat=True)[:limit]
        taken = list(first) if connection.features.has_select_for_update_skip_locked else first
        count = SearchState.objects.filter(pk__in=taken).update(
            lease_until=now + LEASE, lease_owner=owner, claimed_revision=F("revision")
        )
    return claims_of(owner) if count else []


def claims_of(owner: uuid.UUID) -> list[Claim]:
    """What this holder of a lease has taken."""
    return [
        Claim(row.pk, row.key, row.claimed_revision, row.is_deleted, row.attempts, owner)
        for row in SearchState.objects.filter(lease_owner=owner).order_by("pk")
    ]


@dataclass(frozen=True)
class Batch:
    """Entries to be written, and what could not even be read, with its error."""

    entries: list[Entry]
    unreadable: dict[Key, str] = field(default_factory=dict)


def entries_read(claims: Sequence[Claim]) -> Batch:
    """The objects as they are now; what is gone, hidden or of an unknown kind becomes a tombstone.

    One object that cannot be read does not stop the others.
    """
    by_kind: dict[str, list[str]] = {}
    for claim in claims:
        if not claim.is_deleted:
            by_kind.setdefault(claim.key.kind, []).append(claim.key.pk)
    documents: dict[Key, Document] = {}
    unreadable: dict[Key, str] = {}
    for code, pks in by_kind.items():
        if kind := registry.get(code):
            found, failed = _documents(kind, pks)
            documents |= found
            unreadable |= failed
    entries = [
        Entry(claim.key, claim.revision, documents.get(claim.key))
        for claim in claims
        if claim.key not in unreadable
    ]
    return Batch(entries, unreadable)


@dataclass(frozen=True)
class Sent:
    """How many every index has confirmed, and how many it has not."""

    done: int = 0
    failed: int = 0


def changes_send(*, claims: Sequence[Claim], batch: Batch, engines: Iterable[Engine], now: datetime) -> Sent:
    """Write what was read to every index, and let go of the rows.

    A row is done when all have confirmed, unless it was marked anew or its lease has gone to another
    meanwhile: then the other will say. The rest wait longer after each failure and are tried again for
    ever.
    """
    if not claims:
        return Sent()
    failures, is_down = dict(batch.unreadable), False
    for engine in engines:
        refused, engine_is_down = _applied(engine, batch.entries)
        failures |= refused
        is_down |= engine_is_down
    live = {entry.key for entry in batch.entries if entry.document is not None}
    done = [claim for claim in claims if claim.key not in failures]
    for is_live in (True, False):
        ids = [claim.id for claim in done if (claim.key in live) is is_live]
        _let_go(
            claims[0].owner,
            ids,
            done_revision=F("claimed_revision"),
            is_live=is_live,
            attempts=0,
            next_try_at=AT_ONCE,
            error="",
        )
    longest = LONGEST_PAUSE_DOWN if is_down else LONGEST_PAUSE
    waiting: dict[tuple[int, str], list[int]] = {}
    for claim in claims:
        if claim.key in failures:
            waiting.setdefault((claim.attempts, failures[claim.key][:500]), []).append(claim.id)
    for (attempts, error), ids in waiting.items():
        _let_go(
            claims[0].owner,
            ids,
            attempts=F("attempts") + 1,
            next_try_at=now + min(timedelta(seconds=2 ** min(attempts, 12)), longest),
            error=error,
        )
    return Sent(len(done), len(claims) - len(done))


def changes_run(*, engines: Sequence[Engine], limit: int, now: datetime) -> Sent:
    """Take a batch, read it and send it."""
    claims = changes_claim(limit=limit, now=now)
    return changes_send(claims=claims, batch=entries_read(claims), engines=engines, now=now)


def _let_go(owner: uuid.UUID | None, ids: Sequence[int], **facts: Any) -> None:
    """Write these facts and end the lease.

    Never waits while it holds rows, or an editor's transaction that wants them could be ended by the
    database: a row that one holds just now has been marked, and so is no longer ours.
    """
    if not ids:
        return
    with transaction.atomic(savepoint=False):
        held = SearchState.objects.filter(pk__in=ids, lease_owner=owner)
        if connection.features.has_select_for_update_skip_locked:
            free = held.select_for_update(skip_locked=True).values_list("pk", flat=True)
            held = held.filter(pk__in=list(free))
        held.update(lease_until=AT_ONCE, lease_owner=None, **facts)


def _documents(kind: Searchable, pks: list[str]) -> tuple[dict[Key, Document], dict[Key, str]]:
    """Documents by key, and errors by key: when a batch fails, each is tried by itself."""
    try:
        kind.prepare(pks)
        return {document.key: document for document in kind.documents(pks)}, {}
    except Exception as error:
        if len(pks) == 1:
            logger.exception("search: %s %s cannot be read", kind.code, pks[0])
            return {}, {Key(kind.code, pks[0]): f"{type(error).__name__}: {error}"}
    found: dict[Key, Document] = {}
    failed: dict[Key, str] = {}
    for pk in pks:
        one, error_of_one = _documents(kind, [pk])
        found |= one
        failed |= error_of_one
    return found, failed


def _applied(engine: Engine, entries: Sequence[Entry]) -> tuple[dict[Key, str], bool]:
    """Errors by key, and whether the engine is down. A document that breaks a batch fails alone."""
    if not entries:
        return {}, False
    try:
        return dict.fromkeys(engine.apply(entries), f"{engine.name}: refused"), False
    except EngineDown as error:
        return dict.fromkeys((entry.key for entry in entries), f"{engine.name}: {error}"), True
    except Exception as error:
        if len(entries) == 1:
            logger.exception("search: %s cannot be written", entries[0].key)
            return {entries[0].key: f"{engine.name}: {type(error).__name__}: {error}"}, False
    failures: dict[Key, str] = {}
    is_down = False
    for entry in entries:
        refused, one_is_down = _applied(engine, [entry])
        failures |= refused
        is_down |= one_is_down
    return failures, is_down
