"""What boards tell of themselves, and what was noticed about them (contract 3.9)."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.signage.enums import NoticeKind, PlayClock, PlayOutcome, PlaySource
from portal.signage.models.boards import Board


class BoardStatus(models.Model):
    """The last heartbeat of a board; a controller that only reads has none.

    `skew_s` is the board's clock less ours. `error_since_at` is set while heartbeats tell an error.
    """

    board = models.OneToOneField(Board, on_delete=models.CASCADE, related_name="status")
    heartbeat_at = models.DateTimeField(null=True)
    skew_s = models.FloatField(null=True)
    boot_id = models.CharField(max_length=64, blank=True)
    player = models.CharField(max_length=80, blank=True)
    playlist_rev = models.BigIntegerField(null=True)
    emergency_rev = models.BigIntegerField(null=True)
    showing_item = models.CharField(max_length=40, blank=True)
    showing_version = models.PositiveIntegerField(null=True)
    showing_since = models.DateTimeField(null=True)
    queued_plays = models.PositiveIntegerField(null=True)
    storage_free = models.BigIntegerField(null=True)
    last_error = models.CharField(max_length=250, blank=True)
    error_since_at = models.DateTimeField(null=True)
    brightness = models.FloatField(null=True)
    temperature = models.FloatField(null=True)

    class Meta:
        verbose_name = _("state of a board")
        verbose_name_plural = _("states of boards")

    def __str__(self) -> str:
        return f"{self.board_id} {self.heartbeat_at or ''}"


class PlayQuerySet(models.QuerySet["Play"]):
    def within(self, start: datetime, end: datetime) -> "PlayQuerySet":
        return self.filter(started_at__gte=start, started_at__lt=end)


class Play(models.Model):
    """Proof that a board showed something; `title` and `sha256` outlive the message.

    `count` is more than one in a sum of an hour, which a board sends when its queue was full;
    `duration_ms` is then the sum too.
    """

    play_id = models.UUIDField(unique=True)
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="plays")
    item = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    title = models.CharField(_("title"), max_length=120, blank=True)
    started_at = models.DateTimeField(_("began at"))
    duration_ms = models.PositiveBigIntegerField()
    outcome = models.CharField(max_length=11, choices=PlayOutcome.choices)
    clock = models.CharField(max_length=9, choices=PlayClock.choices, default=PlayClock.TRUSTED)
    source = models.CharField(max_length=8, choices=PlaySource.choices, default=PlaySource.LIVE)
    count = models.PositiveIntegerField(default=1)
    received_at = models.DateTimeField()

    objects = PlayQuerySet.as_manager()

    class Meta:
        verbose_name = _("play")
        verbose_name_plural = _("plays")
        ordering = ["-started_at", "-pk"]
        indexes = [
            models.Index(fields=["board", "started_at"]),
            models.Index(fields=["started_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.started_at:%Y-%m-%d %H:%M:%S}"


class Screenshot(models.Model):
    """What a board says it looks like. `path` lies in the private folder of screenshots."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="screenshots")
    taken_at = models.DateTimeField()
    path = models.CharField(max_length=120, unique=True)
    bytes = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("screenshot")
        verbose_name_plural = _("screenshots")
        ordering = ["-taken_at"]
        indexes = [models.Index(fields=["board", "taken_at"])]

    def __str__(self) -> str:
        return self.path


class FlashMemory(models.Model):
    """How often a controller that keeps messages in flash memory was given something new to keep.

    One row for each form of the feed it reads: two forms side by side are two things to write.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="flash_memories")
    form = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    writes = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "form"], name="flash_memory_once")]

    def __str__(self) -> str:
        return f"{self.board_id} {self.form}: {self.writes}"


class FlashDay(models.Model):
    """The writes of one day, by which the day of the last write is foretold."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="flash_days")
    day = models.DateField()
    writes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "day"], name="flash_day_once")]

    def __str__(self) -> str:
        return f"{self.board_id} {self.day}: {self.writes}"


class BoardNotice(models.Model):
    """Something about a board that somebody should look at, from `opened_at` until `closed_at`.

    `told_at`: when the unit's people were written to, once.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=6, choices=NoticeKind.choices)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    detail = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = _("notice about a board")
        verbose_name_plural = _("notices about boards")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "kind"], condition=Q(closed_at__isnull=True), name="board_notice_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.board_id} {self.kind} {self.opened_at:%Y-%m-%d %H:%M}"
