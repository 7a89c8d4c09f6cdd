"""Indexes the few changes of a small installation beside the request that made them.

A thread of the same process does it after the commit: the editor neither waits for it nor hears of
its failures. Many changes at once, and whatever it leaves, are for `manage.py search_worker`.
"""

import logging
import threading
import time

from django.conf import settings
from django.db import connection, connections, transaction
from django.utils import timezone

from search.configured import engines
from search.indexing.sending import changes_run
from search.models import SearchState

logger = logging.getLogger("search")

MOST_PENDING, LIMIT_S = 50, 5.0
_is_running, _is_wanted = threading.Lock(), threading.Event()


def wake_after_commit() -> None:
    """Called in each transaction that marks; wakes once, after its commit."""
    if not settings.SEARCH_INDEX_INLINE:
        return
    if not any(call[1] is wake for call in connection.run_on_commit):
        transaction.on_commit(wake, robust=True)


def wake() -> None:
    """Index what is pending, in a thread; not a second one while the first is busy."""
    threading.Thread(target=_run_apart, name="search-inline").start()


def run() -> int:
    """Index what is pending unless there is much; returns how many objects were indexed."""
    started, done = time.monotonic(), 0
    while time.monotonic() - started < LIMIT_S:
        now = timezone.now()
        if SearchState.objects.due(now)[: MOST_PENDING + 1].count() > MOST_PENDING:
            break
        sent = changes_run(engines=engines(), limit=MOST_PENDING, now=now)
        done += sent.done
        if not sent.done:
            break
    return done


def _run_apart() -> None:
    """A wake that finds another at work is heard by it, even on its way out."""
    _is_wanted.set()
    while _is_wanted.is_set() and _is_running.acquire(blocking=False):
        try:
            _is_wanted.clear()
            run()
        except Exception:
            logger.warning("search: changes wait for the worker", exc_info=True)
        finally:
            _is_running.release()
    connections.close_all()
