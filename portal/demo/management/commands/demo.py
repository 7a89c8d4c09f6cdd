"""`manage.py demo`: a small believable network; `--show` prints its addresses and sign-ins."""

import time
from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from portal.demo.accounts import ACCOUNTS
from portal.demo.selectors import (
    added_subsites,
    demo_state,
    demo_subsites,
    has_places_for_procedures,
    has_procedures,
)
from portal.demo.services import DemoRefused, demo_build
from portal.signage.addresses import PREFIX
from search.configured import engines
from search.indexing.worker import Worker


class Command(BaseCommand):
    help = "Build the demonstration network in an empty database; a second run changes nothing but the port."
    requires_system_checks: list[str] = []  # whoever serves it asks them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--show", action="store_true", help="Print the addresses and sign-ins, build nothing."
        )

        parser.add_argument("--migrate", action="store_true", help="Apply missing migrations first.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_PASSWORD:
            raise CommandError(_("DEMO_PASSWORD is not set: the demonstration is for development only."))
        if options["migrate"] and _migrations_are_missing():
            call_command("migrate", verbosity=0)
        if options["show"]:
            if not demo_state().is_built:
                raise CommandError(_("The demonstration is not built. Run manage.py demo."))
        else:
            self._build()
            _index()
        self._tell_of_procedures()
        self._print_addresses()

    def _build(self) -> None:
        started = time.monotonic()
        with tqdm(file=self.stderr, disable=not self.stderr.isatty(), leave=False) as bar:

            def progress(done: int, total: int) -> None:
                bar.total = total
                bar.update(1)

            try:
                report = demo_build(now=timezone.now(), password=settings.DEMO_PASSWORD, on_progress=progress)
            except DemoRefused as refusal:
                raise CommandError(" ".join(refusal.messages)) from refusal
        if report.was_there:
            if report.procedures:
                self.stdout.write(
                    _("The demonstration is there already; it now has %(number)d procedures.")
                    % {"number": report.procedures}
                )
            else:
                self.stdout.write(_("The demonstration is there already; nothing was changed."))
            if report.moved:
                self.stdout.write(
                    _("Its addresses now name the port %(port)d.") % {"port": settings.PUBLIC_PORT}
                )
            return
        self.stdout.write(
            _(
                "Made %(subsites)d sub-sites, %(articles)d articles and %(pictures)d pictures "
                "in %(seconds)d seconds."
            )
            % {
                "subsites": report.subsites,
                "articles": report.articles,
                "pictures": report.pictures,
                "seconds": round(time.monotonic() - started),
            }
        )
        self.stdout.write(
            _("A board of Thanh Phú Long in the browser (the key is shown once): %(address)s")
            % {"address": report.player}
        )

    def _tell_of_procedures(self) -> None:
        if not has_places_for_procedures():
            self.stdout.write(
                _(
                    "Its sub-sites are of an earlier release, without a catalog of procedures. "
                    "Delete the database and run manage.py demo to see one."
                )
            )
        elif not has_procedures():
            self.stdout.write(_("The catalog of procedures is empty. Run manage.py demo to fill it."))

    def _print_addresses(self) -> None:
        subsites = [*demo_subsites(), *added_subsites()]
        addresses = [f"{subsite.site.root_url}/" for subsite in subsites]
        width = max(len(address) for address in addresses)
        self.stdout.write("")
        for subsite, address in zip(subsites, addresses, strict=True):
            self.stdout.write(f"  {address:<{width}}  {subsite.unit.full_name}")
        self.stdout.write("")
        player = f"{addresses[0].rstrip('/')}{PREFIX}player"
        self.stdout.write(
            _("A board without a key shows a code to pair it with: %(address)s") % {"address": player}
        )
        self.stdout.write(_("Editors sign in at %(address)s") % {"address": f"{addresses[0]}admin/"})
        width = max(len(account.username) for account in ACCOUNTS)
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.username:<{width}}  {settings.DEMO_PASSWORD}  {account.note}")


def _index() -> None:
    """Everything can be found when the server starts: what is pending, or all where the index is empty."""
    if all(engine.health().documents for engine in engines()):
        Worker(engines()).run_until_empty()
    else:
        call_command("search_rebuild", verbosity=0, stdout=StringIO())


def _migrations_are_missing() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
