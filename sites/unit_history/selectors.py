"""Who existed when, and what became of whom."""

from datetime import date

from django.db import connection
from django.db.models.expressions import RawSQL

from sites.enums import Level
from sites.models import AdministrativeUnit, UnitSuccession
from sites.models.units import AdministrativeUnitQuerySet


def units_valid_on(
    *, day: date, level: str | None = None, province_code: str | None = None
) -> AdministrativeUnitQuerySet:
    """Units that exist on `day`, departments among them, by code. Chainable."""
    units = AdministrativeUnit.objects.valid_on(day)
    if level is not None:
        units = units.of_level(level)
    if province_code is not None:
        units = units.filter(province_code=province_code)
    return units


def unit_valid_on(*, code: str, day: date) -> AdministrativeUnit | None:
    """The unit that carries `code` on `day`, or None."""
    return AdministrativeUnit.objects.valid_on(day).filter(code=code).select_related("parent").first()


def successors_of_unit(*, code: str, on: date) -> AdministrativeUnitQuerySet:
    """The units that directly followed the unit which carried `code` on `on`; one query.

    Empty when it still goes on as itself, or when nobody is known to have followed it.
    """
    units = AdministrativeUnit.objects.valid_on(on).filter(code=code)
    return AdministrativeUnit.objects.filter(precessions__predecessor__in=units).distinct()


def present_units_of(*, code: str, on: date, today: date | None = None) -> AdministrativeUnitQuerySet:
    """What the unit that carried `code` on `on` is today: the units that hold its territory; one query.

    Edges are followed as far as they lead. A unit that still exists is among the answer. A district
    without edges of its own is answered by what became of its communes. Without `today` the newest
    units known are meant, also those that begin on a day to come.
    """
    reached = RawSQL(  # noqa: S611 - table names are the models' own, values are parameters
        _reached_sql(), [code, on, on, Level.DISTRICT.value, on, on]
    )
    units = AdministrativeUnit.objects.filter(pk__in=reached)
    return units.filter(valid_to__isnull=True) if today is None else units.valid_on(today)


def _reached_sql() -> str:
    """Keys of all units reached from one (code, day); `UNION` drops repeats, so a circle ends.

    Understood by SQLite and PostgreSQL. Parameters: code, day, day, DISTRICT, day, day.
    """
    quoted = connection.ops.quote_name
    units = quoted(AdministrativeUnit._meta.db_table)
    edges = quoted(UnitSuccession._meta.db_table)
    return f"""
        WITH RECURSIVE origin (id, level) AS (
            SELECT id, level FROM {units}
            WHERE code = %s AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s)
        ), reached (id) AS (
            SELECT id FROM origin
            UNION
            SELECT commune.id FROM {units} commune
            JOIN origin ON commune.parent_id = origin.id AND origin.level = %s
            WHERE commune.valid_from <= %s AND (commune.valid_to IS NULL OR commune.valid_to > %s)
            UNION
            SELECT edge.successor_id FROM {edges} edge JOIN reached ON edge.predecessor_id = reached.id
        )
        SELECT id FROM reached
    """  # noqa: S608
