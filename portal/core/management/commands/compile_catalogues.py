"""`manage.py compile_catalogues`: locale/*/LC_MESSAGES/*.po to .mo, in Python.

Django's own `compilemessages` calls msgfmt, which a fresh machine has not.
"""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Compile the translation catalogues that are newer than their compiled form."
    requires_system_checks: list[str] = []  # the checks ask for compiled catalogues

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                target = source.with_suffix(".mo")
                if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                    continue
                try:
                    with source.open("rb") as lines:
                        catalogue = read_po(lines, abort_invalid=True)
                except PoFileError as error:
                    raise CommandError(f"{source}: {error}") from error
                with target.open("wb") as compiled:
                    write_mo(compiled, catalogue)
                self.stdout.write(f"{source.parent.parent.name}: {len(catalogue)} texts")
