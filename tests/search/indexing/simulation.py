"""One random life of an index: editors, workers that stall, servers that fail, a rebuild that is killed.

The code is the real one, cut between its steps; only time and the order of steps are made up.
"""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from search.engines.base import EngineDown
from search.indexing.rebuild import Rebuilding, RebuildRefused, rebuild_begin, rebuild_running
from search.indexing.reconciliation import index_reconcile, objects_reconcile
from search.indexing.sending import changes_claim, changes_send, entries_read
from search.indexing.services import changes_mark, tombstones_purge
from search.indexing.worker import Worker
from search.models import Rebuild, SearchState
from tests.search.indexing.world import KIND, Clock, MemoryEngine, Notes, delete, edit

OBJECTS = 5


class Life:
    """`play` some steps, then `settle`; `wrong` says what the index then shows that it should not."""

    def __init__(self, seed: int, notes: Notes, engine: Any, *, steps: int) -> None:
        self.random = Random(seed)  # noqa: S311 - the same every time
        self.notes, self.engine, self.steps = notes, engine, steps
        self.clock = Clock()
        self.edits = 0
        self.workers: list[Iterator[None] | None] = [None, None]
        self.rebuild: Iterator[None] | None = None

    def play(self) -> None:
        moves = (
            (self.edit, 6), (self.delete, 3), (self.hide, 1), (self.work, 14), (self.kill_worker, 1),
            (self.wait, 2), (self.wait_a_day, 0.3), (self.build, 5), (self.kill_rebuild, 0.7),
            (self.break_engine, 1.5),
        )  # fmt: skip
        does, weights = zip(*moves, strict=True)
        for move in self.random.choices(does, weights, k=self.steps):
            move()

    def settle(self) -> None:
        """Everybody gets time; those that stalled write last of all what they read long ago."""
        if isinstance(self.engine, MemoryEngine):
            self.engine.breaks.clear()
        stalled = [worker for worker in self.workers if worker is not None]
        self.workers = [None, None]
        if self.random.random() < 0.5:
            stalled.reverse()
        self._catch_up()
        if running := rebuild_running(self.engine):
            self._rebuilding(running).run()
        for worker in stalled:
            for _step in worker:
                pass
        self._catch_up()

    def wrong(self) -> list[str]:
        held = {one.pk: is_live for one, _revision, is_live in self.engine.revisions(limit=10_000) if is_live}
        should = self.notes.visible()
        wrong = [f"{pk} should not be found" for pk in held.keys() - should.keys()]
        wrong += [f"{pk} is missing" for pk in should.keys() - held.keys()]
        found = self.engine.found()
        wrong += [f"{pk} is old" for pk in held.keys() & should.keys() if found[pk] != should[pk]]
        return wrong

    def differences(self) -> int:
        args: dict[str, Any] = {
            "now": self.clock(), "clock": self.clock, "is_dry": True, "on_progress": lambda count: None,
        }  # fmt: skip
        return index_reconcile(engine=self.engine, **args).total + objects_reconcile(**args).total

    # -- moves -----------------------------------------------------------------------------------

    def edit(self) -> None:
        self.edits += 1
        edit(self.notes, self._pk(), f"bản {self.edits}", self.clock())

    def delete(self) -> None:
        delete(self.notes, self._pk(), self.clock())

    def hide(self) -> None:
        """Unpublished, or published again: the object is there and its state says nothing."""
        pk = self._pk()
        if pk in self.notes.texts:
            self.notes.closed ^= {pk}
            changes_mark(kind=KIND, pks=[pk], now=self.clock())

    def work(self) -> None:
        """One step of a worker; between two steps anything may happen."""
        place = self.random.randrange(2)
        worker = self.workers[place] or self._batch()
        self.workers[place] = worker if next(worker, "ended") is None else None

    def kill_worker(self) -> None:
        self.workers[self.random.randrange(2)] = None

    def wait(self) -> None:
        self.clock.forward(timedelta(seconds=self.random.choice([1, 30, 200])))

    def wait_a_day(self) -> None:
        """No worker sleeps that long; then deletions are forgotten."""
        self.workers = [None, None]
        self.clock.forward(timedelta(days=1, minutes=10))
        tombstones_purge(engines=[self.engine], now=self.clock())

    def build(self) -> None:
        if self.rebuild is None:
            self.rebuild = self._build()
        try:
            if next(self.rebuild, "ended") == "ended":
                self.rebuild = None
        except (EngineDown, RebuildRefused):
            self.rebuild = None

    def kill_rebuild(self) -> None:
        """The next `build` goes on from what the database says, or gives it up."""
        self.rebuild = None
        running = rebuild_running(self.engine)
        if running and self.random.random() < 0.3:
            self._rebuilding(running).cancel()

    def break_engine(self) -> None:
        if isinstance(self.engine, MemoryEngine):
            self.engine.breaks.append(self.random.choice(["down", "cut", "refuse"]))

    # -- pieces ----------------------------------------------------------------------------------

    def _pk(self) -> int:
        return self.random.randint(1, OBJECTS)

    def _batch(self) -> Iterator[None]:
        claims = changes_claim(limit=self.random.randint(1, 4), now=self.clock())
        if not claims:
            return
        yield
        batch = entries_read(claims)
        yield
        changes_send(claims=claims, batch=batch, engines=[self.engine], now=self.clock())

    def _build(self) -> Iterator[None]:
        at_work = self._rebuilding(
            rebuild_running(self.engine) or rebuild_begin(engine=self.engine, now=self.clock())
        )
        yield
        for _count in at_work.backfill():
            yield
        at_work.even()
        yield
        at_work.switch()

    def _rebuilding(self, rebuild: Rebuild) -> Rebuilding:
        return Rebuilding(rebuild, self.engine, [self.engine], self.clock, chunk=2)

    def _catch_up(self) -> None:
        for _round in range(20):
            if not SearchState.objects.pending().exists():
                return
            self.clock.forward(timedelta(minutes=11))
            Worker([self.engine], batch=50, clock=self.clock).run_until_empty()
        raise AssertionError("Something stays pending for ever.")
