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

    objects = BoardCredentialQuerySet.as_manager()

    class Meta:
        verbose_name = _("key of a board")
        verbose_name_plural = _("keys of boards")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.prefix}…"
