"""`manage.py search_worker`: brings changes into the index, until it is told to stop."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from search.configured import engines
from search.indexing.sending import Sent
from search.indexing.worker import Worker
from search.models import SearchState


class Command(BaseCommand):
    help = "Bring changes into the search index as they happen. Stops after the batch at hand on SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--once", action="store_true", help="One batch, then end.")
        how.add_argument("--until-empty", action="store_true", help="End when nothing is due.")
        parser.add_argument("--batch", type=int, default=200, metavar="N", help="Objects at a time.")
        parser.add_argument("--poll", type=float, default=1.0, metavar="S", help="Seconds between looks.")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker(engines(), batch=options["batch"], poll_s=options["poll"])
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: worker.stop.set())
        if options["once"]:
            self._say(worker.run_once())
        elif options["until_empty"]:
            pending = SearchState.objects.pending().count()
            with tqdm(total=pending, file=self.stderr, disable=not self.stderr.isatty(), leave=False) as bar:
                worker.on_batch = lambda sent: bar.update(sent.done)
                sent = worker.run_until_empty()
            self._say(sent)
        else:
            worker.run_forever()

    def _say(self, sent: Sent) -> None:
        self.stdout.write(f"{sent.done} objects indexed, {sent.failed} must be tried again.")
