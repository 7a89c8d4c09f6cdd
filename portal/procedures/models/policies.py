"""What a sub-site may do with each part of a record, and what it asks the owner to change."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.procedures.enums import FieldPolicy
from portal.procedures.models.procedures import Procedure
from sites.models import AdministrativeUnit


class PartPolicy(models.Model):
    """The policy of one part from one day on; the latest that has begun holds.

    Rows change what `portal.procedures.parts` says by default.
    """

    part = models.CharField(_("part"), max_length=40)
    policy = models.CharField(_("policy"), max_length=14, choices=FieldPolicy.choices)
    valid_from = models.DateField(_("valid from"))
    decision = models.CharField(_("reason or decision"), max_length=250)

    class Meta:
        verbose_name = _("policy of a part")
        verbose_name_plural = _("policies of parts")
        ordering = ["part", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["part", "valid_from"], name="part_policy_once")]

    def __str__(self) -> str:
        return f"{self.part}: {self.get_policy_display()}"


class ProposedChange(models.Model):
    """A unit tells the owner of a record what is wrong with it."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="proposed_changes")
    unit = models.ForeignKey(AdministrativeUnit, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(_("part"), max_length=40)
    text = models.TextField(_("what should be changed, and why"), max_length=2000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"))
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"{self.procedure.code}: {self.text[:60]}"
