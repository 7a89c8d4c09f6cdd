"""The published figures of a unit: its own, and of a province or district those of its units too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Max, Min, Q, Sum

from portal.procedures.models.statistics import COUNTS, ServiceStatistics
from portal.procedures.models.versions import ProcedureVersion
from portal.procedures.selectors import performed_by
from search.analysis import fold
from sites.enums import Level
from sites.models import AdministrativeUnit

# The law says "from 1 January to now"; a month is the threshold of this portal.
FRESH_DAYS = 31


@dataclass(frozen=True)
class Totals:
    """Sums of counts. Grades are None where no unit asked anybody."""

    received_total: int
    received_online: int
    resolved_online: int
    on_time_online: int
    very_satisfied: int | None
    satisfied: int | None
    not_satisfied: int | None

    @property
    def online_share(self) -> int | None:
        """Percent of what was received that came online; None of nothing."""
        return percent(self.received_online, self.received_total)

    @property
    def resolved_share(self) -> int | None:
        return percent(self.resolved_online, self.received_online)

    @property
    def on_time_share(self) -> int | None:
        return percent(self.on_time_online, self.resolved_online)

    @property
    def rated(self) -> int | None:
        """How many people were asked and answered."""
        if self.very_satisfied is None:
            return None
        return self.very_satisfied + (self.satisfied or 0) + (self.not_satisfied or 0)

    @property
    def satisfied_share(self) -> int | None:
        """Percent of the answers that are satisfied or very satisfied."""
        if self.rated is None:
            return None
        return percent((self.very_satisfied or 0) + (self.satisfied or 0), self.rated)

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(**{name: _sum(getattr(self, name), getattr(other, name)) for name in COUNTS})  # type: ignore[arg-type]


NOTHING = Totals(0, 0, 0, 0, None, None, None)


@dataclass(frozen=True)
class ServiceRow:
    """One service. `is_here`: the unit carries it out today, so its page stands on this sub-site."""

    code: str
    name: str
    field: str
    is_here: bool
    totals: Totals


@dataclass(frozen=True)
class FieldRow:
    name: str
    totals: Totals


@dataclass(frozen=True)
class UnitStatistics:
    """All figures of a unit in one year. `first_as_of` differs from `as_of` where units report apart."""

    year: int
    years: tuple[int, ...]
    first_as_of: date
    as_of: date
    unit_count: int
    totals: Totals
    by_field: tuple[FieldRow, ...]
    services: tuple[ServiceRow, ...]

    def is_old_on(self, day: date) -> bool:
        """Whether figures of a running year are older than a month."""
        return self.as_of + timedelta(days=FRESH_DAYS) < day and self.year >= day.year - (day.month == 1)


@dataclass(frozen=True)
class ServiceFigures:
    """One procedure at a unit, from 1 January to `as_of`."""

    as_of: date
    totals: Totals


def percent(part: int, whole: int) -> int | None:
    """A whole percent that never rounds up to "all" nor down to "none"."""
    if not whole:
        return None
    share = round(100 * part / whole)
    if share == 100 and part < whole:
        return 99
    return 1 if share == 0 and part else share


def unit_statistics(*, unit: AdministrativeUnit, day: date, year: int | None = None) -> UnitStatistics | None:
    """Figures of `year`, by default the latest there are; None when there are none.

    Four queries, whatever the number of units, procedures and years.
    """
    rows = _current_rows(unit)
    years = tuple(rows.order_by("-year").values_list("year", flat=True).distinct())
    if not years or (year is not None and year not in years):
        return None
    chosen = year or years[0]
    of_year = rows.filter(year=chosen)
    sums = list(
        of_year.order_by()
        .values("procedure_id", "procedure__code")
        .annotate(
            first_as_of=Min("as_of"), last_as_of=Max("as_of"), **{f"sum_{name}": Sum(name) for name in COUNTS}
        )
    )
    names = _names(unit, day, of_year.values("procedure"))
    services = []
    for row in sums:
        name, field, is_here = names.get(row["procedure_id"], ("", "", False))
        services.append(ServiceRow(row["procedure__code"], name, field, is_here, _totals(row)))
    return UnitStatistics(
        year=chosen,
        years=years,
        first_as_of=min(row["first_as_of"] for row in sums),
        as_of=max(row["last_as_of"] for row in sums),
        unit_count=of_year.order_by().values("unit").distinct().count() if has_units(unit) else 1,
        totals=_added([service.totals for service in services]),
        by_field=_by_field(services),
        services=tuple(services),
    )


def procedure_statistics(*, unit: AdministrativeUnit, procedure_id: int) -> ServiceFigures | None:
    """The latest figures of one procedure at a unit, those of its units added. One query."""
    row = (
        _current_rows(unit)
        .filter(procedure=procedure_id)
        .values("year")
        .annotate(last_as_of=Max("as_of"), **{f"sum_{name}": Sum(name) for name in COUNTS})
        .order_by("-year")
        .first()
    )
    return ServiceFigures(row["last_as_of"], _totals(row)) if row else None


def has_units(unit: AdministrativeUnit) -> bool:
    """Whether a unit's figures are those of its units too."""
    return unit.level in (Level.PROVINCE, Level.DISTRICT)


