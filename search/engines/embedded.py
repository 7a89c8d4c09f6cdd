"""The embedded engine: SQLite FTS5 in a file of its own. Needs no service; the default everywhere.

Words are kept in canonical spelling, with and without accents, and as pairs of neighbours: adjacency
is what tells Vietnamese words from syllables. The index holds no text (contentless); `documents`
keeps it, so a change can take the old words out again (SQLite 3.40 has no contentless delete).
"""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from search.documents import TOTAL_CAP, Entry, Hit, Key, Results
from search.engines.base import EngineDown, Health, Request, Sort, Suggestion, Visibility
from search.engines.embedded_match import match_of, weights_of
from search.engines.embedded_rows import COLUMNS, FORMAT, SCHEMA, columns_of, row_of, start_rows, starts_of
from search.engines.marks import facet_mark, scope_mark

# Above this, candidates are found by pairs of neighbours first: words alone match half of everything.
WHOLE_FORMULA_UP_TO = 50_000
_BUSY_MS = 10_000  # how long a writer waits for another
# News half as old as this is worth half: after 30 days' grace, within two years (architecture of results).
_GRACE_S, _HALF_S = 30 * 86_400, 730 * 86_400
_VISIBLE = """d.is_live AND (d.visible_from IS NULL OR d.visible_from <= ?)
    AND (d.visible_until IS NULL OR d.visible_until > ?)"""


