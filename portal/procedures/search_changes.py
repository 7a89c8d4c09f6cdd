"""Tells the search index which procedures changed, in the transaction of the change.

A procedure is one document, however many units carry it out; what a unit says of its own is not in it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from portal.procedures.models import AdoptionRule, LifeEvent, LifeEventEntry, Procedure, ProcedureField
from search.indexing.services import changes_mark

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


def connect() -> None:
    """Called once at start-up."""
    post_delete.connect(procedure_deleted, sender=Procedure)
    for signal in (post_save, post_delete):
        signal.connect(rule_changed, sender=AdoptionRule)
        signal.connect(entry_changed, sender=LifeEventEntry)
    post_save.connect(field_changed, sender=ProcedureField)
    post_save.connect(event_changed, sender=LifeEvent)
