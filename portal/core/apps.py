from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules, import_string
from django.utils.translation import gettext_lazy as _

from portal.core.tasks import registry


class CoreConfig(AppConfig):
    name = "portal.core"
    verbose_name = _("Portal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("checks")
        autodiscover_modules("tasks")
        registry.freeze()
        import_string("portal.core.signal_handlers.connect")()
