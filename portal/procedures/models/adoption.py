"""Which unit carries out which procedure, and what it says of its own.

Nothing here is written for a unit that just follows the record.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from portal.procedures.enums import TaskState
from portal.procedures.models.classification import ProcedureField
from portal.procedures.models.procedures import Procedure
from portal.procedures.models.versions import ProcedureVersion
from sites.enums import Level
from sites.models import AdministrativeUnit


class AdoptionRule(models.Model):
    """Whether units of a level, or one unit, carry out a procedure, a field, or anything unnamed.

    The narrower rule wins: unit before level, then procedure before field before everything. Where
    no rule speaks, a unit carries out what the record's levels say.
    """

    level = models.CharField(_("level"), max_length=10, choices=Level.choices, blank=True)
    unit = models.ForeignKey(
        AdministrativeUnit,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="adoption_rules",
    )
    procedure = models.ForeignKey(
        Procedure,
        verbose_name=_("procedure"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="adoption_rules",
    )
    field = models.ForeignKey(
        ProcedureField,
        verbose_name=_("field"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="adoption_rules",
    )
    performs = models.BooleanField(_("carries it out"))
    reason = models.CharField(_("reason or decision"), max_length=250)
    decided_at = models.DateTimeField(_("decided at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("rule on who carries out what")
        verbose_name_plural = _("rules on who carries out what")
        constraints = [
            models.CheckConstraint(
                condition=Q(level="", unit__isnull=False) | (~Q(level="") & Q(unit__isnull=True)),
                name="adoption_rule_level_or_unit",
            ),
            models.CheckConstraint(
                condition=Q(procedure__isnull=True) | Q(field__isnull=True),
                name="adoption_rule_procedure_or_field",
            ),
            models.UniqueConstraint(
                "level",
                Coalesce("unit", 0),
                Coalesce("procedure", 0),
                Coalesce("field", 0),
                name="adoption_rule_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.level}: {self.procedure or self.field or '*'} = {self.performs}"


class LocalFacts(models.Model):
    """Where and when a unit receives people: in general, or for one procedure.

    An empty column of a procedure's row falls back to the unit's general row. Taking over a new
    version of the record never touches these.
    """

    unit = models.ForeignKey(AdministrativeUnit, on_delete=models.CASCADE, related_name="procedure_facts")
    procedure = models.ForeignKey(
        Procedure,
        verbose_name=_("procedure"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="local_facts",
    )
    office = models.CharField(_("office or desk"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    hours = models.CharField(_("opening hours"), max_length=250, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    submission_url = models.URLField(_("address for filing online"), max_length=500, blank=True)
    note = models.TextField(_("good to know here"), max_length=1000, blank=True)
    updated_at = models.DateTimeField(_("updated at"))

    class Meta:
        verbose_name = _("local facts")
        verbose_name_plural = _("local facts")
        constraints = [models.UniqueConstraint("unit", Coalesce("procedure", 0), name="local_facts_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.office}"


class Override(models.Model):
    """A unit's own wording of one part of a record, with why, and until when it is to be looked at.

    `base_version` is the version the unit had before its eyes when it wrote or last confirmed it.
    """

    unit = models.ForeignKey(AdministrativeUnit, on_delete=models.CASCADE, related_name="overrides")
    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="overrides")
    part = models.CharField(_("part"), max_length=40)
    value = models.JSONField(_("own value"))
    reason = models.CharField(_("reason"), max_length=500)
    review_on = models.DateField(_("look at it again on"))
    base_version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("own part of a unit")
        verbose_name_plural = _("own parts of units")
        constraints = [
            models.UniqueConstraint(fields=["unit", "procedure", "part"], name="override_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.procedure.code} {self.part}"


class OverrideTask(models.Model):
    """The record changed a part of which a unit has its own: somebody there must look at it."""

    override = models.ForeignKey(Override, on_delete=models.CASCADE, related_name="tasks")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="override_tasks")
    state = models.CharField(_("state"), max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    opened_at = models.DateTimeField(_("opened at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("task of a unit")
        verbose_name_plural = _("tasks of units")
        constraints = [models.UniqueConstraint(fields=["override", "version"], name="override_task_once")]

    def __str__(self) -> str:
        return f"{self.override} → {self.version}"
