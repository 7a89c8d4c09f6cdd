"""`manage.py import_units FILE… --as-of DATE`: lists of units and the edges between them."""

from argparse import ArgumentParser
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from sites.enums import Level
from sites.unit_history.problems import Problem, UnitImportRefused, day_text
from sites.unit_history.reports import ImportReport
from sites.unit_history.services import STEPS_AFTER_READING, units_import

MAX_PRINTED = 50


class Command(BaseCommand):
    help = (
        "Import lists of administrative units (CSV, CSV.gz, XLSX; this project's layout or the Statistics "
        "Office's) and the edges between old and new units, as of the day they take effect."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--as-of", required=True, metavar="DATE", help="Day of effect: 2025-07-01 or 01/07/2025."
        )
        parser.add_argument("--dry-run", action="store_true", help="Check and report, write nothing.")
        parser.add_argument(
            "--province",
            action="append",
            default=[],
            metavar="CODE",
            help="The list is complete for this province only. May be given several times.",
        )
        parser.add_argument(
            "--resolution", default="", metavar="TEXT", help="Resolution that ordered the edges."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        paths: list[Path] = options["files"]
        as_of = _parsed_day(options["as_of"])
        provinces = [_parsed_province(code) for code in options["province"]]
        steps = len(paths) + STEPS_AFTER_READING
        with tqdm(total=steps, file=self.stderr, disable=not self.stderr.isatty(), leave=False) as bar:

            def on_step(name: str) -> None:
                bar.set_description(name[:30])
                bar.update()

            try:
                report = units_import(
                    paths=paths,
                    as_of=as_of,
                    now=timezone.localtime(),
                    province_codes=provinces,
                    resolution=options["resolution"].strip(),
                    dry_run=options["dry_run"],
                    on_step=on_step,
                )
            except UnitImportRefused as refused:
                bar.close()
                self._print_problems(refused.problems)
                raise CommandError(
                    _("Nothing was imported. Problems: %(number)d.") % {"number": len(refused.problems)}
                ) from refused
        self._print_report(report)

    def _print_problems(self, problems: list[Problem]) -> None:
        for problem in problems[:MAX_PRINTED]:
            self.stderr.write(str(problem))
        if len(problems) > MAX_PRINTED:
            self.stderr.write(_("… and %(number)d more.") % {"number": len(problems) - MAX_PRINTED})

    def _print_report(self, report: ImportReport) -> None:
        for line in _report_lines(report):
            self.stdout.write(line)
        for problem in report.left_out[:MAX_PRINTED]:
            self.stdout.write(str(problem))
        if report.dry_run:
            self.stdout.write(_("Dry run: nothing was written."))
        elif not report.changed:
            self.stdout.write(_("Nothing changed."))


def _report_lines(report: ImportReport) -> list[str]:
    """The summary; counts that are zero and do not matter are left out."""
    lines = [_("As of %(day)s") % {"day": day_text(report.as_of)}]
    lines += [_("%(file)s was already imported.") % {"file": file} for file in report.already_imported]
    if report.listed:
        lines += [
            _("listed: %(counts)s") % {"counts": _by_level(report.listed)},
            _("created: %(counts)s") % {"counts": _by_level(report.created)},
            _("closed: %(counts)s") % {"counts": _by_level(report.closed)},
            _("continued: %(number)d") % {"number": report.continued},
        ]
    numbers = [
        (_("respelled: %(number)d"), report.respelled),
        (_("English names updated: %(number)d"), report.english_updated),
        (_("given a new parent: %(number)d"), report.reparented),
        (_("corrected, same day: %(number)d"), report.corrected),
        (_("reopened, same day: %(number)d"), report.reopened),
        (_("withdrawn, same day: %(number)d"), report.withdrawn),
        (_("edges created: %(number)d"), report.edges_created),
        (_("edges updated: %(number)d"), report.edges_updated),
        (_("edges unchanged: %(number)d"), report.edges_unchanged),
        (_("units confirmed as unchanged: %(number)d"), report.confirmed),
        (_("names normalised to NFC: %(number)d"), report.names_normalised),
        (_("codes given back their zeros: %(number)d"), report.codes_padded),
        (_("closed units with a sub-site: %(number)d"), report.closed_with_subsite),
        (_("rows left out: %(number)d"), len(report.left_out)),
    ]
    lines += [text % {"number": number} for text, number in numbers if number]
    if report.without_successor:
        counts = _by_level(report.without_successor)
        lines.append(_("ended without a known successor: %(counts)s") % {"counts": counts})
    return lines


def _by_level(counts: Counter[str]) -> str:
    parts = [f"{Level(level).label} {counts[level]}" for level in Level.values if counts[level]]
    return ", ".join(parts) or "0"


def _parsed_day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise CommandError(_("“%(day)s” is not a date. Write it as 2025-07-01 or 01/07/2025.") % {"day": text})


def _parsed_province(code: str) -> str:
    if code.isascii() and code.isdigit() and len(code) <= 2:
        return code.zfill(2)
    raise CommandError(_("“%(code)s” is not the code of a province (two digits).") % {"code": code})
