"""One entry of the log."""

from typing import Any, NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.audit.enums import ActionGroup, Source


class AppendOnlyError(TypeError):
    """Entries are written once. Old ones leave by `manage.py audit_prune` alone."""


def _refuse(*args: Any, **kwargs: Any) -> NoReturn:
    raise AppendOnlyError("Entries of the audit log are neither changed nor deleted; see audit_prune.")


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Reads and inserts. The database refuses the rest as well (`portal.audit.guard`)."""

    update = delete = bulk_update = _raw_delete = _refuse

    def of_subsites(self, subsite_ids: Any) -> "AuditEntryQuerySet":
        return self.filter(subsite_id__in=subsite_ids)


class AuditEntry(models.Model):
    """An act as it was known when it was done.

    Numbers of users, objects and sub-sites are no foreign keys: an entry outlives what it names, and
    keeps the names. `actor` is in whose name the act was done; `real_actor` who did it, when somebody
    acted as another. `subsite_id` is empty for what concerns the network.
    """

    created_at = models.DateTimeField()
    action = models.CharField(max_length=100)
    group = models.CharField(max_length=10, choices=ActionGroup.choices)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=300, blank=True)
    real_actor_id = models.BigIntegerField(null=True)
    real_actor_name = models.CharField(max_length=300, blank=True)
    actor_folded = models.CharField(max_length=700, blank=True)
    object_type = models.CharField(max_length=100, blank=True)
    object_id = models.CharField(max_length=100, blank=True)
    object_label = models.CharField(max_length=500, blank=True)
    object_folded = models.CharField(max_length=600, blank=True)
    subsite_id = models.BigIntegerField(null=True)
    subsite_name = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=7, choices=Source.choices)
    ip_address = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=200, blank=True)
    host = models.CharField(max_length=253, blank=True)
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = AuditEntryQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("entry of the activity log")
        verbose_name_plural = _("entries of the activity log")
        default_permissions = ()
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="audit_time"),
            models.Index(fields=["subsite_id", "-created_at", "-id"], name="audit_subsite_time"),
            models.Index(fields=["group", "-created_at", "-id"], name="audit_group_time"),
            models.Index(fields=["actor_id", "-created_at"], name="audit_actor_time"),
            models.Index(fields=["object_type", "object_id", "-created_at"], name="audit_object_time"),
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M:%S} {self.action} {self.object_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs | {"force_insert": True})

    delete = _refuse
