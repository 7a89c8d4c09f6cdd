"""Real connections: two workers, and editors with open transactions. PostgreSQL only: the
suite's SQLite is in memory."""

import threading
from collections import Counter
from datetime import timedelta
from time import monotonic, sleep

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from search.indexing.reconciliation import index_reconcile
from search.indexing.sending import changes_claim, changes_run
from search.indexing.services import changes_mark
from search.models import Reconciliation, SearchState
from tests.search.indexing.world import KIND, MemoryEngine, Notes, edit


@pytest.fixture(autouse=True)
def concurrent_database(django_db_setup, django_db_blocker):
    """Real commits, taken back by hand: a flush would also take the network that other tests keep."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory belongs to one thread")
    with django_db_blocker.unblock():
        yield
        for model in (SearchState, Reconciliation):
            model.objects.all().delete()
        connections.close_all()


def in_threads(*works) -> None:
    errors: list[BaseException] = []

    def guarded(work):
        try:
            work()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guarded, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []


def test_workers_never_take_the_same(notes):
    changes_mark(kind=KIND, pks=range(400), now=timezone.now())
    taken: list[int] = []
    barrier = threading.Barrier(4)

    def work():
        barrier.wait()
        while claims := changes_claim(limit=7, now=timezone.now()):
            taken.extend(claim.id for claim in claims)

    in_threads(*[work] * 4)
    # Somebody may have found everything locked and ended early; the rest is taken now.
    taken.extend(claim.id for claim in changes_claim(limit=400, now=timezone.now()))
    assert Counter(taken).most_common(1)[0][1] == 1
    assert len(taken) == 400


def test_an_editors_open_transaction_does_not_hold_up_the_worker(notes, engine):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    edit(notes, 1, "một", timezone.now())
    edit(notes, 2, "hai", timezone.now())
    waits, may_end = threading.Event(), threading.Event()

    def editor():
        with transaction.atomic():
            edit(notes, 1, "một, sửa", timezone.now())
            waits.set()
            may_end.wait(20)

    def worker():
        waits.wait(20)
        try:
            assert changes_run(engines=[engine], limit=10, now=timezone.now()).done == 1
        finally:
            may_end.set()

    in_threads(editor, worker)
    assert set(engine.found()) == {"2"}
    changes_run(engines=[engine], limit=10, now=timezone.now())
    assert engine.found() == {"1": "một, sửa", "2": "hai"}


def test_editors_and_workers_together_lose_nothing(notes: Notes, engine: MemoryEngine):
    """Texts are written inside the transaction, so that a worker may see them too early, never too late."""
    lock = threading.Lock()
    apply = engine.apply

    def one_at_a_time(entries):
        with lock:
            return apply(entries)

    engine.apply = one_at_a_time
    ends_at = monotonic() + 3
    edits = Counter()

    def editor(first: int):
        def edit_often():
            while monotonic() < ends_at:
                edits[first] += 1
                with transaction.atomic():
                    pks = [first, first + 10 * (edits[first] % 3 + 1)]
                    for pk in sorted(pks):
                        edit(notes, pk, f"bản {first}.{edits[first]}", timezone.now())
                sleep(0.002)

        return edit_often

    def worker():
        while monotonic() < ends_at:
            changes_run(engines=[engine], limit=5, now=timezone.now())

    in_threads(editor(1), editor(2), editor(3), worker, worker)
    later = timezone.now() + timedelta(hours=1)
    while changes_run(engines=[engine], limit=50, now=later).done:
        pass
    assert engine.found() == notes.visible()
    assert sum(edits.values()) > 20
    record = index_reconcile(
        engine=engine,
        now=later,
        clock=lambda: later,
        is_dry=True,
        on_progress=lambda count: None,
    )
    assert record.total == 0
    assert not SearchState.objects.pending().exists()
