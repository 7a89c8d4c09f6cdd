"""The nightly comparison finds each kind of difference, says so, and has it put right."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.documents import Document, Entry
from search.engines.base import EngineDown, Health
from search.indexing.reconciliation import OBJECTS, index_reconcile, objects_reconcile
from search.indexing.sending import changes_run
from search.models import Reconciliation, SearchState
from tests.search.indexing.world import KIND, MemoryEngine, delete, edit, key

pytestmark = pytest.mark.django_db


@pytest.fixture
def even(notes, engine, clock):
    """Ten notes, one of them deleted, all indexed."""
    for pk in range(1, 11):
        edit(notes, pk, f"văn bản {pk}", clock())
    delete(notes, 10, clock())
    changes_run(engines=[engine], limit=100, now=clock())


def compare(engine, clock, *, is_dry=False) -> dict[str, int]:
    args = {"now": clock(), "clock": clock, "is_dry": is_dry, "on_progress": lambda count: None}
    found = index_reconcile(engine=engine, **args).differences
    return found | objects_reconcile(**args).differences


def lose(engine, notes):
    del engine.held[key(1)]


def keep_old(engine, notes):
    engine.held[key(1)] = Entry(key(1), 0, Document(key(1), "Cũ", body="cũ"))


def be_ahead(engine, notes):
    engine.held[key(1)] = Entry(key(1), 99, Document(key(1), "Từ bản sao lưu", body="lạ"))


def invent(engine, notes):
    engine.held[key(77)] = Entry(key(77), 5, Document(key(77), "Không ai biết", body="lạ"))


def show_deleted(engine, notes):
    engine.held[key(10)] = Entry(key(10), 2, Document(key(10), "Đã xóa", body="đã xóa"))


def hide(engine, notes):
    engine.held[key(1)] = Entry(key(1), 1, None)


def forget_to_mark(engine, notes):
    notes.texts[50] = "không ai báo"


def delete_in_silence(engine, notes):
    del notes.texts[1]


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lose, "missing"),
        (keep_old, "older"),
        (be_ahead, "newer"),
        (invent, "unknown"),
        (show_deleted, "visible"),
        (hide, "hidden"),
        (forget_to_mark, "unmarked"),
        (delete_in_silence, "gone"),
    ],
)
def test_each_difference_is_found_named_and_put_right(notes, engine, clock, even, spoil, kind):
    assert compare(engine, clock) == {}
    spoil(engine, notes)
    assert compare(engine, clock, is_dry=True) == {kind: 1}
    assert not SearchState.objects.pending().exists()
    assert compare(engine, clock) == {kind: 1}
    changes_run(engines=[engine], limit=100, now=clock())
    assert engine.found() == notes.visible()
    assert compare(engine, clock) == {}


def test_an_empty_index_is_filled_again(notes, engine, clock, even):
    engine.held.clear()
    assert compare(engine, clock) == {"missing": 9}
    changes_run(engines=[engine], limit=100, now=clock())
    assert engine.found() == notes.visible()


def test_what_is_on_its_way_is_no_difference(notes, engine, clock, even):
    edit(notes, 1, "đang chờ", clock())
    edit(notes, 99, "mới, đang chờ", clock())
    assert compare(engine, clock) == {}


def test_what_editors_and_workers_do_meanwhile_is_no_difference(notes, engine, clock, even, monkeypatch):
    """Both happen after the states were read and before the index is."""
    revisions = engine.revisions

    def later(**kwargs):
        edit(notes, 1, "sửa giữa chừng", clock())
        edit(notes, 60, "mới giữa chừng", clock())
        changes_run(engines=[engine], limit=100, now=clock())
        monkeypatch.setattr(engine, "revisions", revisions)
        yield from revisions(**kwargs)

    monkeypatch.setattr(engine, "revisions", later)
    assert compare(engine, clock) == {}


def test_a_purge_cut_short_is_no_difference(notes, engine, clock, even):
    SearchState.objects.filter(pk_text="10").delete()
    assert compare(engine, clock) == {}


def test_keys_are_compared_in_one_order_whatever_the_database_says(notes, engine, clock):
    class Odd(MemoryEngine):
        pass

    for pk in (1, 10, 100, 11, 2, 20, 3):
        edit(notes, pk, "văn bản", clock())
    for kind in ("b.kind", "a.kind", "A.kind", "a-kind", "a_kind"):
        SearchState.objects.create(kind=kind, pk_text="1", changed_at=clock())
    odd = Odd()
    changes_run(engines=[odd], limit=100, now=clock())
    assert compare(odd, clock) == {}


def test_old_records_are_dropped(notes, engine, clock, monkeypatch):
    monkeypatch.setattr("search.indexing.reconciliation._KEPT", 3)
    for _night in range(5):
        clock.forward(timedelta(days=1))
        compare(engine, clock)
    assert Reconciliation.objects.filter(engine=OBJECTS).count() == 3
    assert Reconciliation.objects.filter(engine="memory").count() == 3


class TestCommands:
    @pytest.fixture(autouse=True)
    def installed(self, engine, monkeypatch):
        for name in ("reconcile", "status"):
            monkeypatch.setattr(f"search.management.commands.search_{name}.engines", lambda: (engine,))

    def call(self, command: str, *options: str) -> str:
        self.out = StringIO()
        call_command(command, *options, stdout=self.out)
        return self.out.getvalue()

    def test_differences_end_with_one(self, notes, engine, clock, even):
        assert "memory: 10 compared, 0 differences" in self.call("search_reconcile")
        engine.held.clear()
        for options in (["--dry-run"], []):
            with pytest.raises(CommandError, match="9 differences") as refused:
                self.call("search_reconcile", *options)
            assert refused.value.returncode == 1
        assert "9 missing" in self.out.getvalue()
        assert SearchState.objects.pending().count() == 9

    def test_an_index_that_is_down_is_said_and_the_objects_compared_all_the_same(
        self, notes, engine, clock, even, monkeypatch
    ):
        def down(**kwargs):
            raise EngineDown("no answer")

        monkeypatch.setattr(engine, "revisions", down)
        with pytest.raises(CommandError, match="no answer") as refused:
            self.call("search_reconcile")
        assert refused.value.returncode == 2
        assert "objects: 9 compared" in self.out.getvalue()

    def test_status(self, notes, engine, clock, even, monkeypatch):
        engine.breaks = ["down"]
        edit(notes, 1, "chờ", clock())
        changes_run(engines=[engine], limit=100, now=clock())
        self.call("search_reconcile")
        status = json.loads(self.call("search_status", "--json"))
        assert status["documents"] == {KIND: 9}
        assert (status["pending"], status["failing"]) == (1, 1)
        assert status["lag_seconds"] > 0
        assert status["failures"][0]["key"] == f"{KIND}:1"
        assert "no answer" in status["failures"][0]["error"]
        assert status["engines"]["memory"]["reconcile"]["differences"] == 0
        text = self.call("search_status")
        assert "memory: up, 9 documents" in text
        assert "pending: 1" in text
        monkeypatch.setattr(engine, "health", lambda: Health(False, detail="refused"))
        with pytest.raises(CommandError, match="Down: memory"):
            self.call("search_status")
