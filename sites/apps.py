from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules, import_string
from django.utils.translation import gettext_lazy as _

from sites.sections import registry


def _rights_complete(using: str, **kwargs: Any) -> None:
    """A release brings models, and with them rights that older installations' groups lack."""
    if "portal_sites_networkgroup" in connections[using].introspection.table_names():
        import_string("sites.rights.network_rights_complete")()


class SitesConfig(AppConfig):
    """Finds every app's `sections.py` and `admin_doors.py` at start-up, then freezes the registry."""

    name = "sites"
    label = "portal_sites"  # `sites` is taken by django.contrib.sites
    verbose_name = _("Sub-sites")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("sections")
        autodiscover_modules("admin_doors")
        registry.freeze()
        import_string("sites.at_scale.install")()
        # Django writes an app's rights when the app is migrated; that of `auth` comes after all of ours.
        post_migrate.connect(_rights_complete, sender=apps.get_app_config("auth"))
