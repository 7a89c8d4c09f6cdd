"""A request as the cluster is asked it: the same meaning as the embedded engine's.

Two steps: a cheap one that finds, by neighbours for questions; then the full formula puts the best
`WINDOW` in order, with nearness, age of news and a document's own weight. Tuned on judged questions.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from search.analysis import bigrams, fold_letters
from search.documents import TOTAL_CAP
from search.engines.base import Request, Sort, Visibility
from search.engines.cluster_documents import facet_field, id_of, safe_all, value_of
from search.queries import Query
from search.synonyms import units_of

Clause = dict[str, Any]

WINDOW = 200
# Up to three syllables are a citizen's keyword: all must stand there. Longer ones are questions.
ALL_UP_TO = 3
_VALUES = 500  # of a facet
_NUMBERED = 1_000.0  # a document's own number comes before all words
_FEW = 10  # of a question's finds: then half of its words will do
_WITHOUT_ACCENTS = 0.1  # what a word without the accents that were typed is worth
_LOOSE = "3<50%"  # of a question's words, when no neighbours of it are found
_FUZZY_FROM = 3  # letters; nearly every shorter syllable is one letter from another
# News half as old as this is worth half as much more: after 30 days' grace, within two years.
_NEWS = {"offset": "30d", "scale": "730d", "decay": 0.5}


@dataclass(frozen=True)
class Attempt:
    """What a find must hold. `is_loose`: not all that was typed, so the rest of many finds is noise;
    `is_near`: with a slip of the finger. The next attempt is made when this finds fewer than `enough`."""

    clause: Clause
    is_loose: bool = False
    is_near: bool = False
    enough: int = 1


def attempts_of(query: Query) -> Iterator[Attempt]:
    """A keyword means all of its words; then names that are nearly so, then its neighbours ("bảo hiểm y tế
    là gì"). A question means its neighbours, or half of its words when few documents have those."""
    is_question = len(units_of(query)) > ALL_UP_TO
    if not query.tokens:
        yield Attempt(_numbered(query))
    elif is_question:
        yield Attempt(_wanted(query, _neighbours(query)), is_loose=True, enough=_FEW)
        yield Attempt(_wanted(query, _any([_neighbours(query), _half(query)])), is_loose=True)
    else:
        yield Attempt(_wanted(query, _keyword(query)))
    if (near := fuzzy_of(query)) is not None:
        yield Attempt(near, is_near=True)
    if not is_question and query.folded_bigrams:
        yield Attempt(_wanted(query, _neighbours(query)), is_loose=True)


def fuzzy_of(query: Query) -> Clause | None:
    """Names with one slip of the finger a word, the first letter right; None when the query asks for more
    than words."""
    if query.numbers or query.phrases or query.in_title or not query.folded:
        return None
    return {"bool": {"must": [_nearly(word) for word in query.folded]}}


def search_body(request: Request, attempt: Attempt, *, size: int) -> Clause:
    """The whole question. Answers tell keys and dates only; texts are fetched for what is shown."""
    filters, chosen = filters_of(request), choices_of(request)
    is_counted = bool(request.facets)
    body: Clause = {
        "query": {
            "bool": {
                "must": [attempt.clause],
                "filter": filters if is_counted else [*filters, *chosen.values()],
                "must_not": [_phrase("all.f", _folded(phrase)) for phrase in request.query.excluded],
            }
        },
        "size": size,
        "track_total_hits": TOTAL_CAP,
        "source": False,
        "stored_fields": "_none_",
        "docvalue_fields": ["kind", "pk", "group", {"field": "published", "format": "epoch_millis"}],
    }
    if is_counted:
        body["aggs"] = {
            facet_field(code): {
                "filter": {"bool": {"filter": [one for other, one in chosen.items() if other != code]}},
                "aggs": {"values": {"terms": {"field": f"facet.{facet_field(code)}", "size": _VALUES}}},
            }
            for code in request.facets
        }
        if chosen:
            body["post_filter"] = {"bool": {"filter": list(chosen.values())}}
    if request.sort == Sort.NEWEST and not attempt.is_loose:
        body["sort"] = [{"published": {"order": "desc", "missing": "_last"}}, "kind", "pk"]
    elif size:
        # The same window for every page, or pages would overlap; behind it, as the first step has it.
        body["rescore"] = {
            "window_size": WINDOW,
            "query": {
                "rescore_query": _weighed(request, attempt),
                "query_weight": 0.0,
                "rescore_query_weight": 1.0,
            },
        }
    return body


def filters_of(request: Request) -> list[Clause]:
    query = request.query
    return [
        *visible_to(request.visibility),
        *(_phrase("all.f", _folded(phrase)) for phrase in query.phrases),
        *(_phrase("name.f", _folded(title)) for title in query.in_title),
    ]


def choices_of(request: Request) -> dict[str, Clause]:
    """Chosen values, by facet."""
    return {
        code: {"terms": {f"facet.{facet_field(code)}": [value_of(value) for value in values]}}
        for code, values in request.filters.items()
        if values
    }


def visible_to(visibility: Visibility) -> list[Clause]:
    """Every question has these, and no other code makes them."""
    now = visibility.now.isoformat()
    found: list[Clause] = [
        {"term": {"live": True}},
        {"terms": {"audience": safe_all(visibility.audience)}},
        {"range": {"visible_from": {"lte": now}}},
        {"range": {"visible_until": {"gt": now}}},
    ]
    if hidden := visibility.lag.hidden:
        found.append({"bool": {"must_not": [{"ids": {"values": [id_of(key) for key in hidden]}}]}})
    if kinds := visibility.lag.hidden_kinds:
        found.append({"bool": {"must_not": [{"terms": {"kind": list(kinds)}}]}})
    if visibility.scopes:
        found.append({"terms": {"scopes": safe_all(visibility.scopes)}})
    if visibility.languages:
        found.append({"terms": {"language": safe_all(visibility.languages)}})
    return found


def titles_of(query: Query, visibility: Visibility, wanted: Clause | None = None) -> Clause:
    """Documents whose names have neighbours of the query, or its only word."""
    pairs = query.folded_bigrams
    known = _spelled("name.fb", pairs) if pairs else _spelled("name.f", query.folded)
    return {"bool": {"must": [wanted or known], "filter": visible_to(visibility)}}


def _wanted(query: Query, words: Clause) -> Clause:
    return _any([_numbered(query), words]) if query.numbers else words


def _keyword(query: Query) -> Clause:
    must = [
        _any(_phrase("all.f", _folded(form)) for form in (unit.form, *unit.others))
        for unit in units_of(query)
    ]
    return {"bool": {"must": must, "should": [_spelled("all.fb", query.folded_bigrams), *_names(query)]}}


def _neighbours(query: Query) -> Clause:
    """Of what was typed and of what it stands for, without accents."""
    others = [pair for unit in units_of(query) for other in unit.others for pair in bigrams(_folded(other))]
    return _spelled("all.fb", [*query.folded_bigrams, *others])


def _half(query: Query) -> Clause:
    return {"match": {"all.f": {"query": " ".join(query.folded), "minimum_should_match": _LOOSE}}}


def _names(query: Query) -> list[Clause]:
    return [_spelled("name.f", query.folded, 0.2), _spelled("name.fb", query.folded_bigrams, 0.2)]


def _formula(query: Query) -> Clause:
    """BM25 over words and pairs, with their accents when some were typed; without them a tenth."""
    is_accented = query.is_accented
    words = list(query.tokens if is_accented else query.folded)
    pairs = list(query.bigrams if is_accented else query.folded_bigrams)
    for unit in units_of(query):
        for other in unit.others:
            form = list(other) if is_accented else _folded(other)
            words += form if len(form) == 1 else []
            pairs += bigrams(form)
    kind = "x" if is_accented else "f"
    found = [_spelled(f"all.{kind}", words), _spelled(f"all.{kind}b", pairs)]
    if is_accented:
        found.append(_spelled("all.f", query.folded, _WITHOUT_ACCENTS))
    return _any(found)


def _weighed(request: Request, attempt: Attempt) -> Clause:
    """The second step: formula or, for what was nearly found, the first step's own score."""
    query = request.query
    scored = attempt.clause if attempt.is_near else _any([_formula(query)] if query.tokens else [])
    if query.numbers:
        scored = _any([*([scored] if query.tokens else []), _numbered(query)])
    now = request.visibility.now.isoformat()
    is_news: Clause = {"term": {"is_news": True}}
    by_age: list[Clause] = [
        {"filter": {"bool": {"must_not": [is_news]}}, "weight": 1.0},
        {"filter": is_news, "weight": 0.5},
        {"filter": is_news, "gauss": {"published": {"origin": now, **_NEWS}}, "weight": 0.5},
    ]
    by_place: list[Clause] = [{"filter": {"match_all": {}}, "weight": 1.0}]
    by_place += [
        {"filter": {"terms": {"scopes": safe_all([scope])}}, "weight": boost} for scope, boost in request.near
    ]
    scored = _times(scored, by_age)
    if request.near:
        scored = _times(scored, by_place)
    return _times(scored, [{"field_value_factor": {"field": "weight", "missing": 1.0}}])


def _times(query: Clause, functions: list[Clause]) -> Clause:
    return {
        "function_score": {
            "query": query,
            "functions": functions,
            "score_mode": "sum",
            "boost_mode": "multiply",
        }
    }


def _numbered(query: Query) -> Clause:
    """The longest reading that a document has counts most."""
    count = len(query.numbers)
    readings = [
        {"constant_score": {"filter": {"term": {"doc_no": number}}, "boost": _NUMBERED * (count - place)}}
        for place, number in enumerate(query.numbers)
    ]
    return {"dis_max": {"queries": readings}}


def _nearly(word: str) -> Clause:
    exact = _match("name.f", word, 3.0)
    if len(word) < _FUZZY_FROM or word[0].isdigit():
        return exact
    near = {"query": word, "fuzziness": 1, "prefix_length": 1, "max_expansions": 40}
    return _any([exact, {"match": {"name.f": near}}])


def _spelled(field: str, words: Iterable[str], boost: float = 1.0) -> Clause:
    """Any of these words or pairs, each once, as they stand in the index: nothing is left to fold or pair."""
    text = " ".join(dict.fromkeys(words))
    return {"match": {field: {"query": text, "analyzer": "x", "boost": boost}}}


def _match(field: str, text: str, boost: float = 1.0) -> Clause:
    return {"match": {field: {"query": text, "boost": boost}}}


def _phrase(field: str, syllables: Sequence[str]) -> Clause:
    return {"match_phrase": {field: " ".join(syllables)}}


def _any(clauses: Iterable[Clause]) -> Clause:
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def _folded(syllables: Sequence[str]) -> list[str]:
    return [fold_letters(syllable) for syllable in syllables]
