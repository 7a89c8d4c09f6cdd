"""Keys with which other systems of the province send data."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.procedures.enums import TokenScope
from sites.models import AdministrativeUnit


class ApiToken(models.Model):
    """A bearer token (RFC 6750): shown once when made, kept as its SHA-256.

    `prefix` is its public beginning, by which it is found and named. Without `unit` it speaks for
    the whole network.
    """

    prefix = models.CharField(_("beginning"), max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    name = models.CharField(_("name"), max_length=120, help_text=_("Which system uses it."))
    scope = models.CharField(_("may"), max_length=20, choices=TokenScope.choices)
    unit = models.ForeignKey(
        AdministrativeUnit,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="api_tokens",
    )
    created_at = models.DateTimeField(_("made at"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
