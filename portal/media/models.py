"""Own image, rendition and file models: fields can be added without replacing Wagtail's tables."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from portal.media.enums import TextStatus


class PortalImage(AbstractImage):
    """A picture with who took it (Decree 43/2011 Art. 5.3: author and source)."""

    credit = models.CharField(
        _("photographer or source"), max_length=200, blank=True, help_text=_("For example: Ảnh: Minh Anh.")
    )

    # No tags: Wagtail offers every site's tags to everybody (wagtail/wagtail#7899, #7959).
    admin_form_fields = (*(name for name in WagtailImage.admin_form_fields if name != "tags"), "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [models.Index(fields=["file"], name="picture_file")]  # found by its address


class Rendition(AbstractRendition):
    """A picture cut to one size."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        indexes = [models.Index(fields=["file"], name="rendition_file")]  # found by its address
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]


class File(AbstractDocument):
    """A file to download."""

    admin_form_fields = tuple(name for name in Document.admin_form_fields if name != "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")


class FileText(models.Model):
    """What was read of a file for the search. `digest`: SHA-256 of the content that was read, stored
    under `stored_name` then; a file stored under another name has not been read yet."""

    file = models.OneToOneField(File, on_delete=models.CASCADE, related_name="text")
    stored_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, blank=True)
    status = models.CharField(_("text for the search"), max_length=12, choices=TextStatus.choices)
    text = models.TextField(blank=True)
    detail = models.CharField(max_length=400, blank=True)
    extracted_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")

    def __str__(self) -> str:
        return f"{self.file_id}: {self.status}"


class MediaShowing(models.Model):
    """One page or public record shows one picture or file.

    Says what the rows of the database hold, which for a live page is what the public reads: the
    draft of a live page stands in its revisions only. Whether a page is live and free of
    restrictions is asked when a file is asked for, so no other row must be kept in step.
    """

    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    record_type = models.ForeignKey(ContentType, null=True, on_delete=models.CASCADE, related_name="+")
    record_id = models.CharField(max_length=64, blank=True)
    image = models.ForeignKey(PortalImage, null=True, on_delete=models.CASCADE, related_name="showings")
    file = models.ForeignKey(File, null=True, on_delete=models.CASCADE, related_name="showings")

    # A showing is no use of the picture: the page itself is.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("showing")
        verbose_name_plural = _("showings")
        indexes = [models.Index(fields=["record_type", "record_id"], name="showing_record")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False) ^ models.Q(record_type__isnull=False),
                name="showing_by_one",
            ),
            models.CheckConstraint(
                condition=models.Q(image__isnull=False) ^ models.Q(file__isnull=False),
                name="showing_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id or self.record_id}: {self.image_id or self.file_id}"
