"""Counts what readers look for. Reads never write, so an answer only leaves a note in memory; a thread
writes the notes together a little later. A process that is killed loses the notes of its last moments.
"""

import logging
import re
import threading
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import DatabaseError, connections

from portal.core.finding.asking import Asked
from portal.core.finding.services import SearchCount, searches_write
from portal.core.models.finding import QUERY_LENGTH, query_key

logger = logging.getLogger("search")

MOST_NOTES = 1_000  # different queries between two writings; more are somebody's flood
# Telephone, identity and account numbers, addresses of mail: who types one looks for a person.
_PERSONAL = re.compile(r"@|(?:\d[\s.-]?){9,}")
Place = tuple[int, date, str, str]


@dataclass
class _Notes:
    lock: threading.Lock
    counts: dict[Place, SearchCount]
    timer: threading.Timer | None = None


_notes = _Notes(threading.Lock(), {})


def search_note(*, asked: Asked, site_id: int, day: date, results: int) -> None:
    """One search more. Queries that name a person's numbers are not kept."""
    key = query_key(asked.query)[:QUERY_LENGTH]
    if not key or _PERSONAL.search(asked.text):
        return
    place = (site_id, day, key, str(asked.reach))
    with _notes.lock:
        found = _notes.counts.get(place)
        if found is None and len(_notes.counts) >= MOST_NOTES:
            return
        count = found.count if found else 0
        _notes.counts[place] = SearchCount(asked.query.text[:QUERY_LENGTH], count + 1, results)
        if _notes.timer is None and settings.SEARCH_LOG_SECONDS:
            _notes.timer = threading.Timer(settings.SEARCH_LOG_SECONDS, _write_apart)
            _notes.timer.daemon = True
            _notes.timer.start()


def notes_write() -> int:
    """Write what was noted; returns how many rows it touched. They are lost when that fails."""
    with _notes.lock:
        counts, _notes.counts, _notes.timer = _notes.counts, {}, None
    try:
        return searches_write(counts=counts)
    except DatabaseError:
        logger.warning("search: the counts of %d queries are lost", len(counts), exc_info=True)
        return 0


def _write_apart() -> None:
    try:
        notes_write()
    finally:
        connections.close_all()
