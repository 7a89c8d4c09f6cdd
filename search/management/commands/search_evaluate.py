"""`manage.py search_evaluate DIR`: how well an engine answers judged sets of questions.

Indexes each set into a temporary index, asks through `SearchService` as the search page does and prints
nDCG@10, recall@10, the share of questions without an answer, and milliseconds. Touches no real index.
"""

import gzip
import json
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.configured import TEMPORARY_ENGINES
from search.documents import Document
from search.engines.base import EngineDown
from search.evaluation import (
    BadSet,
    JudgedSet,
    ask,
    distractors_in,
    documents_of,
    fill,
    sets_in,
    table_of,
    without_copies,
)
from search.service import SearchService

_COLUMNS = ("ndcg10", "recall10", "zero", "p50_ms", "p95_ms")


class Command(BaseCommand):
    help = "Measure an engine on judged sets of questions (BEIR's layout), in an index of their own."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="a set, or a folder of sets")
        parser.add_argument("--engine", choices=sorted(TEMPORARY_ENGINES), default="embedded")
        parser.add_argument("--strip-accents", action="store_true", help="ask without accents")
        parser.add_argument("--mixed", action="store_true", help="also ask with all sets in one index")
        parser.add_argument(
            "--distractors", nargs="+", type=Path, default=[], metavar="FILE",
            help="with --mixed: records to put among them, one JSON object a line (.jsonl, .jsonl.gz)",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="print JSON only")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        try:
            sets = sets_in(folder)
            table = self._apart(sets, options)
            if options["mixed"]:
                table["mixed"] = self._mixed(sets, options)
        except (BadSet, OSError, EOFError, gzip.BadGzipFile, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        except EngineDown as error:
            raise CommandError(f"The engine {options['engine']} does not answer: {error}") from error
        if options["json"]:
            self.stdout.write(json.dumps(table))
            return
        self._print("Each set alone", table)
        if options["mixed"]:
            self._print("All sets in one index", table["mixed"])

    def _apart(self, sets: Sequence[JudgedSet], options: Mapping[str, Any]) -> dict[str, Any]:
        figures = {}
        for judged in sets:
            with TEMPORARY_ENGINES[options["engine"]]() as engine:
                fill(engine, documents_of(judged), tell=self._teller(judged.name))
                self._say(f"{judged.name}: {len(judged.queries)} questions")
                service = SearchService([engine])
                figures[judged.name] = ask(service, judged, strip_accents=options["strip_accents"])
        self._say("")
        return table_of(figures)

    def _mixed(self, sets: Sequence[JudgedSet], options: Mapping[str, Any]) -> dict[str, Any]:
        def judged_documents() -> Iterator[Document]:
            return chain.from_iterable(documents_of(judged) for judged in sets)

        others = chain.from_iterable(distractors_in(path) for path in options["distractors"])
        with TEMPORARY_ENGINES[options["engine"]]() as engine:
            documents = chain(judged_documents(), without_copies(others, judged_documents()))
            count = fill(engine, documents, tell=self._teller("mixed"))
            service = SearchService([engine])
            figures = {}
            for judged in sets:
                self._say(f"mixed, {judged.name}: {len(judged.queries)} questions")
                figures[judged.name] = ask(service, judged, strip_accents=options["strip_accents"])
        self._say("")
        return table_of(figures) | {"documents": count}

    def _teller(self, name: str) -> Any:
        return lambda done: self._say(f"{name}: {done} documents")

    def _say(self, text: str) -> None:
        """Progress, for a person who waits."""
        if self.stderr.isatty():
            self.stderr.write(f"\r\x1b[K{text}", ending="")
            self.stderr.flush()

    def _print(self, heading: str, table: Mapping[str, Any]) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(heading))
        self.stdout.write(f"{'':24}{'nDCG@10':>9}{'recall@10':>11}{'zero':>7}{'p50 ms':>9}{'p95 ms':>9}")
        for name, row in [*table["sets"].items(), ("mean", table["mean"])]:
            ndcg10, recall10, zero, p50, p95 = (row[column] for column in _COLUMNS)
            self.stdout.write(f"{name:24}{ndcg10:9.4f}{recall10:11.4f}{zero:7.3f}{p50:9.1f}{p95:9.1f}")
