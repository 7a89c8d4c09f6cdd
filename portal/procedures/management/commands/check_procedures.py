"""`manage.py check_procedures LIST`: is the catalog what the national list says?"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.procedures.enums import ProcedureLevel
from portal.procedures.imports.arguments import unit_of_argument
from portal.procedures.imports.comparison import Comparison, catalog_compare, procedure_rows_read
from portal.procedures.imports.problems import FileRefused

MAX_PRINTED = 20
_LABELS = {
    "missing": gettext_lazy("In the list, not in the catalog"),
    "extra": gettext_lazy("In the catalog, not in the list"),
    "renamed": gettext_lazy("Called otherwise"),
    "capitals": gettext_lazy("Written with other capitals"),
    "field_differs": gettext_lazy("In another field"),
    "level_differs": gettext_lazy("At other levels"),
    "failed_checks": gettext_lazy("Records that lack something the law asks for"),
}


class Command(BaseCommand):
    help = "Compare the catalog with a national list (Excel, CSV, or records). Ends with 1 when they differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="LIST")
        scope = parser.add_mutually_exclusive_group()
        scope.add_argument("--level", choices=ProcedureLevel.values, default="")
        scope.add_argument("--unit", metavar="CODE", help="What this unit carries out.")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        day = timezone.localdate()
        unit = unit_of_argument(options["unit"], day=day) if options["unit"] else None
        try:
            rows, problems = procedure_rows_read(options["file"])
        except FileRefused as refused:
            raise CommandError(str(refused)) from refused
        if problems:
            for problem in problems[:MAX_PRINTED]:
                self.stderr.write(str(problem))
            number = {"number": len(problems)}
            raise CommandError(_("The list cannot be used. Problems: %(number)d.") % number)
        found = catalog_compare(rows=rows, day=day, level=options["level"], unit=unit)
        if options["json"]:
            self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
        else:
            self._print(found)
        if found.number:
            raise CommandError(_("Differences: %(number)d.") % {"number": found.number}, returncode=1)

    def _print(self, found: Comparison) -> None:
        numbers = {"listed": found.listed, "ours": found.ours}
        self.stdout.write(_("In the list: %(listed)d. In the catalog: %(ours)d.") % numbers)
        for name, group in found.groups.items():
            if not group:
                continue
            self.stdout.write(f"{_LABELS[name]}: {len(group)}")
            for difference in group[:MAX_PRINTED]:
                words = " → ".join(filter(None, (difference.ours, difference.theirs)))
                self.stdout.write(f"- {difference.code} {words}")
            if len(group) > MAX_PRINTED:
                self.stdout.write(_("… and %(number)d others.") % {"number": len(group) - MAX_PRINTED})
