"""`manage.py signage_review`: takes messages off whose source is public no more."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.signage.messages.services import sources_review


class Command(BaseCommand):
    help = "Take off the messages whose source ended with a day, not with an act. Run it every five minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        withdrawn = sources_review(keys=None, now=timezone.now())
        self.stdout.write(_("Messages taken off the boards: %(number)d.") % {"number": len(withdrawn)})
