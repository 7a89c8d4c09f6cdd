"""How well an engine finds, on judged sets of questions: BEIR's layout, nDCG@10 and recall@10.

A set is a folder with `corpus.jsonl(.gz)` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`) and
`qrels.tsv` (query, document, grade). Questions go through `SearchService`, as a citizen's do.
"""

import gzip
import json
import math
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from search.analysis import canonical, clean, fold_letters, tokens
from search.documents import Document, Entry, Key
from search.engines.base import Engine, Request, Visibility
from search.queries import LONGEST, parse
from search.service import SearchService

DEPTH = 10
DISTRACTOR = "distractor"
_BATCH = 1_000
# Names under which records of other makers keep what they are called.
_TITLE_KEYS = ("title", "name", "law")


@dataclass(frozen=True)
class JudgedSet:
    """`judgements`: grade by document, by question."""

    name: str
    corpus: Path
    queries: dict[str, str]
    judgements: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Figures:
    ndcg10: float
    recall10: float
    zero: float
    p50_ms: float
    p95_ms: float


class BadSet(ValueError):
    """A folder is not a judged set: what is missing, or the line that cannot be read."""


def sets_in(folder: Path) -> list[JudgedSet]:
    """Every set below `folder`, or `folder` itself when it is one. Raises BadSet."""
    folders = (
        [folder]
        if (folder / "qrels.tsv").exists()
        else sorted(path.parent for path in folder.glob("*/qrels.tsv"))
    )
    if not folders:
        raise BadSet(f"{folder}: no folder with a qrels.tsv")
    return [_read_set(path) for path in folders]


def corpus_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Documents of a corpus, one a line. Raises BadSet naming the line."""
    open_as_text = gzip.open if path.suffix == ".gz" else open
    with open_as_text(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _json_line(path, number, line)


def ndcg(found: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain, gain as graded (Järvelin and Kekäläinen 2002)."""
    gain = sum(grades.get(key, 0) / math.log2(rank + 2) for rank, key in enumerate(found[:depth]))
    best = sorted(grades.values(), reverse=True)[:depth]
    ideal = sum(grade / math.log2(rank + 2) for rank, grade in enumerate(best))
    return gain / ideal if ideal else 0.0


