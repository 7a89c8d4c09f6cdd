from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules, import_string
from django.utils.translation import gettext_lazy as _

from sites.sections import registry


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
