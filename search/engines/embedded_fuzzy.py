"""When nothing is found as typed: titles that nearly hold the words, and what was probably meant."""

import sqlite3
from itertools import pairwise, product

from search.corrections import MOST_TITLES, corrections_of, near_words
from search.engines.base import Request, Visibility
from search.engines.embedded_match import all_of, any_of, has, narrowed, visible_to
from search.engines.embedded_order import SOURCE, Formula, Plan, Vote, values_of
from search.queries import Query

_MOST_NEAR = 40  # other readings of a mistyped word


def fuzzy_plan(db: sqlite3.Connection, request: Request) -> Plan | None:
    """One slip of the finger a word, the first letter right. None when a word has no such reading, or the
    query asks for more than words.

    Words that titles know stay as they are, unless they all do: then any of them may be the slip.
    """
    query = request.query
    if query.numbers or query.phrases or query.in_title or not query.folded:
        return None
    known = {word: _is_known(db, word) for word in query.folded}
    has_unknown = not all(known.values())
    options: list[list[str]] = []
    for word in query.folded:
        near = [] if known[word] and has_unknown else near_words(word, _vocabulary(db, word))
        options.append(list(dict.fromkeys([*([word] if known[word] else []), *near]))[:_MOST_NEAR])
    if not all(options):
        return None
    wanted = all_of(any_of(has("tf", word) for word in near) for near in options)
    match = narrowed(wanted, request)
    typed = set(query.folded)
    # What was typed is worth most, then neighbours, however rare the others are.
    words = {word: 1.0 if word in typed else 3.0 for near in options for word in near}
    pairs = {pair: 1.0 for some, others in pairwise(options) for pair in product(some, others)}
    return Plan(wanted, match, (Vote(match, 1.0),), Formula(10, words, pairs, is_accented=False))


def corrections_in(db: sqlite3.Connection, query: Query, visibility: Visibility) -> tuple[str, ...]:
    words = [has("tfb", pair) for pair in query.folded_bigrams]
    words = words or [has("tf", word) for word in query.folded]
    titles = [
        title
        for word in words
        for title in _titles(db, all_of([word, *visible_to(visibility)]), visibility, MOST_TITLES)
    ]
    found = corrections_of(query, dict.fromkeys(titles))
    if not found and (plan := fuzzy_plan(db, Request(query, visibility))):
        found = corrections_of(query, _titles(db, plan.match, visibility, MOST_TITLES))
    return found


def _titles(db: sqlite3.Connection, match: str, visibility: Visibility, limit: int) -> list[str]:
    sql = f"""
        SELECT t.title FROM (SELECT w.rowid AS id FROM {SOURCE} ORDER BY w.rowid DESC LIMIT {limit}) s
        JOIN texts t ON t.id = s.id
    """  # noqa: S608
    return [row[0] for row in db.execute(sql, values_of(match, visibility))]


def _is_known(db: sqlite3.Connection, word: str) -> bool:
    return db.execute("SELECT 1 FROM title_words WHERE word = ?", [word]).fetchone() is not None


def _vocabulary(db: sqlite3.Connection, word: str) -> list[str]:
    """Words of titles with its first letter and about its length."""
    sql = "SELECT word FROM title_words WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?"
    bounds = [word[0], word[0] + "\U0010ffff", len(word) - 1, len(word) + 1]
    return [row[0] for row in db.execute(sql, bounds)]
