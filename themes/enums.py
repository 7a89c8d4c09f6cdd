"""Choice values of the themes engine."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pack(models.TextChoices):
    """The packs; each is one file of design tokens under static/themes/packs/."""

    MODERN = "MODERN", _("Modern (blue)")
    TRADITIONAL = "TRADITIONAL", _("Traditional (red)")
    CONTRAST = "CONTRAST", _("High contrast")


class TextSize(models.TextChoices):
    """Root text sizes a visitor can choose (Circular 32/2017 Art. 18.2)."""

    SMALL = "SMALL", _("Small")
    NORMAL = "NORMAL", _("Normal")
    LARGE = "LARGE", _("Large")
    LARGEST = "LARGEST", _("Largest")