def recall(found: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    relevant = {key for key, grade in grades.items() if grade > 0}
    return len(relevant & set(found[:depth])) / len(relevant) if relevant else 0.0


def figures_of(runs: Sequence[tuple[Sequence[str], Mapping[str, int], float]]) -> Figures:
    """Means over questions of (found keys, grades, milliseconds)."""
    took = sorted(ms for _found, _grades, ms in runs)
    return Figures(
        ndcg10=statistics.fmean(ndcg(found, grades) for found, grades, _ms in runs),
        recall10=statistics.fmean(recall(found, grades) for found, grades, _ms in runs),
        zero=sum(not found for found, _grades, _ms in runs) / len(runs),
        p50_ms=took[len(took) // 2],
        p95_ms=took[min(len(took) - 1, int(len(took) * 0.95))],
    )


def documents_of(judged: JudgedSet) -> Iterator[Document]:
    """The corpus of a set, each document under the set's name. Raises BadSet."""
    for value in corpus_lines(judged.corpus):
        yield Document(
            Key(judged.name, str(value["_id"])), title=str(value.get("title") or ""), body=str(value["text"])
        )


def distractors_in(path: Path) -> Iterator[Document]:
    """Any records, one JSON object a line: all of their texts; parts with a `text` are documents of their
    own (articles of a law). Raises BadSet."""
    open_as_text = gzip.open if path.suffix == ".gz" else open
    with open_as_text(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            value = _json_object(path, number, line)
            parts = [
                part
                for found in value.values()
                if isinstance(found, list)
                for part in found
                if isinstance(part, dict) and "text" in part
            ]
            for place, part in enumerate(parts or [value]):
                title = " ".join(
                    str(one[name]) for one in (part, value) for name in _TITLE_KEYS if one.get(name)
                )
                yield Document(
                    Key(DISTRACTOR, f"{path.name}:{number}:{place}"), title, body="\n".join(_texts(part))
                )


def without_copies(documents: Iterable[Document], judged: Iterable[Document]) -> Iterator[Document]:
    """Distractors that are not the very texts that were judged: a copy is as good an answer."""
    known = {_fingerprint(document.body) for document in judged}
    return (document for document in documents if _fingerprint(document.body) not in known)


def fill(engine: Engine, documents: Iterable[Document], *, tell: Callable[[int], None]) -> int:
    """Write all; `tell` hears how many are done. Raises EngineDown."""
    entries = (Entry(document.key, 1, document) for document in documents)
    done = 0
    while batch := list(islice(entries, _BATCH)):
        engine.apply(batch)
        done += len(batch)
        tell(done)
    return done


def ask(service: SearchService, judged: JudgedSet, *, strip_accents: bool) -> Figures:
    """Every question once, first unmeasured once to warm up; what is longer than a query is cut."""
    visibility = Visibility(now=datetime.now(UTC))
    runs = []
    for place, (key, text) in enumerate(judged.queries.items()):
        asked = fold_letters(clean(text)) if strip_accents else text
        request = Request(parse(asked[:LONGEST]), visibility, limit=DEPTH)
        if place == 0:
            service.search(request)
        started = time.perf_counter()
        results = service.search(request)
        took = (time.perf_counter() - started) * 1_000
        found = [hit.key.pk if hit.key.kind == judged.name else "" for hit in results.hits]
        runs.append((found, judged.judgements[key], took))
    return figures_of(runs)


def table_of(figures: Mapping[str, Figures]) -> dict[str, Any]:
    """`{"sets": {name: {...}}, "mean": {...}}`: the mean is that of sets, not of questions."""
    sets = {name: asdict(one) for name, one in figures.items()}
    names = next(iter(sets.values()))
    return {
        "sets": sets,
        "mean": {name: statistics.fmean(one[name] for one in sets.values()) for name in names},
    }


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _fingerprint(text: str) -> int:
    return hash(" ".join(tokens(canonical(clean(text)))))


def _read_set(folder: Path) -> JudgedSet:
    corpus = next(
        (path for path in (folder / "corpus.jsonl.gz", folder / "corpus.jsonl") if path.exists()), None
    )
    if corpus is None or not (folder / "queries.jsonl").exists():
        raise BadSet(f"{folder}: corpus.jsonl(.gz) or queries.jsonl is missing")
    judgements: dict[str, dict[str, int]] = {}
    for number, line in enumerate((folder / "qrels.tsv").read_text(encoding="utf-8").splitlines(), start=1):
        parts = line.split("\t")
        if number == 1 and not parts[-1].strip().lstrip("-").isdigit():
            continue
        if len(parts) != 3 or not parts[2].strip().lstrip("-").isdigit():
            raise BadSet(f"{folder / 'qrels.tsv'}:{number}: not query, document, grade")
        judgements.setdefault(parts[0], {})[parts[1]] = int(parts[2])
    queries = {}
    text = (folder / "queries.jsonl").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            value = _json_line(folder / "queries.jsonl", number, line)
            queries[str(value["_id"])] = str(value["text"])
    judged = {key: text for key, text in queries.items() if key in judgements}
    if not judged:
        raise BadSet(f"{folder}: no question has a judgement")
    return JudgedSet(folder.name, corpus, judged, judgements)


def _json_object(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise BadSet(f"{path}:{number}: {error}") from error
    if not isinstance(value, dict):
        raise BadSet(f"{path}:{number}: not an object")
    return value


def _json_line(path: Path, number: int, line: str) -> dict[str, Any]:
    value = _json_object(path, number, line)
    if "_id" not in value or "text" not in value:
        raise BadSet(f"{path}:{number}: _id or text is missing")
    return value
