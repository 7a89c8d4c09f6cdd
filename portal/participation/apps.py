from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    name = "portal.participation"
    verbose_name = _("Forms for citizens")
    default_auto_field = "django.db.models.BigAutoField"
