"""Publication in Wagtail becomes a version of the catalog.

Wagtail publishes a snippet from its editor, from the approval and from the scheduler; its signal
is the only place all three pass.
"""

from typing import Any

from django.utils import timezone
from wagtail.signals import published

from portal.media.public_records import register_public_record
from portal.procedures.models import DossierItem, Procedure
from portal.procedures.services import version_record


def record_version(sender: type[Any], instance: Any, revision: Any = None, **kwargs: Any) -> None:
    version_record(procedure=instance, actor=revision.user if revision else None, now=timezone.now())


def connect() -> None:
    register_public_record(DossierItem)  # forms are there to be taken home
    published.connect(record_version, sender=Procedure, dispatch_uid="procedures.record_version")
