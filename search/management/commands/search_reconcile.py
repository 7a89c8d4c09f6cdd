"""`manage.py search_reconcile`: every night, what the index holds against what it should."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from search.configured import engines
from search.engines.base import EngineDown
from search.indexing.reconciliation import index_reconcile, objects_reconcile
from search.indexing.services import tombstones_purge
from search.models import Reconciliation


class Command(BaseCommand):
    help = (
        "Compare the search index with the database and mark what differs, so that the worker puts it "
        "right. Ends with 1 when there were differences: there should be none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Compare and report, write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        is_dry = options["dry_run"]
        total, down = 0, []
        for engine in engines():
            with self._bar(engine.name) as bar:
                try:
                    record = index_reconcile(
                        engine=engine,
                        now=timezone.now(),
                        clock=timezone.now,
                        is_dry=is_dry,
                        on_progress=bar.update,
                    )
                except EngineDown as error:
                    down.append(f"{engine.name}: {error}")
                    continue
            total += self._say(record)
        with self._bar("objects") as bar:
            record = objects_reconcile(
                now=timezone.now(), clock=timezone.now, is_dry=is_dry, on_progress=bar.update
            )
        total += self._say(record)
        if not is_dry:
            purged = tombstones_purge(engines=engines(), now=timezone.now())
            self.stdout.write(f"{purged} deletions forgotten.")
        if down:
            raise CommandError("Not compared: " + "; ".join(down), returncode=2)
        if total:
            raise CommandError(f"{total} differences.", returncode=1)

    def _bar(self, name: str) -> Any:
        return tqdm(desc=name, file=self.stderr, disable=not self.stderr.isatty(), leave=False)

    def _say(self, record: Reconciliation) -> int:
        found = ", ".join(f"{count} {kind}" for kind, count in sorted(record.differences.items()))
        self.stdout.write(f"{record.engine}: {record.compared} compared, {record.total} differences. {found}")
        return record.total
