"""`manage.py adopt_procedures LIST`: let the units of a level, or one unit, carry out exactly a list."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.procedures.imports.adoption import AdoptionReport, Scope, adoption_follow_list
from portal.procedures.imports.arguments import unit_of_argument
from portal.procedures.imports.comparison import procedure_rows_read
from portal.procedures.imports.problems import FileRefused, Problem
from sites.enums import Level

MAX_PRINTED = 50
LONGEST_REASON = 250


class Command(BaseCommand):
    help = "Make the rules so that a level's units, or one unit, carry out a list's procedures and no others."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="LIST")
        scope = parser.add_mutually_exclusive_group(required=True)
        scope.add_argument("--level", choices=Level.values, default="")
        scope.add_argument("--unit", metavar="CODE")
        parser.add_argument("--reason", required=True, metavar="TEXT", help="The decision behind the list.")
        parser.add_argument("--dry-run", action="store_true", help="Report, write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.localtime()
        reason = options["reason"].strip()
        if not 1 <= len(reason) <= LONGEST_REASON:
            raise CommandError(_("Give the reason in 1 to 250 characters."))
        unit = unit_of_argument(options["unit"], day=now.date()) if options["unit"] else None
        try:
            rows, problems = procedure_rows_read(options["file"])
        except FileRefused as refused:
            raise CommandError(str(refused)) from refused
        if not problems:
            report = adoption_follow_list(
                rows=rows,
                scope=Scope(options["level"], unit),
                reason=reason,
                actor=None,
                now=now,
                dry_run=options["dry_run"],
            )
            problems = report.problems
        if problems:
            self._refuse(problems)
        self._print(report, is_dry_run=options["dry_run"])

    def _refuse(self, problems: list[Problem]) -> None:
        for problem in problems[:MAX_PRINTED]:
            self.stderr.write(str(problem))
        if len(problems) > MAX_PRINTED:
            self.stderr.write(_("… and %(number)d more.") % {"number": len(problems) - MAX_PRINTED})
        raise CommandError(_("Nothing was written. Problems: %(number)d.") % {"number": len(problems)})

    def _print(self, report: AdoptionReport, *, is_dry_run: bool) -> None:
        self.stdout.write(_("Carried out as before: %(number)d") % {"number": report.kept})
        for text, codes in (
            (_("Carried out from now on: %(number)d"), report.added),
            (_("No longer carried out: %(number)d"), report.removed),
        ):
            if codes:
                self.stdout.write(text % {"number": len(codes)})
                self.stdout.write(", ".join(codes[:MAX_PRINTED]) + (" …" if len(codes) > MAX_PRINTED else ""))
        for text, number in (
            (_("Other rules taken away: %(number)d"), report.other_rules_removed),
            (_("Rules of single units, which win over these: %(number)d"), report.own_rules),
        ):
            if number:
                self.stdout.write(text % {"number": number})
        if is_dry_run:
            self.stdout.write(_("Dry run: nothing was written."))
        elif not report.is_changed:
            self.stdout.write(_("Nothing changed."))
