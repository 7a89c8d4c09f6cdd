"""Administrative units through time.

A unit is (code, valid_from): the Statistics Office reuses codes with a new meaning (26740 was
Bến Nghé ward and is now Sài Gòn ward). Validity is half-open, [valid_from, valid_to): `valid_to`
is the first day on which the unit no longer exists, None while it does.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sites.enums import Level, SuccessionExtent, SuccessionKind


class AdministrativeUnitQuerySet(models.QuerySet["AdministrativeUnit"]):
    def valid_on(self, day: date) -> "AdministrativeUnitQuerySet":
        """Units that exist on `day`."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))

    def of_level(self, level: str) -> "AdministrativeUnitQuerySet":
        return self.filter(level=level)


class AdministrativeUnit(models.Model):
    """A province, district, commune, or a province's department, during one span of time."""

    code = models.CharField(_("code"), max_length=20)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    province_code = models.CharField(_("province code"), max_length=2, db_index=True)
    unit_type = models.CharField(_("type"), max_length=60, help_text=_("For example: Xã, Phường."))
    name = models.CharField(_("name"), max_length=100)
    full_name = models.CharField(_("full name"), max_length=160)
    full_name_en = models.CharField(_("full name in English"), max_length=160)
    slug = models.CharField(
        _("slug"), max_length=120, help_text=_("The name without type and accents: thanh-phu-long.")
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("First day on which it no longer exists.")
    )

    objects = AdministrativeUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("administrative unit")
        verbose_name_plural = _("administrative units")
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="unit_code_valid_from"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="unit_valid_span",
            ),
            models.CheckConstraint(
                condition=Q(level=Level.PROVINCE, parent__isnull=True)
                | (~Q(level=Level.PROVINCE) & Q(parent__isnull=False)),
                name="unit_parent_by_level",
            ),
        ]
        indexes = [models.Index(fields=["province_code", "level", "valid_from"])]

    def __str__(self) -> str:
        return self.full_name

    @property
    def local_full_name(self) -> str:
        """The official name in the active language."""
        return self.full_name_en if get_language() == "en" else self.full_name

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def clean(self) -> None:
        if self.valid_to and self.valid_to <= self.valid_from:
            raise ValidationError({"valid_to": _("A unit must end after it begins.")})


class UnitSuccession(models.Model):
    """An edge: the predecessor became (part of) the successor by a resolution."""

    predecessor = models.ForeignKey(AdministrativeUnit, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(AdministrativeUnit, on_delete=models.CASCADE, related_name="precessions")
    kind = models.CharField(_("kind"), max_length=12, choices=SuccessionKind.choices)
    extent = models.CharField(_("extent"), max_length=5, choices=SuccessionExtent.choices)
    resolution = models.CharField(_("resolution"), max_length=120, blank=True)
    effective_on = models.DateField(_("effective on"))

    class Meta:
        verbose_name = _("succession of units")
        verbose_name_plural = _("successions of units")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class UnitList(models.Model):
    """One file of units that was imported: which list took effect on which day.

    Days come in order because of these rows: a list that changed nothing leaves no other trace.
    Files of edges are not recorded here; every edge carries its own day and resolution.
    """

    as_of = models.DateField(_("takes effect on"))
    province_codes = models.CharField(
        _("codes of the provinces"),
        max_length=200,
        blank=True,
        help_text=_("Separated by commas. Empty: the whole country."),
    )
    file_name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    unit_count = models.PositiveIntegerField(_("number of units"))
    imported_at = models.DateTimeField(_("imported at"))

    class Meta:
        verbose_name = _("imported list of units")
        verbose_name_plural = _("imported lists of units")
        ordering = ["as_of", "imported_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["as_of", "province_codes", "sha256"], name="unit_list_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.as_of:%Y-%m-%d})"