class EmbeddedEngine:
    """One file; readers beside one writer (write-ahead log). `path` is made when it is missing."""

    name = "embedded"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    # -- reading ---------------------------------------------------------------------------------

    def search(self, request: Request) -> Results:
        started = time.perf_counter()
        with self._reading() as db:
            hits, total, is_fuzzy = self._hits(db, request)
            facets = {code: self._facet(db, request, code) for code in request.facets} if total else {}
        took = (time.perf_counter() - started) * 1_000
        return Results(tuple(hits), total, facets, is_fuzzy=is_fuzzy, took_ms=took)

    def _hits(self, db: sqlite3.Connection, request: Request) -> tuple[list[Hit], int, bool]:
        if request.query.is_empty:
            return [], 0, False
        match = match_of(request, is_large=_is_large(db))
        rows = self._ranked(db, request, match)
        return [_hit(row) for row in rows], self._count(db, request, match), False

    def _ranked(self, db: sqlite3.Connection, request: Request, match: str) -> list[sqlite3.Row]:
        near = "".join(f" + {float(boost)} * (instr(d.scopes, ?) > 0)" for _scope, boost in request.near)
        order = "d.published DESC, w.rank" if request.sort == Sort.NEWEST else "score, d.published DESC, d.id"
        sql = f"""
            SELECT d.*, bm25(words, {weights_of(request.query)}) * d.weight * (1.0{near})
                * CASE WHEN d.is_news THEN 0.5 + 0.5 * decay(d.published, ?) ELSE 1.0 END AS score
            FROM words w JOIN documents d ON d.id = w.rowid
            WHERE words MATCH ? AND {_VISIBLE}
            ORDER BY {order} LIMIT ? OFFSET ?
        """  # noqa: S608
        now = request.visibility.now.timestamp()
        scopes = [json.dumps(scope) for scope, _boost in request.near]
        values = [*scopes, now, match, now, now, request.limit, request.offset]
        return db.execute(sql, values).fetchall()

    def _count(self, db: sqlite3.Connection, request: Request, match: str) -> int:
        sql = f"""
            SELECT count(*) FROM (
                SELECT 1 FROM words w JOIN documents d ON d.id = w.rowid
                WHERE words MATCH ? AND {_VISIBLE} LIMIT {TOTAL_CAP + 1})
        """  # noqa: S608
        now = request.visibility.now.timestamp()
        return min(int(db.execute(sql, [match, now, now]).fetchone()[0]), TOTAL_CAP)

    def _facet(self, db: sqlite3.Connection, request: Request, code: str) -> tuple[tuple[str, int], ...]:
        """Values and counts, all other choices kept: a choice in this facet does not empty it."""
        match = match_of(request, is_large=_is_large(db), leave_out=code)
        now = request.visibility.now.timestamp()
        found = []
        for (value,) in db.execute("SELECT value FROM facet_values WHERE code = ? ORDER BY value", [code]):
            sql = f"""
                SELECT count(*) FROM words w JOIN documents d ON d.id = w.rowid
                WHERE words MATCH ? AND {_VISIBLE}
            """  # noqa: S608
            narrowed = f'({match}) AND marks:"{facet_mark(code, value)}"'
            count = db.execute(sql, [narrowed, now, now]).fetchone()[0]
            if count:
                found.append((value, count))
        return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))

    def suggest(self, typed: str, *, visibility: Visibility, limit: int) -> list[Suggestion]:
        start = starts_of(typed)[:1]
        if not start:
            return []
        now = visibility.now.timestamp()
        audience = [json.dumps(word) for word in visibility.audience]
        places = [scope_mark(scope) for scope in visibility.scopes] or [""]
        readers = " OR ".join("instr(d.audience, ?) > 0" for _word in audience)
        rows: dict[int, sqlite3.Row] = {}
        with self._reading() as db:
            for place in places:
                sql = f"""
                    SELECT d.id, d.kind, d.pk, d.title, d.weight, s.position FROM starts s
                    JOIN documents d ON d.id = s.id
                    WHERE s.place = ? AND s.start >= ? AND s.start < ? AND {_VISIBLE} AND ({readers})
                    ORDER BY s.start LIMIT 60
                """  # noqa: S608
                values = [place, start[0], start[0] + "\U0010ffff", now, now, *audience]
                for row in db.execute(sql, values):
                    rows.setdefault(row["id"], row)
        ordered = sorted(
            rows.values(), key=lambda row: (row["position"] > 0, -row["weight"], len(row["title"]))
        )
        unique = {
            row["title"]: Suggestion(Key(row["kind"], row["pk"]), row["title"]) for row in reversed(ordered)
        }
        return list(reversed(unique.values()))[:limit]

    def revisions(self, *, after: Key | None = None, limit: int = 1_000) -> Iterator[tuple[Key, int, bool]]:
        with self._reading() as db:
            rows = db.execute(
                "SELECT kind, pk, revision, is_live FROM documents WHERE (kind, pk) > (?, ?) "
                "ORDER BY kind, pk LIMIT ?",
                [after.kind if after else "", after.pk if after else "", limit],
            ).fetchall()
        for row in rows:
            yield Key(row["kind"], row["pk"]), row["revision"], bool(row["is_live"])

    def health(self) -> Health:
        try:
            with self._reading() as db:
                count = db.execute("SELECT count(*) FROM documents WHERE is_live").fetchone()[0]
        except EngineDown as error:
            return Health(False, detail=str(error))
        return Health(True, count, f"SQLite {sqlite3.sqlite_version}, {self.path.name}")

    # -- writing ---------------------------------------------------------------------------------

    def apply(self, entries: Sequence[Entry]) -> list[Key]:
        targets = [self.path, *([self._building] if self._building.exists() else [])]
        for path in targets:
            with self._writing(path) as db:
                for entry in entries:
                    _write(db, entry)
        return []

    def purge(self, tombstones: Sequence[tuple[Key, int]]) -> None:
        with self._writing(self.path) as db:
            db.executemany(
                "DELETE FROM documents WHERE kind = ? AND pk = ? AND revision <= ? AND NOT is_live",
                [(key.kind, key.pk, revision) for key, revision in tombstones],
            )

    def rebuild_target(self, name: str) -> "EmbeddedEngine":
        return EmbeddedEngine(self.path.with_name(name))

    @property
    def _building(self) -> Path:
        return self.path.with_name(f"{self.path.stem}.building{self.path.suffix}")

    def rebuild_begin(self) -> str:
        self._building.unlink(missing_ok=True)
        with self._writing(self._building):
            pass
        return self._building.name

    def rebuild_finish(self, name: str) -> None:
        building = self.path.with_name(name)
        with self._writing(building) as db:
            db.execute("INSERT INTO words(words) VALUES('optimize')")
        self._forget(building, checkpoint=True)
        self._forget(self.path, checkpoint=True)
        building.replace(self.path)

    def rebuild_cancel(self, name: str) -> None:
        self._forget(self.path.with_name(name), checkpoint=False)
        self.path.with_name(name).unlink(missing_ok=True)

    # -- files -----------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection; another file under the same name (a rebuild) is opened anew."""
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            with self._writing(self.path):
                stat = self.path.stat()
        identity = (stat.st_dev, stat.st_ino)
        kept = getattr(self._local, "kept", None)
        if kept is None or kept[0] != identity:
            if kept is not None:
                kept[1].close()
            kept = self._local.kept = (identity, _opened(self.path, is_reader=True))
        try:
            yield kept[1]
        except sqlite3.Error as error:
            raise EngineDown(str(error)) from error

    @contextmanager
    def _writing(self, path: Path) -> Iterator[sqlite3.Connection]:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            db = _opened(path)
            try:
                db.execute("BEGIN IMMEDIATE")
                if db.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
                    _make(db)
                yield db
                db.execute("COMMIT")
            finally:
                db.close()
        except sqlite3.Error as error:
            raise EngineDown(str(error)) from error

    def _forget(self, path: Path, *, checkpoint: bool) -> None:
        """Leave nothing of a file beside it: its log would be read into another file of its name."""
        if checkpoint and path.exists():
            db = _opened(path)
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.close()
        for suffix in ("-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)


def _opened(path: Path, *, is_reader: bool = False) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=_BUSY_MS / 1_000, isolation_level=None, check_same_thread=False)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA cache_size = -65536")
    if is_reader:
        db.execute("PRAGMA query_only = ON")
        db.create_function("decay", 2, _decay, deterministic=True)
    return db


