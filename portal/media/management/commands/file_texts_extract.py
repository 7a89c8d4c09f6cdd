"""`manage.py file_texts_extract --pending`: the words of files, for the search."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from portal.media.models import FileText
from portal.media.texts.selectors import files_pending
from portal.media.texts.services import file_texts_extract


class Command(BaseCommand):
    help = (
        "Read the words of files that pages show, for the search. The search worker does so by itself; "
        "this is for many files at once. May be stopped and run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--pending", action="store_true", help="Files not read since they changed.")
        which.add_argument("--again", metavar="STATUS", help="Files that came out so: FAILED, TOO_BIG, …")
        parser.add_argument("--limit", type=int, metavar="N", help="Not more than so many files.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["limit"] is not None and options["limit"] < 1:
            raise CommandError(_("A limit is at least 1."))
        if options["again"]:
            known = {status for status, _label in FileText._meta.get_field("status").choices or ()}
            if options["again"] not in known:
                raise CommandError(
                    _("There is no status %(status)s. There are: %(known)s.")
                    % {"status": options["again"], "known": ", ".join(sorted(known))}
                )
            FileText.objects.filter(status=options["again"]).update(stored_name="", digest="")
        total = min(files_pending().count(), options["limit"] or 10**9)
        with tqdm(total=total, unit="file", file=self.stderr, disable=not self.stderr.isatty()) as bar:
            done = file_texts_extract(now=timezone.now, limit=options["limit"], on_progress=bar.update)
        self.stdout.write(_("Files read: %(number)d.") % {"number": done})
