"""`manage.py import_procedures FILE`: records or lists of procedures into the catalog."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from portal.procedures.enums import ProcedureLevel, VersionStatus
from portal.procedures.imports.arguments import day_of_argument
from portal.procedures.imports.problems import FileRefused, Problem, RemarkKind
from portal.procedures.imports.reading import FileFormat
from portal.procedures.imports.records import DecisionGiven
from portal.procedures.imports.reports import ImportReport, report_lines, report_write
from portal.procedures.imports.services import ImportOrder, procedures_import

MAX_PRINTED = 50
_FORMATS = {"auto": None, **{format.value: format for format in FileFormat}}
# Remarks a person should see one by one; the others are counted, and in the report file.
_TOLD = {RemarkKind.DRAFT, RemarkKind.RENAMED, RemarkKind.FIELD, RemarkKind.DECISION, RemarkKind.DIFFERENCE}


class Command(BaseCommand):
    help = (
        "Import administrative procedures: collected records (procedures.jsonl.gz), versions in the "
        "format of export_procedures, or a list of codes and names (Excel, CSV)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Check and report, write nothing.")
        parser.add_argument("--format", choices=sorted(_FORMATS), default="auto")
        parser.add_argument("--decision", default="", metavar="N", help="Decision of rows that name none.")
        parser.add_argument("--decided-on", metavar="D", help="Its day: 2025-07-01 or 01/07/2025.")
        parser.add_argument("--decided-by", default="", metavar="AGENCY")
        parser.add_argument("--effective-from", metavar="D", help="First day on which the rows hold.")
        parser.add_argument("--status", choices=[VersionStatus.NEW.value, VersionStatus.AMENDED.value])
        parser.add_argument(
            "--level",
            action="append",
            default=[],
            choices=ProcedureLevel.values,
            help="Level of the rows of a list that says none. May be given several times.",
        )
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help="Write what became of each row (CSV)."
        )
        parser.add_argument(
            "--accept-partial", action="store_true", help="Write the good rows although others are refused."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        starts = options["effective_from"]
        given = DecisionGiven(
            number=options["decision"].strip(),
            status=options["status"],
            decided_on=day_of_argument(options["decided_on"]),
            decided_by=options["decided_by"].strip(),
            effective_from=day_of_argument(starts),
            is_dated=starts is not None,
        )
        order = ImportOrder(
            path=options["file"],
            given=given,
            levels=tuple(options["level"]),
            file_format=_FORMATS[options["format"]],
            accept_partial=options["accept_partial"],
            dry_run=options["dry_run"],
        )
        with tqdm(file=self.stderr, disable=not self.stderr.isatty(), leave=False) as bar:

            def on_progress(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            try:
                report = procedures_import(
                    order=order, actor=None, now=timezone.localtime(), on_progress=on_progress
                )
            except FileRefused as refused:
                self._print_problems([refused.problem])
                raise CommandError(_("Nothing was imported.")) from refused
        self._print(report, options["report"])

    def _print(self, report: ImportReport, path: Path | None) -> None:
        for line in report_lines(report):
            self.stdout.write(line)
        told = [remark for remark in report.remarks if remark.kind in _TOLD]
        for remark in told[:MAX_PRINTED]:
            self.stdout.write(str(Problem(remark.row, remark.code, str(remark))))
        if len(told) > MAX_PRINTED:
            self.stdout.write(_("… and %(number)d others.") % {"number": len(told) - MAX_PRINTED})
        if path:
            try:
                report_write(report, path=path)
            except OSError as error:
                raise CommandError(
                    _("The report cannot be written: %(error)s.") % {"error": error.strerror}
                ) from error
        if report.problems:
            self._print_problems(report.problems)
            number = {"number": len(report.problems)}
            if report.is_written:
                raise CommandError(_("Rows were left out. Problems: %(number)d.") % number)
            raise CommandError(_("Nothing was imported. Problems: %(number)d.") % number)

    def _print_problems(self, problems: list[Problem]) -> None:
        for problem in problems[:MAX_PRINTED]:
            self.stderr.write(str(problem))
        if len(problems) > MAX_PRINTED:
            self.stderr.write(_("… and %(number)d more.") % {"number": len(problems) - MAX_PRINTED})
