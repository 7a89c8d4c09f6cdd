"""What the embedded index answers: counts, order, facets, beginnings. Every function reads only.

Order in two steps: BM25 picks the best `WINDOW`, then what no index of words knows is weighed among them
(age of news, nearness, a document's own number and weight).
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from search.corrections import MOST_TITLES, near_words
from search.documents import TOTAL_CAP, Hit, Key
from search.engines.base import Request, Sort, Visibility
from search.engines.embedded_match import (
    fuzzy_match_of,
    is_question,
    match_of,
    number_match_of,
    weights_of,
    word_match_of,
)
from search.queries import Query, number_prefixes

WINDOW = 200
FACETED = 10_000  # finds whose facets are counted; of more, the newest that many
_RARE_COUNT, _RARE_SHARE = 10, 0.02  # a word is rare in at most so many documents, or this part of them
_STARTS_READ = 2_000  # beginnings looked at for one suggestion
_SUGGESTED = 60
_MOST_NEAR = 40  # other readings of a mistyped word
# News half as old as this is worth half as much more: after 30 days' grace, within two years.
_GRACE_S, _HALF_S = 30 * 86_400, 730 * 86_400
_VISIBLE = """(d.visible_from IS NULL OR d.visible_from <= :now)
    AND (d.visible_until IS NULL OR d.visible_until > :now)"""
_SOURCE = f"words w JOIN facts d ON d.id = w.rowid WHERE words MATCH :match AND {_VISIBLE}"
Scored = tuple[int, float]


def count_of(db: sqlite3.Connection, match: str, visibility: Visibility) -> int:
    """At most TOTAL_CAP."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {_SOURCE} LIMIT {TOTAL_CAP})"  # noqa: S608
    return int(db.execute(sql, _values(match, visibility)).fetchone()[0])


def ranked_ids(db: sqlite3.Connection, match: str, request: Request) -> list[Scored]:
    """The asked-for page of (id, score), best or newest first."""
    stop = min(max(request.offset + request.limit, 0), TOTAL_CAP)
    start = min(request.offset, stop)
    if request.sort == Sort.NEWEST and not is_question(request.query):
        sql = f"SELECT d.id FROM {_SOURCE} ORDER BY d.published DESC, d.id LIMIT {stop}"  # noqa: S608
        return [(row["id"], 0.0) for row in db.execute(sql, _values(match, request.visibility))][start:]
    found = _best(db, match, request, limit=max(stop, WINDOW))
    if request.query.numbers:
        numbered = _best(db, number_match_of(request), request, limit=WINDOW)
        known = {row["id"] for row in numbered}
        found = [*numbered, *(row for row in found if row["id"] not in known)]
    weighed = [(row, _score(row, request)) for row in found]
    return [(row["id"], score) for row, score in _ordered(weighed, request)][start:stop]


def _best(db: sqlite3.Connection, match: str, request: Request, *, limit: int) -> list[sqlite3.Row]:
    sql = f"""
        SELECT d.*, s.score FROM (
            SELECT w.rowid AS id, bm25(words, {weights_of(request.query)}) AS score
            FROM {_SOURCE} ORDER BY score, w.rowid LIMIT {limit}) s
        JOIN facts d ON d.id = s.id ORDER BY s.score, d.id
    """  # noqa: S608
    return db.execute(sql, _values(match, request.visibility)).fetchall()


def _ordered(weighed: list[tuple[sqlite3.Row, float]], request: Request) -> list[tuple[sqlite3.Row, float]]:
    """The window in its final order, the rest behind it as BM25 left it: pages never overlap."""
    window, rest = weighed[:WINDOW], weighed[WINDOW:]
    if request.sort == Sort.NEWEST:
        window.sort(key=lambda pair: (-(pair[0]["published"] or 0.0), pair[0]["id"]))
    else:
        numbers = request.query.numbers
        window.sort(
            key=lambda pair: (
                _number_rank(pair[0]["number"], numbers) if numbers else 0,
                -pair[1],
                -(pair[0]["published"] or 0.0),
                pair[0]["id"],
            )
        )
    return window + rest


def _number_rank(number: str, asked: Sequence[str]) -> int:
    """0: it has the longest number that was asked for; then those of shorter readings; last, none."""
    if not number:
        return len(asked)
    own = set(number_prefixes(number))
    return next((place for place, one in enumerate(asked) if one in own), len(asked))


def _score(row: sqlite3.Row, request: Request) -> float:
    near = 0.0
    if request.near:
        scopes = json.loads(row["scopes"])
        near = sum(boost for scope, boost in request.near if scope in scopes)
    score = -row["score"] * row["weight"] * (1.0 + near)
    if row["is_news"]:
        score *= 0.5 + 0.5 * _freshness(row["published"], request.visibility.now)
    return float(score)


