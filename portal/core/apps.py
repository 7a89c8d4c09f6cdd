from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "portal.core"
    verbose_name = _("Portal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are loaded now, so these modules can be; importing them registers what they hold.
        import_string("portal.core.checks.check_page_kinds")
        import_string("portal.core.signal_handlers.connect")()
