"""Imports files of units and edges as of one day: all of it, or nothing.

Days come in order: a list older than the newest imported one is refused, because a later list already
built on it. Edges alone may be added for an earlier day; they change no unit.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from sites.models import UnitList
from sites.signals import units_imported
from sites.unit_history.checks_across_rows import check_edges, units_in_order
from sites.unit_history.layouts import FileKind
from sites.unit_history.problems import UnitImportRefused, day_text, refusal
from sites.unit_history.reading import Sheet, sheet_read
from sites.unit_history.reports import ImportReport
from sites.unit_history.rows import MAX_RESOLUTION, Facts, UnitRow, facts_of_sheet
from sites.unit_history.successions import successions_apply
from sites.unit_history.unit_lists import listed_units, unit_list_apply

UNIT_KINDS = {FileKind.UNITS, FileKind.STATISTICS_OFFICE_UNITS, FileKind.STATISTICS_OFFICE_PROVINCES}
# A mistyped year would bar every list before it.
LATEST_AHEAD = timedelta(days=366)
STEPS_AFTER_READING = 3

Progress = Callable[[str], None]


def units_import(
    *,
    paths: Sequence[Path],
    as_of: date,
    now: datetime,
    province_codes: Collection[str] = (),
    resolution: str = "",
    dry_run: bool = False,
    on_step: Progress | None = None,
) -> ImportReport:
    """Import `paths` (lists of units, edges, changes, in any order) that take effect on `as_of`.

    Lists of one call are one list. `province_codes` says they are complete for these provinces only;
    empty means the whole country. `resolution` is written to edges whose row names none. With `dry_run`
    everything is tried and rolled back. `on_step` hears the name of each of the
    `len(paths) + STEPS_AFTER_READING` steps. Raises UnitImportRefused with every reason; then nothing
    is written.
    """
    step = on_step or (lambda name: None)
    report = ImportReport(as_of=as_of, dry_run=dry_run)
    _refuse_day(as_of, now)
    if len(resolution) > MAX_RESOLUTION:
        raise refusal(_("The resolution is longer than %(limit)d characters.") % {"limit": MAX_RESOLUTION})
    sheets, facts = _read(paths, step)
    step(_("checking"))
    rows = units_in_order(facts=facts, province_codes=province_codes)
    check_edges(facts=facts)
    if facts.problems:
        raise UnitImportRefused(sorted(facts.problems, key=lambda problem: (problem.file, problem.line)))
    report.names_normalised, report.codes_padded = facts.names_normalised, facts.codes_padded
    with transaction.atomic():
        step(_("units"))
        if rows:
            _apply_list(sheets, rows, facts, as_of, now, province_codes, report)
        step(_("edges"))
        if facts.edges or facts.changes:
            successions_apply(
                edges=facts.edges,
                changes=facts.changes,
                as_of=as_of,
                province_codes=province_codes,
                resolution=resolution,
                report=report,
            )
        _count_without_successor(province_codes, report)
        units_imported.send(sender=UnitList, province_codes=tuple(province_codes))
        transaction.set_rollback(dry_run)
    return report


def _refuse_day(as_of: date, now: datetime) -> None:
    if as_of > now.date() + LATEST_AHEAD:
        raise refusal(_("%(day)s is more than a year ahead: is the year right?") % {"day": day_text(as_of)})


def _read(paths: Sequence[Path], step: Progress) -> tuple[list[Sheet], Facts]:
    """All files, with the problems of all of them together."""
    facts = Facts()
    sheets: list[Sheet] = []
    for path in paths:
        step(path.name)
        try:
            sheet = sheet_read(path=path)
        except UnitImportRefused as refused:
            facts.problems.extend(refused.problems)
            continue
        facts_of_sheet(sheet=sheet, facts=facts)
        sheets.append(sheet)
    return sheets, facts


def _apply_list(
    sheets: Sequence[Sheet],
    rows: Sequence[UnitRow],
    facts: Facts,
    as_of: date,
    now: datetime,
    province_codes: Collection[str],
    report: ImportReport,
) -> None:
    scope = ",".join(sorted(province_codes))
    lists = [sheet for sheet in sheets if sheet.header.kind in UNIT_KINDS]
    newest = _newest_day(province_codes)
    if newest and newest > as_of:
        known = set(
            UnitList.objects.filter(as_of=as_of, province_codes=scope).values_list("sha256", flat=True)
        )
        if all(sheet.sha256 in known for sheet in lists):
            report.already_imported.extend(sheet.file for sheet in lists)
            return
        days = {
            "day": day_text(as_of),
            "newest": day_text(newest),
        }
        raise refusal(
            _(
                "The list of %(day)s comes too late: units of %(newest)s are already imported. "
                "Import lists in the order of their days."
            )
            % days
        )
    unit_list_apply(
        rows=rows,
        as_of=as_of,
        province_codes=province_codes,
        respelled_codes={change.code for change in facts.changes if not change.real},
        report=report,
    )
    for sheet in lists:
        UnitList.objects.get_or_create(
            as_of=as_of,
            province_codes=scope,
            sha256=sheet.sha256,
            defaults={"file_name": sheet.file[-255:], "unit_count": len(sheet.rows), "imported_at": now},
        )


def _newest_day(province_codes: Collection[str]) -> date | None:
    """The newest day any list or unit of these provinces speaks of."""
    wanted = set(province_codes)
    days = [
        day
        for day, codes in UnitList.objects.values_list("as_of", "province_codes")
        if not wanted or not codes or wanted & set(codes.split(","))
    ]
    newest_unit = listed_units(province_codes=province_codes).aggregate(day=Max("valid_from"))["day"]
    return max([*days, newest_unit] if newest_unit else days, default=None)


def _count_without_successor(province_codes: Collection[str], report: ImportReport) -> None:
    ended = listed_units(province_codes=province_codes).filter(
        valid_to=report.as_of, successions__isnull=True
    )
    counts = ended.order_by().values_list("level").annotate(number=Count("pk"))
    report.without_successor.update(dict(counts))
