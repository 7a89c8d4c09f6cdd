"""What was published for boards, as it was published: versions are added and ended, never changed."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.signage.enums import EndReason, MessageClass, Reach
from portal.signage.models.boards import Board
from sites.models import AdministrativeUnit


class MessageVersionQuerySet(models.QuerySet["MessageVersion"]):
    def in_force(self, moment: datetime) -> "MessageVersionQuerySet":
        """Versions that were published at `moment`; whether they show then is their rules' matter."""
        return self.filter(live_from__lte=moment).filter(
            Q(live_until__isnull=True) | Q(live_until__gt=moment)
        )

    def in_force_during(self, start: datetime, end: datetime) -> "MessageVersionQuerySet":
        """Versions that were published at any moment of [start, end)."""
        return self.filter(live_from__lt=end).filter(Q(live_until__isnull=True) | Q(live_until__gt=start))


class MessageVersion(models.Model):
    """`uid` is the message's identity on the wire ("m" and the page's number); `number` rises.

    `rules` are `portal.signage.schedule.rules.Rule.to_json` values. `boards` counts for CHOSEN only;
    `tags` (slugs; empty: any) narrow every reach.
    """

    uid = models.CharField(max_length=24, db_index=True)
    number = models.PositiveIntegerField()
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    unit = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="board_messages")
    message_class = models.CharField(max_length=8, choices=MessageClass.choices)
    title = models.CharField(max_length=120)
    text_full = models.CharField(max_length=400, blank=True)
    text_short = models.CharField(max_length=60, blank=True)
    text_ascii = models.CharField(max_length=400, blank=True)
    duration_s = models.PositiveSmallIntegerField(default=10)
    order = models.IntegerField(default=100)
    interleave = models.BooleanField(default=False)
    rules = models.JSONField(default=list)
    reach = models.CharField(max_length=6, choices=Reach.choices, default=Reach.OWN)
    tags = models.JSONField(default=list)
    boards = models.ManyToManyField(Board, blank=True, related_name="chosen_by")
    # What the renderer is told besides the words: typeface, font_px, align, picture (sha256 of a MediaFile).
    style = models.JSONField(default=dict)
    source_kind = models.CharField(max_length=40, blank=True)
    source_key = models.CharField(max_length=100, blank=True)
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=12, choices=EndReason.choices, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = MessageVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("published message")
        verbose_name_plural = _("published messages")
        ordering = ["uid", "number"]
        constraints = [
            models.UniqueConstraint(fields=["uid", "number"], name="message_version_once"),
            models.UniqueConstraint(
                fields=["uid"], condition=Q(live_until__isnull=True), name="message_version_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gte=F("live_from")),
                name="message_version_span",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "live_until"]),
            models.Index(fields=["source_kind", "source_key"]),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
