"""The record the province edits. What the public reads is a version of it (`versions.py`)."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)

from portal.procedures.codes import LONGEST_PROCEDURE_CODE, procedure_code
from portal.procedures.enums import (
    Audience,
    PartialReason,
    ProcedureKind,
    ProcedureLevel,
    ServiceMode,
    VersionStatus,
)
from portal.procedures.models.classification import ProcedureField
from search.analysis import fold

# Drawn by the room above, which reads these models.
_PREVIEW = "portal.procedures.catalogue.preview"


class Procedure(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    ClusterableModel,
):
    """One administrative procedure: every part of Decree 63/2010 Art. 8.2 and Circular 32/2017 Art. 5.1.

    The working copy: publishing it, with the decision that orders it, records a `ProcedureVersion`.
    An empty text or number means the national record says nothing ("Không có thông tin").
    """

    code = models.CharField(_("code"), max_length=LONGEST_PROCEDURE_CODE)
    name = models.TextField(_("name"), max_length=2000)
    kind = models.CharField(_("kind"), max_length=24, choices=ProcedureKind.choices, blank=True)
    ministry = models.CharField(_("ministry"), max_length=200, blank=True)
    field = models.ForeignKey(
        ProcedureField,
        verbose_name=_("field"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="procedures",
    )
    levels = models.JSONField(_("levels"), default=list, blank=True)
    audiences = models.JSONField(_("for whom"), default=list, blank=True)
    agency = models.TextField(_("carried out by"), blank=True)
    authority = models.TextField(_("decided by"), blank=True)
    receiving_address = models.TextField(_("where dossiers are received"), blank=True)
    delegated_agency = models.TextField(_("delegated agency"), blank=True)
    coordinating_agency = models.TextField(_("co-operating agency"), blank=True)
    related = models.TextField(_("related procedures"), blank=True, help_text=_("One a line."))
    dossier_sets = models.PositiveSmallIntegerField(_("number of dossiers"), null=True, blank=True)
    requirements = models.TextField(_("requirements and conditions"), blank=True)
    keywords = models.TextField(_("words people use"), blank=True, help_text=_("One a line."))
    description = models.TextField(_("description"), blank=True)

    service_mode = models.CharField(
        _("online service"), max_length=11, choices=ServiceMode.choices, blank=True
    )
    partial_reason = models.CharField(
        _("why only partly online"), max_length=15, choices=PartialReason.choices, blank=True
    )
    partial_basis = models.TextField(_("legal basis of the reason"), blank=True)
    historic_level = models.PositiveSmallIntegerField(
        _("level 1 to 4 until 2022"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
    )
    service_code = models.CharField(_("code of the online service"), max_length=30, blank=True)
    service_url = models.URLField(_("address on the national portal"), max_length=500, blank=True)
    is_postal = models.BooleanField(_("public postal service"), null=True, blank=True)
    source_url = models.URLField(_("address of the national record"), max_length=500, blank=True)

    decision_number = models.CharField(
        _("publication decision"), max_length=60, help_text=_("For example: 163/QĐ-BTP.")
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by the agency"), max_length=200, blank=True)
    effective_from = models.DateField(
        _("takes effect on"),
        null=True,
        blank=True,
        help_text=_("The public sees the change from this day on, by itself."),
    )
    status = models.CharField(
        _("what the decision does"),
        max_length=9,
        choices=VersionStatus.choices,
        default=VersionStatus.NEW,
    )
    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
    )
    search_text = models.TextField(editable=False, default="")

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="procedure",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="procedure",
        for_concrete_model=False,
    )

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("administrative procedure")
        verbose_name_plural = _("administrative procedures")
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["code", "locale"], name="procedure_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def revisions(self) -> Any:
        return self._revisions

    def get_full_url(self) -> str | None:
        """A record has no page of its own: previews are drawn on a sub-site's."""
        return import_string(_PREVIEW + ".preview_site_url")()

    full_url = property(get_full_url)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return import_string(_PREVIEW + ".preview_page")(request, self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_search_text()
        super().save(*args, **kwargs)

    def fill_search_text(self) -> None:
        """For writers that do not call `save`, such as `bulk_create`."""
        self.search_text = fold(f"{self.code} {self.name} {self.keywords}")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        try:
            self.code = procedure_code(self.code)
        except ValueError:
            errors["code"] = _("Write the code like 1.001193 or 1.001193.000.00.00.H40.")
        for name, choices in (("levels", ProcedureLevel), ("audiences", Audience)):
            if unknown := set(getattr(self, name)) - set(choices.values):
                errors[name] = _("Unknown: %(values)s.") % {"values": ", ".join(sorted(map(str, unknown)))}
        if self.service_mode == ServiceMode.PARTIAL:
            # Decree 224/2026 Art. 14: a partial service says why, and on what ground.
            for name in ("partial_reason", "partial_basis"):
                if not getattr(self, name):
                    errors[name] = _("A partly online service states the reason and its legal basis.")
        if self.status == VersionStatus.REPLACED and self.replaced_by_id is None:
            errors["replaced_by"] = _("Name the procedure that takes its place.")
        if self.decided_on and self.effective_from and self.effective_from < self.decided_on:
            errors["effective_from"] = _("A decision cannot take effect before it is made.")
        if errors:
            raise ValidationError(errors)