def _freshness(published: float | None, now: datetime) -> float:
    """1 when new, 0.5 after two years (a gauss curve, as the cluster's)."""
    if published is None:
        return 1.0
    late = max(0.0, now.timestamp() - published - _GRACE_S)
    return float(0.5 ** ((late / _HALF_S) ** 2))


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


def facets_of(
    db: sqlite3.Connection, request: Request, *, match: str, rare: Sequence[str], is_fuzzy: bool
) -> dict[str, tuple[tuple[str, int], ...]]:
    """Values and counts by facet. All choices but a facet's own count: a choice does not empty its facet.

    One walk for all facets without a choice, one more for each that has one.
    """
    chosen = [code for code in request.facets if request.filters.get(code) and not is_fuzzy]
    others = [code for code in request.facets if code not in chosen]
    walks = [([code], match_of(request, rare=rare, leave_out=code)) for code in chosen]
    if others:
        walks.append((others, match))
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for codes, walked in walks:
        found |= _counted(db, walked, request.visibility, codes)
    return {code: found[code] for code in request.facets}


def _counted(
    db: sqlite3.Connection, match: str, visibility: Visibility, codes: Sequence[str]
) -> dict[str, tuple[tuple[str, int], ...]]:
    sql = f"""
        SELECT facet_ids, count(*) FROM (
            SELECT d.facet_ids FROM {_SOURCE} ORDER BY w.rowid DESC LIMIT {FACETED})
        GROUP BY facet_ids
    """  # noqa: S608
    counts: Counter[int] = Counter()
    for facet_ids, count in db.execute(sql, _values(match, visibility)):
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
    now = visibility.now.timestamp()
    return (
        (row["visible_from"] is None or row["visible_from"] <= now)
        and (row["visible_until"] is None or row["visible_until"] > now)
        and not set(visibility.audience).isdisjoint(json.loads(row["audience"]))
        and (not visibility.languages or row["language"] in visibility.languages)
    )


def rare_words(db: sqlite3.Connection, query: Query) -> list[str]:
    """Words of a question that few documents have: one of them says what it is about."""
    if not is_question(query):
        return []
    documents = int(db.execute("SELECT coalesce(max(id), 0) FROM facts").fetchone()[0])
    most = max(_RARE_COUNT, int(documents * _RARE_SHARE))
    sql = f"SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT {most + 1})"  # noqa: S608
    return [word for word in query.folded if db.execute(sql, [word_match_of(word)]).fetchone()[0] <= most]


def fuzzy_match(db: sqlite3.Connection, request: Request) -> str:
    """Titles that nearly hold the words: one slip of the finger each, the first letter right.

    Words that titles know stay as they are, unless they all do: then any of them may be the slip.
    Empty when a word has no reading, or the query asks for more than words.
    """
    query = request.query
    if query.numbers or query.phrases or query.in_title or not query.folded:
        return ""
    known = {word: _is_known(db, word) for word in query.folded}
    some_unknown = not all(known.values())
    options = []
    for word in query.folded:
        near = [] if known[word] and some_unknown else near_words(word, _vocabulary(db, word))
        options.append(list(dict.fromkeys([*([word] if known[word] else []), *near]))[:_MOST_NEAR])
    return fuzzy_match_of(request, options) if all(options) else ""


def _is_known(db: sqlite3.Connection, word: str) -> bool:
    return db.execute("SELECT 1 FROM title_words WHERE word = ?", [word]).fetchone() is not None


def _vocabulary(db: sqlite3.Connection, word: str) -> list[str]:
    """Words of titles with its first letter and about its length."""
    return [
        row[0]
        for row in db.execute(
            "SELECT word FROM title_words WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?",
            [word[0], word[0] + "\U0010ffff", len(word) - 1, len(word) + 1],
        )
    ]


def titles_of(db: sqlite3.Connection, match: str, visibility: Visibility) -> list[str]:
    sql = f"""
        SELECT t.title FROM (SELECT w.rowid AS id FROM {_SOURCE} ORDER BY w.rank LIMIT {MOST_TITLES}) s
        JOIN texts t ON t.id = s.id
    """  # noqa: S608
    return [row["title"] for row in db.execute(sql, _values(match, visibility))]


def _values(match: str, visibility: Visibility) -> dict[str, object]:
    return {"match": match, "now": visibility.now.timestamp()}


def _safe(texts: Iterable[str]) -> list[str]:
    """Without the halves of characters that SQLite refuses."""
    return [text.encode(errors="replace").decode() for text in texts]
