"""Choice values of acting as somebody."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ending(models.TextChoices):
    """Why the acting ended."""

    BUTTON = "BUTTON", _("ended by the button")
    SIGN_OUT = "SIGN_OUT", _("ended by signing out")
    EXPIRED = "EXPIRED", _("the hour was over")
    NOT_ALLOWED = "NOT_ALLOWED", _("no longer allowed")
