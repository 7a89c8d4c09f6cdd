"""`manage.py search_status`: is search up, how far behind is it, what fails."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.configured import engines
from search.indexing.status import status_of


class Command(BaseCommand):
    help = "Say how search is: engines, documents, what is pending, what fails. Ends with 1 when one is down."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="For machines.")

    def handle(self, *args: Any, **options: Any) -> None:
        status = status_of(engines(), now=timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps(status, ensure_ascii=False, indent=2))
        else:
            self._write(status)
        down = [name for name, engine in status["engines"].items() if not engine["is_up"]]
        if down:
            raise CommandError(f"Down: {', '.join(down)}.", returncode=1)

    def _write(self, status: dict[str, Any]) -> None:
        for name, engine in status["engines"].items():
            up = "up" if engine["is_up"] else "DOWN"
            self.stdout.write(f"{name}: {up}, {engine['documents']} documents. {engine['detail']}")
            if rebuild := engine["rebuild"]:
                self.stdout.write(
                    f"  last rebuild: {rebuild['state']}, begun {rebuild['started_at']}, "
                    f"{rebuild['written']} objects, {rebuild['documents']} documents"
                )
            if compared := engine["reconcile"]:
                self.stdout.write(
                    f"  last comparison: {compared['started_at']}, {compared['compared']} compared, "
                    f"{compared['differences']} differences"
                )
        for kind, count in status["documents"].items():
            self.stdout.write(f"{kind}: {count}")
        self.stdout.write(f"pending: {status['pending']}, the oldest for {status['lag_seconds']} s")
        self.stdout.write(f"failing: {status['failing']}")
        for failure in status["failures"]:
            self.stdout.write(f"  {failure['key']} ({failure['attempts']} times): {failure['error']}")
