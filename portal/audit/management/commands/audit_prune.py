"""Deletes old entries of the activity log."""

from datetime import date
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.audit.services import TooYoung, entries_prune


class Command(BaseCommand):
    help = "Delete entries of the activity log from before a day, at least 12 months ago."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--before", required=True, metavar="DATE", help="as in 2025-01-31")
        parser.add_argument("--dry-run", action="store_true", help="count only")

    def handle(self, *args: Any, before: str, dry_run: bool, **options: Any) -> None:
        try:
            day = date.fromisoformat(before)
        except ValueError as error:
            raise CommandError(f"{before!r} is no date: write it as 2025-01-31.") from error
        try:
            count = entries_prune(before=day, actor=None, now=timezone.now(), dry_run=dry_run)
        except TooYoung as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        what = "would be deleted" if dry_run else "deleted"
        self.stdout.write(f"{count} entries from before {day.isoformat()} {what}.")
