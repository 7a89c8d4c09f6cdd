"""Publication in Wagtail becomes a version of the catalog.

Wagtail publishes a snippet from its editor, from the approval and from the scheduler; its signal
is the only place all three pass.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.signals import published

from portal.core.services import network_version_bump, subsite_version_bump
from portal.media.public_records import register_public_record
from portal.procedures.models import (
    AdoptionRule,
    DossierItem,
    LifeEvent,
    PartPolicy,
    Procedure,
    ProcedureField,
)
from portal.procedures.services import version_record
from sites.models import Subsite


def record_version(sender: type[Any], instance: Any, revision: Any = None, **kwargs: Any) -> None:
    version_record(procedure=instance, actor=revision.user if revision else None, now=timezone.now())


def rule_changed(instance: AdoptionRule, **kwargs: Any) -> None:
    if instance.unit_id is None:
        network_version_bump()
    elif site_id := Subsite.objects.filter(unit=instance.unit_id).values_list("site", flat=True).first():
        subsite_version_bump(site_id=site_id)


def shared_record_changed(**kwargs: Any) -> None:
    network_version_bump()


def connect() -> None:
    register_public_record(DossierItem)  # forms are there to be taken home
    published.connect(record_version, sender=Procedure, dispatch_uid="procedures.record_version")
    for signal in (post_save, post_delete):
        signal.connect(rule_changed, sender=AdoptionRule)
        for shared in (LifeEvent, PartPolicy, ProcedureField):
            signal.connect(shared_record_changed, sender=shared)
