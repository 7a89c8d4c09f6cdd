"""Django's `flush`, which would empty the activity log with everything else.

The log refuses that; only a database of tests (its name begins with `test_`, or lives in memory) is
emptied, as Django does after each test with transactions of its own.
"""

from typing import Any

from django.core.management import CommandError
from django.core.management.commands.flush import Command as DjangosCommand
from django.db import connections

from portal.audit.guard import flushing


class Command(DjangosCommand):
    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        name = str(connection.settings_dict["NAME"])
        if not (name.rsplit("/", 1)[-1].startswith("test_") or "mode=memory" in name or name == ":memory:"):
            raise CommandError("The activity log may not be emptied: make a new database instead.")
        with flushing(connection):
            super().handle(**options)
