"""What the embedded index answers beside the order of finds: counts, facets, beginnings. Reads only."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from search.documents import TOTAL_CAP, Hit, Key
from search.engines.base import Request, Visibility
from search.engines.embedded_match import narrowed
from search.engines.embedded_order import SOURCE, Plan, Scored, is_shown_now, values_of

FACETED = 10_000  # finds whose facets are counted; of more, the newest that many
_STARTS_READ = 2_000  # beginnings looked at for one suggestion
_SUGGESTED = 60


def count_of(db: sqlite3.Connection, match: str, visibility: Visibility) -> int:
    """At most TOTAL_CAP."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {SOURCE} LIMIT {TOTAL_CAP})"  # noqa: S608
    return int(db.execute(sql, values_of(match, visibility)).fetchone()[0])


def hits_of(db: sqlite3.Connection, scored: Sequence[Scored]) -> list[Hit]:
    rows = _rows(db, [document_id for document_id, _score in scored])
    return [_hit(rows[document_id], score) for document_id, score in scored]


def _rows(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, sqlite3.Row]:
    marks = ", ".join("?" * len(ids))
    sql = f"SELECT d.*, t.* FROM facts d JOIN texts t ON t.id = d.id WHERE d.id IN ({marks})"  # noqa: S608
    return {row["id"]: row for row in db.execute(sql, ids)}


def _hit(row: sqlite3.Row, score: float) -> Hit:
    published = row["published"]
    return Hit(
        key=Key(row["kind"], row["pk"]),
        score=score,
        title=row["title"],
        body=row["body"] or row["summary"],
        number=row["number"],
        published_at=datetime.fromtimestamp(published, tz=UTC) if published is not None else None,
        facets={code: tuple(values) for code, values in json.loads(row["facets"]).items()},
        parent=Key(row["parent_kind"], row["parent_pk"]) if row["parent_kind"] else None,
    )


def facets_of(db: sqlite3.Connection, plan: Plan, request: Request) -> dict[str, tuple[tuple[str, int], ...]]:
    """Values and counts by facet. All choices but a facet's own count: a choice does not empty its facet.

    One walk for all facets without a choice, one more for each that has one.
    """
    chosen = [code for code in request.facets if request.filters.get(code)]
    others = [code for code in request.facets if code not in chosen]
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    if others:
        found |= _counted(db, plan.match, request.visibility, others)
    for code in chosen:
        match = narrowed(plan.wanted, request, leave_out=code)
        found |= _counted(db, match, request.visibility, [code])
    return {code: found[code] for code in request.facets}


def _counted(
    db: sqlite3.Connection, match: str, visibility: Visibility, codes: Sequence[str]
) -> dict[str, tuple[tuple[str, int], ...]]:
    sql = f"""
        SELECT facet_ids, count(*) FROM (
            SELECT d.facet_ids FROM {SOURCE} ORDER BY w.rowid DESC LIMIT {FACETED})
        GROUP BY facet_ids
    """  # noqa: S608
    counts: Counter[int] = Counter()
    for facet_ids, count in db.execute(sql, values_of(match, visibility)):
        for value_id in facet_ids.split():
            counts[int(value_id)] += count
    marks = ", ".join("?" * len(codes))
    values = db.execute(f"SELECT id, code, value FROM facet_values WHERE code IN ({marks})", _safe(codes))  # noqa: S608
    by_code: dict[str, list[tuple[str, int]]] = {code: [] for code in codes}
    for value_id, code, value in values:
        if counts[value_id] and code in by_code:
            by_code[code].append((value, counts[value_id]))
    return {
        code: tuple(sorted(found, key=lambda pair: (-pair[1], pair[0]))) for code, found in by_code.items()
    }


def started_rows(db: sqlite3.Connection, start: str, visibility: Visibility) -> list[dict[str, Any]]:
    """Visible documents with a name that goes on so; the heaviest, names that begin so before others."""
    scopes = _safe(visibility.scopes)
    marks = ", ".join("?" * len(scopes))
    places = [
        row[0] for row in db.execute(f"SELECT id FROM places WHERE scope IN ({marks})", scopes)  # noqa: S608
    ] if scopes else [0]  # fmt: skip
    best: dict[int, tuple[bool, float]] = {}
    for place in places:
        for document_id, position, weight in db.execute(
            f"SELECT id, position, weight FROM starts WHERE place = ? AND start >= ? AND start < ? "  # noqa: S608
            f"LIMIT {_STARTS_READ}",
            [place, start, start + "\U0010ffff"],
        ):
            rank = (position > 0, -weight)
            best[document_id] = min(rank, best.get(document_id, rank))
    ids = sorted(best, key=lambda document_id: (best[document_id], document_id))
    shown: list[dict[str, Any]] = []
    for at in range(0, len(ids), _SUGGESTED):
        rows = _rows(db, ids[at : at + _SUGGESTED])
        shown += [
            {**dict(row), "is_inner": best[row["id"]][0]}
            for row in rows.values()
            if _is_visible(row, visibility)
        ]
        if len(shown) >= _SUGGESTED:
            break
    return shown


def _is_visible(row: sqlite3.Row, visibility: Visibility) -> bool:
    return (
        is_shown_now(row, visibility)
        and not set(visibility.audience).isdisjoint(json.loads(row["audience"]))
        and (not visibility.languages or row["language"] in visibility.languages)
    )


def _safe(texts: Iterable[str]) -> list[str]:
    """Without the halves of characters that SQLite refuses."""
    return [text.encode(errors="replace").decode() for text in texts]
