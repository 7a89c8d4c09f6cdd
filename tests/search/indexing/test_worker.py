"""What the worker does with changes, good days and bad."""

import os
import signal
import threading
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from search.documents import Key
from search.engines.base import EngineDown
from search.indexing import inline
from search.indexing.sending import LEASE, changes_claim, changes_run, changes_send, entries_read
from search.indexing.services import TOMBSTONES_KEPT, changes_mark, tombstones_purge
from search.indexing.worker import Worker
from search.models import SearchState
from tests.search.indexing.world import KIND, MemoryEngine, delete, edit, key
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def run(engine, clock, *others):
    return changes_run(engines=[engine, *others], limit=100, now=clock())


def state(pk: int) -> SearchState:
    return SearchState.objects.get(kind=KIND, pk_text=str(pk))


def test_edits_and_deletions_arrive(notes, engine, clock):
    edit(notes, 1, "một", clock())
    edit(notes, 2, "hai", clock())
    assert run(engine, clock).done == 2
    assert engine.found() == {"1": "một", "2": "hai"}
    delete(notes, 1, clock())
    edit(notes, 2, "hai, sửa", clock())
    run(engine, clock)
    assert engine.found() == {"2": "hai, sửa"}
    assert (state(1).is_live, state(2).is_live) == (False, True)
    assert run(engine, clock).done == 0


def test_what_was_not_committed_is_not_indexed(notes, engine, clock):
    with pytest.raises(RuntimeError), transaction.atomic():
        edit(notes, 1, "một", clock())
        raise RuntimeError
    assert not SearchState.objects.exists()


def test_a_mark_costs_two_statements_for_fifty(clock):
    with assert_queries(2, "rows, revisions"):
        changes_mark(kind=KIND, pks=range(50), now=clock())
    changes_mark(kind=KIND, pks=[7], now=clock())
    assert state(7).revision == 2


def test_a_deleted_object_may_be_born_again(notes, engine, clock):
    for text in ("một", "hai"):
        edit(notes, 1, text, clock())
        run(engine, clock)
        assert engine.found() == {"1": text}
        delete(notes, 1, clock())
        run(engine, clock)
        assert engine.found() == {}


def test_two_workers_never_take_the_same(notes, clock):
    changes_mark(kind=KIND, pks=range(30), now=clock())
    first = changes_claim(limit=20, now=clock())
    second = changes_claim(limit=20, now=clock())
    assert (len(first), len(second)) == (20, 10)
    assert not {claim.id for claim in first} & {claim.id for claim in second}
    assert changes_claim(limit=20, now=clock()) == []


def test_a_worker_that_died_loses_its_lease(notes, engine, clock):
    edit(notes, 1, "một", clock())
    changes_claim(limit=1, now=clock())
    clock.forward(LEASE - timedelta(seconds=1))
    assert run(engine, clock).done == 0
    clock.forward(timedelta(seconds=1))
    assert run(engine, clock).done == 1


def test_a_worker_that_stalled_overwrites_nothing_and_finishes_nothing(notes, engine, clock):
    edit(notes, 1, "cũ", clock())
    claims = changes_claim(limit=1, now=clock())
    stale = entries_read(claims)
    clock.forward(LEASE)
    edit(notes, 1, "mới", clock())
    run(engine, clock)
    edit(notes, 1, "mới hơn", clock())
    changes_send(claims=claims, batch=stale, engines=[engine], now=clock())
    assert engine.found() == {"1": "mới"}
    assert run(engine, clock).done == 1
    assert engine.found() == {"1": "mới hơn"}


def test_a_worker_that_stalled_does_not_speak_for_the_one_that_took_over(notes, engine, clock):
    edit(notes, 1, "cũ", clock())
    first = changes_claim(limit=1, now=clock())
    stale = entries_read(first)
    clock.forward(LEASE)
    edit(notes, 1, "mới", clock())
    changes_claim(limit=1, now=clock())  # and dies
    changes_send(claims=first, batch=stale, engines=[engine], now=clock())
    clock.forward(LEASE)
    assert run(engine, clock).done == 1
    assert engine.found() == {"1": "mới"}


def test_an_edit_while_the_batch_is_out_is_sent_afterwards(notes, engine, clock):
    edit(notes, 1, "cũ", clock())
    claims = changes_claim(limit=1, now=clock())
    batch = entries_read(claims)
    edit(notes, 1, "mới", clock())
    assert changes_send(claims=claims, batch=batch, engines=[engine], now=clock()).done == 1
    assert SearchState.objects.pending().count() == 1
    run(engine, clock)
    assert engine.found() == {"1": "mới"}