SORT_KEYS: dict[str, Callable[[ServiceRow], Any]] = {
    "ten": lambda row: fold(row.name),
    "tong": lambda row: -row.totals.received_total,
    "truc-tuyen": lambda row: -(row.totals.online_share if row.totals.online_share is not None else -1),
    "dung-han": lambda row: row.totals.on_time_share if row.totals.on_time_share is not None else 101,
    "hai-long": lambda row: row.totals.satisfied_share if row.totals.satisfied_share is not None else 101,
}


def _current_rows(unit: AdministrativeUnit) -> Any:
    rows = ServiceStatistics.objects.filter(is_current=True)
    match unit.level:
        case Level.PROVINCE:
            return rows.filter(unit__province_code=unit.province_code)
        case Level.DISTRICT:
            return rows.filter(Q(unit=unit) | Q(unit__parent=unit))
    return rows.filter(unit=unit)


def _names(unit: AdministrativeUnit, day: date, procedures: Any) -> dict[int, tuple[str, str, bool]]:
    """Name and field as published, never those of a draft; and whether the unit carries it out."""
    versions = (
        ProcedureVersion.objects.on_day(day)
        .filter(procedure__in=procedures)
        .select_related("field")
        .only("procedure_id", "name", "field")
        .annotate(is_here=ExpressionWrapper(performed_by(unit=unit), output_field=BooleanField()))
    )
    return {
        version.procedure_id: (
            version.name,
            version.field.local_name if version.field else "",
            bool(version.is_here),
        )
        for version in versions
    }


def _by_field(services: Sequence[ServiceRow]) -> tuple[FieldRow, ...]:
    groups: dict[str, list[Totals]] = {}
    for service in services:
        groups.setdefault(service.field, []).append(service.totals)
    rows = [FieldRow(name, _added(totals)) for name, totals in groups.items()]
    return tuple(sorted(rows, key=lambda row: (-row.totals.received_total, fold(row.name))))


def _totals(row: dict[str, Any]) -> Totals:
    return Totals(**{name: row[f"sum_{name}"] for name in COUNTS})


def _added(totals: Sequence[Totals]) -> Totals:
    return sum(totals, start=NOTHING)


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other


def imports_made(*, limit: int = 20) -> list[dict[str, Any]]:
    """The latest imports whose rows still stand: when, from where, how much. One query."""
    rows = (
        ServiceStatistics.objects.values("recorded_at", "source")
        .annotate(row_count=Count("pk"), unit_count=Count("unit", distinct=True), last_day=Max("as_of"))
        .order_by("-recorded_at")
    )
    return [dict(row) for row in rows[:limit]]
