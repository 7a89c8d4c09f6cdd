"""Content version: one integer per site, and one row for what the whole network shares.

It is bumped in the transaction that changes anything the public sees. An anonymous page's ETag
holds the sum of both, so a shared record reaches every sub-site by one row, not by one a site.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class ContentVersion(models.Model):
    """`site` is null in the one row of the network."""

    site = models.OneToOneField(
        Site, null=True, blank=True, on_delete=models.CASCADE, related_name="content_version"
    )
    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = _("content version")
        verbose_name_plural = _("content versions")
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(site__isnull=True), name="one_network_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.site or _('network')}: {self.number}"
