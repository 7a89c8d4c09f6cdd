"""`manage.py signage_prune`: clears away files of boards that nothing has shown for 90 days."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.signage.rendering.pruning import media_prune


class Command(BaseCommand):
    help = "Clear away files of boards that no message, alert or board has shown for 90 days. Run it daily."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Count, and delete nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        count = media_prune(now=timezone.now(), dry_run=options["dry_run"])
        text = _("Files to delete: %(number)d.") if options["dry_run"] else _("Files deleted: %(number)d.")
        self.stdout.write(text % {"number": count})
