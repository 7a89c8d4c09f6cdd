from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from portal.audit.guard import TABLE, guard_install


def _guard_again(using: str, **kwargs: Any) -> None:
    """SQLite rebuilds a table to change it, and loses its triggers on the way."""
    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        guard_install(connection)


class AuditConfig(AppConfig):
    name = "portal.audit"
    label = "audit"
    verbose_name = _("Activity log")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_string("portal.audit.signal_handlers.connect")()
        post_migrate.connect(_guard_again, sender=self)
