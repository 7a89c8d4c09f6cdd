"""`manage.py signage_watch [--dry-run]`: notices boards that need somebody, and writes to those people.

Belongs into a timer, once a minute (deploy/systemd/).
"""

from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.signage.enums import NoticeKind
from portal.signage.monitoring.mail import notice_text
from portal.signage.monitoring.watching import boards_watch


class Command(BaseCommand):
    help = "Notice boards that need somebody, and tell those who run them. Run it each minute."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only tell what would be noticed.")

    def handle(self, *args: Any, **options: Any) -> None:
        watched = boards_watch(now=timezone.now(), dry_run=options["dry_run"])
        with override(settings.LANGUAGE_CODE):
            for notice in watched.opened:
                board = notice.board
                self.stdout.write(f"{board.unit.full_name} · {board.name}: {notice_text(notice)}")
            for kind, count in Counter(notice.kind for notice in watched.closed).items():
                self.stdout.write(_("Over: %(kind)s, %(n)d.") % {"kind": NoticeKind(kind).label, "n": count})
            self.stdout.write(
                _("Noticed: %(opened)d. Over: %(closed)d. Letters: %(letters)d.")
                % {
                    "opened": len(watched.opened),
                    "closed": len(watched.closed),
                    "letters": watched.letters,
                }
            )
