"""The best finds first, in two steps that cost the same in a large index as in a small one.

First every word and pair of the query votes for documents that have it (the newest `LISTED` of each, so
a word that half of all documents have costs no more than another). Then the best `WINDOW` are put in
order by BM25 over words, accents and neighbours, with nearness, age of news and own weight.
"""

import json
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice, pairwise

from search.analysis import fold_letters
from search.documents import TOTAL_CAP
from search.engines.base import Request, Sort
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
_RARE_COUNT, _RARE_SHARE = 10, 0.02  # a word is rare in at most so many documents, or this part of them
# BM25 (Robertson et al. 1994) with the usual constants; a word without its accents counts a tenth.
_K1, _B, _FOLDED = 1.2, 0.75, 0.1
_NUMBERED = 1e6  # a document's own number comes before all words
# News half as old as this is worth half as much more: after 30 days' grace, within two years.
_GRACE_S, _HALF_S = 30 * 86_400, 730 * 86_400
VISIBLE = """(d.visible_from IS NULL OR d.visible_from <= :now)
    AND (d.visible_until IS NULL OR d.visible_until > :now)"""
SOURCE = f"words w JOIN facts d ON d.id = w.rowid WHERE words MATCH :match AND {VISIBLE}"
Scored = tuple[int, float]


@dataclass(frozen=True)
class Formula:
    """What words and pairs of neighbours are worth; `folded` words count without accents."""

    words: Mapping[str, float]
    pairs: Mapping[tuple[str, str], float]
    folded: Mapping[str, float] = field(default_factory=dict)
    is_accented: bool = True

    def score(self, title: str, words: str, *, average: float) -> float:
        """BM25 of a text of canonical words; those of the title count once more."""
        bare = fold_letters(words) if self.folded or not self.is_accented else ""
        text = (words if self.is_accented else bare).split()
        names = (title if self.is_accented else fold_letters(title)).split()
        counts = Counter(word for word in (*text, *names) if word in self.words)
        pairs = Counter(pair for run in (text, names) for pair in pairwise(run) if pair in self.pairs)
        norm = _K1 * (1 - _B + _B * len(text) / average)
        score = sum(_saturated(count, norm) * self.words[word] for word, count in counts.items())
        score += sum(_saturated(count, norm) * self.pairs[pair] for pair, count in pairs.items())
        if self.folded:
            loose = Counter(word for word in bare.split() if word in self.folded)
            score += sum(
                _saturated(count * _FOLDED, norm) * self.folded[word] for word, count in loose.items()
            )
        return score


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


def plan_of(db: sqlite3.Connection, request: Request) -> Plan:
    query = request.query
    worth = _Worth(db)
    rare = worth.rare(query.folded) if is_question(query) else []
    wanted, numbered = wanted_of(query, rare), numbered_of(query)
    either = any_of(f"({part})" for part in (wanted, numbered) if part)
    is_long = len(query.folded) >= TWO_RARE_FROM
    base = "" if is_question(query) else wanted
    votes = [Vote(numbered, _NUMBERED)] if numbered else []
    for pair in neighbours_of(query):
        value = worth.of("fb", pair)
        votes += [Vote(all_of([has(column, pair), base]), value) for column in ("fb", "tfb")]
    if is_question(query):
        votes += [Vote(has("f", word), worth.of("f", word), 0.5 if is_long else 1.0) for word in rare]
    elif wanted:
        votes += [Vote(wanted, 0.1)]
        votes += [Vote(all_of([has("tf", word), base]), worth.of("f", word)) for word in query.folded]
    return Plan(
        either,
        narrowed(either, request),
        tuple(replace(vote, match=narrowed(vote.match, request)) for vote in votes),
        _formula_of(query, worth),
    )


