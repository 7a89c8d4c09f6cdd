"""`manage.py media_showings_rebuild`: which pages show which pictures and files, read anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from tqdm import tqdm

from portal.media.services import showings_rebuild


class Command(BaseCommand):
    help = (
        "Read anew which pages show which pictures and files. Needed after loading data past the "
        "models (loaddata, SQL). May be stopped and run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with tqdm(unit="page", file=self.stderr, disable=not self.stderr.isatty()) as bar:

            def progress(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            done = showings_rebuild(on_progress=progress)
        self.stdout.write(_("Pages and records read: %(number)d.") % {"number": done})
