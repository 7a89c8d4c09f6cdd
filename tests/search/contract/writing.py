"""How the index follows the database: revisions, tombstones, rebuilds, several writers."""

import threading

import pytest

from search.documents import Entry
from search.engines.base import EngineDown, Request
from search.queries import parse
from tests.search.contract.base import EVERYWHERE, Contract, Subject, doc, key


class WritingContract(Contract):
    def test_an_older_revision_is_ignored(self, empty: Subject) -> None:
        empty.write(doc("one", "Bản mới về đường làng"), revision=5)
        empty.write(doc("one", "Bản cũ về đường làng"), revision=4)
        assert [hit.title for hit in empty.search("đường làng").hits] == ["Bản mới về đường làng"]
        assert empty.revisions() == {"one": (5, True)}

    def test_the_same_revision_twice_is_harmless(self, empty: Subject) -> None:
        for _time in range(3):
            empty.write(doc("one", "Đường làng", "Bê tông"), revision=5)
        results = empty.search("đường làng")
        assert (results.total, len(results.hits)) == (1, 1)
        assert empty.suggested("đường") == ["Đường làng"]

    def test_the_same_revision_says_otherwise(self, empty: Subject) -> None:
        """What a comparison with the database sends again is believed."""
        empty.write(doc("one", "Đường làng"), revision=5)
        empty.write(doc("one", "Ngõ xóm"), revision=5)
        assert empty.found("đường làng") == []
        assert empty.found("ngõ xóm") == ["one"]
        empty.take_out(key("one"), revision=5)
        assert empty.found("ngõ xóm") == []
        empty.write(doc("one", "Ngõ xóm"), revision=5)
        assert empty.found("ngõ xóm") == ["one"]

    def test_an_older_document_does_not_come_back(self, empty: Subject) -> None:
        empty.write(doc("one", "Đường làng"), revision=1)
        empty.take_out(key("one"), revision=3)
        empty.write(doc("one", "Đường làng"), revision=2)
        assert empty.found("đường làng") == []
        assert empty.revisions() == {"one": (3, False)}

    def test_a_newer_document_does(self, empty: Subject) -> None:
        empty.take_out(key("one"), revision=3)
        empty.write(doc("one", "Đường làng"), revision=4)
        assert empty.found("đường làng") == ["one"]

    def test_the_last_of_a_batch_counts(self, empty: Subject) -> None:
        entries = [
            Entry(key("one"), revision, doc("one", f"Đường làng {revision}")) for revision in (1, 3, 2)
        ]
        empty.engine.apply(entries)
        empty.settle()
        assert [hit.title for hit in empty.search("đường làng").hits] == ["Đường làng 3"]

    def test_kinds_keep_apart(self, empty: Subject) -> None:
        empty.write(doc("1", "Đường làng", key=key("1", "a.one")), doc("1", "Ngõ xóm", key=key("1", "b.two")))
        empty.take_out(key("1", "a.one"))
        assert empty.found("đường làng") == []
        assert empty.found("ngõ xóm") == ["1"]

    def test_revisions_in_order_and_in_pieces(self, empty: Subject) -> None:
        empty.write(*(doc(str(number), f"Thôn số {number}") for number in range(25)))
        empty.take_out(key("7"))
        found, after = [], None
        while piece := list(empty.engine.revisions(after=after, limit=10)):
            found += piece
            after = piece[-1][0]
        assert len(found) == len({one[0] for one in found}) == 25
        assert {one[0].pk: one[2] for one in found}["7"] is False
        assert sorted(found, key=lambda one: (one[0].kind, one[0].pk)) == found

    def test_health_counts_live_ones(self, empty: Subject) -> None:
        empty.write(doc("one", "Đường làng"), doc("two", "Ngõ xóm"))
        empty.take_out(key("two"))
        health = empty.engine.health()
        assert health.is_up
        assert health.documents == 1

    def test_another_process_sees_it(self, empty: Subject) -> None:
        other = empty.twin()
        empty.write(doc("one", "Đường làng"))
        assert other.health().documents == 1

    def test_two_writers_lose_nothing(self, empty: Subject) -> None:
        writers = [empty.engine, empty.twin()]
        failures: list[object] = []

        def write(which: int) -> None:
            try:
                for number in range(40):
                    pk = f"{which}-{number}"
                    failures.extend(writers[which].apply([Entry(key(pk), 1, doc(pk, f"Thôn {pk}"))]))
                    shared = Entry(key("shared"), 2 * number + which + 1, doc("shared", f"Bản {number}"))
                    failures.extend(writers[which].apply([shared]))
            except EngineDown as error:
                failures.append(error)

        threads = [threading.Thread(target=write, args=[which]) for which in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        empty.settle()
        assert failures == []
        assert len(empty.revisions()) == 81
        assert empty.revisions()["shared"] == (80, True)


class RebuildContract(Contract):
    def test_the_old_index_answers_until_the_end(self, empty: Subject) -> None:
        empty.write(doc("one", "Đường làng"))
        name = empty.engine.rebuild_begin()
        assert empty.found("đường làng") == ["one"]
        empty.write(doc("one", "Đường làng"))
        empty.engine.rebuild_finish(name)
        empty.settle()
        assert empty.found("đường làng") == ["one"]

    def test_what_is_not_written_again_is_gone(self, empty: Subject) -> None:
        empty.write(doc("orphan", "Đường làng"))
        name = empty.engine.rebuild_begin()
        empty.write(doc("one", "Ngõ xóm"))
        empty.engine.rebuild_finish(name)
        empty.settle()
        assert empty.revisions() == {"one": (1, True)}
        assert empty.found("đường làng") == []

    def test_writes_during_it_reach_both(self, empty: Subject) -> None:
        empty.write(doc("edited", "Đường làng cũ"), doc("deleted", "Cầu tre"))
        name = empty.engine.rebuild_begin()
        other = empty.twin()
        assert other.apply([Entry(key("edited"), 2, doc("edited", "Đường làng mới"))]) == []
        assert other.apply([Entry(key("deleted"), 2, None)]) == []
        empty.settle()
        assert [hit.title for hit in empty.search("đường làng").hits] == ["Đường làng mới"]
        assert empty.found("cầu tre") == []
        # The backfill read before those edits and comes late with what it read.
        empty.write(doc("edited", "Đường làng cũ"), doc("deleted", "Cầu tre"))
        empty.engine.rebuild_finish(name)
        empty.settle()
        assert [hit.title for hit in empty.search("đường làng").hits] == ["Đường làng mới"]
        assert empty.found("cầu tre") == []
        assert empty.revisions() == {"edited": (2, True), "deleted": (2, False)}

    def test_after_it_others_answer_from_the_new_one(self, empty: Subject) -> None:
        other = empty.twin()
        empty.write(doc("one", "Đường làng"))
        assert other.health().documents == 1
        name = empty.engine.rebuild_begin()
        empty.write(doc("one", "Ngõ xóm"), doc("two", "Ngõ xóm"), revision=2)
        empty.engine.rebuild_finish(name)
        empty.settle()
        assert other.health().documents == 2
        assert other.apply([Entry(key("three"), 1, doc("three", "Ngõ xóm"))]) == []
        empty.settle()
        assert len(empty.found("ngõ xóm")) == 3

    def test_given_up(self, empty: Subject) -> None:
        empty.write(doc("one", "Đường làng"))
        name = empty.engine.rebuild_begin()
        empty.write(doc("two", "Ngõ xóm"))
        empty.engine.rebuild_cancel(name)
        empty.settle()
        assert set(empty.revisions()) == {"one", "two"}
        empty.write(doc("three", "Cầu tre"))
        assert len(empty.revisions()) == 3

    def test_begun_again_after_a_crash(self, empty: Subject) -> None:
        empty.engine.rebuild_begin()
        empty.write(doc("left over", "Đường làng"))
        name = empty.engine.rebuild_begin()
        empty.write(doc("one", "Ngõ xóm"))
        empty.engine.rebuild_finish(name)
        empty.settle()
        assert set(empty.revisions()) == {"one"}

    def test_nobody_waits_for_it(self, empty: Subject) -> None:
        """Readers find one whole index or the other at every moment."""
        empty.write(*(doc(str(number), f"Thôn số {number}") for number in range(20)))
        stop, counts, answers, errors = threading.Event(), set(), set(), []
        request = Request(parse("thôn số"), EVERYWHERE)

        def read() -> None:
            reader = empty.twin()
            while not stop.is_set():
                try:
                    counts.add(reader.health().documents)
                    found = reader.search(request)
                    answers.add((found.total, len(found.hits)))
                except EngineDown as error:
                    errors.append(error)

        thread = threading.Thread(target=read)
        thread.start()
        for _time in range(3):
            name = empty.engine.rebuild_begin()
            empty.write(*(doc(str(number), f"Thôn số {number}") for number in range(20)))
            empty.engine.rebuild_finish(name)
        stop.set()
        thread.join()
        assert errors == []
        assert counts == {20}
        assert answers == {(20, 10)}


class DownContract(Contract):
    """`break_down` is the engine's own way to fail: a fixture that makes what it stands on unusable."""

    def test_says_so(self, empty: Subject, break_down) -> None:
        empty.write(doc("one", "Đường làng"))
        break_down(empty)
        with pytest.raises(EngineDown):
            empty.search("đường làng")
        with pytest.raises(EngineDown):
            empty.suggested("đường")
        with pytest.raises(EngineDown):
            empty.engine.apply([Entry(key("two"), 1, doc("two", "Ngõ xóm"))])
        health = empty.engine.health()
        assert not health.is_up
        assert health.detail

    def test_it_can_be_read_alone_before_it_answers(self, empty: Subject) -> None:
        empty.write(doc("one", "Đường làng"), revision=3)
        name = empty.engine.rebuild_begin()
        assert list(empty.engine.rebuild_target(name).revisions()) == []
        assert empty.engine.backfill(name, [Entry(key("one"), 3, doc("one", "Đường làng"))]) == []
        empty.settle()
        assert list(empty.engine.rebuild_target(name).revisions()) == [(key("one"), 3, True)]
        empty.engine.rebuild_cancel(name)

    def test_deletions_are_forgotten_and_nothing_else(self, empty: Subject) -> None:
        empty.write(doc("one", "Đường làng"), doc("two", "Đường làng"), doc("three", "Đường làng"))
        empty.take_out(key("one"), key("two"), revision=2)
        empty.engine.purge([(key("one"), 2), (key("two"), 1), (key("three"), 9), (key("four"), 1)])
        empty.settle()
        assert empty.revisions() == {"two": (2, False), "three": (1, True)}
