"""Which objects the index must still learn of, one row an object; and how rebuilds and nightly
comparisons went."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Q

from search.documents import Key

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)  # before everything that waits for a time


class SearchStateQuerySet(models.QuerySet["SearchState"]):
    def pending(self) -> "SearchStateQuerySet":
        return self.filter(revision__gt=F("done_revision"))

    def due(self, now: datetime) -> "SearchStateQuerySet":
        """Pending, leased by nobody, and not waiting after a failure."""
        return self.filter(revision__gt=F("done_revision"), lease_until__lte=now, next_try_at__lte=now)


class SearchState(models.Model):
    """`revision` rises in the transaction of each change, under the row's lock, so its order is the
    order of commits. `done_revision` follows when every index has confirmed; `is_live` says whether a
    document was written then or a tombstone. `claimed_revision` is what the holder of the lease sends.
    Rows are taken in the order of `next_try_at`: single changes before bulk, failures when they may."""

    kind = models.CharField(max_length=40)
    pk_text = models.CharField(max_length=64)
    revision = models.PositiveBigIntegerField(default=0)
    done_revision = models.PositiveBigIntegerField(default=0)
    claimed_revision = models.PositiveBigIntegerField(default=0)
    is_deleted = models.BooleanField(default=False)
    is_live = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    lease_until = models.DateTimeField(default=AT_ONCE)
    lease_owner = models.UUIDField(null=True, db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(default=AT_ONCE)
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
            models.Index(fields=["changed_at"], condition=Q(is_deleted=True), name="search_state_tombstones"),
        ]

    @property
    def key(self) -> Key:
        return Key(self.kind, self.pk_text)

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk_text} {self.done_revision}/{self.revision}"


class Rebuild(models.Model):
    """An index being built, or one that was. `cursor_kind`, `cursor_pk`: the last object written, so
    that it can go on after it was killed."""

    engine = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    is_cancelled = models.BooleanField(default=False)
    cursor_kind = models.CharField(max_length=40, blank=True)
    cursor_pk = models.CharField(max_length=64, blank=True)
    written = models.PositiveBigIntegerField(default=0)
    documents = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["engine"], condition=Q(finished_at__isnull=True), name="search_rebuild_one_at_a_time"
            ),
        ]
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.engine}: {self.name}"


class Reconciliation(models.Model):
    """One comparison of an index with the states. `differences`: how many by kind of difference."""

    engine = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    compared = models.PositiveBigIntegerField()
    differences = models.JSONField(default=dict)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.engine}: {self.total}"

    @property
    def total(self) -> int:
        return sum(self.differences.values())