def ordered(db: sqlite3.Connection, plan: Plan, request: Request) -> list[Scored]:
    """The asked-for page of (id, score), best or newest first."""
    stop = min(max(request.offset + request.limit, 0), TOTAL_CAP)
    start = min(request.offset, stop)
    if request.sort == Sort.NEWEST and not is_question(request.query):
        sql = f"SELECT d.id FROM {SOURCE} ORDER BY d.published DESC, d.id LIMIT {stop}"  # noqa: S608
        values = {"match": plan.match, "now": request.visibility.now.timestamp()}
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
    now = request.visibility.now.timestamp()
    for at in range(0, len(ids), WINDOW):
        chunk = ids[at : at + WINDOW]
        marks = ", ".join("?" * len(chunk))
        rows = {row["id"]: row for row in db.execute(f"SELECT * FROM facts WHERE id IN ({marks})", chunk)}  # noqa: S608
        for document_id in chunk:
            row = rows[document_id]
            is_begun = row["visible_from"] is None or row["visible_from"] <= now
            if is_begun and (row["visible_until"] is None or row["visible_until"] > now):
                yield row


def _scores(
    db: sqlite3.Connection, formula: Formula, window: Sequence[sqlite3.Row], request: Request
) -> dict[int, float]:
    marks = ", ".join("?" * len(window))
    sql = f"SELECT id, title, words FROM spelled WHERE id IN ({marks})"  # noqa: S608
    texts = {row["id"]: row for row in db.execute(sql, [row["id"] for row in window])}
    lengths = [row["words"].count(" ") + 1 for row in texts.values()]
    average = sum(lengths) / max(1, len(lengths))
    scores = {}
    for row in window:
        text = texts[row["id"]]
        score = formula.score(text["title"], text["words"], average=average) * row["weight"]
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


def _saturated(count: float, norm: float) -> float:
    return count * (_K1 + 1) / (count + norm)


def _formula_of(query: Query, worth: "_Worth") -> Formula:
    """With accents, words and pairs as typed; without, as folded. Pairs of what a word stands for too."""
    spell = (lambda token: token) if query.is_accented else fold_letters
    words = {spell(token): worth.of("f", fold_letters(token)) for token in query.tokens}
    pairs = {(spell(a), spell(b)): worth.pair(a, b) for a, b in pairwise(query.sequence)}
    for unit in units_of(query):
        for other in unit.others:
            if len(other) == 1:
                words.setdefault(spell(other[0]), worth.of("f", fold_letters(other[0])))
            pairs |= {(spell(a), spell(b)): worth.pair(a, b) for a, b in pairwise(other)}
    folded = {word: worth.of("f", word) for word in query.folded} if query.is_accented else {}
    return Formula(words, pairs, folded, query.is_accented)


class _Worth:
    """How much a word or pair tells: its inverse document frequency, looked up once a query."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._counts: dict[tuple[str, str], float] = {}
        self._last = int(db.execute("SELECT coalesce(max(id), 0) FROM facts").fetchone()[0])

    def of(self, column: str, word: str) -> float:
        count = self._count(column, word)
        return max(math.log((self._last - count + 0.5) / (count + 0.5)), 1e-6) if self._last else 1e-6

    def pair(self, first: str, second: str) -> float:
        return self.of("fb", f"{fold_letters(first)}_{fold_letters(second)}")

    def rare(self, words: Sequence[str]) -> list[str]:
        """Those that few documents have, the rarest first; not those that none has."""
        most = max(_RARE_COUNT, self._last * _RARE_SHARE)
        return sorted(
            (word for word in words if 0 < self._count("f", word) <= most),
            key=lambda word: self._count("f", word),
        )

    def _count(self, column: str, word: str) -> float:
        key = (column, word)
        if key not in self._counts:
            sql = f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT {_COUNTED}"  # noqa: S608
            ids = [row[0] for row in self._db.execute(sql, [has(column, word)])]
            is_all = len(ids) < _COUNTED
            span = 0 if is_all else self._last - ids[-1] + 1
            self._counts[key] = len(ids) if is_all else min(self._last, len(ids) * self._last / span)
        return self._counts[key]
