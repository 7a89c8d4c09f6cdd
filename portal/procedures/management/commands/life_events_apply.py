"""`manage.py life_events_apply`: put procedures under life events by the events' rules."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.procedures.life_events.services import life_events_apply


class Command(BaseCommand):
    help = "Compute which procedures belong to which life event; those chosen by hand stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Count, write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        done = life_events_apply(now=timezone.now(), dry_run=options["dry_run"])
        for text, number in (
            (_("Life events made: %(number)d"), done.events_made),
            (_("Procedures added: %(number)d"), done.added),
            (_("Procedures taken away: %(number)d"), done.removed),
        ):
            self.stdout.write(text % {"number": number})
        if options["dry_run"]:
            self.stdout.write(_("Dry run: nothing was written."))
