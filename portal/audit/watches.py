"""Wagtail's screens for users and groups, which change in several steps and log one word.

While such a form is sent, what it leads to is held back; one entry at the end tells the act with
what was before and after. Only superusers enter these screens.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.http import HttpRequest
from wagtail.models import ModelLogEntry

from portal.accounts.models import User
from portal.audit.enums import ActionGroup
from portal.audit.origin import Origin
from portal.audit.places import place_of_object
from portal.audit.services import audit_write
from portal.audit.snapshots import difference, group_snapshot, user_snapshot

_SCREENS = {
    "wagtailusers_users:": (User, user_snapshot, ActionGroup.PEOPLE),
    "wagtailusers_groups:": (Group, group_snapshot, ActionGroup.RIGHTS),
}


@dataclass
class Watch:
    """One sent form and what Wagtail's log said meanwhile."""

    model: Any
    snapshot: Any
    group: ActionGroup
    before: dict[str, dict[str, Any]] = field(default_factory=dict)
    held: list[Any] = field(default_factory=list)

    def holds(self, model: type | None) -> bool:
        return model is not None and issubclass(model, self.model)


def watch_of(request: HttpRequest, kwargs: dict[str, Any]) -> Watch | None:
    """For a form that is sent on one of these screens; None everywhere else."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    for prefix, (model, snapshot, group) in _SCREENS.items():
        if request.method == "POST" and name.startswith(prefix):
            watch = Watch(model, snapshot, group)
            pk = kwargs.get("pk")
            if pk is not None:
                watch.before[str(pk)] = snapshot(pk)
            return watch
    return None


def watch_tell(origin: Origin) -> None:
    """Write what was held back, one entry for each word of Wagtail's log."""
    watch: Watch | None = origin.watch
    origin.watch = None
    if watch is None:
        return
    kept = ModelLogEntry.objects.in_bulk([logged.pk for logged in watch.held])
    for logged in kept.values():  # what was undone is not told
        before = watch.before.get(logged.object_id, {})
        after = {} if logged.deleted else watch.snapshot(logged.object_id)
        audit_write(
            action=logged.action,
            group=watch.group,
            actor=logged.user,
            object_type=watch.model._meta.label,
            object_id=logged.object_id,
            object_label=logged.label,
            place=place_of_object(watch.model, logged.object_id),
            detail=difference(before, after),
            now=logged.timestamp,
        )
