"""What the public reads: immutable snapshots, one for each publication decision, ordered by law's day."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Length, Replace, Substr
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from portal.procedures.enums import Facet, ServiceMode, VersionStatus
from portal.procedures.models.classification import ProcedureField
from portal.procedures.models.procedures import Procedure


class ImmutableVersion(Exception):
    """A snapshot is what a decision said; a mistake in it is mended by the next one."""


class ProcedureVersionQuerySet(models.QuerySet["ProcedureVersion"]):
    def on_day(self, day: date) -> "ProcedureVersionQuerySet":
        """The version of each procedure that holds on `day`, abolished ones included."""
        return self.filter(
            Q(effective_from__isnull=True) | Q(effective_from__lte=day),
            Q(effective_to__isnull=True) | Q(effective_to__gt=day),
        )

    def in_force(self, day: date) -> "ProcedureVersionQuerySet":
        """As `on_day`, without what has been abolished or replaced."""
        return self.on_day(day).exclude(status__in=[VersionStatus.ABOLISHED, VersionStatus.REPLACED])

    def by_name(self) -> "ProcedureVersionQuerySet":
        """In the order of the alphabet without accents: a database puts Đ after Z."""
        name = Substr("search_text", Length("code") + 2)
        return self.order_by(Replace(name, Value("thu tuc "), Value("")), "pk")


class ProcedureVersion(models.Model):
    """One procedure as one decision published it, valid on [effective_from, effective_to).

    `content` is the whole record in the shape of `content.py`; the other columns repeat what lists
    sort and filter by. `effective_from` is null when the day is unknown: it holds since ever.
    `effective_to` alone is computed: the day on which the next version takes over, so it moves when
    a decision arrives out of order.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    status = models.CharField(_("status"), max_length=9, choices=VersionStatus.choices)
    decision_number = models.CharField(_("publication decision"), max_length=60)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by the agency"), max_length=200, blank=True)
    effective_from = models.DateField(_("takes effect on"), null=True, blank=True)
    effective_to = models.DateField(_("holds until"), null=True, blank=True, editable=False)
    replaced_by = models.ForeignKey(
        Procedure, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    code = models.CharField(_("code"), max_length=24, db_index=True)
    name = models.TextField(_("name"))
    initial = models.CharField(max_length=1)
    search_text = models.TextField()
    field = models.ForeignKey(
        ProcedureField, null=True, blank=True, on_delete=models.PROTECT, related_name="versions"
    )
    service_mode = models.CharField(max_length=11, choices=ServiceMode.choices, blank=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ProcedureVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a procedure")
        verbose_name_plural = _("versions of procedures")
        ordering = ["procedure_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedure_version_number_once")
        ]
        indexes = [
            models.Index(fields=["effective_from", "effective_to"]),
            models.Index(fields=["procedure", "effective_from"]),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.decision_number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ImmutableVersion(self.pk)
        super().save(*args, **kwargs)


class ProcedureFacet(models.Model):
    """A value by which a version is filtered and counted: one row each, so a count is one query."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=8, choices=Facet.choices)
    value = models.CharField(max_length=24)

    class Meta:
        verbose_name = _("filter value")
        verbose_name_plural = _("filter values")
        constraints = [
            models.UniqueConstraint(fields=["version", "facet", "value"], name="procedure_facet_once")
        ]
        indexes = [models.Index(fields=["facet", "value", "version"])]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"


class VersionTranslation(models.Model):
    """The record of one version in another language. Where there is none, Vietnamese is shown."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="translations")
    locale = models.ForeignKey(Locale, on_delete=models.PROTECT, related_name="+")
    name = models.TextField(_("name"))
    content = models.JSONField()

    class Meta:
        verbose_name = _("translation of a version")
        verbose_name_plural = _("translations of versions")
        constraints = [models.UniqueConstraint(fields=["version", "locale"], name="version_translation_once")]

    def __str__(self) -> str:
        return self.name
