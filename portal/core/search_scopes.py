"""Places of the network as words of the index.

`u7`: unit 7 and whatever stands above it carry it, so "this commune", "the district and below" and "the
whole province" are each one word. `only:7`: unit 7 and nothing below it: its own pages, and shared records
that it shows and not all of its level do. `level:COMMUNE`: shared records that every unit of a level shows.
"""

from collections.abc import Iterable

from sites.models import AdministrativeUnit


def unit_scope(unit_id: int) -> str:
    return f"u{unit_id}"


def level_scope(level: str) -> str:
    return f"level:{level}"


def only_scope(unit_id: int) -> str:
    """What this unit itself shows: its pages, and shared records that others of its level do not."""
    return f"only:{unit_id}"


def scopes_of_units(unit_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Each unit's own words and those of the units above it. One query."""
    units = AdministrativeUnit.objects.filter(pk__in=list(unit_ids)).select_related("parent")
    return {
        unit.pk: (only_scope(unit.pk), unit_scope(unit.pk), *(unit_scope(pk) for pk in ids_above(unit)))
        for unit in units
    }


def ids_above(unit: AdministrativeUnit) -> list[int]:
    """Keys of the units a unit stands below, the nearest first. No query with `parent` at hand."""
    above = [unit.parent_id, unit.parent.parent_id if unit.parent else None]
    return [pk for pk in above if pk is not None]


def scopes_asked(unit: AdministrativeUnit, *, is_alone: bool = False) -> tuple[str, ...]:
    """What a search of this unit looks at: what it shows itself, and unless `is_alone` all below it."""
    own = (only_scope(unit.pk), level_scope(unit.level))
    return own if is_alone else (unit_scope(unit.pk), *own)
