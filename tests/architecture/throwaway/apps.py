from django.apps import AppConfig


class ThrowawayConfig(AppConfig):
    name = "portal.throwaway"
    verbose_name = "Throw-away"
    default_auto_field = "django.db.models.BigAutoField"
