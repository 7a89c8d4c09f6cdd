"""How fast an engine indexes and answers, with a whole province in it.

    python -m benchmarks.search [--engine embedded] [--documents 300000] [--wagtail 2000] [--json]

    HEAP=1g make search-node      # prints the address
    LIENCONG_SEARCH_URL=http://127.0.0.1:9228 LIENCONG_SEARCH_FLAVOUR=opensearch \\
        python -m benchmarks.search --engine cluster

Fills a temporary index as a rebuild does, then asks: two to five words, whole questions, three facets,
one commune, suggestions; and how long one change takes to be found. `--wagtail N` asks Wagtail's own
database backend the same words over N of the same documents, beside the engine over those N.
"""

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
_FOLDER = tempfile.TemporaryDirectory(prefix="liencong-bench-")
os.environ.setdefault("LIENCONG_DATABASE_URL", f"sqlite:///{_FOLDER.name}/search.sqlite3")
os.environ.setdefault("LIENCONG_VAR_DIR", _FOLDER.name)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from modelsearch import index  # noqa: E402
from modelsearch.backends import get_search_backend  # noqa: E402

from benchmarks.search_corpus import NOW, Corpus  # noqa: E402
from search.configured import TEMPORARY_ENGINES  # noqa: E402
from search.documents import Document, Entry, Key  # noqa: E402
from search.engines.base import Engine, Request, Visibility  # noqa: E402
from search.engines.cluster import ClusterEngine  # noqa: E402
from search.queries import parse  # noqa: E402
from search.service import SearchService  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
BATCH = 1_000
FACETS = ("type", "field", "year")
EVERYWHERE = Visibility(now=NOW, scopes=("u1",))


class Thing(index.Indexed, models.Model):  # noqa: DJ008
    """What Wagtail's backend is asked for."""

    title = models.TextField()
    body = models.TextField()
    search_fields = (index.SearchField("title", boost=2), index.SearchField("body"))

    class Meta:
        app_label = "benchmarks"


def fill(engine: Engine, corpus: Corpus) -> dict[str, float]:
    """As a rebuild does; making the texts is not counted."""
    name = engine.rebuild_begin()
    entries = (Entry(document.key, 1, document) for document in corpus.entries())
    spent = 0.0
    cpu = time.process_time()
    making = 0.0
    while True:
        started = time.process_time()
        batch = list(islice(entries, BATCH))
        making += time.process_time() - started
        if not batch:
            break
        started = time.perf_counter()
        engine.backfill(name, batch)
        spent += time.perf_counter() - started
    started = time.perf_counter()
    engine.rebuild_finish(name)
    merging = time.perf_counter() - started
    return {
        "index_s": round(spent + merging, 1),
        "of_it_merging_s": round(merging, 1),
        "index_cpu_s": round(time.process_time() - cpu - making, 1),
        "documents_per_s": round(corpus.documents / (spent + merging)),
    }


