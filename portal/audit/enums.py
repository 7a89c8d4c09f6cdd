"""Choice values of the audit log."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActionGroup(models.TextChoices):
    """What an act is about; the log is filtered by it."""

    SIGN_IN = "SIGN_IN", _("Signing in and out")
    PEOPLE = "PEOPLE", _("Accounts and roles")
    RIGHTS = "RIGHTS", _("Groups and rights")
    ACTING = "ACTING", _("Acting as somebody")
    PAGES = "PAGES", _("Pages of the sites")
    RECORDS = "RECORDS", _("Settings and other records")
    SIGNAGE = "SIGNAGE", _("LED boards")
    EXPORTS = "EXPORTS", _("Exports")
    LOG = "LOG", _("The log itself")


class Source(models.TextChoices):
    """Where an act came from."""

    WEB = "WEB", _("browser")
    COMMAND = "COMMAND", _("command on the server")
