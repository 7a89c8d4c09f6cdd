"""What an import did to every row, for the screen and as a CSV file for a spreadsheet."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from portal.procedures.imports.problems import Outcome, Problem, Remark, RemarkKind
from portal.procedures.imports.reading import FileFormat

# A spreadsheet runs what begins like this (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row."""

    row: int
    code: str
    outcome: Outcome


@dataclass
class ImportReport:
    """Every row of the file, in its order, with reasons and remarks.

    `is_written`: whether the rows taken are in the catalog now; not after a dry run or a refusal.
    """

    file_format: FileFormat
    rows: list[RowOutcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    other_columns: list[str] = field(default_factory=list)
    is_dry_run: bool = False
    is_written: bool = False
    life_event_entries: int = 0

    @property
    def outcomes(self) -> Counter[Outcome]:
        return Counter(row.outcome for row in self.rows)

    @property
    def remark_counts(self) -> Counter[RemarkKind]:
        return Counter(remark.kind for remark in self.remarks)


def report_lines(report: ImportReport) -> list[str]:
    """The summary, in the active language."""
    outcomes = report.outcomes
    lines = [_("Rows: %(number)d") % {"number": len(report.rows)}]
    lines += [f"- {outcome.label}: {outcomes[outcome]}" for outcome in Outcome if outcomes[outcome]]
    if report.other_columns:
        lines.append(_("Columns not used: %(names)s") % {"names": ", ".join(report.other_columns)})
    if report.remarks:
        lines.append(_("Remarks: %(number)d") % {"number": len(report.remarks)})
        lines += [f"- {kind.label}: {number}" for kind, number in report.remark_counts.most_common()]
    if report.life_event_entries:
        number = {"number": report.life_event_entries}
        lines.append(_("Places under life events added or taken away: %(number)d") % number)
    if report.is_dry_run:
        lines.append(_("Dry run: nothing was written."))
    elif not report.is_written and not report.problems:
        lines.append(_("Nothing changed."))
    return lines


def report_write(report: ImportReport, *, path: Path) -> None:
    """A CSV (UTF-8 with a mark, so that Excel knows) of outcomes, reasons and remarks.

    One line for each row of the file and one for each reason or remark on it.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_("Row"), _("Code"), _("Outcome"), _("Kind"), _("Detail")])
        for row in report.rows:
            writer.writerow([row.row, _safe(row.code), row.outcome.label, "", ""])
        for problem in report.problems:
            writer.writerow(
                [problem.row, _safe(problem.code), Outcome.REFUSED.label, _("reason"), _safe(problem.reason)]
            )
        for remark in report.remarks:
            writer.writerow([remark.row, _safe(remark.code), "", remark.kind.label, _safe(remark.detail)])


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