def times(asked: Sequence[Any], ask: Callable[[Any], Any]) -> dict[str, float]:
    """Milliseconds of the second round: the first warms up. `cpu_p95_ms` is this process's own part: all
    of it for the embedded engine, however busy the machine is."""
    for one in asked:
        ask(one)
    took, worked = [], []
    for one in asked:
        started, busy = time.perf_counter(), time.process_time()
        ask(one)
        took.append((time.perf_counter() - started) * 1_000)
        worked.append((time.process_time() - busy) * 1_000)
    took.sort()
    return {
        "cpu_p95_ms": round(sorted(worked)[int(len(worked) * 0.95)], 1),
        "p50_ms": round(took[len(took) // 2], 1),
        "p95_ms": round(took[int(len(took) * 0.95)], 1),
        "slowest_ms": round(took[-1], 1),
    }


def answers(engine: Engine, corpus: Corpus, queries: int) -> dict[str, Any]:
    service = SearchService([engine])
    places = corpus.places
    commune = replace(EVERYWHERE, scopes=(places[-1][0],))

    def ask(visibility: Visibility = EVERYWHERE, **details: Any) -> Callable[[str], Any]:
        return lambda typed: service.search(Request(parse(typed), visibility, **details))

    words, questions = corpus.asked["words"][:queries], corpus.asked["question"][:queries]
    chosen = {"type": ("news", "legal"), "year": ("2025", "2024")}
    typed = corpus.asked["suggestion"][:queries]
    return {
        "2-5 words": times(words, ask()),
        "2-5 words, three facets": times(words, ask(facets=FACETS)),
        "2-5 words, three facets, two chosen": times(words, ask(facets=FACETS, filters=chosen)),
        "2-5 words, one commune": times(words, ask(commune)),
        "2-5 words, one commune, three facets": times(words, ask(commune, facets=FACETS)),
        "questions": times(questions, ask()),
        "questions, three facets": times(questions, ask(facets=FACETS)),
        "questions, one commune": times(questions, ask(commune)),
        "suggestions": times(typed, lambda one: engine.suggest(one, visibility=EVERYWHERE, limit=8)),
        "suggestions, one commune": times(
            typed, lambda one: engine.suggest(one, visibility=commune, limit=8)
        ),
        "corrections": times(words, lambda one: engine.corrections(parse(one), visibility=EVERYWHERE)),
        "one change, found": times(range(40), lambda number: one_change(engine, number)),
    }


def warm_up(engine: Engine, corpus: Corpus, queries: int) -> None:
    """Java compiles what is used; only then it is as fast as it will be."""
    for _round in range(3):
        for name in ("words", "question"):
            for typed in corpus.asked[name][:queries]:
                engine.search(Request(parse(typed), EVERYWHERE, facets=FACETS))


def nodes_cpu_s(engine: ClusterEngine) -> float:
    nodes = engine.client.nodes.stats(metric="process").body["nodes"].values()
    return sum(node["process"]["cpu"]["total_in_millis"] for node in nodes) / 1_000


def size_mb(engine: Engine) -> int:
    if isinstance(engine, ClusterEngine):
        stats = engine.client.indices.stats(index=engine.indices.alias, metric="store").body
        return round(stats["_all"]["total"]["store"]["size_in_bytes"] / 1e6)
    path = getattr(engine, "path", None)
    return round(path.stat().st_size / 1e6) if path is not None else 0


_changes = iter(range(1, 1_000_000))


def one_change(engine: Engine, number: int) -> None:
    """From the index's being told to its telling."""
    word = f"chuadungbaogio{next(_changes)}"
    key = Key("bench.change", str(number))
    document = Document(key, title=f"Thay đổi {word}", body="nội dung " * 150, scopes=("u1",))
    engine.apply([Entry(key, 2 * 10**9 + next(_changes), document)])
    query = Request(parse(word), EVERYWHERE)
    deadline = time.perf_counter() + 30
    while not engine.search(query).hits:
        if time.perf_counter() > deadline:
            raise SystemExit("A change was not found within 30 seconds.")
        time.sleep(0.005)


def beside_wagtail(engine_name: str, documents: int, options: argparse.Namespace) -> dict[str, Any]:
    """The same words to both, over the same documents."""
    corpus = Corpus(documents, options.sites, options.seed, options.data)
    made = list(corpus.entries())
    words = corpus.asked["words"][: min(options.queries, 40)]
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Thing)
    Thing.objects.bulk_create([Thing(title=one.title, body=one.body) for one in made], batch_size=500)
    backend = get_search_backend()
    started = time.perf_counter()
    backend.get_index_for_model(Thing).add_items(Thing, list(Thing.objects.all()))
    indexed = time.perf_counter() - started
    wagtail = times(words, lambda typed: list(backend.search(typed, Thing, operator="and")[:10]))
    with TEMPORARY_ENGINES[engine_name]() as engine:
        filled = fill(engine, corpus)
        own = times(words, lambda typed: engine.search(Request(parse(typed), EVERYWHERE)))
    return {
        "documents": documents,
        "database": connection.vendor,
        "wagtail": wagtail | {"index_s": round(indexed, 1)},
        engine_name: own | {"index_s": filled["index_s"]},
        "times_slower_p50": round(wagtail["p50_ms"] / max(own["p50_ms"], 0.1), 1),
    }


def measure(options: argparse.Namespace) -> dict[str, Any]:
    corpus = Corpus(options.documents, options.sites, options.seed, options.data)
    figures: dict[str, Any] = {"engine": options.engine, "documents": options.documents}
    with TEMPORARY_ENGINES[options.engine]() as engine:
        begun = nodes_cpu_s(engine) if isinstance(engine, ClusterEngine) else 0.0
        figures["indexing"] = fill(engine, corpus)
        if isinstance(engine, ClusterEngine):
            figures["indexing"]["servers_cpu_s"] = round(nodes_cpu_s(engine) - begun, 1)
            warm_up(engine, corpus, options.queries)
        figures["size_mb"] = size_mb(engine)
        figures["answers"] = answers(engine, corpus, options.queries)
    if options.wagtail:
        figures["beside_wagtail"] = beside_wagtail(options.engine, options.wagtail, options)
    figures["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--engine", choices=sorted(TEMPORARY_ENGINES), default="embedded")
    parser.add_argument("--documents", type=int, default=300_000)
    parser.add_argument("--sites", type=int, default=300)
    parser.add_argument("--queries", type=int, default=200, help="of each class, at most")
    parser.add_argument("--wagtail", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    options.data = Path(os.environ.get("LIENCONG_DATA") or ROOT.parent / "shared" / "data")
    figures = measure(options)
    if options.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    for name, value in figures.items():
        if isinstance(value, dict):
            print(name)
            for inner, figure in value.items():
                print(f"  {inner:38} {figure}")
        else:
            print(f"{name:40} {value}")


if __name__ == "__main__":
    main()
