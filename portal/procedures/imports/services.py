"""The import of the catalog: the whole file is read and checked, then written batch by batch."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from portal.procedures.content import SCHEMA_NAME, Content
from portal.procedures.imports.bulk import batch_write
from portal.procedures.imports.crawl import incoming_of_crawl
from portal.procedures.imports.lists import ListRow, list_read
from portal.procedures.imports.planning import (
    CODES_A_QUERY,
    Planned,
    batches_of,
    incomings_plan,
    newest_decisions,
)
from portal.procedures.imports.problems import Outcome, Problem, Remark, RemarkKind
from portal.procedures.imports.reading import FileFormat, format_of_file, lines_read, object_of_line
from portal.procedures.imports.records import DecisionGiven, Incoming, version_of_line
from portal.procedures.imports.reports import ImportReport, RowOutcome
from portal.procedures.imports.validation import content_check, file_check, replacements_check, rules_check
from portal.procedures.life_events.services import life_events_apply
from portal.procedures.models import Procedure

BATCH_SIZE = 250


@dataclass(frozen=True)
class ImportOrder:
    """What to import and how.

    `given`: the decision of records that bring none. `levels`: of list rows whose list says none.
    `file_format` None: told by the file. `accept_partial`: write the good rows although some are refused.
    """

    path: Path
    given: DecisionGiven = field(default_factory=DecisionGiven)
    levels: tuple[str, ...] = ()
    file_format: FileFormat | None = None
    accept_partial: bool = False
    dry_run: bool = False


def procedures_import(
    *,
    order: ImportOrder,
    actor: Any,
    now: datetime,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    batch_size: int = BATCH_SIZE,
) -> ImportReport:
    """Import a file. Raises FileRefused when it cannot be read as a whole.

    When any row is refused, nothing is written unless `accept_partial`. Each batch is one transaction:
    an import that was cut off is run again and goes on, for what is written is “unchanged”.
    `on_progress` is called with (records written, records to write) after each batch. `now` is aware;
    its local day is the day of the import.
    """
    report = ImportReport(order.file_format or format_of_file(order.path), is_dry_run=order.dry_run)
    incomings = _read(order, report)
    _check(incomings, report)
    good = [incoming for incoming in incomings if not incoming.problems]
    planned = incomings_plan(good, day=now.date())
    planned = _without_bad_replacements(planned)
    for incoming in incomings:
        report.problems += incoming.problems
        report.remarks += incoming.remarks
    _account(report, incomings, planned)
    if order.dry_run or (report.problems and not order.accept_partial):
        return report
    to_write = [entry for entry in planned if entry.outcome != Outcome.UNCHANGED]
    done = 0
    for batch in batches_of(to_write, size=batch_size):
        report.remarks += batch_write(planned=batch, actor=actor, now=now)
        report.is_written = True
        done += len(batch)
        on_progress(done, len(to_write))
    if report.is_written:
        report.life_event_entries = life_events_apply(now=now).changes
    return report


def _read(order: ImportOrder, report: ImportReport) -> list[Incoming]:
    if report.file_format is FileFormat.LIST:
        return _read_list(order, report)
    incomings = []
    for row, text in lines_read(order.path):
        if not text.strip():
            continue
        composed = unicodedata.normalize("NFC", text)
        try:
            record = object_of_line(composed)
        except ValueError as error:
            report.problems.append(Problem(row, "", str(error)))
            continue
        if report.file_format is FileFormat.SCHEMA:
            incoming = version_of_line(record, row=row, given=order.given)
            if composed != text:
                incoming.remarks.append(Remark(row, incoming.code, RemarkKind.COMPOSED, ""))
            incomings.append(incoming)
        else:
            incomings.append(incoming_of_crawl(record, row=row, given=order.given))
    return incomings


def _read_list(order: ImportOrder, report: ImportReport) -> list[Incoming]:
    """Rows of unknown codes as records that say no more than the list; known ones are only compared."""
    listed = list_read(order.path)
    report.problems += listed.problems
    report.other_columns = listed.other_columns
    known = _known_names([row.code for row in listed.rows])
    incomings = []
    for row in listed.rows:
        if row.code in known:
            _compare(row, *known[row.code], report)
            continue
        levels = row.levels or order.levels
        incoming = Incoming(row.row, row.code, _stub(row, levels), order.given)
        if not levels:
            incoming.refuse(_("The list does not say the level. Give it with --level."))
        incomings.append(incoming)
    return incomings


def _compare(row: ListRow, name: str, field_name: str, report: ImportReport) -> None:
    report.rows.append(RowOutcome(row.row, row.code, Outcome.UNCHANGED))
    if row.name != name:
        report.remarks.append(Remark(row.row, row.code, RemarkKind.RENAMED, f"{name} → {row.name}"))
    if row.field and row.field != field_name:
        report.remarks.append(Remark(row.row, row.code, RemarkKind.FIELD, f"{field_name} → {row.field}"))


def _stub(row: ListRow, levels: Sequence[str]) -> Content:
    service = dict.fromkeys(
        ("mode", "partial_reason", "partial_basis", "code", "url", "historic_level", "postal")
    )
    nothing = dict.fromkeys(
        (
            "kind",
            "authority",
            "receiving_address",
            "delegated_agency",
            "coordinating_agency",
            "description",
            "requirements",
            "source_url",
            "dossier_sets",
        )
    )
    rows = ("audiences", "related", "keywords", "steps", "methods", "dossier", "results", "legal_bases")
    return {
        "schema": SCHEMA_NAME,
        "code": row.code,
        "name": row.name,
        "ministry": row.ministry,
        "field": row.field,
        "levels": sorted(levels),
        "agency": row.agency,
        **nothing,
        **{key: [] for key in rows},
        "service": service,
    }


def _known_names(codes: Sequence[str]) -> dict[str, tuple[str, str]]:
    known: dict[str, tuple[str, str]] = {}
    for start in range(0, len(codes), CODES_A_QUERY):
        found = Procedure.objects.filter(
            code__in=codes[start : start + CODES_A_QUERY], locale__language_code="vi"
        )
        for code, name, field_name in found.values_list("code", "name", "field__name"):
            known[code] = (name, field_name or "")
    return known


def _check(incomings: list[Incoming], report: ImportReport) -> None:
    is_versions = report.file_format is FileFormat.SCHEMA
    for incoming in incomings:
        if incoming.problems:
            continue
        # Lines of our own format have passed the schema already, with their decision.
        if is_versions:
            rules_check(incoming)
        else:
            content_check(incoming)
    file_check(incomings, is_versions=is_versions)


def _without_bad_replacements(planned: list[Planned]) -> list[Planned]:
    """`planned` without what is replaced by nobody known or in a circle, until nothing more falls out."""
    if not any(entry.decision.replaced_by for entry in planned):
        return planned
    known = dict(
        Procedure.objects.filter(locale__language_code="vi").values_list("code", "replaced_by__code")
    )
    while True:
        newest = newest_decisions(planned)
        replacements_check([entry.incoming for entry in planned], known=known, newest=newest)
        kept = [entry for entry in planned if not entry.incoming.problems]
        if len(kept) == len(planned):
            return planned
        planned = kept


def _account(report: ImportReport, incomings: Sequence[Incoming], planned: Sequence[Planned]) -> None:
    outcomes = {id(entry.incoming): entry.outcome for entry in planned}
    for incoming in incomings:
        outcome = Outcome.REFUSED if incoming.problems else outcomes[id(incoming)]
        report.rows.append(RowOutcome(incoming.row, incoming.code, outcome))
    told = {row.row for row in report.rows}
    for problem in report.problems:
        if problem.row not in told:
            told.add(problem.row)
            report.rows.append(RowOutcome(problem.row, problem.code, Outcome.REFUSED))
    report.rows.sort(key=lambda row: row.row)
    report.problems.sort(key=lambda problem: problem.row)
