"""How well an engine finds, on judged sets of questions: BEIR's layout, nDCG@10 and recall@10.

A set is a folder with `corpus.jsonl(.gz)` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`) and
`qrels.tsv` (query, document, grade). Questions go through `SearchService`, as a citizen's do.
"""

import gzip
import json
import math
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEPTH = 10


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


def _json_line(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise BadSet(f"{path}:{number}: {error}") from error
    if not isinstance(value, dict) or "_id" not in value or "text" not in value:
        raise BadSet(f"{path}:{number}: _id or text is missing")
    return value
