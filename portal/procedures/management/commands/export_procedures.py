"""`manage.py export_procedures [FILE|-]`: the catalog as JSON Lines, to be read by import_procedures."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.procedures.codes import procedure_code
from portal.procedures.imports.arguments import day_of_argument
from portal.procedures.imports.exports import export_lines, export_write
from portal.procedures.imports.records import wrong_code_reason


class Command(BaseCommand):
    help = "Write every version with its decision, one a line (schemas/procedure-version-1.json)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="- is the standard output.")
        parser.add_argument("--as-of", metavar="D", help="Only what holds on this day.")
        parser.add_argument("--code", action="append", default=[], metavar="CODE")

    def handle(self, *args: Any, **options: Any) -> None:
        codes = [_code(text) for text in options["code"]]
        lines = export_lines(as_of=day_of_argument(options["as_of"]), codes=codes)
        if options["file"] == "-":
            for line in lines:
                self.stdout.write(line, ending="")
            return
        try:
            number = export_write(lines, path=Path(options["file"]))
        except OSError as error:
            raise CommandError(
                _("The file cannot be written: %(error)s.") % {"error": error.strerror}
            ) from error
        self.stdout.write(_("Versions written: %(number)d") % {"number": number})


def _code(text: str) -> str:
    try:
        return procedure_code(text)
    except ValueError as error:
        raise CommandError(wrong_code_reason(text)) from error
