"""What a board shows to read its feed: tokens and read-only addresses, kept as digests only."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.signage.enums import CredentialKind
from portal.signage.models.boards import Board


class BoardCredentialQuerySet(models.QuerySet["BoardCredential"]):
    def live(self, now: object) -> "BoardCredentialQuerySet":
        return self.filter(revoked_at__isnull=True).filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now))


class BoardCredential(models.Model):
    """256 random bits, told once; `digest` is their SHA-256, `prefix` is kept for support."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="credentials")
    kind = models.CharField(_("kind"), max_length=10, choices=CredentialKind.choices)
    prefix = models.CharField(_("begins with"), max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("created at"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(_("valid until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    # When two devices last used it within ten minutes.
    cloned_at = models.DateTimeField(null=True, editable=False)

    objects = BoardCredentialQuerySet.as_manager()

    class Meta:
        verbose_name = _("key of a board")
        verbose_name_plural = _("keys of boards")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.prefix}…"


class CredentialDevice(models.Model):
    """A device that used a key within the last minutes: the SHA-256 of what it told about itself."""

    credential = models.ForeignKey(BoardCredential, on_delete=models.CASCADE, related_name="devices")
    digest = models.CharField(max_length=64)
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["credential", "digest"], name="board_key_device_once"),
        ]

    def __str__(self) -> str:
        return self.digest[:8]


class Enrollment(models.Model):
    """A device without identity that waits for somebody to type its claim code.

    Both codes are kept as digests only. The token is made when the device fetches it, once.
    """

    device_digest = models.CharField(max_length=64, unique=True)
    claim_digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    player = models.CharField(max_length=60, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    address = models.GenericIPAddressField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    board = models.ForeignKey(Board, null=True, on_delete=models.CASCADE, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("device that waits for pairing")
        verbose_name_plural = _("devices that wait for pairing")
        constraints = [
            models.CheckConstraint(
                condition=Q(board__isnull=True, claimed_at__isnull=True)
                | Q(board__isnull=False, claimed_at__isnull=False),
                name="enrollment_claimed_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.device_digest[:8]
