"""The best finds first, in two steps that cost the same in a large index as in a small one.

First every word and pair of the query votes for documents that have it (the newest `LISTED` of each, so
a word that half of all documents have costs no more than another). Then the best `WINDOW` are put in
order by BM25 over words, accents and neighbours, with nearness, age of news and own weight.
"""

import json
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice, pairwise
from typing import Any

from search.analysis import fold_letters
from search.documents import TOTAL_CAP, Key
from search.engines.base import Request, Sort, Visibility
from search.engines.embedded_match import (
    TWO_RARE_FROM,
    all_of,
    any_of,
    has,
    is_question,
    narrowed,
    neighbours_of,
    numbered_of,
    wanted_of,
)
from search.queries import Query, number_prefixes
from search.synonyms import units_of

WINDOW = 200
LISTED = 3_000
_COUNTED = 2_000  # documents of a word that are counted; of more, how dense they lie
_RARE_SHARE, _RARE_COUNT = 0.02, 10  # a word is rare in this part of all documents; in so many of few
# BM25 (Robertson et al. 1994); a word without its accents counts a tenth.
_K1, _B, _FOLDED = 1.2, 0.7, 0.1
_LEAST_IDF = 1e-6  # what more than half of all documents have tells nothing
_NUMBERED = 1e6  # a document's own number comes before all words
# News half as old as this is worth half as much more: after 30 days' grace, within two years.
_GRACE_S, _HALF_S = 30 * 86_400, 730 * 86_400
VISIBLE = """(d.visible_from IS NULL OR d.visible_from <= :now)
    AND (d.visible_until IS NULL OR d.visible_until > :now)
    AND d.kind NOT IN (SELECT value FROM json_each(:hidden_kinds))
    AND d.id NOT IN (
        SELECT f.id FROM json_each(:hidden) h
        CROSS JOIN facts f ON f.kind = h.value ->> 0 AND f.pk = h.value ->> 1)"""
SOURCE = f"words w JOIN facts d ON d.id = w.rowid WHERE words MATCH :match AND {VISIBLE}"
Scored = tuple[int, float]


@dataclass(frozen=True)
class Formula:
    """In how many documents words and pairs of neighbours stand, folded: what they are worth. `folded`
    words count a tenth, without accents."""

    documents: int
    words: Mapping[str, float]
    pairs: Mapping[tuple[str, str], float]
    folded: Mapping[str, float] = field(default_factory=dict)
    is_accented: bool = True

    def scores(self, texts: Sequence[tuple[str, str]]) -> list[float]:
        """BM25 among texts (names, all words) of canonical words; those of the names count once more.

        The index counts folded words; how many of them have these accents is learnt from the texts.
        """
        counted = [self._counted(*text) for text in texts]
        words = self._worth(
            self.words, [one.words for one in counted], [one.bare for one in counted], fold_letters
        )
        pairs = self._worth(
            self.pairs, [one.pairs for one in counted], [one.bare_pairs for one in counted], _folded_pair
        )
        loose = {word: _idf(self.documents, count) for word, count in self.folded.items()}
        average = sum(one.length for one in counted) / max(1, len(counted)) or 1.0
        scores = []
        for one in counted:
            norm = _K1 * (1 - _B + _B * one.length / average)
            score = sum(_saturated(count, norm) * words[word] for word, count in one.words.items())
            score += sum(_saturated(count, norm) * pairs[pair] for pair, count in one.pairs.items())
            if loose:
                score += sum(
                    _saturated(count * _FOLDED, norm) * loose[word]
                    for word, count in one.bare.items()
                    if word in loose
                )
            scores.append(score)
        return scores

    def _counted(self, title: str, words: str) -> "_Counted":
        bare, bare_title = fold_letters(words), fold_letters(title)
        runs = (
            (words if self.is_accented else bare).split(),
            (title if self.is_accented else bare_title).split(),
        )
        found = Counter(word for run in runs for word in run if word in self.words)
        pairs = Counter(pair for run in runs for pair in pairwise(run) if pair in self.pairs)
        if not self.is_accented:
            return _Counted(found, pairs, found, pairs, len(runs[0]))
        wanted_pairs = {_folded_pair(pair) for pair in self.pairs}
        bare_run = bare.split()
        return _Counted(
            found,
            pairs,
            Counter(word for word in bare_run if word in self.folded),
            Counter(pair for pair in pairwise(bare_run) if pair in wanted_pairs),
            len(bare_run),
        )

    def _worth(
        self,
        counts: Mapping[Any, float],
        exact: Sequence[Counter[Any]],
        bare: Sequence[Counter[Any]],
        folding: Callable[[Any], Any],
    ) -> dict[Any, float]:
        with_accents: Counter[Any] = Counter(one for found in exact for one in found)
        without: Counter[Any] = Counter(one for found in bare for one in found)
        return {
            one: _idf(self.documents, count * min(1.0, with_accents[one] / max(1, without[folding(one)])))
            for one, count in counts.items()
        }


