"""The worker: takes what changed, batch after batch, until it is told to stop."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone

from search.engines.base import Engine
from search.indexing.sending import Sent, changes_run
from search.indexing.services import tombstones_purge

logger = logging.getLogger("search")

_PURGE_EVERY = timedelta(hours=1)
_REST_AFTER_ERROR_S = 5.0


@dataclass
class Worker:
    """`stop` ends it after the batch at hand. Several may run, on any number of machines."""

    engines: Sequence[Engine]
    batch: int = 200
    poll_s: float = 1.0
    stop: threading.Event = field(default_factory=threading.Event)
    clock: Callable[[], datetime] = timezone.now
    on_batch: Callable[[Sent], object] = lambda sent: None
    _purged_at: datetime | None = None

    def run_once(self) -> Sent:
        """One batch."""
        sent = changes_run(engines=self.engines, limit=self.batch, now=self.clock())
        self.on_batch(sent)
        return sent

    def run_until_empty(self) -> Sent:
        """Batches until nothing is due. What failed waits, and is left for another run."""
        done = failed = 0
        while not self.stop.is_set():
            sent = self.run_once()
            done, failed = done + sent.done, failed + sent.failed
            if sent.done + sent.failed < self.batch:
                break
        return Sent(done, failed)

    def run_forever(self) -> None:
        """Until told to stop. A database that is away is waited for."""
        while not self.stop.is_set():
            try:
                sent = self.run_once()
                self._purge_now_and_then()
                rest = 0.0 if sent.done else self.poll_s
            except (DatabaseError, InterfaceError):
                logger.warning("search worker: the database does not answer", exc_info=True)
                rest = _REST_AFTER_ERROR_S
            close_old_connections()
            self.stop.wait(rest)

    def _purge_now_and_then(self) -> None:
        now = self.clock()
        if self._purged_at is None or now - self._purged_at >= _PURGE_EVERY:
            self._purged_at = now
            tombstones_purge(engines=self.engines, now=now)
