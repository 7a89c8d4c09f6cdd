"""A program: workers and rebuilds are killed with SIGKILL at random points, then one catches up.

Run by `test_kills` in a process of its own, for it forks; its database and index are files. Prints how
many were killed in the middle, and what was wrong at the end.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import django
from django.db import connection, connections, transaction
from django.utils import timezone

django.setup()

from search.indexing.rebuild import Rebuilding, rebuild_begin, rebuild_running  # noqa: E402
from search.indexing.reconciliation import index_reconcile, objects_reconcile  # noqa: E402
from search.indexing.services import changes_mark  # noqa: E402
from search.indexing.worker import Worker  # noqa: E402
from search.models import Rebuild, Reconciliation, SearchState  # noqa: E402
from search.searchable import registry  # noqa: E402
from tests.search.indexing.test_interleavings import FoundInFile  # noqa: E402
from tests.search.indexing.world import KIND, Notes  # noqa: E402

OBJECTS = 40


class StoredNotes(Notes):
    """Notes in the database, as a process that was killed leaves them."""

    def documents(self, pks):
        self.texts = self._stored()
        return list(super().documents(pks))

    def keys(self, *, after, limit):
        self.texts = self._stored()
        return super().keys(after=after, limit=limit)

    def visible(self):
        self.texts = self._stored()
        return super().visible()

    @staticmethod
    def _stored() -> dict[int, str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pk, text FROM notes")
            return dict(cursor.fetchall())


def change(random: Random, number: int) -> None:
    pk = random.randint(1, OBJECTS)
    with transaction.atomic(), connection.cursor() as cursor:
        if random.random() < 0.25:
            cursor.execute("DELETE FROM notes WHERE pk = %s", [pk])
            changes_mark(kind=KIND, pks=[pk], now=timezone.now(), is_deleted=True)
        else:
            cursor.execute("REPLACE INTO notes VALUES (%s, %s)", [pk, f"Đường làng, bản {number}"])
            changes_mark(kind=KIND, pks=[pk], now=timezone.now())


def killed(work: Callable[[], object], after_s: float) -> bool:
    """Whether it was still at work when it was killed."""
    connections.close_all()
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def engine_of(folder: Path) -> FoundInFile:
    return FoundInFile(folder / "embedded.sqlite3")


def rebuild(folder: Path) -> None:
    engine = engine_of(folder)
    running = rebuild_running(engine) or rebuild_begin(engine=engine, now=timezone.now())
    Rebuilding(running, engine, [engine], timezone.now, chunk=5).run()


def work(folder: Path) -> None:
    Worker(
        [engine_of(folder)], batch=5, clock=lambda: timezone.now() + timedelta(minutes=3)
    ).run_until_empty()


def main(folder: Path, seed: int, rounds: int) -> dict[str, object]:
    with connection.schema_editor() as editor:
        for model in (SearchState, Rebuild, Reconciliation):
            editor.create_model(model)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE notes (pk INTEGER PRIMARY KEY, text TEXT)")
    notes = registry._kinds = {KIND: StoredNotes()}
    random, count = Random(seed), 0  # noqa: S311 - the same every time
    for number in range(rounds):
        for step in range(12):
            change(random, number * 100 + step)
        does = rebuild if random.random() < 0.4 else work
        count += killed(lambda does=does: does(folder), random.uniform(0.002, 0.12))
    engine = engine_of(folder)
    later = timezone.now() + timedelta(hours=1)
    if rebuild_running(engine):
        rebuild(folder)
    Worker([engine], clock=lambda: later).run_until_empty()
    args = {"now": later, "clock": lambda: later, "is_dry": True, "on_progress": lambda done: None}
    return {
        "killed": count,
        "is_right": engine.found() == notes[KIND].visible(),
        "documents": len(engine.found()),
        "pending": SearchState.objects.pending().count(),
        "differences": index_reconcile(engine=engine, **args).total + objects_reconcile(**args).total,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
