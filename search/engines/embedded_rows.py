"""Rows of the embedded index: what a document becomes, and the tables that hold it."""

import json
import sqlite3
from typing import Any

from search.analysis import bigrams, canonical, clean, fold_letters, tokens
from search.documents import Entry
from search.engines.marks import audience_mark, facet_mark, language_mark, scope_mark
from search.queries import number_prefixes

# Another format (columns, spelling, marks) makes the file worthless: it is built anew.
FORMAT = 3
COLUMNS = ("f", "fb", "tf", "tfb", "num", "marks")
_STARTS = 4  # words of a title at which typing may begin
_START_LENGTH = 28  # characters of a beginning: more tell nothing apart
_SPELLED = 20_000  # characters of a text that order finds; the rest is found, and counts no further

# `words`: folded words and pairs, which only find (no positions, no sizes): a third of the usual index.
# `spelled`: canonical words, with accents, by which the best finds are put in order. `facts` is narrow:
# matches are walked through by the ten thousand. Words are cut in Python, so the tokenizer has only
# spaces to find; unicode61 would cut by an older Unicode than Python's.
SCHEMA = f"""
CREATE TABLE facts (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, pk TEXT NOT NULL, revision INTEGER NOT NULL,
    is_live INTEGER NOT NULL, published REAL, visible_from REAL, visible_until REAL, is_news INTEGER,
    weight REAL, facet_ids TEXT, scopes TEXT, number TEXT, UNIQUE (kind, pk));
CREATE TABLE texts (
    id INTEGER PRIMARY KEY, title TEXT, body TEXT, summary TEXT, aliases TEXT, language TEXT,
    audience TEXT, facets TEXT, parent_kind TEXT, parent_pk TEXT);
CREATE TABLE spelled (id INTEGER PRIMARY KEY, title TEXT, words TEXT);
CREATE VIRTUAL TABLE words USING fts5(
    {", ".join(COLUMNS)}, content='', detail=column, columnsize=0, tokenize="ascii tokenchars '_'");
CREATE TABLE places (id INTEGER PRIMARY KEY, scope TEXT UNIQUE);
CREATE TABLE starts (place INTEGER, start TEXT, id INTEGER, position INTEGER, weight REAL,
    PRIMARY KEY (place, start, id)) WITHOUT ROWID;
CREATE TABLE facet_values (id INTEGER PRIMARY KEY, code TEXT, value TEXT, UNIQUE (code, value));
CREATE TABLE title_words (word TEXT PRIMARY KEY) WITHOUT ROWID;
PRAGMA user_version = {FORMAT};
"""
FACTS = ("kind", "pk", "revision", "is_live", "published", "visible_from", "visible_until", "is_news",
         "weight", "facet_ids", "scopes", "number")  # fmt: skip
TEXTS = ("title", "body", "summary", "aliases", "language", "audience", "facets", "parent_kind", "parent_pk")
_WORD_MARKS = ", ".join("?" * (len(COLUMNS) + 1))
_WORD_NAMES = f"rowid, {', '.join(COLUMNS)}"
Row = dict[str, Any]


def write(db: sqlite3.Connection, entry: Entry) -> None:
    """One entry, unless the index holds that or a newer revision of its object."""
    held = db.execute(
        "SELECT * FROM facts WHERE kind = ? AND pk = ?", [entry.key.kind, entry.key.pk]
    ).fetchone()
    if held is not None and held["revision"] >= entry.revision:
        return
    row = _row_of(entry)
    if held is not None and held["is_live"]:
        _take_out(db, held)
    if row["is_live"]:
        row["facet_ids"] = _facet_ids(db, json.loads(row["facets"]))
    document_id = held["id"] if held is not None else None
    names = ", ".join(("id", *FACTS))
    marks = ", ".join("?" * (len(FACTS) + 1))
    cursor = db.execute(
        f"INSERT OR REPLACE INTO facts ({names}) VALUES ({marks})",  # noqa: S608
        [document_id, *(row.get(name) for name in FACTS)],
    )
    if row["is_live"]:
        _put_in(db, document_id or int(cursor.lastrowid or 0), row)


def _put_in(db: sqlite3.Connection, document_id: int, row: Row) -> None:
    names = ", ".join(("id", *TEXTS))
    marks = ", ".join("?" * (len(TEXTS) + 1))
    db.execute(
        f"INSERT INTO texts ({names}) VALUES ({marks})",  # noqa: S608
        [document_id, *(row[name] for name in TEXTS)],
    )
    titles, words, columns = _words_of(row)
    db.execute("INSERT INTO spelled VALUES (?, ?, ?)", [document_id, titles, words[:_SPELLED]])
    db.execute(f"INSERT INTO words ({_WORD_NAMES}) VALUES ({_WORD_MARKS})", [document_id, *columns])  # noqa: S608
    db.executemany("INSERT OR IGNORE INTO starts VALUES (?, ?, ?, ?, ?)", _start_rows(db, document_id, row))
    folded_titles = columns[COLUMNS.index("tf")]
    db.executemany(
        "INSERT OR IGNORE INTO title_words VALUES (?)", [(word,) for word in folded_titles.split()]
    )


