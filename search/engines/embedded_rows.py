"""Rows of the embedded index: what a document becomes, and the tables that hold it."""

import json
from typing import Any

from search.analysis import bigrams, canonical, clean, fold_letters, tokens
from search.documents import Entry
from search.engines.marks import audience_mark, facet_mark, language_mark, scope_mark
from search.queries import number_prefixes

# Another format (columns, spelling, marks) makes the file worthless: it is built anew.
FORMAT = 1
COLUMNS = ("x", "xb", "tx", "txb", "f", "fb", "tf", "tfb", "num", "marks")
_STARTS = 4  # words of a title at which typing may begin

SCHEMA = f"""
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, pk TEXT NOT NULL, revision INTEGER NOT NULL,
    is_live INTEGER NOT NULL, title TEXT, body TEXT, summary TEXT, number TEXT, aliases TEXT, language TEXT,
    published REAL, visible_from REAL, visible_until REAL, is_news INTEGER, parent_kind TEXT, parent_pk TEXT,
    weight REAL, scopes TEXT, audience TEXT, facets TEXT, UNIQUE (kind, pk));
CREATE VIRTUAL TABLE words USING fts5(
    {", ".join(COLUMNS)}, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE TABLE starts (place TEXT, start TEXT, id INTEGER, position INTEGER,
    PRIMARY KEY (place, start, id)) WITHOUT ROWID;
CREATE INDEX starts_of_document ON starts (id);
CREATE TABLE facet_values (code TEXT, value TEXT, PRIMARY KEY (code, value)) WITHOUT ROWID;
PRAGMA user_version = {FORMAT};
"""


def row_of(entry: Entry) -> dict[str, Any]:
    """The columns of `documents`; a tombstone keeps its key and revision only."""
    document = entry.document
    if document is None:
        return {"kind": entry.key.kind, "pk": entry.key.pk, "revision": entry.revision, "is_live": 0}
    return {
        "kind": entry.key.kind,
        "pk": entry.key.pk,
        "revision": entry.revision,
        "is_live": 1,
        "title": clean(document.title),
        "body": clean(document.body),
        "summary": clean(document.summary),
        "number": clean(document.number),
        "aliases": json.dumps(document.aliases, ensure_ascii=False),
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
        "facets": json.dumps(document.facets, ensure_ascii=False),
    }


def columns_of(row: dict[str, Any]) -> tuple[str, ...]:
    """The words of a row, column by column: alike whenever it is asked, so they can be taken out again."""
    names = [row["title"], *json.loads(row["aliases"])]
    title_runs = [tokens(canonical(clean(name))) for name in names]
    runs = [*title_runs, *(tokens(canonical(row[part])) for part in ("summary", "body"))]
    facets = json.loads(row["facets"])
    marks = [
        *(scope_mark(scope) for scope in json.loads(row["scopes"])),
        *(audience_mark(word) for word in json.loads(row["audience"])),
        language_mark(row["language"]),
        *(facet_mark(code, value) for code, values in facets.items() for value in values),
    ]
    return (
        *_words_and_pairs(runs),
        *_words_and_pairs(title_runs),
        *_words_and_pairs(_folded(runs)),
        *_words_and_pairs(_folded(title_runs)),
        " ".join(number_prefixes(row["number"])) if row["number"] else "",
        " ".join(marks),
    )


def starts_of(title: str) -> list[str]:
    """The folded title from each of its first words on: where typing may meet it."""
    syllables = [fold_letters(token) for token in tokens(canonical(clean(title)))]
    return [" ".join(syllables[at : at + 12]) for at in range(min(len(syllables), _STARTS))]


def start_rows(document_id: int, row: dict[str, Any]) -> list[tuple[str, str, int, int]]:
    """(place, start, id, position) for the network and for every place the document is shown."""
    places = ["", *(scope_mark(scope) for scope in json.loads(row["scopes"]))]
    names = [row["title"], *json.loads(row["aliases"])]
    return [
        (place, start, document_id, position)
        for name in names
        for position, start in enumerate(starts_of(name))
        for place in places
    ]


def _words_and_pairs(runs: list[list[str]]) -> tuple[str, str]:
    words = " ".join(token for run in runs for token in run)
    pairs = " ".join(pair for run in runs for pair in bigrams(run))
    return words, pairs


def _folded(runs: list[list[str]]) -> list[list[str]]:
    return [[fold_letters(token) for token in run] for run in runs]


def _seconds(moment: Any) -> float | None:
    return moment.timestamp() if moment else None
