"""`manage.py search_rebuild`: builds an index anew while the old one answers."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from search.configured import engines
from search.engines.base import Engine, EngineDown
from search.indexing.rebuild import (
    Rebuilding,
    RebuildRefused,
    rebuild_begin,
    rebuild_running,
)
from search.indexing.reconciliation import pages_of
from search.indexing.services import changes_mark
from search.indexing.worker import Worker
from search.searchable import Searchable, registry


class Command(BaseCommand):
    help = (
        "Build the search index anew beside the one that answers, then put it in place. No change made "
        "meanwhile is lost. Killed anywhere, it goes on with --resume."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--engine", metavar="NAME", help="Only this engine's index.")
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--kind", metavar="CODE", help="Write one kind of object again, into the index in use."
        )
        what.add_argument("--resume", action="store_true", help="Go on with a rebuild that was stopped.")
        what.add_argument("--cancel", action="store_true", help="Give up a rebuild that was stopped.")
        parser.add_argument("--dry-run", action="store_true", help="Count the objects, write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = registry.all()
        if options["kind"]:
            kinds = [kind for kind in kinds if kind.code == options["kind"]]
            if not kinds:
                known = ", ".join(kind.code for kind in registry.all())
                raise CommandError(f"No kind {options['kind']}. There are: {known}.")
        chosen = [engine for engine in engines() if options["engine"] in (None, engine.name)]
        if not chosen:
            known = ", ".join(engine.name for engine in engines())
            raise CommandError(f"No engine {options['engine']}. There are: {known}.")
        if options["dry_run"]:
            for kind in kinds:
                self.stdout.write(f"{kind.code}: {sum(len(pks) for pks in pages_of(kind))} objects")
            return
        if options["kind"]:
            self._write_again(kinds[0])
            return
        failed = False
        for engine in chosen:
            try:
                self._rebuild(engine, is_resumed=options["resume"], is_cancelled=options["cancel"])
            except (RebuildRefused, EngineDown) as error:
                failed = True
                self.stderr.write(self.style.ERROR(f"{engine.name}: {error}"))
        if failed:
            raise CommandError("Not every index was built; the old ones go on answering.")

    def _rebuild(self, engine: Engine, *, is_resumed: bool, is_cancelled: bool) -> None:
        running = rebuild_running(engine)
        if is_resumed or is_cancelled:
            if running is None:
                self.stdout.write(f"{engine.name}: no rebuild was stopped.")
                return
            rebuild = running
        else:
            rebuild = rebuild_begin(engine=engine, now=timezone.now())
        at_work = Rebuilding(rebuild, engine, engines(), timezone.now)
        if is_cancelled:
            at_work.cancel()
            self.stdout.write(f"{engine.name}: the rebuild is given up.")
            return
        with tqdm(
            desc=engine.name, file=self.stderr, disable=not self.stderr.isatty(), leave=False, unit=" objects"
        ) as bar:
            at_work.on_progress = bar.update
            done = at_work.run()
        self.stdout.write(
            f"{engine.name}: {done.written} objects written, {done.documents} documents can be found."
        )

    def _write_again(self, kind: Searchable) -> None:
        marked = 0
        for pks in pages_of(kind):
            marked += changes_mark(kind=kind.code, pks=pks, now=timezone.now())
        with tqdm(
            total=marked, desc=kind.code, file=self.stderr, disable=not self.stderr.isatty(), leave=False
        ) as bar:
            worker = Worker(engines(), on_batch=lambda sent: bar.update(sent.done))
            sent = worker.run_until_empty()
        self.stdout.write(
            f"{kind.code}: {marked} marked, {sent.done} indexed, {sent.failed} must be tried again."
        )
