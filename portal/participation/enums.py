"""What a clerk may ask for in a form."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FieldType(models.TextChoices):
    """Kinds of fields. Values are Wagtail's where it has such a field; files are not taken."""

    SINGLE_LINE = "singleline", _("One line of text")
    MULTI_LINE = "multiline", _("Several lines of text")
    EMAIL = "email", _("E-mail address")
    TELEPHONE = "telephone", _("Telephone number (Vietnam)")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    DROPDOWN = "dropdown", _("One of a list (drop-down)")
    RADIO = "radio", _("One of a list (all shown)")
    CHECKBOXES = "checkboxes", _("Several of a list")
    CONSENT = "consent", _("Box to agree")


WITH_CHOICES = frozenset({FieldType.DROPDOWN, FieldType.RADIO, FieldType.CHECKBOXES})


class Autofill(models.TextChoices):
    """What of the sender's own facts a browser may fill in (WCAG 1.3.5; HTML autofill tokens)."""

    NONE = "", _("Nothing")
    NAME = "name", _("Full name")
    ADDRESS = "street-address", _("Address")
    ORGANISATION = "organization", _("Organisation")
    BIRTHDAY = "bday", _("Date of birth")
