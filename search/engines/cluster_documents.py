"""Documents of the cluster: their mapping, and what an entry becomes.

Words are cut and spelled in Python (`search.analysis`), for one reading of Vietnamese in every engine.
Texts are lists of runs: neighbours across the end of one are none. With the core analysis the folded
words are sent as well; the full one folds on the server, which halves what is sent.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from elasticsearch.dsl import Boolean, Completion, Date, Document, Float, Keyword, Object, Text, analyzer
from elasticsearch.dsl import token_filter as token_filter_of

from search.analysis import canonical, clean, fold_letters, tokens
from search.documents import Document as Found
from search.documents import Entry, Key
from search.engines.cluster_client import Analysis
from search.engines.marks import mark
from search.queries import number_prefixes

# Another format (fields, spelling) has an index of its own name: it is built anew.
FORMAT = 2
_INDEXED, _SHOWN = 1_000_000, 50_000  # characters of a body
_LONGEST_ID, _LONGEST_VALUE = 500, 400
_STARTS, _START_LENGTH = 4, 28  # as the embedded engine's
_FIRST = 1_000_000  # a beginning of a title comes before one within it
_BEGINNING, _END = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
ANALYZERS = ("x", "f", "xb", "fb")
_PAIRS_OF = {"x": "xb", "f": "fb"}
# BM25 as Trotman et al. found it best over many collections (2014, "Improvements to BM25 and language
# models examined"): a word that comes again, and a short text, tell less than Lucene's 1.2 and .75 say.
_SIMILARITY = {"default": {"type": "BM25", "k1": 0.9, "b": 0.4}}


def _pairs() -> Any:
    return token_filter_of(
        "vi_pairs",
        "shingle",
        min_shingle_size=2,
        max_shingle_size=2,
        output_unigrams=False,
        token_separator="_",  # noqa: S106 - no password
    )


def analyzers_of(analysis: Analysis) -> dict[str, Any]:
    """`x`: words; `f`: without accents; `xb`, `fb`: pairs of neighbours of both."""
    folding = ["asciifolding"] if analysis == Analysis.FULL else []
    return {
        "x": analyzer("x", tokenizer="standard", filter=["lowercase"]),
        "f": analyzer("f", tokenizer="standard", filter=["lowercase", *folding]),
        "xb": analyzer("xb", tokenizer="standard", filter=["lowercase", _pairs()]),
        "fb": analyzer("fb", tokenizer="standard", filter=["lowercase", *folding, _pairs()]),
    }


def _words(analysis: Analysis, name: str, codes: Sequence[str]) -> Any:
    """`name.x` and the other `codes`, whichever way they come about."""
    known = analyzers_of(analysis)

    def one(code: str, **more: Any) -> Any:
        # Phrases are asked of `f` alone; without positions the others are much smaller.
        return Text(analyzer=known[code], index_options="positions" if code == "f" else "freqs", **more)

    if analysis == Analysis.FULL:
        return Text(index=False, fields={code: one(code) for code in codes})
    made = {code: one(code) for code in codes if code not in _PAIRS_OF}
    made |= {code: one(code, copy_to=f"{name}.{pairs}") for code, pairs in _PAIRS_OF.items() if code in codes}
    return Object(properties=made)


def document_class(analysis: Analysis) -> type[Document]:
    """The mapping, for one analysis."""
    members = {
        "kind": Keyword(),
        "pk": Keyword(),
        "live": Boolean(),
        "group": Keyword(),
        "title": Keyword(index=False, doc_values=False),
        "body": Keyword(index=False, doc_values=False),
        "number": Keyword(index=False, doc_values=False),
        "names": Keyword(index=False, doc_values=False),
        "values": Object(enabled=False),
        "parent": Keyword(index=False, doc_values=False),
        "name": _words(analysis, "name", ("f", "fb")),
        "all": _words(analysis, "all", ANALYZERS),
        "doc_no": Keyword(),
        "scopes": Keyword(),
        "audience": Keyword(),
        "language": Keyword(),
        "facet": Object(dynamic=True),
        "published": Date(),
        "visible_from": Date(),
        "visible_until": Date(),
        "is_news": Boolean(),
        "weight": Float(),
        "suggest": Completion(
            analyzer="keyword",
            max_input_length=_START_LENGTH,
            contexts=[{"name": "place", "type": "category"}],
        ),
    }
    return type("Indexed", (Document,), members)


def mapping_of(analysis: Analysis) -> dict[str, Any]:
    """`mappings`, `analysis` and `similarity` as a new index takes them."""
    index = document_class(analysis)._index
    # Only analyzers that a field has would be made, and queries may name any.
    for one in analyzers_of(analysis).values():
        index.analyzer(one)
    made: dict[str, Any] = index.to_dict()
    mappings = made["mappings"]
    mappings["_source"] = {"excludes": ["name", "name.*", "all", "all.*", "suggest", "facet.*", "group"]}
    mappings["dynamic"] = False
    mappings["dynamic_templates"] = [{"facets": {"path_match": "facet.*", "mapping": {"type": "keyword"}}}]
    mappings["_meta"] = {"format": FORMAT, "analysis": str(analysis)}
    return {"mappings": mappings, "analysis": made["settings"]["analysis"], "similarity": _SIMILARITY}


def id_of(key: Key) -> str:
    """The key; a very long one as its digest."""
    text = safe(str(key))
    if len(text.encode()) <= _LONGEST_ID:
        return text
    return hashlib.blake2b(text.encode(), digest_size=32).hexdigest()


def source_of(entry: Entry, analysis: Analysis) -> dict[str, Any]:
    """What is sent of an entry; of a tombstone its key only."""
    base = {"kind": safe(entry.key.kind), "pk": safe(entry.key.pk)}
    found = entry.document
    if found is None:
        return base | {"live": False}
    names = [_kept(found.title), *(_kept(alias) for alias in found.aliases)]
    body = _kept(found.body)[:_INDEXED]
    name_runs = [tokens(canonical(name)) for name in names]
    parts = (_kept(found.number), _kept(found.summary), body)
    # Words of the names count once more.
    runs = [*name_runs, *name_runs, *(tokens(canonical(part)) for part in parts)]
    return base | {
        "live": True,
        "group": id_of(found.parent or entry.key),
        "title": names[0],
        "body": (body or _kept(found.summary))[:_SHOWN],
        "number": _kept(found.number),
        "names": names[1:],
        "values": {safe(code): [safe(one) for one in values] for code, values in found.facets.items()},
        "parent": [safe(found.parent.kind), safe(found.parent.pk)] if found.parent else [],
        "name": _texts(name_runs, analysis, ("f",)),
        "all": _texts(runs, analysis, ("x", "f")),
        "doc_no": number_prefixes(found.number) if found.number else [],
        "scopes": [safe(scope) for scope in found.scopes],
        "audience": [safe(word) for word in found.audience],
        "language": found.language,
        "facet": {
            facet_field(code): [value_of(one) for one in values] for code, values in found.facets.items()
        },
        "published": found.published_at.isoformat() if found.published_at else None,
        "visible_from": (found.visible_from or _BEGINNING).isoformat(),
        "visible_until": (found.visible_until or _END).isoformat(),
        "is_news": found.is_news,
        "weight": max(found.weight, 0.0),
        "suggest": list(_suggested(found, names)),
    }


def facet_field(code: str) -> str:
    """A name that holds whatever the code holds."""
    return mark("c", code)


def value_of(value: str) -> str:
    return safe(value)[:_LONGEST_VALUE]


def place_of(audience: str, scope: str) -> str:
    """Suggestions know one filter: who asks and from where, "" for the whole network, at once."""
    return safe(f"{audience}|{scope}")


def starts_of(name: str) -> list[str]:
    """The folded name from each of its first words on."""
    syllables = [fold_letters(token) for token in tokens(canonical(clean(name)))]
    return [
        " ".join(syllables[at : at + _START_LENGTH])[:_START_LENGTH]
        for at in range(min(len(syllables), _STARTS))
    ]


def safe(text: str) -> str:
    """Without the halves of characters that UTF-8 cannot write."""
    return text.encode(errors="replace").decode()


def safe_all(texts: Iterable[str]) -> list[str]:
    return [safe(text) for text in texts]


def _suggested(found: Found, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    places = [place_of(word, scope) for word in found.audience for scope in ("", *found.scopes)]
    if not places:
        return
    beginnings: dict[str, int] = {}
    for name in names:
        for position, start in enumerate(starts_of(name)):
            beginnings[start] = min(position, beginnings.get(start, position))
    heavy = min(max(round(found.weight * 1_000), 0), _FIRST - 1)
    for start, position in beginnings.items():
        yield {
            "input": [start],
            "weight": heavy + (0 if position else _FIRST),
            "contexts": {"place": places},
        }


def _texts(runs: Iterable[Sequence[str]], analysis: Analysis, codes: Sequence[str]) -> Any:
    texts = [" ".join(run) for run in runs if run]
    if analysis == Analysis.FULL:
        return texts
    return {code: [fold_letters(text) for text in texts] if code == "f" else texts for code in codes}


def _kept(text: str) -> str:
    return safe(clean(text))
