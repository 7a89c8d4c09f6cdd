"""`manage.py form_submissions_prune [--dry-run]`: delete submissions whose time is over.

Belongs into cron, once a day (Law on Personal Data Protection 91/2025/QH15: data are kept no longer
than their purpose needs).
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import ngettext

from portal.participation.models import Submission
from portal.participation.services import submissions_prune


class Command(BaseCommand):
    help = "Delete what citizens sent through forms once it has been kept for as long as was promised."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only count.")

    def handle(self, *args: Any, **options: Any) -> None:
        is_dry = options["dry_run"]
        count = submissions_prune(
            submissions=Submission.objects.all(), day=timezone.localdate(), dry_run=is_dry
        )
        if is_dry:
            text = ngettext(
                "%(count)d submission would be deleted.", "%(count)d submissions would be deleted.", count
            )
        else:
            text = ngettext("%(count)d submission deleted.", "%(count)d submissions deleted.", count)
        self.stdout.write(text % {"count": count})
