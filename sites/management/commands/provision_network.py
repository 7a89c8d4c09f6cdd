"""`manage.py provision_network --province 80 --as-of 2025-03-31`: every sub-site a province lacks."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from sites.services import SubsiteRefused, network_provision


class Command(BaseCommand):
    help = "Make the sub-sites of a province and of all its units, as far as they are missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--province", required=True, metavar="CODE", help="Code of the province: 80")
        parser.add_argument("--as-of", required=True, type=_day, metavar="YYYY-MM-DD")
        parser.add_argument("--dry-run", action="store_true", help="Show the host names, make nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        with tqdm(unit="sub-site", file=self.stderr, disable=not self.stderr.isatty()) as bar:

            def progress(done: int, total: int) -> None:
                bar.total = total
                bar.update(1)

            try:
                report = network_provision(
                    province_code=options["province"],
                    as_of=options["as_of"],
                    now=timezone.now(),
                    dry_run=options["dry_run"],
                    on_progress=progress,
                )
            except SubsiteRefused as refusal:
                raise CommandError(" ".join(refusal.messages)) from refusal
        if options["dry_run"]:
            for unit, hostname in report.planned:
                note = f"  ({hostname.note})" if hostname.note else ""
                self.stdout.write(f"{unit.code}\t{hostname.host}\t{unit.full_name}{note}")
        self.stdout.write(
            _("Made: %(made)d. There already: %(there)d.")
            % {"made": len(report.created), "there": report.existing}
        )


def _day(text: str) -> date:
    return date.fromisoformat(text)
