"""Writes one complete list of units as of one day: what goes on, begins and ends.

The outcome depends only on the list and on the units of the day before, so importing it again changes
nothing, and a corrected list of the same day takes the place of the first. Departments stand in no
national list and are never closed; they follow their province when it only changes its type.
"""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import models
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from sites.enums import Level
from sites.models import AdministrativeUnit, Subsite, UnitSuccession
from sites.slugs import vietnamese_slug
from sites.spelling import fold_spelling
from sites.unit_history.continuity import Continuity, continuity_of
from sites.unit_history.problems import refusal
from sites.unit_history.reports import ImportReport
from sites.unit_history.rows import UnitRow

LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
BATCH = 500
_WRITTEN = [
    "parent", "province_code", "unit_type", "name", "full_name", "full_name_en", "slug", "valid_to",
]  # fmt: skip


def unit_list_apply(
    *,
    rows: Sequence[UnitRow],
    as_of: date,
    province_codes: Collection[str],
    respelled_codes: Collection[str],
    report: ImportReport,
) -> None:
    """Make `rows`, parents first, the units valid from `as_of`. Call inside a transaction.

    `province_codes` limits the list to these provinces; empty means the whole country.
    Raises UnitImportRefused when the list cannot be the whole list, or a correction is in use.
    """
    in_scope = listed_units(province_codes=province_codes).select_related("parent")
    before = {
        unit.code: unit
        for unit in in_scope.filter(valid_from__lt=as_of).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=as_of)
        )
    }
    begun_before = {unit.code: unit for unit in in_scope.filter(valid_from=as_of)}
    report.listed.update(row.level.value for row in rows)
    _refuse_part_of_a_list(rows, before, province_codes)
    continuity = continuity_of(
        rows=rows, before=before, begun_before=begun_before, respelled_codes=respelled_codes
    )
    units = _write_levels(continuity, as_of, report)
    _end(continuity, as_of, report)
    _withdraw(continuity, report)
    _move_departments(continuity, units, report)


def listed_units(*, province_codes: Collection[str]) -> models.QuerySet[AdministrativeUnit]:
    """Units of all times that stand in lists: not departments; of these provinces when any is named."""
    units = AdministrativeUnit.objects.exclude(level=Level.DEPARTMENT)
    return units.filter(province_code__in=province_codes) if province_codes else units


def _refuse_part_of_a_list(
    rows: Sequence[UnitRow], before: dict[str, AdministrativeUnit], province_codes: Collection[str]
) -> None:
    """A list that forgets most of the country would close it: refuse what cannot be complete."""
    had_communes = any(unit.level == Level.COMMUNE for unit in before.values())
    if had_communes and not any(row.level == Level.COMMUNE for row in rows):
        raise refusal(_("The list has no communes, so it is not complete."))
    had = sum(unit.level == Level.PROVINCE for unit in before.values())
    has = sum(row.level == Level.PROVINCE for row in rows)
    if not province_codes and has * 2 < had:
        raise refusal(
            _(
                "The list has %(has)d provinces of the %(had)d known, so it is not the national list. "
                "For a part of the country name the provinces with --province."
            )
            % {"has": has, "had": had}
        )


def _write_levels(continuity: Continuity, as_of: date, report: ImportReport) -> dict[str, AdministrativeUnit]:
    """Create and update level by level, so that parents have keys; returns the units by code."""
    units: dict[str, AdministrativeUnit] = {}
    for level in LEVELS:
        new: list[AdministrativeUnit] = []
        changed: list[AdministrativeUnit] = []
        for row, unit in continuity.continued:
            if row.level == level:
                units[row.code] = unit
                report.continued += 1
                if _go_on(unit, row, units.get(row.parent_code), report):
                    changed.append(unit)
        for row, begun in continuity.begun:
            if row.level == level:
                units[row.code] = unit = begun or AdministrativeUnit(code=row.code, valid_from=as_of)
                differs = _fill(unit, row, units.get(row.parent_code))
                if begun is None:
                    new.append(unit)
                elif differs:
                    changed.append(unit)
                    report.corrected += 1
        AdministrativeUnit.objects.bulk_create(new, batch_size=BATCH)
        units_overwrite(units=changed)
        if new:
            report.created[level.value] += len(new)
    return units


