"""Writes the edges of one day: which unit of the day before became which unit of the day.

Rows that name a unit which did not exist the day before are refused, with one exception. The map of July
2025 holds twelve communes that had been merged years earlier and for which it knows neither district nor
province (07732 Nham Sơn, 16411 Đông Xuân …). No resolution of 2025 names them, and for Nham Sơn the map
contradicts what became of the township it had joined. An edge would put a false fact under the number of a
resolution, so such rows are left out and reported.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sites.enums import Level, SuccessionExtent, SuccessionKind
from sites.models import AdministrativeUnit, UnitSuccession
from sites.slugs import vietnamese_slug
from sites.unit_history.problems import Problem, UnitImportRefused, day_text, refusal
from sites.unit_history.reports import ImportReport
from sites.unit_history.resolutions import known_resolution, resolutions_of_2025
from sites.unit_history.rows import ChangeRow, EdgeRow
from sites.unit_history.unit_lists import BATCH


@dataclass(frozen=True, slots=True)
class _Edge:
    predecessor: AdministrativeUnit
    successor: AdministrativeUnit
    extent: str
    resolution: str


class _Units:
    """The units of the day before and of the day, by code."""

    def __init__(self, as_of: date) -> None:
        day_before = as_of - timedelta(days=1)
        listed = AdministrativeUnit.objects.exclude(level=Level.DEPARTMENT)
        self.before = {unit.code: unit for unit in listed.valid_on(day_before)}
        self.after = {unit.code: unit for unit in listed.valid_on(as_of)}
        for units, day in ((self.before, day_before), (self.after, as_of)):
            if not units:
                reason = _("No units are known for %(day)s: import the list of that time first.")
                raise refusal(reason % {"day": day_text(day)})


def successions_apply(
    *,
    edges: Sequence[EdgeRow],
    changes: Sequence[ChangeRow],
    as_of: date,
    province_codes: Collection[str],
    resolution: str,
    report: ImportReport,
) -> None:
    """Write the edges of `as_of`. Call inside a transaction, after the list of that day.

    Raises UnitImportRefused naming every row whose unit is unknown or is called otherwise.
    """
    units = _Units(as_of)
    resolver = _Resolver(units, as_of, province_codes, resolution, report)
    found = [edge for row in edges if (edge := resolver.edge(row))]
    found += [edge for change in changes if (edge := resolver.change(change))]
    if resolver.problems:
        raise UnitImportRefused(resolver.problems)
    _write(found, as_of, report)


class _Resolver:
    """Finds the units of a row and refuses what does not fit."""

    def __init__(
        self,
        units: _Units,
        as_of: date,
        province_codes: Collection[str],
        resolution: str,
        report: ImportReport,
    ) -> None:
        self.units, self.as_of, self.report = units, as_of, report
        self.province_codes, self.resolution = province_codes, resolution
        self.table = resolutions_of_2025()
        self.problems: list[Problem] = []

    def edge(self, row: EdgeRow) -> _Edge | None:
        if not row.placed and row.old_code not in self.units.before:
            reason = _("%(code)s %(name)s did not exist any more on %(day)s; left out.")
            day = day_text(self.as_of - timedelta(days=1))
            self.report.left_out.append(
                Problem(row.file, row.line, reason % {"code": row.old_code, "name": row.old_name, "day": day})
            )
            return None
        extent = SuccessionExtent.PART if row.partial else SuccessionExtent.WHOLE
        return self._found(row, row.old_code, row.new_code, extent)

    def change(self, row: ChangeRow) -> _Edge | None:
        edge = self._found(row, row.code, row.code, SuccessionExtent.WHOLE)
        if edge and edge.predecessor == edge.successor:
            if row.real:
                reason = _("Unit %(code)s did not change on %(day)s.")
                self._refuse(row, reason % {"code": row.code, "day": day_text(self.as_of)})
                return None
            self.report.confirmed += 1
            return None
        return edge

    def _found(self, row: EdgeRow | ChangeRow, old_code: str, new_code: str, extent: str) -> _Edge | None:
        day_before = self.as_of - timedelta(days=1)
        old = self._unit(row, self.units.before, old_code, row.old_name, day_before)
        new = self._unit(row, self.units.after, new_code, row.new_name, self.as_of)
        if old is None or new is None:
            return None
        if self.province_codes and new.province_code not in self.province_codes:
            reason = _("Unit %(code)s is of province %(province)s, which was not asked for.")
            self._refuse(row, reason % {"code": new_code, "province": new.province_code})
            return None
        known = known_resolution(successor=new, as_of=self.as_of, table=self.table)
        return _Edge(old, new, extent, row.resolution or self.resolution or known)

    def _unit(
        self, row: EdgeRow | ChangeRow, units: dict[str, AdministrativeUnit], code: str, name: str, day: date
    ) -> AdministrativeUnit | None:
        unit = units.get(code)
        if unit is None:
            reason = _("There is no unit %(code)s (%(name)s) on %(day)s.")
            self._refuse(row, reason % {"code": code, "name": name, "day": day_text(day)})
        # Lists disagree on accents (Phố Bảng, Phó Bảng); different letters mean a wrong code.
        elif unit.full_name != name and vietnamese_slug(unit.full_name) != vietnamese_slug(name):
            reason = _("On %(day)s unit %(code)s is called “%(known)s”, not “%(name)s”.")
            facts = {"day": day_text(day), "code": code, "known": unit.full_name, "name": name}
            self._refuse(row, reason % facts)
        else:
            return unit
        return None

    def _refuse(self, row: EdgeRow | ChangeRow, reason: str) -> None:
        self.problems.append(Problem(row.file, row.line, reason))


def _write(found: Sequence[_Edge], as_of: date, report: ImportReport) -> None:
    """Add and correct edges; kinds follow from all edges of the day, also those of earlier files."""
    stored = {
        (edge.predecessor_id, edge.successor_id): edge
        for edge in UnitSuccession.objects.filter(effective_on=as_of).select_related(
            "predecessor", "successor"
        )
    }
    edges = {
        pair: _Edge(edge.predecessor, edge.successor, edge.extent, edge.resolution)
        for pair, edge in stored.items()
    }
    rows = {(edge.predecessor.pk, edge.successor.pk): edge for edge in found}
    edges |= rows
    targets = Counter(predecessor for predecessor, _successor in edges)
    sources = Counter(successor for _predecessor, successor in edges)
    new: list[UnitSuccession] = []
    changed: list[UnitSuccession] = []
    for pair, edge in edges.items():
        if edge.predecessor == edge.successor:
            report.confirmed += 1
            continue
        kind = _kind(edge, targets=targets[pair[0]], sources=sources[pair[1]])
        known = stored.get(pair)
        if known is None:
            new.append(
                UnitSuccession(
                    predecessor=edge.predecessor,
                    successor=edge.successor,
                    kind=kind,
                    extent=edge.extent,
                    resolution=edge.resolution,
                    effective_on=as_of,
                )
            )
            continue
        resolution = edge.resolution or known.resolution
        if (known.kind, known.extent, known.resolution) != (kind, edge.extent, resolution):
            known.kind, known.extent, known.resolution = kind, edge.extent, resolution
            changed.append(known)
        elif pair in rows:
            report.edges_unchanged += 1
    UnitSuccession.objects.bulk_create(new, batch_size=BATCH)
    UnitSuccession.objects.bulk_create(
        changed,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["kind", "extent", "resolution"],
    )
    report.edges_created += len(new)
    report.edges_updated += len(changed)


def _kind(edge: _Edge, *, targets: int, sources: int) -> str:
    if targets > 1 or edge.extent == SuccessionExtent.PART:
        return SuccessionKind.SPLIT_INTO
    if sources == 1 and edge.predecessor.code == edge.successor.code:
        return SuccessionKind.RENAMED_TO
    return SuccessionKind.MERGED_INTO
