from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules, import_string
from django.utils.translation import gettext_lazy as _

from portal.core.tasks import registry


class CoreConfig(AppConfig):
    """Finds every app's `checks.py` and `first_steps.py` at start-up."""

    name = "portal.core"
    verbose_name = _("Portal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("checks", "first_steps", "tasks")
        import_string("portal.core.desk.steps.registry").freeze()
        registry.freeze()
        import_string("portal.core.signal_handlers.connect")()
        import_string("portal.core.search_changes.connect")()
        import_string("portal.core.search_places.connect")()
        import_string("portal.core.exports.protect")()
        import_string("portal.core.settings_rows.connect")()
