"""Puts procedures under the events of life by the events' own rules."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from portal.core.services import network_version_bump
from portal.procedures.models import LifeEvent, LifeEventEntry, Procedure
from portal.procedures.search_changes import procedures_mark
from search.analysis import fold, words

DEFAULTS = Path(__file__).parent / "defaults.json"
_ROWS_A_STATEMENT = 500
_MANY_WORDS = 400


@dataclass(frozen=True)
class Application:
    """How many events were made and entries added or taken away by rules."""

    events_made: int
    added: int
    removed: int

    @property
    def changes(self) -> int:
        return self.added + self.removed


@transaction.atomic
def life_events_apply(*, now: datetime, dry_run: bool = False) -> Application:
    """Compute the entries by rules again; those chosen by hand stay. Writes only what changes.

    Where there is no event at all, the usual ones are made first: a province that deleted one does
    not get it back.
    """
    made = 0
    events = list(LifeEvent.objects.all())
    if not events:
        events = _default_events()
        made = len(events)
        if not dry_run:
            LifeEvent.objects.bulk_create(events)
    wanted = _wanted(events)
    entries = LifeEventEntry.objects.select_related("life_event")
    kept = {(entry.life_event.slug, entry.procedure_id): entry for entry in entries}
    by_slug = {event.slug: event for event in events}
    new = [
        LifeEventEntry(life_event=by_slug[slug], procedure_id=procedure)
        for slug, procedure in sorted(wanted - kept.keys())
    ]
    old = [entry.pk for key, entry in kept.items() if key not in wanted and not entry.is_by_hand]
    if not dry_run and (new or old or made):
        for start in range(0, len(old), _ROWS_A_STATEMENT):
            LifeEventEntry.objects.filter(pk__in=old[start : start + _ROWS_A_STATEMENT]).delete()
        LifeEventEntry.objects.bulk_create(new, batch_size=_ROWS_A_STATEMENT)
        added = Procedure.objects.filter(pk__in=[entry.procedure_id for entry in new])
        procedures_mark(added, now=now)
        network_version_bump()
    return Application(made, len(new), len(old))


def _default_events() -> list[LifeEvent]:
    rows = json.loads(DEFAULTS.read_text(encoding="utf-8"))
    return [
        LifeEvent(
            **{key: "\n".join(value) if isinstance(value, list) else value for key, value in row.items()},
            sort_order=10 * number,
        )
        for number, row in enumerate(rows, start=1)
    ]


def _wanted(events: list[LifeEvent]) -> set[tuple[str, int]]:
    """(slug of the event, key of the procedure) of everything the rules say."""
    rules = [
        (
            event.slug,
            {fold(line) for line in event.field_names.splitlines() if line.strip()},
            [set(words(line)) for line in event.title_words.splitlines() if words(line)],
        )
        for event in events
    ]
    wanted = set()
    rows = Procedure.objects.filter(locale__language_code="vi").values_list("pk", "name", "field__name")
    for pk, name, field in rows.iterator(chunk_size=2000):
        title, field_name = set(words(name, limit=_MANY_WORDS)), fold(field or "")
        for slug, fields, groups in rules:
            if field_name in fields or any(group <= title for group in groups):
                wanted.add((slug, pk))
    return wanted
