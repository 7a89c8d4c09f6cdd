from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules, import_string
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finds every app's `searchable.py` at start-up."""

    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("searchable")
        import_string("search.searchable.registry").freeze()
        register(import_string("search.checks.check_searchables"))
