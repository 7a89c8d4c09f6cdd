"""Alerts: a channel of their own, with an end that must be named (contract 3.8)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.signage.enums import AlertMode, AlertStatus, Severity
from portal.signage.models.boards import Board
from sites.models import AdministrativeUnit

TOMBSTONE_KEPT = timedelta(hours=72)
LONGEST = timedelta(hours=24)


class Alert(models.Model):
    """One emergency. It reaches the boards of `unit` and of all units below, unless `boards` or
    `tags` (slugs) narrow it. What it says stands in its versions."""

    uid = models.CharField(max_length=24, unique=True)
    unit = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="alerts")
    issuer = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="issued_alerts")
    status = models.CharField(_("status"), max_length=8, choices=AlertStatus.choices)
    tags = models.JSONField(default=list)
    boards = models.ManyToManyField(Board, blank=True, related_name="alerts")
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.uid


class AlertVersionQuerySet(models.QuerySet["AlertVersion"]):
    def newest_at(self, moment: datetime) -> "AlertVersionQuerySet":
        """Of each alert the version that was the newest at `moment`."""
        newer = AlertVersion.objects.filter(
            alert=models.OuterRef("alert"), published_at__lte=moment, number__gt=models.OuterRef("number")
        )
        return self.filter(published_at__lte=moment).filter(~models.Exists(newer))


class AlertVersion(models.Model):
    """What an alert said from `published_at` on; renewal and correction add versions."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    severity = models.CharField(_("severity"), max_length=8, choices=Severity.choices)
    mode = models.CharField(_("takes"), max_length=4, choices=AlertMode.choices)
    text_full = models.CharField(_("words"), max_length=400)
    text_short = models.CharField(_("short words"), max_length=60)
    text_ascii = models.CharField(max_length=400)
    reason = models.CharField(_("reason"), max_length=500)
    not_before = models.DateTimeField(_("from"))
    not_after = models.DateTimeField(_("until"))
    show_s = models.PositiveSmallIntegerField(default=10)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AlertVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of an alert")
        verbose_name_plural = _("versions of alerts")
        ordering = ["alert", "number"]
        constraints = [
            models.UniqueConstraint(fields=["alert", "number"], name="alert_version_once"),
            models.CheckConstraint(condition=Q(not_after__gt=F("not_before")), name="alert_version_span"),
        ]

    def __str__(self) -> str:
        return self.text_short