@pytest.mark.parametrize("how", ["down", "cut", "refuse"])
def test_what_fails_waits_ever_longer_and_is_never_given_up(notes, engine, clock, how):
    edit(notes, 1, "một", clock())
    edit(notes, 2, "hai", clock())
    pauses = []
    for _attempt in range(14):
        engine.breaks = [how, how]
        before = clock()
        run(engine, clock)
        waiting = SearchState.objects.pending().order_by("pk").first()
        assert waiting is not None and "memory" in waiting.error
        assert run(engine, clock).done == 0 or how == "refuse"
        pauses.append((waiting.next_try_at - before).total_seconds())
        clock.now = max(row.next_try_at for row in SearchState.objects.pending())
        engine.breaks = []
    assert pauses == sorted(pauses)
    assert pauses[0] == 1
    assert pauses[-1] == (600 if how == "refuse" else 30)
    run(engine, clock)
    assert engine.found() == {"1": "một", "2": "hai"}
    assert (state(1).error, state(1).attempts) == ("", 0)


def test_an_edit_ends_the_wait(notes, engine, clock):
    edit(notes, 1, "một", clock())
    engine.breaks = ["down"]
    run(engine, clock)
    edit(notes, 1, "hai", clock())
    run(engine, clock)
    assert engine.found() == {"1": "hai"}


def test_an_index_that_is_down_gets_it_later_and_the_other_at_once(notes, engine, clock):
    other = MemoryEngine("other")
    other.breaks = ["down"]
    edit(notes, 1, "một", clock())
    sent = run(engine, clock, other)
    assert (sent.done, engine.found(), other.found()) == (0, {"1": "một"}, {})
    clock.forward(timedelta(seconds=1))
    assert run(engine, clock, other).done == 1
    assert other.found() == {"1": "một"}


def test_one_object_that_cannot_be_read_does_not_stop_the_others(notes, engine, clock):
    for pk in range(1, 6):
        edit(notes, pk, "văn bản", clock())
    notes.broken.add(3)
    assert run(engine, clock).done == 4
    assert set(engine.found()) == {"1", "2", "4", "5"}
    assert "torn" in state(3).error
    notes.broken.clear()
    clock.forward(timedelta(seconds=1))
    run(engine, clock)
    assert "3" in engine.found()


def test_one_object_that_an_engine_chokes_on_does_not_stop_the_others(notes, engine, clock, monkeypatch):
    write = MemoryEngine._write

    def choke(self, entry):
        if entry.key == key(2):
            raise ValueError("odd")
        write(self, entry)

    monkeypatch.setattr(MemoryEngine, "_write", choke)
    for pk in (1, 2, 3):
        edit(notes, pk, "văn bản", clock())
    assert run(engine, clock).done == 2
    assert set(engine.found()) == {"1", "3"}
    assert "odd" in state(2).error


def test_a_kind_that_is_no_longer_installed_is_taken_out(notes, engine, clock):
    changes_mark(kind="gone.kind", pks=["x"], now=clock())
    assert run(engine, clock).done == 1
    assert list(engine.revisions()) == [(Key("gone.kind", "x"), 1, False)]


def test_deletions_are_forgotten_a_day_later_in_the_index_first(notes, engine, clock):
    edit(notes, 1, "một", clock())
    edit(notes, 2, "hai", clock())
    delete(notes, 1, clock())
    run(engine, clock)
    assert tombstones_purge(engines=[engine], now=clock()) == 0
    clock.forward(TOMBSTONES_KEPT)
    assert tombstones_purge(engines=[engine], now=clock()) == 1
    assert [one.pk for one, _revision, _live in engine.revisions()] == ["2"]
    assert [row.pk_text for row in SearchState.objects.all()] == ["2"]
    edit(notes, 1, "lại có", clock())
    run(engine, clock)
    assert engine.found()["1"] == "lại có"


def test_deletions_are_kept_while_an_index_is_down(notes, engine, clock, monkeypatch):
    delete(notes, 1, clock())
    run(engine, clock)
    clock.forward(TOMBSTONES_KEPT)

    def down(tombstones):
        raise EngineDown("away")

    monkeypatch.setattr(engine, "purge", down)
    assert tombstones_purge(engines=[engine], now=clock()) == 0
    assert SearchState.objects.count() == 1


def test_an_editors_change_overtakes_an_import(notes, engine, clock):
    changes_mark(kind=KIND, pks=range(1, 201), now=clock())
    edit(notes, 500, "khẩn", clock())
    assert [claim.key for claim in changes_claim(limit=1, now=clock())] == [key(500)]


@pytest.fixture
def kept_connection(monkeypatch):
    """A test's transaction does not outlive its connection, which the worker closes now and then."""
    monkeypatch.setattr("search.indexing.worker.close_old_connections", lambda: None)


def test_the_worker_works_until_it_is_told_to_stop(notes, engine, clock, kept_connection):
    for pk in range(25):
        edit(notes, pk, "văn bản", clock())
    worker = Worker([engine], batch=10, poll_s=0.001, clock=clock)
    worker.on_batch = lambda sent: worker.stop.set() if not sent.done else None
    worker.run_forever()
    assert len(engine.found()) == 25


