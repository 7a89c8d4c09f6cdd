"""`manage.py import_statistics FILE`: figures of services from CSV or XLSX, whole or not at all."""

import csv
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.procedures.statistics.reading import MAX_BYTES, rows_of_file
from portal.procedures.statistics.refusals import StatisticsRefused
from portal.procedures.statistics.services import StatisticsReport, Taken, statistics_import

MAX_PRINTED = 50


class Command(BaseCommand):
    help = (
        "Import statistics of services (CSV UTF-8 or XLSX; columns unit_code, procedure_code, as_of, "
        "received_total, received_online, resolved_online, on_time_online, very_satisfied, satisfied, "
        "not_satisfied, or their Vietnamese names)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Check and report, write nothing.")
        parser.add_argument(
            "--report", type=Path, metavar="CSV", help="Write what became of every row, with the reason."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as stream:
                content = stream.read(MAX_BYTES + 1)
        except OSError as error:
            raise CommandError(
                _("The file cannot be opened: %(error)s.") % {"error": error.strerror}
            ) from error
        try:
            report = statistics_import(
                rows=rows_of_file(content=content),
                source=path.name,
                actor=None,
                now=timezone.now(),
                dry_run=options["dry_run"],
            )
        except StatisticsRefused as refused:
            problems = refused.problems
            self._write(
                options["report"], ((problem.line, _("refused"), problem.reason) for problem in problems)
            )
            for problem in problems[:MAX_PRINTED]:
                self.stderr.write(str(problem))
            if len(problems) > MAX_PRINTED:
                self.stderr.write(_("… and %(number)d more.") % {"number": len(problems) - MAX_PRINTED})
            raise CommandError(
                _("Nothing was imported. Problems: %(number)d.") % {"number": len(problems)}
            ) from refused
        self._write(options["report"], _report_rows(report))
        self.stdout.write(
            _("New: %(created)d, corrected: %(corrected)d, unchanged: %(unchanged)d.")
            % {"created": report.created, "corrected": report.corrected, "unchanged": report.unchanged}
        )
        if report.is_dry_run:
            self.stdout.write(_("Dry run: nothing was written."))

    def _write(self, path: Path | None, rows: Iterable[tuple[int, str, str]]) -> None:
        if path is None:
            return
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([_("Row"), _("Outcome"), _("Reason")])
            writer.writerows(rows)


def _report_rows(report: StatisticsReport) -> Iterable[tuple[int, str, str]]:
    words = {Taken.CREATED: _("new"), Taken.CORRECTED: _("corrected"), Taken.UNCHANGED: _("unchanged")}
    return ((figures.line, words[taken], "") for figures, taken in report.rows)
