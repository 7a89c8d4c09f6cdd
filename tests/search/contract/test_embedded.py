"""The contract on SQLite FTS5, and what only a file can suffer."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from search.documents import Entry
from search.engines.base import EngineDown
from search.engines.embedded import EmbeddedEngine
from tests.search.contract import hostile, queries, visibility, writing
from tests.search.contract.base import Subject, doc, key

OTHER_PROCESS = """
import sys
from pathlib import Path
from search.documents import Document, Entry, Key
from search.engines.embedded import EmbeddedEngine

engine = EmbeddedEngine(Path(sys.argv[1]))
for number in range(30):
    key = Key("test.thing", f"other-{number}")
    assert engine.apply([Entry(key, 1, Document(key, title=f"Xóm {number}"))]) == []
"""


@pytest.fixture(scope="module")
def new_subject(tmp_path_factory) -> Callable[[], Subject]:
    folder, numbers = tmp_path_factory.mktemp("indexes"), count()

    def make() -> Subject:
        path = folder / str(next(numbers)) / "embedded.sqlite3"
        return Subject(EmbeddedEngine(path), twin=lambda: EmbeddedEngine(path))

    return make


@pytest.fixture
def break_down() -> Callable[[Subject], None]:
    return spoil


def file_of(subject: Subject) -> Path:
    return subject.engine.path


def spoil(subject: Subject) -> None:
    path = file_of(subject)
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    path.unlink()
    path.write_bytes(b"This is not a database. " * 400)


class TestQueries(queries.QueryContract): ...


class TestCorrections(queries.CorrectionContract): ...


class TestVisibility(visibility.VisibilityContract): ...


class TestFacets(visibility.FacetContract): ...


class TestSuggestions(visibility.SuggestionContract): ...


class TestWriting(writing.WritingContract):
    def test_two_processes_write(self, empty: Subject) -> None:
        empty.write(doc("first", "Đường làng"))
        other = subprocess.Popen([sys.executable, "-c", OTHER_PROCESS, str(file_of(empty))])
        for number in range(30):
            empty.write(doc(f"own-{number}", f"Thôn {number}"))
        assert other.wait(timeout=60) == 0
        assert len(empty.revisions()) == 61


class TestRebuild(writing.RebuildContract): ...


class TestDown(writing.DownContract):
    def test_a_file_deleted_under_it_is_made_anew(self, empty: Subject) -> None:
        empty.write(doc("one", "Đường làng"))
        assert empty.found("đường làng") == ["one"]
        file_of(empty).unlink()
        assert empty.found("đường làng") == []
        empty.write(doc("one", "Đường làng"))
        assert empty.found("đường làng") == ["one"]

    def test_a_spoilt_file_is_rebuilt(self, empty: Subject) -> None:
        empty.write(doc("one", "Đường làng"))
        spoil(empty)
        with pytest.raises(EngineDown):
            empty.search("đường làng")
        name = empty.engine.rebuild_begin()
        empty.write(doc("one", "Đường làng"))
        empty.engine.rebuild_finish(name)
        assert empty.found("đường làng") == ["one"]
        empty.write(doc("two", "Đường làng"))
        assert len(empty.found("đường làng")) == 2

    def test_spoilt_in_the_middle(self, empty: Subject) -> None:
        empty.write(*(doc(str(number), f"Thôn số {number}", "Đường làng. " * 90) for number in range(300)))
        name = empty.engine.rebuild_begin()
        empty.engine.rebuild_cancel(name)
        file_of(empty).write_bytes(file_of(empty).read_bytes()[:8_192] + b"\xff" * 400_000)
        fresh = empty.twin()
        with pytest.raises(EngineDown):
            for number in range(300):
                fresh.apply([Entry(key(str(number)), 2, doc(str(number), f"Xóm số {number}"))])
                Subject(fresh, empty.twin).search(f"thôn số {number}")

    def test_a_file_of_another_format_starts_again(self, empty: Subject) -> None:
        empty.write(doc("one", "Đường làng"))
        with sqlite3.connect(file_of(empty)) as db:
            db.execute("PRAGMA user_version = 99")
        db.close()
        with pytest.raises(EngineDown):
            empty.twin().revisions().__next__()
        empty.write(doc("one", "Đường làng"))
        assert empty.found("đường làng") == ["one"]

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        engine = EmbeddedEngine(tmp_path / "file" / "embedded.sqlite3")
        assert not engine.health().is_up
        with pytest.raises(EngineDown):
            engine.apply([Entry(key("one"), 1, doc("one", "Đường làng"))])


class TestHostile(hostile.HostileContract): ...
