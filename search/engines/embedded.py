"""The embedded engine: SQLite FTS5 in a file of its own. Needs no service; the default everywhere.

Words are kept in canonical spelling, with and without accents, and as pairs of neighbours: adjacency
is what tells Vietnamese words from syllables. The index of words holds no text (contentless); `texts`
keeps it, so a change can take the old words out again (SQLite 3.40 has no contentless delete).
"""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from search.analysis import canonical, clean
from search.documents import Entry, Hit, Key, Results
from search.engines.base import EngineDown, Health, Request, Suggestion, Visibility
from search.engines.embedded_answers import count_of, facets_of, hits_of, started_rows
from search.engines.embedded_files import IndexFiles
from search.engines.embedded_fuzzy import corrections_in, fuzzy_plan
from search.engines.embedded_order import ordered, plan_of
from search.engines.embedded_rows import starts_of, write
from search.queries import Query

Facets = dict[str, tuple[tuple[str, int], ...]]


class EmbeddedEngine:
    """One file; readers beside one writer (write-ahead log). `path` is made when it is missing."""

    name = "embedded"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files = IndexFiles(path)

    # -- reading ---------------------------------------------------------------------------------

    def search(self, request: Request) -> Results:
        started = time.perf_counter()
        if request.query.is_empty:
            return Results((), 0)
        with self.files.reading() as db:
            db.execute("BEGIN")  # finds, total and facets are of one moment
            try:
                hits, total, facets, is_fuzzy = self._answer(db, request)
            finally:
                db.execute("COMMIT")
        took = (time.perf_counter() - started) * 1_000
        return Results(hits, total, facets, is_fuzzy=is_fuzzy, took_ms=took)

    @staticmethod
    def _answer(db: sqlite3.Connection, request: Request) -> tuple[tuple[Hit, ...], int, Facets, bool]:
        plan, is_fuzzy = plan_of(db, request), False
        total = count_of(db, plan.match, request.visibility)
        if not total and (near := fuzzy_plan(db, request)):
            total = count_of(db, near.match, request.visibility)
            plan, is_fuzzy = (near, True) if total else (plan, False)
        if not total and not plan.is_loose and request.query.folded_bigrams:
            plan = plan_of(db, request, is_second=True)
            total = count_of(db, plan.match, request.visibility)
        if not total:
            return (), 0, {}, False
        return tuple(hits_of(db, ordered(db, plan, request))), total, facets_of(db, plan, request), is_fuzzy

    def suggest(self, typed: str, *, visibility: Visibility, limit: int) -> list[Suggestion]:
        beginning = starts_of(typed)[:1]
        if not beginning:
            return []
        exact = canonical(clean(typed)).strip()
        with self.files.reading() as db:
            rows = started_rows(db, beginning[0], visibility)
        rows.sort(
            key=lambda row: (
                row["is_inner"],
                exact not in canonical(row["title"]),
                -row["weight"],
                len(row["title"]),
                row["title"],
            )
        )
        unique = {
            row["title"]: Suggestion(Key(row["kind"], row["pk"]), row["title"]) for row in reversed(rows)
        }
        return list(reversed(unique.values()))[:limit]

    def corrections(self, query: Query, *, visibility: Visibility) -> tuple[str, ...]:
        if not query.tokens:
            return ()
        with self.files.reading() as db:
            return corrections_in(db, query, visibility)

    def revisions(self, *, after: Key | None = None, limit: int = 1_000) -> Iterator[tuple[Key, int, bool]]:
        with self.files.reading() as db:
            rows = db.execute(
                "SELECT kind, pk, revision, is_live FROM facts WHERE (kind, pk) > (?, ?) "
                "ORDER BY kind, pk LIMIT ?",
                [after.kind if after else "", after.pk if after else "", limit],
            ).fetchall()
        for row in rows:
            yield Key(row["kind"], row["pk"]), row["revision"], bool(row["is_live"])

    def health(self) -> Health:
        try:
            with self.files.reading() as db:
                count = db.execute("SELECT count(*) FROM facts WHERE is_live").fetchone()[0]
        except EngineDown as error:
            return Health(False, detail=str(error))
        return Health(True, count, f"SQLite {sqlite3.sqlite_version}, {self.path.name}")

    # -- writing ---------------------------------------------------------------------------------

    def apply(self, entries: Sequence[Entry]) -> list[Key]:
        with self.files.writing() as targets:
            for db in targets:
                for entry in entries:
                    write(db, entry)
        return []

    def purge(self, tombstones: Sequence[tuple[Key, int]]) -> None:
        gone = [(key.kind, key.pk, revision) for key, revision in tombstones]
        with self.files.writing() as targets:
            for db in targets:
                db.executemany(
                    "DELETE FROM facts WHERE kind = ? AND pk = ? AND revision <= ? AND NOT is_live", gone
                )

    def rebuild_target(self, name: str) -> "EmbeddedEngine":
        return EmbeddedEngine(self.path.with_name(name))

    def rebuild_begin(self) -> str:
        self.files.build()
        return self.files.building.name

    def backfill(self, name: str, entries: Sequence[Entry]) -> list[Key]:
        with self.files.writing(is_backfill=True) as targets:
            for db in targets:
                for entry in entries:
                    write(db, entry)
        return []

    def rebuild_finish(self, name: str) -> None:
        self.files.finish()

    def rebuild_cancel(self, name: str) -> None:
        self.files.cancel()
