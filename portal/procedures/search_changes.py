"""Tells the search index which procedures changed, in the transaction of the change.

A procedure is one document, however many units carry it out; what a unit says of its own is not in it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils import timezone
from wagtail.models import Collection as Folder
from wagtail.models import CollectionViewRestriction

from portal.media.models import File, FileText
from portal.procedures.models import (
    AdoptionRule,
    DossierItem,
    LifeEvent,
    LifeEventEntry,
    Procedure,
    ProcedureField,
)
from search.indexing.services import changes_mark
from sites.models import AdministrativeUnit, Subsite
from sites.signals import units_imported

PROCEDURE_KIND = "procedure"  # keyed by the code


def codes_mark(codes: Iterable[str], *, now: datetime) -> int:
    """The procedures of these codes changed, or who carries them out. Returns how many."""
    codes = set(codes)
    return changes_mark(kind=PROCEDURE_KIND, pks=codes, now=now) if codes else 0


def procedures_mark(procedures: QuerySet[Procedure], *, now: datetime) -> int:
    """As `codes_mark`; one query more."""
    return codes_mark(procedures.values_list("code", flat=True), now=now)


def procedure_deleted(instance: Procedure, **kwargs: Any) -> None:
    """One of its languages, perhaps: what is left of the code is looked at when it is indexed."""
    codes_mark([instance.code], now=timezone.now())


def rule_changed(instance: AdoptionRule, **kwargs: Any) -> None:
    """The narrowest of what the rule speaks of: a procedure, a field, or anything unnamed."""
    procedures = Procedure.objects.all()
    if instance.procedure_id:
        procedures = procedures.filter(pk=instance.procedure_id)
    elif instance.field_id:
        procedures = procedures.filter(field=instance.field_id)
    procedures_mark(procedures, now=timezone.now())


def field_changed(instance: ProcedureField, created: bool = False, **kwargs: Any) -> None:
    if not created:
        procedures_mark(Procedure.objects.filter(field=instance.pk), now=timezone.now())


def event_changed(instance: LifeEvent, created: bool = False, **kwargs: Any) -> None:
    if not created:
        entries = LifeEventEntry.objects.filter(life_event=instance.pk)
        procedures_mark(Procedure.objects.filter(pk__in=entries.values("procedure")), now=timezone.now())


def entry_changed(instance: LifeEventEntry, **kwargs: Any) -> None:
    procedures_mark(Procedure.objects.filter(pk=instance.procedure_id), now=timezone.now())


def form_changed(instance: DossierItem, **kwargs: Any) -> None:
    """A paper of the record with a form to download."""
    if instance.form_file_id:
        procedures_mark(Procedure.objects.filter(dossier_cases=instance.case_id), now=timezone.now())


def form_file_changed(instance: File, **kwargs: Any) -> None:
    """Stored, put into another folder, or read."""
    _forms_mark(DossierItem.objects.filter(form_file=instance.pk))


def form_file_read(instance: FileText, **kwargs: Any) -> None:
    _forms_mark(DossierItem.objects.filter(form_file=instance.file_id))


def folder_restricted(instance: CollectionViewRestriction, action: str = "post_add", **kwargs: Any) -> None:
    folder = Folder.objects.filter(pk=instance.collection_id).first()
    if action.startswith("post_") and folder is not None:
        inside = folder.get_descendants(inclusive=True)
        _forms_mark(DossierItem.objects.filter(form_file__collection__in=inside))


def _forms_mark(items: QuerySet[DossierItem]) -> None:
    procedures = Procedure.objects.filter(pk__in=items.values("case__procedure"))
    procedures_mark(procedures, now=timezone.now())


def subsite_made(instance: Subsite, created: bool = False, **kwargs: Any) -> None:
    """A unit begins to show procedures. Of units that others like it went before, those that not all of
    them show; of the first of its level or place, all."""
    if not created:
        return
    unit = instance.unit
    others = AdministrativeUnit.objects.filter(level=unit.level, subsite__isnull=False).exclude(pk=unit.pk)
    procedures = Procedure.objects.all()
    if others.filter(parent=unit.parent_id).exists():
        rules = AdoptionRule.objects.filter(unit__level=unit.level)
        if not rules.filter(procedure=None, field=None).exists():
            named = Q(pk__in=rules.filter(procedure__isnull=False).values("procedure"))
            named |= Q(field__in=rules.filter(field__isnull=False).values("field"))
            procedures = procedures.filter(named)
    procedures_mark(procedures, now=timezone.now())


def units_changed(**kwargs: Any) -> None:
    """Units ended, began, or stand below others: who carries what out is asked anew."""
    procedures_mark(Procedure.objects.all(), now=timezone.now())


def unit_saved(created: bool = False, **kwargs: Any) -> None:
    """A unit without a sub-site shows nothing yet."""
    if not created:
        units_changed()


def connect() -> None:
    """Called once at start-up."""
    post_delete.connect(procedure_deleted, sender=Procedure)
    for signal in (post_save, post_delete):
        signal.connect(rule_changed, sender=AdoptionRule)
        signal.connect(entry_changed, sender=LifeEventEntry)
        signal.connect(form_changed, sender=DossierItem)
        signal.connect(folder_restricted, sender=CollectionViewRestriction)
    post_save.connect(form_file_changed, sender=File)
    pre_delete.connect(form_file_changed, sender=File)
    post_save.connect(form_file_read, sender=FileText)
    post_save.connect(field_changed, sender=ProcedureField)
    post_save.connect(event_changed, sender=LifeEvent)
    post_save.connect(subsite_made, sender=Subsite)
    post_delete.connect(units_changed, sender=Subsite)
    post_save.connect(unit_saved, sender=AdministrativeUnit)
    units_imported.connect(units_changed)
