"""What boards say about alerts: the proof that an alert was seen, not only sent (contract 3.8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.signage.enums import AckKind
from portal.signage.models.alerts import Alert
from portal.signage.models.boards import Board


class AlertAck(models.Model):
    """One step of one version of an alert on one board.

    `ack_id` is the board's own number (a UUID) of what it told, so that telling twice counts once; what the
    portal notes by itself when an answer carried the alert has `fetched-<version>`. `at` is the moment by
    the board's clock as far as that can be right, `received_at` ours.
    """

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="acks")
    version = models.PositiveIntegerField()
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="alert_acks")
    kind = models.CharField(_("kind"), max_length=7, choices=AckKind.choices)
    ack_id = models.CharField(max_length=60)
    at = models.DateTimeField(_("at"))
    received_at = models.DateTimeField()
    detail = models.CharField(_("detail"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("acknowledgement of an alert")
        verbose_name_plural = _("acknowledgements of alerts")
        ordering = ["alert", "board", "at"]
        constraints = [models.UniqueConstraint(fields=["board", "ack_id"], name="alert_ack_once")]
        indexes = [models.Index(fields=["alert", "kind"])]

    def __str__(self) -> str:
        return f"{self.board_id} {self.kind} {self.version}"
