"""Builds an index anew beside the one that answers, loses no change meanwhile, and puts it in place.

From the beginning all writes go to both. Then every object is written with the revision its state has,
read before the object; then the new index is compared with all the states, until nothing differs; then
it answers, at once. Killed anywhere, it goes on where it was: each step may be done twice.
"""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from search.documents import Key
from search.engines.base import Engine
from search.indexing.comparison import differences_of
from search.indexing.reconciliation import index_reconcile, pages_of
from search.indexing.sending import Batch, Claim, changes_run, changes_send, claims_of, entries_read
from search.indexing.services import changes_mark
from search.models import Rebuild, SearchState
from search.searchable import Searchable, registry

_CHUNK = 500
_ROUNDS = 10  # of comparing and writing what differs
_LEASE = timedelta(minutes=10)


class RebuildRefused(Exception):
    """The rebuild cannot begin, or its index must not answer; the message says why."""


def rebuild_begin(*, engine: Engine, now: datetime) -> Rebuild:
    """A new index, written beside the one in use from now on. Raises RebuildRefused, EngineDown."""
    if running := rebuild_running(engine):
        raise RebuildRefused(f"A rebuild of {engine.name} began at {running.started_at:%Y-%m-%d %H:%M}.")
    name = engine.rebuild_begin()
    try:
        with transaction.atomic():
            return Rebuild.objects.create(engine=engine.name, name=name, started_at=now, touched_at=now)
    except IntegrityError as error:
        raise RebuildRefused(f"Another rebuild of {engine.name} has just begun.") from error


def rebuild_running(engine: Engine) -> Rebuild | None:
    return Rebuild.objects.filter(engine=engine.name, finished_at__isnull=True).first()


@dataclass
class Rebuilding:
    """A rebuild at work. `engines`: all that are written; `on_progress` hears how many objects are done."""

    rebuild: Rebuild
    engine: Engine
    engines: Sequence[Engine]
    clock: Callable[[], datetime]
    on_progress: Callable[[int], object] = lambda count: None
    chunk: int = _CHUNK
    others: list[Engine] = field(init=False)
    target: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.others = [engine for engine in self.engines if engine.name != self.engine.name]
        self.target = self.engine.rebuild_target(self.rebuild.name)

    def run(self) -> Rebuild:
        """All of it. Raises RebuildRefused, EngineDown; either way it can go on later."""
        for count in self.backfill():
            self.on_progress(count)
        self.even()
        self.drain()
        return self.switch()

    def backfill(self) -> Iterator[int]:
        """Write every object, kind by kind in the order of keys, from the cursor on; yields counts."""
        for kind in registry.all():
            if kind.code < self.rebuild.cursor_kind:
                continue
            after = self.rebuild.cursor_pk if kind.code == self.rebuild.cursor_kind else ""
            for pks in pages_of(kind, after=after, limit=self.chunk):
                self._write_page(kind, pks)
                self._touch(kind.code, pks[-1], len(pks))
                yield len(pks)

    def even(self) -> int:
        """Compare the new index with all states, and write what differs: tombstones, and what was lost
        on the way. Returns how many documents it holds. Raises RebuildRefused when they do not meet."""
        keys: list[Key] = []
        for _round in range(_ROUNDS):
            # A tombstone keeps a worker that stalled with an old copy from bringing the object back.
            _compared, differences = differences_of(self.target, wants_tombstones=True)
            keys = [difference.key for difference in differences]
            if not keys:
                self.rebuild.documents = self.target.health().documents
                return self.rebuild.documents
            for start in range(0, len(keys), self.chunk):
                claims = self._claims(keys[start : start + self.chunk])
                self._say_what_is_live(claims, self._write(claims))
        raise RebuildRefused(
            f"{len(keys)} objects still differ after {_ROUNDS} rounds, such as {keys[0]}; --resume goes on."
        )

    def drain(self, *, batches: int = 1_000) -> None:
        """Write what is due now, so that the new index does not begin with a lag."""
        for _batch in range(batches):
            sent = changes_run(engines=self.engines, limit=self.chunk, now=self.clock())
            if not sent.done:
                return

    def switch(self) -> Rebuild:
        """Let the new index answer."""
        self.engine.rebuild_finish(self.rebuild.name)
        self.rebuild.finished_at = self.rebuild.touched_at = self.clock()
        self.rebuild.save()
        return self.rebuild

    def cancel(self) -> Rebuild:
        """Drop the new index. What was written only there is marked, for the index in use."""
        self.engine.rebuild_cancel(self.rebuild.name)
        self.rebuild.is_cancelled = True
        self.rebuild.finished_at = self.rebuild.touched_at = self.clock()
        self.rebuild.save()
        index_reconcile(
            engine=self.engine,
            now=self.clock(),
            clock=self.clock,
            is_dry=False,
            on_progress=lambda count: None,
        )
        return self.rebuild

    def _write_page(self, kind: Searchable, pks: list[str]) -> None:
        """Objects that were never marked get their state here, held by us: the workers need not send
        them too. Then all of the page is written to the new index."""
        owner, now = uuid.uuid4(), self.clock()
        states = SearchState.objects.filter(kind=kind.code, pk_text__in=pks)
        known = set(states.values_list("pk_text", flat=True))
        new = [
            SearchState(
                kind=kind.code,
                pk_text=pk,
                revision=1,
                claimed_revision=1,
                changed_at=now,
                lease_owner=owner,
                lease_until=now + _LEASE,
            )
            for pk in pks
            if pk not in known
        ]
        SearchState.objects.bulk_create(new, ignore_conflicts=True)
        batch = self._write(self._claims([Key(kind.code, pk) for pk in pks]))
        mine = claims_of(owner) if new else []
        keys = {claim.key for claim in mine}
        own = Batch([entry for entry in batch.entries if entry.key in keys], batch.unreadable)
        changes_send(claims=mine, batch=own, engines=self.others, now=self.clock())

    def _claims(self, keys: Sequence[Key]) -> list[Claim]:
        """Their states as they are now, to be read before the objects."""
        claims = []
        for code in sorted({key.kind for key in keys}):
            pks = [key.pk for key in keys if key.kind == code]
            rows = SearchState.objects.filter(kind=code, pk_text__in=pks)
            claims += [Claim(row.pk, row.key, row.revision, row.is_deleted, row.attempts) for row in rows]
        return claims

    def _write(self, claims: Sequence[Claim]) -> Batch:
        """What cannot be read is left to the workers, who say why and write to both."""
        batch = entries_read(claims)
        for key in batch.unreadable:
            changes_mark(kind=key.kind, pks=[key.pk], now=self.clock())
        if refused := self.engine.backfill(self.rebuild.name, batch.entries):
            raise RebuildRefused(f"The new index refuses {len(refused)} objects, such as {refused[0]}.")
        return batch

    def _say_what_is_live(self, claims: Sequence[Claim], batch: Batch) -> None:
        """What became of an object without a change (its day has come): the new index is right."""
        live = {entry.key: entry.document is not None for entry in batch.entries}
        for claim in claims:
            if claim.key in live:
                SearchState.objects.filter(
                    pk=claim.id, revision=claim.revision, done_revision=claim.revision
                ).exclude(is_live=live[claim.key]).update(is_live=live[claim.key])

    def _touch(self, kind: str, pk: str, count: int) -> None:
        self.rebuild.cursor_kind, self.rebuild.cursor_pk = kind, pk
        self.rebuild.touched_at = self.clock()
        self.rebuild.written += count
        self.rebuild.save()
