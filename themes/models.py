"""The look of one site: a row born with it, read once per request."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string

from themes.contrast import contrast_ratio
from themes.enums import Pack

MINIMUM_TEXT_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
PAPER = "#ffffff"


@register_setting(icon="view", order=100)
class SiteTheme(BaseSiteSetting):
    """Pack, emblem, banner and own colours of a site.

    Own colours replace the pack's and must carry white text at 4.5 : 1 (WCAG 2.2, 1.4.3).
    """

    pack = models.CharField(_("theme"), max_length=12, choices=Pack.choices, default=Pack.TRADITIONAL)
    brand_colour = models.CharField(
        _("main colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write the colour like #0b4f6c."))],
        help_text=_("For headings and links, for example #0b4f6c. Empty: the theme's colour."),
    )
    brand_strong_colour = models.CharField(
        _("dark colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write the colour like #0b4f6c."))],
        help_text=_("For the top bar and the footer, darker than the main colour."),
    )
    emblem = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("emblem"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("National emblem or the agency's logo, square, at least 256 px."),
    )
    banner = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("banner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A wide picture behind the name of the agency, at least 1,600 px wide."),
    )

    panels = [
        FieldPanel("pack"),
        MultiFieldPanel([FieldPanel("emblem"), FieldPanel("banner")], heading=_("Pictures")),
        MultiFieldPanel(
            [FieldPanel("brand_colour"), FieldPanel("brand_strong_colour")], heading=_("Own colours")
        ),
    ]

    class Meta:
        verbose_name = _("look of the site")
        verbose_name_plural = _("looks of the sites")

    @property
    def has_own_colours(self) -> bool:
        return bool(self.brand_colour or self.brand_strong_colour)

    def clean(self) -> None:
        super().clean()
        errors = {}
        for name in ("brand_colour", "brand_strong_colour"):
            colour = getattr(self, name)
            if not colour:
                continue
            try:
                ratio = contrast_ratio(colour, PAPER)
            except ValueError:
                continue  # the field's validator has said it already
            if ratio < MINIMUM_TEXT_CONTRAST:
                errors[name] = _(
                    "White text on this colour has a contrast of %(ratio).1f : 1; it needs 4.5 : 1. "
                    "Choose a darker colour."
                ) % {"ratio": ratio}
        if errors:
            raise ValidationError(errors)
