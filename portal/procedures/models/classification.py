"""By what citizens look procedures up: fields of administration and events of life."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class ProcedureField(models.Model):
    """A field of administration (lĩnh vực). One record for all ministries that use the name."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("field of procedures")
        verbose_name_plural = _("fields of procedures")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.local_name

    @property
    def local_name(self) -> str:
        """The name in the active language, Vietnamese where there is no other."""
        return (get_language() == "en" and self.name_en) or self.name


class LifeEvent(models.Model):
    """What happens in a life or a business that leads people here, in their own words.

    `field_names` and `title_words` are rules, one a line: a procedure belongs here when its field
    is named, or when its title holds all the words of one line (without accents, any case).
    """

    name = models.CharField(_("name"), max_length=80, unique=True)
    name_en = models.CharField(_("name in English"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    icon = models.CharField(_("icon"), max_length=40, default="file-text")
    is_for_business = models.BooleanField(_("for businesses"), default=False)
    sort_order = models.PositiveSmallIntegerField(_("place in lists"), default=100)
    field_names = models.TextField(_("fields that belong here"), blank=True, help_text=_("One a line."))
    title_words = models.TextField(
        _("words in titles"),
        blank=True,
        help_text=_("One group of words a line; a title that holds all of them belongs here."),
    )

    class Meta:
        verbose_name = _("life event")
        verbose_name_plural = _("life events")
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.local_name

    @property
    def local_name(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class LifeEventEntry(models.Model):
    """A procedure under a life event. `is_by_hand` entries stay when rules are applied again."""

    life_event = models.ForeignKey(LifeEvent, on_delete=models.CASCADE, related_name="entries")
    procedure = models.ForeignKey(
        "procedures.Procedure", on_delete=models.CASCADE, related_name="life_event_entries"
    )
    is_by_hand = models.BooleanField(_("chosen by hand"), default=False)

    class Meta:
        verbose_name = _("procedure of a life event")
        verbose_name_plural = _("procedures of life events")
        constraints = [
            models.UniqueConstraint(fields=["life_event", "procedure"], name="life_event_procedure_once")
        ]

    def __str__(self) -> str:
        return f"{self.life_event}: {self.procedure}"