@dataclass(frozen=True)
class _Counted:
    """What of a formula a text holds."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]
    bare: Counter[str]
    bare_pairs: Counter[tuple[str, str]]
    length: int


@dataclass(frozen=True)
class Vote:
    """Documents that match get `worth`; with one vote that is `enough`, or two halves, they are elected."""

    match: str
    worth: float
    enough: float = 1.0


@dataclass(frozen=True)
class Plan:
    """`wanted`: what a find must hold; `match`: the same among what may be shown; `votes`: the first
    step; `formula`: the second."""

    wanted: str
    match: str
    votes: tuple[Vote, ...]
    formula: Formula
    is_loose: bool = False


def plan_of(db: sqlite3.Connection, request: Request, *, is_second: bool = False) -> Plan:
    """For a keyword all words, for a question some. `is_second`: a keyword that found nothing is asked as a
    question is, by its neighbours ("bảo hiểm y tế là gì")."""
    query = request.query
    worth = _Worth(db)
    is_loose = is_second or is_question(query)
    rare = worth.rare(query.folded) if is_question(query) else []
    wanted, numbered = wanted_of(query, rare, is_loose=is_loose), numbered_of(query)
    either = any_of(f"({part})" for part in (wanted, numbered) if part)
    is_long = len(query.folded) >= TWO_RARE_FROM
    base = "" if is_loose else wanted
    votes = [Vote(numbered, _NUMBERED)] if numbered else []
    for pair in neighbours_of(query):
        value = worth.of("fb", pair)
        votes += [Vote(all_of([has(column, pair), base]), value) for column in ("fb", "tfb")]
    if is_loose:
        votes += [Vote(has("f", word), worth.of("f", word), 0.5 if is_long else 1.0) for word in rare]
    elif wanted:
        votes += [Vote(wanted, 0.1)]
        votes += [Vote(all_of([has("tf", word), base]), worth.of("f", word)) for word in query.folded]
    return Plan(
        either,
        narrowed(either, request),
        tuple(replace(vote, match=narrowed(vote.match, request)) for vote in votes),
        _formula_of(query, worth),
        is_loose,
    )


def ordered(db: sqlite3.Connection, plan: Plan, request: Request) -> list[Scored]:
    """The asked-for page of (id, score), best or newest first."""
    stop = min(max(request.offset + request.limit, 0), TOTAL_CAP)
    start = min(request.offset, stop)
    if request.sort == Sort.NEWEST and not plan.is_loose:
        sql = f"SELECT d.id FROM {SOURCE} ORDER BY d.published DESC, d.id LIMIT {stop}"  # noqa: S608
        values = values_of(plan.match, request.visibility)
        return [(row["id"], 0.0) for row in db.execute(sql, values)][start:]
    found = list(islice(_elected(db, plan, request), max(stop, WINDOW)))
    window, rest = found[:WINDOW], found[WINDOW:]
    scores = _scores(db, plan.formula, window, request)
    if request.sort == Sort.NEWEST:
        window.sort(key=lambda row: (-(row["published"] or 0.0), row["id"]))
    else:
        numbers = request.query.numbers
        window.sort(
            key=lambda row: (
                _number_rank(row["number"], numbers) if numbers else 0,
                -scores[row["id"]],
                -(row["published"] or 0.0),
                row["id"],
            )
        )
    # Behind the window stands the rest as it was elected: pages never overlap.
    return [(row["id"], scores.get(row["id"], 0.0)) for row in (*window, *rest)][start:stop]


def _elected(db: sqlite3.Connection, plan: Plan, request: Request) -> Iterator[sqlite3.Row]:
    """Facts of visible candidates, those with most votes first."""
    worth: defaultdict[int, float] = defaultdict(float)
    enough: defaultdict[int, float] = defaultdict(float)
    sql = f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT {LISTED}"  # noqa: S608
    for vote in plan.votes:
        for (document_id,) in db.execute(sql, [vote.match]):
            worth[document_id] += vote.worth
            enough[document_id] += vote.enough
    elected = [document_id for document_id, votes in enough.items() if votes >= 1.0]
    ids = sorted(elected, key=lambda document_id: (-worth[document_id], -document_id))
    for at in range(0, len(ids), WINDOW):
        chunk = ids[at : at + WINDOW]
        marks = ", ".join("?" * len(chunk))
        rows = {row["id"]: row for row in db.execute(f"SELECT * FROM facts WHERE id IN ({marks})", chunk)}  # noqa: S608
        for document_id in chunk:
            if is_shown_now(rows[document_id], request.visibility):
                yield rows[document_id]


def values_of(match: str, visibility: Visibility) -> dict[str, object]:
    """What `SOURCE` is asked with."""
    return {
        "match": match,
        "now": visibility.now.timestamp(),
        "hidden": json.dumps([[key.kind, key.pk] for key in visibility.lag.hidden]),
        "hidden_kinds": json.dumps(visibility.lag.hidden_kinds),
    }


def is_shown_now(row: sqlite3.Row, visibility: Visibility) -> bool:
    """As `VISIBLE`, of one row of `facts`."""
    now, lag = visibility.now.timestamp(), visibility.lag
    return (
        (row["visible_from"] is None or row["visible_from"] <= now)
        and (row["visible_until"] is None or row["visible_until"] > now)
        and row["kind"] not in lag.hidden_kinds
        and Key(row["kind"], row["pk"]) not in lag.hidden
    )


def _scores(
    db: sqlite3.Connection, formula: Formula, window: Sequence[sqlite3.Row], request: Request
) -> dict[int, float]:
    marks = ", ".join("?" * len(window))
    sql = f"SELECT id, title, words FROM spelled WHERE id IN ({marks})"  # noqa: S608
    texts = {row["id"]: row for row in db.execute(sql, [row["id"] for row in window])}
    found = [texts[row["id"]] for row in window]
    rated = formula.scores([(text["title"], text["words"]) for text in found])
    scores = {}
    for row, rating in zip(window, rated, strict=True):
        score = rating * row["weight"]
        if request.near:
            scopes = json.loads(row["scopes"])
            score *= 1.0 + sum(boost for scope, boost in request.near if scope in scopes)
        if row["is_news"]:
            score *= 0.5 + 0.5 * _freshness(row["published"], request.visibility.now)
        scores[row["id"]] = score
    return scores


def _freshness(published: float | None, now: datetime) -> float:
    """1 when new, 0.5 after two years (a gauss curve, as the cluster's)."""
    if published is None:
        return 1.0
    late = max(0.0, now.timestamp() - published - _GRACE_S)
    return float(0.5 ** ((late / _HALF_S) ** 2))


def _number_rank(number: str, asked: Sequence[str]) -> int:
    """0: it has the longest number that was asked for; then those of shorter readings; last, none."""
    if not number:
        return len(asked)
    own = set(number_prefixes(number))
    return next((place for place, one in enumerate(asked) if one in own), len(asked))


def _folded_pair(pair: tuple[str, str]) -> tuple[str, str]:
    return fold_letters(pair[0]), fold_letters(pair[1])


def _idf(documents: int, count: float) -> float:
    return (
        max(math.log(1 + (documents - count + 0.5) / (count + 0.5)), _LEAST_IDF) if documents else _LEAST_IDF
    )


def _saturated(count: float, norm: float) -> float:
    return count * (_K1 + 1) / (count + norm)


def _formula_of(query: Query, worth: "_Worth") -> Formula:
    """With accents, words and pairs as typed; without, as folded. Pairs of what a word stands for too."""
    spell: Callable[[str], str] = str if query.is_accented else fold_letters
    words = {spell(token): worth.count("f", fold_letters(token)) for token in query.tokens}
    pairs = {(spell(a), spell(b)): worth.pair_count(a, b) for a, b in pairwise(query.sequence)}
    for unit in units_of(query):
        for other in unit.others:
            if len(other) == 1:
                words.setdefault(spell(other[0]), worth.count("f", fold_letters(other[0])))
            pairs |= {(spell(a), spell(b)): worth.pair_count(a, b) for a, b in pairwise(other)}
    folded = {word: worth.count("f", word) for word in query.folded}
    return Formula(worth.documents, words, pairs, folded if query.is_accented else {}, query.is_accented)


class _Worth:
    """How much a word or pair tells: in how many documents it stands, looked up once a query."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._counts: dict[tuple[str, str], float] = {}
        self.documents = int(db.execute("SELECT coalesce(max(id), 0) FROM facts").fetchone()[0])

    def of(self, column: str, word: str) -> float:
        return _idf(self.documents, self.count(column, word))

    def pair_count(self, first: str, second: str) -> float:
        return self.count("fb", f"{fold_letters(first)}_{fold_letters(second)}")

    def rare(self, words: Sequence[str]) -> list[str]:
        """Those that few documents have, the rarest first; not those that none has."""
        most = max(self.documents * _RARE_SHARE, min(_RARE_COUNT, self.documents / 10))
        return sorted(
            (word for word in words if 0 < self.count("f", word) <= most),
            key=lambda word: self.count("f", word),
        )

    def count(self, column: str, word: str) -> float:
        key = (column, word)
        if key not in self._counts:
            sql = f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT {_COUNTED}"  # noqa: S608
            ids = [row[0] for row in self._db.execute(sql, [has(column, word)])]
            is_all = len(ids) < _COUNTED
            span = 0 if is_all else self.documents - ids[-1] + 1
            self._counts[key] = len(ids) if is_all else min(self.documents, len(ids) * self.documents / span)
        return self._counts[key]