def _make(db: sqlite3.Connection) -> None:
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if name in ("documents", "words", "starts", "facet_values"):
            db.execute(f"DROP TABLE {name}")
    for statement in SCHEMA.split(";\n"):
        if statement.strip():
            db.execute(statement)


def _decay(published: float | None, now: float) -> float:
    """1 when new, 0.5 after two years (a gauss curve, as the cluster's)."""
    if published is None:
        return 1.0
    late = max(0.0, now - published - _GRACE_S)
    return float(0.5 ** ((late / _HALF_S) ** 2))


def _is_large(db: sqlite3.Connection) -> bool:
    return int(db.execute("SELECT coalesce(max(id), 0) FROM documents").fetchone()[0]) > WHOLE_FORMULA_UP_TO


def _write(db: sqlite3.Connection, entry: Entry) -> None:
    """One entry, unless the index holds a newer revision of its object."""
    key = [entry.key.kind, entry.key.pk]
    held = db.execute("SELECT * FROM documents WHERE kind = ? AND pk = ?", key).fetchone()
    if held is not None:
        if held["revision"] > entry.revision:
            return
        if held["is_live"]:
            _take_out(db, dict(held))
    row = row_of(entry)
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    if held is None:
        insert = f"INSERT INTO documents ({names}) VALUES ({marks})"  # noqa: S608
        document_id = db.execute(insert, [*row.values()]).lastrowid
    else:
        document_id = held["id"]
        db.execute("DELETE FROM documents WHERE id = ?", [document_id])
        db.execute(
            f"INSERT INTO documents (id, {names}) VALUES (?, {marks})",  # noqa: S608
            [document_id, *row.values()],
        )
    if row["is_live"] and document_id is not None:
        _put_in(db, document_id, row)


def _put_in(db: sqlite3.Connection, document_id: int, row: dict[str, object]) -> None:
    names = ", ".join(COLUMNS)
    marks = ", ".join("?" * len(COLUMNS))
    db.execute(f"INSERT INTO words (rowid, {names}) VALUES (?, {marks})", [document_id, *columns_of(row)])  # noqa: S608
    db.executemany("INSERT OR IGNORE INTO starts VALUES (?, ?, ?, ?)", start_rows(document_id, row))
    values = [(code, value) for code, found in json.loads(str(row["facets"])).items() for value in found]
    db.executemany("INSERT OR IGNORE INTO facet_values VALUES (?, ?)", values)


def _take_out(db: sqlite3.Connection, held: dict[str, object]) -> None:
    names = ", ".join(COLUMNS)
    marks = ", ".join("?" * len(COLUMNS))
    db.execute(
        f"INSERT INTO words (words, rowid, {names}) VALUES ('delete', ?, {marks})",  # noqa: S608
        [held["id"], *columns_of(held)],
    )
    db.execute("DELETE FROM starts WHERE id = ?", [held["id"]])


def _hit(row: sqlite3.Row) -> Hit:
    published = row["published"]
    return Hit(
        key=Key(row["kind"], row["pk"]),
        score=-row["score"],
        title=row["title"],
        body=row["body"] or row["summary"],
        number=row["number"],
        published_at=datetime.fromtimestamp(published, tz=UTC) if published is not None else None,
        facets={code: tuple(values) for code, values in json.loads(row["facets"]).items()},
        parent=Key(row["parent_kind"], row["parent_pk"]) if row["parent_kind"] else None,
    )
