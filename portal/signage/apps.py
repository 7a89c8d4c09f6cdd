from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules, import_string
from django.utils.translation import gettext_lazy as _


class SignageConfig(AppConfig):
    """Finds every app's `signage.py` at start-up."""

    name = "portal.signage"
    verbose_name = _("LED boards")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("signage")
        import_string("portal.signage.offers.registry").freeze()
        import_string("portal.signage.messages.signal_handlers.connect")()
