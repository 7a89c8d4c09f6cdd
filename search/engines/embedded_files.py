"""The files of the embedded index: one in use, perhaps one being built, and a lock between processes.

`path` is a symbolic link to the file in use, `<stem>-building` one to the next: putting a new index in
place is one rename, and each file keeps its own write-ahead log, which no other file ever reads.
"""

import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import locks

from search.engines.base import EngineDown
from search.engines.embedded_rows import FORMAT, SCHEMA

_BUSY_S = 10.0  # how long a writer waits for another
_CACHE_KB = 64 * 1024
# Kilobytes of new words kept in memory before they are written: fewer, larger pieces to merge.
_PIECE_KB = 32 * 1024
_SPOILT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
Identity = tuple[int, int]


class IndexFiles:
    """Connections to the index at `path`, which is made when it is missing. All raise EngineDown."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection; another file under the same name (a rebuild) is opened anew."""
        try:
            identity = self._identity()
            kept: tuple[Identity, sqlite3.Connection] | None = getattr(self._local, "kept", None)
            if kept is None or kept[0] != identity:
                if kept is not None:
                    kept[1].close()
                    self._local.kept = None
                kept = self._local.kept = (identity, _opened_for_reading(self.path))
            yield kept[1]
        except (sqlite3.Error, OSError) as error:
            raise EngineDown(str(error)) from error

    @contextmanager
    def writing(self, *, is_backfill: bool = False) -> Iterator[list[sqlite3.Connection]]:
        """Open transactions on the index in use and on the one being built, one writer at a time.

        A backfill goes to the latter alone. A spoilt index in use is left out while one is being built.
        """
        try:
            with self._locked():
                is_building = self.building.exists()
                if is_backfill and not is_building:
                    raise EngineDown("the rebuild was given up")
                in_use = [] if is_backfill else [self.path]
                targets: list[sqlite3.Connection] = []
                try:
                    for path in [*in_use, *([self.building] if is_building else [])]:
                        try:
                            targets.append(self._begun(path))
                        except sqlite3.DatabaseError as error:
                            if not (is_building and path == self.path and _is_spoilt(error)):
                                raise
                    yield targets
                    for db in targets:
                        db.execute("COMMIT")
                finally:
                    for db in targets:
                        db.close()
        except (sqlite3.Error, OSError) as error:
            raise EngineDown(str(error)) from error

    @property
    def building(self) -> Path:
        return self.path.with_name(f"{self.path.stem}-building{self.path.suffix}")

    def build(self) -> None:
        """A new, empty index to be written beside the one in use; an unfinished one is dropped."""
        with self._administration():
            self._drop(self.building)
            self._make(self.building, is_bulk=True)

    def finish(self) -> None:
        """Merge what was written, piece by piece so that others can write, then put it in place."""
        step, changes = -500, 2  # a negative step begins with all pieces, as the manual says
        while changes >= 2:
            with self._administration():
                db = self._begun(self.building)
                before = db.total_changes
                db.execute("INSERT INTO words(words, rank) VALUES('merge', ?)", [step])
                changes = db.total_changes - before
                db.execute("COMMIT")
                db.close()
            step = 500
        with self._administration():
            db = self._begun(self.building)
            _tune(db, is_bulk=False)
            db.execute("COMMIT")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.close()
            old = self.path.resolve() if self.path.is_symlink() else None
            self.building.replace(self.path)
            if old is not None:
                _unlink(old)

    def cancel(self) -> None:
        with self._administration():
            self._drop(self.building)

    def _identity(self) -> Identity:
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            with self._locked():
                if not self.path.exists():
                    self._make(self.path)
            stat = self.path.stat()
        return stat.st_dev, stat.st_ino

    @contextmanager
    def _administration(self) -> Iterator[None]:
        try:
            with self._locked():
                yield
        except (sqlite3.Error, OSError) as error:
            raise EngineDown(str(error)) from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_name(f"{self.path.stem}.lock").open("ab") as file:
            locks.lock(file, locks.LOCK_EX)
            try:
                yield
            finally:
                locks.unlock(file)

    def _begun(self, path: Path) -> sqlite3.Connection:
        """A transaction on an index of today's format; one of another format is worthless."""
        if not path.exists():
            self._make(path)
        db = _opened(path)
        if _format(db) != FORMAT:
            db.close()
            self._drop(path)
            self._make(path)
            db = _opened(path)
        db.execute("BEGIN IMMEDIATE")
        return db

    def _make(self, link: Path, *, is_bulk: bool = False) -> None:
        file = self.path.with_name(f"{self.path.stem}-{uuid.uuid4().hex[:12]}{self.path.suffix}")
        db = _opened(file)
        db.executescript(SCHEMA)
        _tune(db, is_bulk=is_bulk)
        db.close()
        link.unlink(missing_ok=True)  # a link to a file that is gone
        link.symlink_to(file.name)

    def _drop(self, link: Path) -> None:
        file = link.resolve()
        link.unlink(missing_ok=True)
        _unlink(file)


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    except sqlite3.Error:
        db.close()
        raise
    return db


def _opened_for_reading(path: Path) -> sqlite3.Connection:
    db = _opened(path)
    db.execute("PRAGMA query_only = ON")
    if _format(db) != FORMAT:
        db.close()
        raise EngineDown("the index has the format of another release and must be rebuilt")
    return db


def _format(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _tune(db: sqlite3.Connection, *, is_bulk: bool) -> None:
    """While an index is built its pieces pile up and are merged once, at the end."""
    for name, value in (
        ("hashsize", _PIECE_KB * 1024),
        ("automerge", 0 if is_bulk else 4),
        ("crisismerge", 1_000 if is_bulk else 16),
    ):
        db.execute("INSERT INTO words(words, rank) VALUES(?, ?)", [name, value])


def _is_spoilt(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _SPOILT


def _unlink(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)
