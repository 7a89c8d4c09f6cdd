"""The parts of a procedure's working copy that come in rows."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from portal.media.models import File
from portal.procedures.enums import Channel, FeeKind, TimeUnit


class Step(Orderable):
    """One step. A record whose steps could not be told apart has one, with the whole text."""

    procedure = ParentalKey("procedures.Procedure", on_delete=models.CASCADE, related_name="steps")
    text = models.TextField(_("text"))

    class Meta(Orderable.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return self.text[:80]


class SubmissionMethod(ClusterableModel, Orderable):
    """One way to file, with its time limit and its fees; a way may come twice for two cases."""

    procedure = ParentalKey("procedures.Procedure", on_delete=models.CASCADE, related_name="methods")
    channel = models.CharField(_("how"), max_length=9, choices=Channel.choices)
    time_value = models.DecimalField(
        _("time limit"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    time_unit = models.CharField(_("unit of time"), max_length=11, choices=TimeUnit.choices, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("way of filing")
        verbose_name_plural = _("ways of filing")

    def __str__(self) -> str:
        return str(self.get_channel_display())


class Fee(Orderable):
    """An amount for one way of filing. No amount: only the note tells."""

    method = ParentalKey(SubmissionMethod, on_delete=models.CASCADE, related_name="fees")
    kind = models.CharField(_("kind"), max_length=11, choices=FeeKind.choices, default=FeeKind.UNSPECIFIED)
    amount = models.DecimalField(
        _("amount"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("0 means free of charge."),
    )
    currency = models.CharField(_("currency"), max_length=3, default="VND")
    per_unit = models.CharField(_("for each"), max_length=80, blank=True, help_text=_("For example: trang."))
    note = models.TextField(_("note"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("fee")
        verbose_name_plural = _("fees")

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


class DossierCase(ClusterableModel, Orderable):
    """Papers of one case ("Trường hợp …"); an empty name when there is only one."""

    procedure = ParentalKey("procedures.Procedure", on_delete=models.CASCADE, related_name="dossier_cases")
    name = models.TextField(_("case"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("case")
        verbose_name_plural = _("cases")

    def __str__(self) -> str:
        return self.name


class DossierItem(Orderable):
    """One paper: how many originals and copies, or only to be shown."""

    case = ParentalKey(DossierCase, on_delete=models.CASCADE, related_name="items")
    name = models.TextField(_("paper"))
    originals = models.PositiveSmallIntegerField(_("originals"), null=True, blank=True)
    copies = models.PositiveSmallIntegerField(_("copies"), null=True, blank=True)
    is_present_only = models.BooleanField(_("only to be shown"), default=False)
    has_form = models.BooleanField(_("there is a form"), default=False)
    form_name = models.CharField(_("name of the form"), max_length=300, blank=True)
    form_file = models.ForeignKey(
        File,
        verbose_name=_("form to download"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("paper")
        verbose_name_plural = _("papers")

    def __str__(self) -> str:
        return self.name[:80]


class LegalBasis(Orderable):
    """A law, decree or circular the procedure rests on."""

    procedure = ParentalKey("procedures.Procedure", on_delete=models.CASCADE, related_name="legal_bases")
    number = models.CharField(_("number"), max_length=80, blank=True)
    title = models.TextField(_("title"), blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    authority = models.CharField(_("issued by"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")

    def __str__(self) -> str:
        return self.number or self.title[:80]

    def clean(self) -> None:
        super().clean()
        if not self.number and not self.title:
            raise ValidationError({"number": _("Give the number or the title.")})


class ProcedureResult(Orderable):
    """What one gets in the end; the code names it for other systems."""

    procedure = ParentalKey("procedures.Procedure", on_delete=models.CASCADE, related_name="results")
    name = models.TextField(_("result"))
    code = models.CharField(_("code of the result"), max_length=40, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        return self.name[:80]


PARTS: tuple[tuple[str, Any], ...] = (
    ("steps", Step),
    ("methods", SubmissionMethod),
    ("dossier_cases", DossierCase),
    ("legal_bases", LegalBasis),
    ("results", ProcedureResult),
)
