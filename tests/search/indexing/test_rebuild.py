"""An index is built beside the one that answers; whatever happens meanwhile is in it at the end."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.engines.base import EngineDown
from search.engines.embedded import EmbeddedEngine
from search.indexing.rebuild import Rebuilding, RebuildRefused, rebuild_begin, rebuild_running
from search.indexing.reconciliation import index_reconcile, objects_reconcile
from search.indexing.sending import changes_claim, changes_run, changes_send, entries_read
from search.models import Rebuild, SearchState
from tests.search.indexing.world import KIND, MemoryEngine, delete, edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(notes, engine, clock):
    """Four notes, indexed, and a rebuild that has just begun."""
    for pk in range(1, 5):
        edit(notes, pk, f"văn bản {pk}", clock())
    run(engine, clock)
    return begin(engine, clock)


def begin(engine, clock, **kwargs) -> Rebuilding:
    return Rebuilding(rebuild_begin(engine=engine, now=clock()), engine, [engine], clock, chunk=2, **kwargs)


def resume(engine, clock) -> Rebuilding:
    running = rebuild_running(engine)
    assert running is not None
    return Rebuilding(running, engine, [engine], clock, chunk=2)


def run(engine, clock) -> None:
    changes_run(engines=[engine], limit=100, now=clock())


def is_even(engine, clock) -> bool:
    args = {"now": clock(), "clock": clock, "is_dry": True, "on_progress": lambda count: None}
    return not index_reconcile(engine=engine, **args).total and not objects_reconcile(**args).total


def test_objects_nobody_ever_marked_are_found_after_it(notes, engine, clock):
    notes.texts = {pk: f"văn bản {pk}" for pk in range(1, 8)}
    notes.closed = {3}
    done = begin(engine, clock).run()
    assert engine.found() == notes.visible()
    assert (done.written, done.documents) == (7, 6)
    assert not SearchState.objects.pending().exists()
    assert is_even(engine, clock)


def test_each_object_of_a_first_build_is_written_once(notes, engine, clock):
    notes.texts = dict.fromkeys(range(1, 8), "văn bản")
    begin(engine, clock).run()
    assert engine.sent == 0  # the old index, which is about to go, is left alone
    assert sum(1 for _one in engine.revisions()) == 7


def test_changes_made_during_it_are_in_it(notes, engine, clock, begun):
    steps = begun.backfill()
    next(steps)
    edit(notes, 1, "sửa sau khi chép", clock())
    edit(notes, 4, "sửa trước khi chép", clock())
    delete(notes, 2, clock())
    edit(notes, 9, "mới", clock())
    run(engine, clock)
    assert engine.found() == notes.visible()  # who asks meanwhile sees them too
    for _count in steps:
        pass
    begun.even()
    begun.switch()
    assert engine.found() == notes.visible()
    assert is_even(engine, clock)


def test_an_object_deleted_before_it_does_not_come_back(notes, engine, clock):
    """A worker stalls with what it read; the object is deleted; the rebuild begins; the worker wakes."""
    edit(notes, 1, "sẽ bị xóa", clock())
    claims = changes_claim(limit=1, now=clock())
    stale = entries_read(claims)
    clock.forward(timedelta(minutes=3))
    delete(notes, 1, clock())
    run(engine, clock)
    at_work = begin(engine, clock)
    for _count in at_work.backfill():
        pass
    at_work.even()
    changes_send(claims=claims, batch=stale, engines=[engine], now=clock())
    at_work.switch()
    assert engine.found() == {}
    assert is_even(engine, clock)


@pytest.mark.parametrize("steps", range(6))
def test_killed_anywhere_it_goes_on(notes, engine, clock, begun, steps):
    def all_steps(at_work):
        yield from at_work.backfill()
        yield at_work.even()
        yield at_work.switch()

    alive = all_steps(begun)
    for _step in range(steps):
        next(alive, None)
    edit(notes, 3, "sửa khi không ai chép", clock())
    run(engine, clock)
    if rebuild_running(engine):
        resume(engine, clock).run()
    assert engine.found() == notes.visible()
    assert rebuild_running(engine) is None
    assert is_even(engine, clock)


def test_killed_just_after_the_switch(notes, engine, clock, begun):
    """The index is in place, and the database does not know."""
    for _count in begun.backfill():
        pass
    begun.even()
    engine.rebuild_finish("next")
    resume(engine, clock).run()
    assert engine.found() == notes.visible()
    assert is_even(engine, clock)


def test_what_it_wrote_before_it_was_killed_is_not_written_again(notes, engine, clock, begun):
    next(begun.backfill())
    assert list(resume(engine, clock).backfill()) == [2]


def test_given_up_it_leaves_nothing_behind(notes, engine, clock, begun):
    notes.texts[7] = "không ai báo"
    for _count in begun.backfill():
        pass
    begun.cancel()
    assert engine.built is None
    run(engine, clock)
    assert engine.found() == notes.visible()
    assert is_even(engine, clock)


def test_only_one_at_a_time(engine, clock, begun):
    with pytest.raises(RebuildRefused, match="began"):
        begin(engine, clock)


def test_a_server_that_goes_away_ends_it_and_it_goes_on_later(notes, engine, clock, begun):
    begun.target.breaks = ["down"]
    with pytest.raises(EngineDown):
        begun.run()
    assert engine.found() == notes.visible()
    resume(engine, clock).run()
    assert is_even(engine, clock)


def test_an_index_that_refuses_documents_does_not_answer(notes, engine, clock, begun):
    begun.target.breaks = ["refuse"]
    with pytest.raises(RebuildRefused, match="refuses 1"):
        begun.run()
    assert rebuild_running(engine) is not None


def test_an_object_that_cannot_be_read_does_not_hold_it_up(notes, engine, clock, begun):
    notes.broken.add(2)
    begun.run()
    assert set(engine.found()) == {"1", "3", "4"}
    assert "torn" in SearchState.objects.get(pk_text="2").error
    notes.broken.clear()
    clock.forward(timedelta(minutes=1))
    run(engine, clock)
    assert engine.found() == notes.visible()


def test_what_its_day_has_hidden_is_hidden_in_it(notes, engine, clock, begun):
    """No change was marked: documents may end by the calendar."""
    notes.closed.add(1)
    begun.run()
    assert "1" not in engine.found()
    assert is_even(engine, clock)


def test_other_engines_get_what_nobody_marked(notes, engine, clock):
    other = MemoryEngine("other")
    notes.texts = {1: "một"}
    Rebuilding(rebuild_begin(engine=engine, now=clock()), engine, [engine, other], clock).run()
    assert engine.found() == other.found() == {"1": "một"}


class TestCommand:
    @pytest.fixture
    def engine(self, tmp_path):
        return EmbeddedEngine(tmp_path / "embedded.sqlite3")

    @pytest.fixture(autouse=True)
    def installed(self, engine, monkeypatch, notes):
        for name in ("rebuild", "reconcile", "status"):
            monkeypatch.setattr(f"search.management.commands.search_{name}.engines", lambda: (engine,))
        notes.texts = {pk: f"Đường làng số {pk}" for pk in range(1, 6)}

    def call(self, *options: str, command: str = "search_rebuild") -> str:
        out = StringIO()
        call_command(command, *options, stdout=out, stderr=out)
        return out.getvalue()

    def held(self, engine) -> set[str]:
        return {one.pk for one, _revision, is_live in engine.revisions() if is_live}

    def test_it_says_what_it_did(self, engine):
        assert self.call() == "embedded: 5 objects written, 5 documents can be found.\n"
        assert self.held(engine) == {"1", "2", "3", "4", "5"}
        assert self.call() == "embedded: 5 objects written, 5 documents can be found.\n"
        assert "0 differences" in self.call(command="search_reconcile")

    def test_a_dry_run_writes_nothing(self, engine):
        assert self.call("--dry-run") == f"{KIND}: 5 objects\n"
        assert (self.held(engine), Rebuild.objects.count()) == (set(), 0)

    def test_one_kind_is_written_again_in_place(self, engine, notes):
        self.call()
        notes.texts[2] = "Không ai báo"
        assert self.call("--kind", KIND).startswith(f"{KIND}: 5 marked, 5 indexed, 0")
        with engine.files.reading() as db:
            bodies = {row["body"] for row in db.execute("SELECT body FROM texts")}
        assert "Không ai báo" in bodies

    def test_stopped_it_goes_on_or_is_given_up(self, engine, clock):
        at_work = begin(engine, clock)
        next(at_work.backfill())
        with pytest.raises(CommandError):
            self.call()
        assert self.call("--cancel") == "embedded: the rebuild is given up.\n"
        at_work = begin(engine, clock)
        next(at_work.backfill())
        assert "5 documents" in self.call("--resume")
        assert self.held(engine) == {"1", "2", "3", "4", "5"}
        assert self.call("--resume") == "embedded: no rebuild was stopped.\n"

    @pytest.mark.parametrize("options", [("--kind", "no.kind"), ("--engine", "nobody")])
    def test_what_is_not_there_is_named(self, options):
        with pytest.raises(CommandError, match=r"There are: (test\.note|embedded)"):
            self.call(*options)
