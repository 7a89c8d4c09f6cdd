"""Which objects the index must still learn of. One row an object, in the editor's database."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q


class SearchStateQuerySet(models.QuerySet["SearchState"]):
    def pending(self) -> "SearchStateQuerySet":
        return self.filter(revision__gt=F("done_revision"))

    def due(self, now: datetime) -> "SearchStateQuerySet":
        """Pending, leased by nobody, and not waiting after a failure."""
        free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
        ready = Q(next_try_at__isnull=True) | Q(next_try_at__lte=now)
        return self.pending().filter(free, ready)


class SearchState(models.Model):
    """`revision` rises in the transaction of each change, under the row's lock, so its order is the
    order of commits. `done_revision` follows when every index has confirmed."""

    kind = models.CharField(max_length=40)
    pk_text = models.CharField(max_length=64)
    revision = models.PositiveBigIntegerField(default=0)
    done_revision = models.PositiveBigIntegerField(default=0)
    is_deleted = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    lease_owner = models.UUIDField(null=True, db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    objects = SearchStateQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "pk_text"], name="search_state_once")]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(revision__gt=F("done_revision")),
                name="search_state_pending",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk_text} {self.done_revision}/{self.revision}"