def test_the_worker_waits_for_a_database_that_is_away(notes, engine, clock, monkeypatch, kept_connection):
    edit(notes, 1, "một", clock())
    worker = Worker([engine], poll_s=0.001, clock=clock)
    answers = [DatabaseError("away"), None]

    def flaky(**kwargs):
        if error := answers.pop(0):
            raise error
        worker.stop.set()
        return changes_run(**kwargs)

    monkeypatch.setattr("search.indexing.worker.changes_run", flaky)
    monkeypatch.setattr("search.indexing.worker._REST_AFTER_ERROR_S", 0.001)
    worker.run_forever()
    assert engine.found() == {"1": "một"}


class TestCommand:
    @pytest.fixture(autouse=True)
    def installed(self, engine, monkeypatch):
        monkeypatch.setattr("search.management.commands.search_worker.engines", lambda: (engine,))

    def call(self, *options: str) -> str:
        out = StringIO()
        call_command("search_worker", *options, stdout=out)
        return out.getvalue()

    def test_once_and_until_empty(self, notes, engine, clock):
        for pk in range(5):
            edit(notes, pk, "văn bản", clock())
        assert self.call("--once", "--batch", "2").startswith("2 objects indexed")
        assert self.call("--until-empty", "--batch", "2").startswith("3 objects indexed, 0 must")
        assert len(engine.found()) == 5

    def test_it_stops_politely(self, notes, engine, clock, kept_connection):
        edit(notes, 1, "một", clock())
        kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
        apply = engine.apply

        def told_to_stop(entries):
            os.kill(os.getpid(), signal.SIGTERM)
            return apply(entries)

        engine.apply = told_to_stop
        try:
            self.call("--poll", "0.01")
        finally:
            for number, handler in kept.items():
                signal.signal(number, handler)
        assert engine.found() == {"1": "một"}
        assert not SearchState.objects.pending().exists()


class TestInline:
    """Small installations: beside the request, after its commit."""

    @pytest.fixture(autouse=True)
    def installed(self, settings, engine, monkeypatch):
        settings.SEARCH_INDEX_INLINE = True
        monkeypatch.setattr(inline, "engines", lambda: (engine,))
        self.threads: list[threading.Thread] = []
        # SQLite in memory belongs to one thread.
        monkeypatch.setattr(inline.threading.Thread, "start", lambda thread: self.threads.append(thread))

    def test_one_wake_a_transaction_after_its_commit(self, notes, clock, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks() as calls:
            edit(notes, 1, "một", clock())
            edit(notes, 2, "hai", clock())
            assert self.threads == []
        assert len(calls) == 1

    def test_it_indexes_what_is_pending(self, notes, engine, clock):
        edit(notes, 1, "một", clock())
        assert inline.run() == 1
        assert engine.found() == {"1": "một"}

    def test_much_is_left_to_the_worker(self, notes, engine, clock, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks() as calls:
            changes_mark(kind=KIND, pks=range(inline.MOST_PENDING + 1), now=clock())
        assert calls == []
        assert inline.run() == 0
        assert engine.sent == 0

    def test_it_stops_in_time(self, notes, engine, clock, monkeypatch):
        times = iter([0.0, 0.0, inline.LIMIT_S + 1])
        monkeypatch.setattr(inline, "time", SimpleNamespace(monotonic=lambda: next(times)))
        monkeypatch.setattr(inline, "MOST_PENDING", 2)
        for pk in (1, 2):
            edit(notes, pk, "văn bản", clock())
        assert inline.run() == 2

    def test_a_failure_reaches_nobody(self, notes, engine, clock, monkeypatch):
        edit(notes, 1, "một", clock())
        monkeypatch.setattr(inline, "changes_run", lambda **kwargs: 1 / 0)
        monkeypatch.setattr(inline.connections, "close_all", lambda: None)
        inline._run_apart()
        assert not inline._is_running.locked()
        assert SearchState.objects.pending().count() == 1

    def test_a_wake_on_the_way_out_is_heard(self, notes, engine, clock, monkeypatch):
        runs = []

        def run():
            runs.append(1)
            if len(runs) == 1:
                inline._run_apart()  # another commit, while the first thread is busy

        monkeypatch.setattr(inline, "run", run)
        monkeypatch.setattr(inline.connections, "close_all", lambda: None)
        inline._run_apart()
        assert len(runs) == 2

    def test_off_it_does_nothing(self, notes, clock, settings, django_capture_on_commit_callbacks):
        settings.SEARCH_INDEX_INLINE = False
        with django_capture_on_commit_callbacks() as calls:
            edit(notes, 1, "một", clock())
        assert calls == []
