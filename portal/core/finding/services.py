"""Writes how often queries were asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from wagtail.models import Site

from portal.core.models import SearchLog

KEPT = timedelta(days=400)  # a year and a month: this month beside the same of last year


@dataclass(frozen=True)
class SearchCount:
    """`count` searches more; `results` found the last time."""

    text: str
    count: int
    results: int


def searches_write(*, counts: Mapping[tuple[int, date, str, str], SearchCount]) -> int:
    """Add counts by (site id, day, key, reach), and forget days longer ago than KEPT.

    Returns how many rows were touched. Two statements a row.
    """
    known = set(Site.objects.filter(pk__in={place[0] for place in counts}).values_list("pk", flat=True))
    # In one order everywhere: two processes that write the same rows wait, and never for each other.
    rows = sorted(
        ((place, found) for place, found in counts.items() if place[0] in known), key=lambda row: row[0]
    )
    with transaction.atomic():
        SearchLog.objects.bulk_create(
            [
                SearchLog(site_id=site_id, day=day, key=key, reach=reach, text=found.text)
                for (site_id, day, key, reach), found in rows
            ],
            ignore_conflicts=True,
        )
        for (site_id, day, key, reach), found in rows:
            SearchLog.objects.filter(site=site_id, day=day, key=key, reach=reach).update(
                count=F("count") + found.count, results=found.results, text=found.text
            )
        if rows:
            newest = max(place[1] for place, _found in rows)
            SearchLog.objects.filter(day__lt=newest - KEPT).delete()
    return len(rows)
