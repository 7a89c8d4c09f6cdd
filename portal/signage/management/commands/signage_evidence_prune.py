"""`manage.py signage_evidence_prune`: deletes old plays, and old pictures that boards sent.

Belongs into cron, once a day. Kept are plays of 24 months and pictures of 90 days.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from portal.signage.monitoring.pruning import old_plays, old_screenshots, plays_prune, screenshots_prune

DAYS_OF_A_MONTH = 30.4375
LEAST_MONTHS = 2  # plays are taken 30 days late


class Command(BaseCommand):
    help = "Delete plays and screenshots of boards that are older than they must be kept. Run it daily."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--months", type=int, default=24, help="keep plays of these months (24)")
        parser.add_argument("--days", type=int, default=90, help="keep pictures of these days (90)")
        parser.add_argument("--dry-run", action="store_true", help="Count, and delete nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["months"] < LEAST_MONTHS or options["days"] < 1:
            raise CommandError(
                _("Keep plays of %(months)d months and pictures of one day at least.")
                % {"months": LEAST_MONTHS}
            )
        now = timezone.now()
        plays_before = now - timedelta(days=options["months"] * DAYS_OF_A_MONTH)
        shots_before = now - timedelta(days=options["days"])
        plays, shots = old_plays(before=plays_before).count(), old_screenshots(before=shots_before).count()
        if options["dry_run"]:
            text = _("To delete: %(plays)d plays, %(shots)d pictures.")
        else:
            plays = self._progress(plays_prune(before=plays_before), plays)
            shots = self._progress(screenshots_prune(before=shots_before), shots)
            text = _("Deleted: %(plays)d plays, %(shots)d pictures.")
        self.stdout.write(text % {"plays": plays, "shots": shots})

    def _progress(self, batches: Iterator[int], total: int) -> int:
        deleted = 0
        with tqdm(total=total, file=self.stderr, disable=not self.stderr.isatty()) as bar:
            for count in batches:
                deleted += count
                bar.update(count)
        return deleted
