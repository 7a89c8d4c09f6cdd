"""Files that boards fetch: named by their content, never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MediaFile(models.Model):
    """One file at /signage/v1/m/<sha256>.<extension>, below MEDIA_ROOT/signage/."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    md5 = models.CharField("MD5", max_length=32)
    bytes = models.PositiveIntegerField(_("size in bytes"))
    content_type = models.CharField(_("type"), max_length=20)
    width = models.PositiveIntegerField(_("width"), null=True)
    height = models.PositiveIntegerField(_("height"), null=True)
    created_at = models.DateTimeField(_("created at"))

    class Meta:
        verbose_name = _("file for boards")
        verbose_name_plural = _("files for boards")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The last part of its address."""
        extensions = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "video/mp4": "mp4"}
        return f"{self.sha256}.{extensions[self.content_type]}"


class Rendition(models.Model):
    """A look drawn for one size and colour depth. `look` is the digest of everything that was drawn
    (words, typeface, size, emphasis, picture, version of the renderer), so equal looks share files.

    `page` 0 is the whole as one file (a PNG, or a GIF that turns pages); 1… are the single pages.
    """

    look = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    color = models.CharField(max_length=4)
    page = models.PositiveSmallIntegerField(default=0)
    media = models.ForeignKey(MediaFile, on_delete=models.PROTECT, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["look", "width", "height", "color", "page"], name="board_rendition_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.look[:8]} {self.width}x{self.height} {self.page}"