def units_overwrite(*, units: Sequence[AdministrativeUnit]) -> None:
    """Update many units at once: one upsert per batch is far cheaper than bulk_update."""
    AdministrativeUnit.objects.bulk_create(
        units, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN
    )


def _go_on(
    unit: AdministrativeUnit, row: UnitRow, parent: AdministrativeUnit | None, report: ImportReport
) -> bool:
    """Bring a continued unit up to date; its slug may be edited by hand and stays."""
    changed = False
    if (unit.name, unit.full_name) != (row.name, row.full_name):
        unit.name, unit.full_name = row.name, row.full_name
        report.respelled += 1
        changed = True
    if row.english_given and unit.full_name_en != row.full_name_en:
        unit.full_name_en = row.full_name_en
        report.english_updated += 1
        changed = True
    if unit.parent_id != (parent.pk if parent else None):
        unit.parent = parent
        report.reparented += 1
        changed = True
    if unit.valid_to is not None:
        UnitSuccession.objects.filter(predecessor=unit, effective_on=unit.valid_to).delete()
        unit.valid_to = None
        report.reopened += 1
        changed = True
    return changed


def _fill(unit: AdministrativeUnit, row: UnitRow, parent: AdministrativeUnit | None) -> bool:
    """Write the row's facts to a unit that begins; returns whether anything differs."""
    facts = {
        "level": row.level.value,
        "parent_id": parent.pk if parent else None,
        "province_code": row.province_code,
        "unit_type": row.unit_type,
        "name": row.name,
        "full_name": row.full_name,
    }
    renamed = unit.name != row.name
    if row.english_given or renamed:
        facts["full_name_en"] = row.full_name_en
    if renamed:
        facts["slug"] = vietnamese_slug(row.name) or row.code
    differs = any(getattr(unit, field) != value for field, value in facts.items())
    for field, value in facts.items():
        setattr(unit, field, value)
    return differs


def _end(continuity: Continuity, as_of: date, report: ImportReport) -> None:
    ended = [unit for unit in continuity.ended if unit.valid_to != as_of]
    keys = [unit.pk for unit in ended]
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        AdministrativeUnit.objects.filter(pk__in=batch).update(valid_to=as_of)
        report.closed_with_subsite += Subsite.objects.filter(unit_id__in=batch).count()
    report.closed.update(unit.level for unit in ended)


def _withdraw(continuity: Continuity, report: ImportReport) -> None:
    """Delete units an earlier import of the same day began and this list does not have."""
    try:
        for level in reversed(LEVELS):
            keys = [unit.pk for unit in continuity.withdrawn if unit.level == level]
            for start in range(0, len(keys), BATCH):
                AdministrativeUnit.objects.filter(pk__in=keys[start : start + BATCH]).delete()
    except ProtectedError as error:
        names = ", ".join(sorted({str(row) for row in error.protected_objects})[:5])
        raise refusal(
            _(
                "The earlier import of this day made units that are in use (%(names)s); "
                "correct them with a list of a later day."
            )
            % {"names": names}
        ) from error
    report.withdrawn += len(continuity.withdrawn)


def _move_departments(
    continuity: Continuity, units: dict[str, AdministrativeUnit], report: ImportReport
) -> None:
    """A province that changed only its type takes its departments along; a merged one does not."""
    for old in continuity.ended:
        new = units.get(old.code)
        if old.level == Level.PROVINCE and new and fold_spelling(new.name) == fold_spelling(old.name):
            report.reparented += AdministrativeUnit.objects.filter(
                level=Level.DEPARTMENT, parent=old, valid_to__isnull=True
            ).update(parent=new)
