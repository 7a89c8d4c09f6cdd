from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    name = "portal.procedures"
    verbose_name = _("Administrative procedures")

    def ready(self) -> None:
        import_string("portal.procedures.signal_handlers.connect")()
        import_string("portal.procedures.search_changes.connect")()