def _take_out(db: sqlite3.Connection, facts: sqlite3.Row) -> None:
    """The index keeps no words of a document, so what stands in it is worked out from its text again."""
    document_id = facts["id"]
    texts = db.execute("SELECT * FROM texts WHERE id = ?", [document_id]).fetchone()
    row = {**dict(facts), **dict(texts)}
    db.execute(
        f"INSERT INTO words (words, {_WORD_NAMES}) VALUES ('delete', {_WORD_MARKS})",  # noqa: S608
        [document_id, *_words_of(row)[2]],
    )
    db.executemany(
        "DELETE FROM starts WHERE place = ? AND start = ? AND id = ?",
        [start[:3] for start in _start_rows(db, document_id, row)],
    )
    db.execute("DELETE FROM texts WHERE id = ?", [document_id])
    db.execute("DELETE FROM spelled WHERE id = ?", [document_id])


def _row_of(entry: Entry) -> Row:
    """Columns of both tables; a tombstone keeps its key and revision only."""
    row: Row = {"kind": entry.key.kind, "pk": entry.key.pk, "revision": entry.revision}
    document = entry.document
    if document is None:
        return {**row, "is_live": 0}
    return row | {
        "is_live": 1,
        "title": _kept(document.title),
        "body": _kept(document.body),
        "summary": _kept(document.summary),
        "number": _kept(document.number),
        "aliases": json.dumps(document.aliases),
        "language": document.language,
        "published": _seconds(document.published_at),
        "visible_from": _seconds(document.visible_from),
        "visible_until": _seconds(document.visible_until),
        "is_news": int(document.is_news),
        "parent_kind": document.parent.kind if document.parent else None,
        "parent_pk": document.parent.pk if document.parent else None,
        "weight": document.weight,
        "scopes": json.dumps(document.scopes),
        "audience": json.dumps(document.audience),
        "facets": json.dumps(document.facets),
    }


def _words_of(row: Row) -> tuple[str, str, tuple[str, ...]]:
    """Canonical words of the names and of the whole, and the columns of the index. Alike whenever it is
    asked, so they can be taken out again."""
    titles = [tokens(canonical(name)) for name in _names(row)]
    runs = [*titles, *(tokens(canonical(row[part])) for part in ("number", "summary", "body"))]
    facets = json.loads(row["facets"])
    marks = [
        *(scope_mark(scope) for scope in json.loads(row["scopes"])),
        *(audience_mark(word) for word in json.loads(row["audience"])),
        language_mark(row["language"]),
        *(facet_mark(code, value) for code, values in facets.items() for value in values),
    ]
    words, title_words = _joined(runs), _joined(titles)
    folded, folded_titles = (
        [fold_letters(" ".join(run)).split() for run in found] for found in (runs, titles)
    )
    columns = (
        _each_once(folded),
        _pairs(folded),
        _each_once(folded_titles),
        _pairs(folded_titles),
        " ".join(number_prefixes(row["number"])) if row["number"] else "",
        " ".join(marks),
    )
    return title_words, words, columns


def starts_of(title: str) -> list[str]:
    """The folded title from each of its first words on: where typing may meet it."""
    syllables = [fold_letters(token) for token in tokens(canonical(clean(title)))]
    return [
        " ".join(syllables[at : at + _START_LENGTH])[:_START_LENGTH]
        for at in range(min(len(syllables), _STARTS))
    ]


def _start_rows(db: sqlite3.Connection, document_id: int, row: Row) -> list[tuple[int, str, int, int, float]]:
    """(place, start, id, position, weight) for the network (0) and every place the document is shown."""
    places = [0, *(_place_id(db, scope) for scope in json.loads(row["scopes"]))]
    return [
        (place, start, document_id, position, row["weight"])
        for name in _names(row)
        for position, start in enumerate(starts_of(name))
        for place in places
    ]


def _place_id(db: sqlite3.Connection, scope: str) -> int:
    found = db.execute("SELECT id FROM places WHERE scope = ?", [scope]).fetchone()
    return int(found[0] if found else db.execute("INSERT INTO places (scope) VALUES (?)", [scope]).lastrowid)


def _facet_ids(db: sqlite3.Connection, facets: dict[str, list[str]]) -> str:
    """Numbers of the values, as text: documents with the same choices have the same text."""
    ids = []
    for code, values in facets.items():
        for value in dict.fromkeys(values):
            found = db.execute(
                "SELECT id FROM facet_values WHERE code = ? AND value = ?", [code, value]
            ).fetchone()
            ids.append(
                found[0]
                if found
                else db.execute(
                    "INSERT INTO facet_values (code, value) VALUES (?, ?)", [code, value]
                ).lastrowid
            )
    return " ".join(map(str, sorted(ids)))


def _names(row: Row) -> list[str]:
    return [row["title"], *(clean(alias) for alias in json.loads(row["aliases"]))]


def _joined(runs: list[list[str]]) -> str:
    return " ".join(word for run in runs for word in run)


def _each_once(runs: list[list[str]]) -> str:
    return " ".join(dict.fromkeys(word for run in runs for word in run))


def _pairs(runs: list[list[str]]) -> str:
    return " ".join(dict.fromkeys(pair for run in runs for pair in bigrams(run)))


def _kept(text: str) -> str:
    """Cleaned, and without the halves of characters that UTF-8 cannot write."""
    return clean(text).encode(errors="replace").decode()


def _seconds(moment: Any) -> float | None:
    return moment.timestamp() if moment else None
