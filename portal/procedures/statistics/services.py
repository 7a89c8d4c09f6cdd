"""Figures are taken over: whole or not at all, twice like once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from portal.core.services import units_version_bump
from portal.procedures.models import ServiceStatistics
from portal.procedures.models.statistics import COUNTS
from portal.procedures.statistics.figures import Figures, figures_checked
from portal.procedures.statistics.reading import RawRow
from portal.procedures.statistics.refusals import UnitNotAllowed
from sites.enums import Level
from sites.models import AdministrativeUnit

_ROWS_A_STATEMENT = 500


class Taken(StrEnum):
    """What became of a row."""

    CREATED = "created"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class StatisticsReport:
    """What an import did, or would do. `rows` are (figures, what became of them), in their order."""

    rows: tuple[tuple[Figures, Taken], ...]
    is_dry_run: bool

    def count(self, taken: Taken) -> int:
        return sum(result == taken for _figures, result in self.rows)

    @property
    def created(self) -> int:
        return self.count(Taken.CREATED)

    @property
    def corrected(self) -> int:
        return self.count(Taken.CORRECTED)

    @property
    def unchanged(self) -> int:
        return self.count(Taken.UNCHANGED)

    @property
    def unit_count(self) -> int:
        return len({figures.unit_id for figures, _result in self.rows})

    @property
    def last_day(self) -> date:
        return max(figures.as_of for figures, _result in self.rows)


@transaction.atomic
def statistics_import(
    *,
    rows: Sequence[RawRow],
    source: str,
    actor: Any,
    now: datetime,
    only_unit_id: int | None = None,
    dry_run: bool = False,
) -> StatisticsReport:
    """Take over rows of text. `source` names the file or the sender; `only_unit_id` binds to one unit.

    The same unit, procedure and day once more corrects the row; the latest day of a year is current.
    Raises StatisticsRefused, or UnitNotAllowed, before anything is written.
    """
    figures = figures_checked(rows=rows, today=timezone.localdate(now))
    if only_unit_id is not None:
        for row in figures:
            if row.unit_id != only_unit_id:
                raise UnitNotAllowed(row.unit_code)
    known = _known_rows(figures)
    created, corrected, results = [], [], []
    for row in figures:
        kept = known.get((row.unit_id, row.procedure_id, row.as_of))
        if kept is None:
            created.append(_statistics(row, source=source, actor=actor, now=now))
            results.append((row, Taken.CREATED))
        elif any(getattr(kept, name) != value for name, value in row.counts.items()):
            for name, value in row.counts.items():
                setattr(kept, name, value)
            kept.source, kept.recorded_at, kept.recorded_by = source[:255], now, actor
            corrected.append(kept)
            results.append((row, Taken.CORRECTED))
        else:
            results.append((row, Taken.UNCHANGED))
    if not dry_run and (created or corrected):
        ServiceStatistics.objects.bulk_create(created, batch_size=_ROWS_A_STATEMENT)
        names = [*COUNTS, "source", "recorded_at", "recorded_by"]
        ServiceStatistics.objects.bulk_update(corrected, names, batch_size=_ROWS_A_STATEMENT)
        _mark_current({row.unit_id for row in created}, {row.year for row in created})
        _announce({row.unit_id for row in [*created, *corrected]})
    return StatisticsReport(rows=tuple(results), is_dry_run=dry_run)


def _known_rows(figures: Sequence[Figures]) -> dict[tuple[int, int, date], ServiceStatistics]:
    rows = ServiceStatistics.objects.filter(
        unit__in={row.unit_id for row in figures}, as_of__in={row.as_of for row in figures}
    )
    return {(row.unit_id, row.procedure_id, row.as_of): row for row in rows}


def _statistics(row: Figures, *, source: str, actor: Any, now: datetime) -> ServiceStatistics:
    return ServiceStatistics(
        unit_id=row.unit_id,
        procedure_id=row.procedure_id,
        year=row.as_of.year,
        as_of=row.as_of,
        source=source[:255],
        recorded_at=now,
        recorded_by=actor,
        **row.counts,
    )


def _mark_current(unit_ids: Iterable[int], years: Iterable[int]) -> None:
    """The latest day of each year is current. Two statements, first off then on: only one may be."""
    later = ServiceStatistics.objects.filter(
        unit=OuterRef("unit"),
        procedure=OuterRef("procedure"),
        year=OuterRef("year"),
        as_of__gt=OuterRef("as_of"),
    )
    touched = ServiceStatistics.objects.filter(unit__in=list(unit_ids), year__in=list(years))
    touched.filter(Exists(later), is_current=True).update(is_current=False)
    touched.filter(~Exists(later), is_current=False).update(is_current=True)


def _announce(unit_ids: set[int]) -> None:
    """These units, and those above them that sum them up, show other figures now. One statement."""
    codes = AdministrativeUnit.objects.filter(pk__in=unit_ids).values("province_code")
    province = Q(level=Level.PROVINCE, code__in=codes)
    units_version_bump(
        units=AdministrativeUnit.objects.filter(Q(pk__in=unit_ids) | Q(children__in=unit_ids) | province)
    )
