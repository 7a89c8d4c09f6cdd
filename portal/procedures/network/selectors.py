"""What the province's screens read: a constant number of queries, whatever the number of units."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Min, QuerySet

from portal.procedures.adoption.selectors import performed_by_units, required_facts
from portal.procedures.enums import TaskState
from portal.procedures.models import LocalFacts, Override, OverrideTask, ProposedChange
from portal.procedures.selectors import policies_on_day
from sites.models import AdministrativeUnit


@dataclass(frozen=True)
class UnitRow:
    """One unit with a sub-site. `missing` counts procedures that lack a fact each unit must state."""

    unit: AdministrativeUnit
    tasks: int
    oldest: datetime | None
    own_parts: int
    performed: int
    missing: int


@dataclass(frozen=True)
class NetworkNumbers:
    units: int
    units_behind: int
    tasks: int
    units_missing: int
    own_parts: int
    reviews_due: int
    proposals: int


def network_rows(*, day: date) -> list[UnitRow]:
    """Every unit with a sub-site. Nine queries."""
    performed = performed_by_units(day=day)
    missing = _missing_by_unit(performed, day)
    tasks = {
        row["override__unit"]: row
        for row in OverrideTask.objects.filter(state=TaskState.OPEN)
        .values("override__unit")
        .annotate(count=Count("pk"), oldest=Min("opened_at"))
    }
    own = dict(Override.objects.values_list("unit").annotate(count=Count("pk")).order_by())
    units = AdministrativeUnit.objects.filter(pk__in=performed).order_by("level", "code")
    return [
        UnitRow(
            unit=unit,
            tasks=tasks[unit.pk]["count"] if unit.pk in tasks else 0,
            oldest=tasks[unit.pk]["oldest"] if unit.pk in tasks else None,
            own_parts=own.get(unit.pk, 0),
            performed=len(performed[unit.pk]),
            missing=missing[unit.pk],
        )
        for unit in units
    ]


def network_numbers(*, rows: list[UnitRow], day: date) -> NetworkNumbers:
    """The figures above the lists, from `network_rows` and two queries."""
    return NetworkNumbers(
        units=len(rows),
        units_behind=sum(bool(row.tasks) for row in rows),
        tasks=sum(row.tasks for row in rows),
        units_missing=sum(bool(row.missing) for row in rows),
        own_parts=sum(row.own_parts for row in rows),
        reviews_due=own_parts(due_on=day).count(),
        proposals=ProposedChange.objects.filter(answered_at=None).count(),
    )


def procedures_behind() -> QuerySet[OverrideTask, Any]:
    """Procedures with open tasks: in how many units, and since when. One query."""
    return (
        OverrideTask.objects.filter(state=TaskState.OPEN)
        .values(code=F("override__procedure__code"), name=F("override__procedure__name"))
        .annotate(
            procedure=F("override__procedure"),
            units=Count("override__unit", distinct=True),
            oldest=Min("opened_at"),
        )
        .order_by("-units", "code")
    )


def own_parts(*, due_on: date | None = None) -> QuerySet[Override]:
    """Who states what of his own; with `due_on` only what is to be looked at again by that day."""
    found = Override.objects.select_related("unit", "procedure").defer("value")
    if due_on is not None:
        found = found.filter(review_on__lte=due_on)
    return found.order_by("review_on", "unit__code", "pk")


def proposals(*, is_answered: bool) -> QuerySet[ProposedChange]:
    """What units proposed, the longest waiting first, or the answered ones, the latest first."""
    found = ProposedChange.objects.filter(answered_at__isnull=not is_answered)
    return found.select_related("unit", "procedure", "author").order_by(
        "-answered_at" if is_answered else "sent_at"
    )


def _missing_by_unit(performed: dict[int, set[int]], day: date) -> dict[int, int]:
    required = required_facts(policies_on_day(day=day))
    stated: dict[int, dict[int | None, set[str]]] = {}
    for row in LocalFacts.objects.all():
        keys = {key for key in required if getattr(row, key)}
        stated.setdefault(row.unit_id, {})[row.procedure_id] = keys
    counted = {}
    for unit_id, procedures in performed.items():
        of_unit = stated.get(unit_id, {})
        lacking = set(required) - of_unit.get(None, set())
        complete = {pk for pk, keys in of_unit.items() if lacking <= keys}
        counted[unit_id] = len(procedures - complete) if lacking else 0
    return counted
