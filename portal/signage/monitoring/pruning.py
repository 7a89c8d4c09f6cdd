"""Deletes evidence whose time is over: plays, and pictures that boards sent of themselves."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from portal.signage.models import Play, Screenshot

BATCH = 2_000


def old_plays(*, before: datetime) -> QuerySet[Play]:
    return Play.objects.filter(started_at__lt=before)


def old_screenshots(*, before: datetime) -> QuerySet[Screenshot]:
    return Screenshot.objects.filter(taken_at__lt=before)


def plays_prune(*, before: datetime) -> Iterator[int]:
    """Delete batch by batch; yields how many each time, so a long run can be stopped and begun anew."""
    for ids in _batches(old_plays(before=before)):
        count, _by_model = Play.objects.filter(pk__in=ids).delete()
        yield count


def screenshots_prune(*, before: datetime) -> Iterator[int]:
    """As `plays_prune`. Rows go first: a row without its file would be a broken picture."""
    for ids in _batches(old_screenshots(before=before)):
        shots = Screenshot.objects.filter(pk__in=ids)
        paths = list(shots.values_list("path", flat=True))
        count, _by_model = shots.delete()
        for path in paths:
            default_storage.delete(path)
        yield count


def _batches(rows: QuerySet[Any]) -> Iterator[list[int]]:
    while ids := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield ids
