"""Own image, rendition and file models: fields can be added without replacing Wagtail's tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


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


class Rendition(AbstractRendition):
    """A picture cut to one size."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]


class File(AbstractDocument):
    """A file to download."""

    admin_form_fields = tuple(name for name in Document.admin_form_fields if name != "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
