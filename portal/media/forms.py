"""Wagtail's forms for pictures and files, with every upload checked.

Single and multiple upload, choosers, replacing a file and the admin's API all build on these two.
"""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from portal.media.enums import TextStatus
from portal.media.models import FileText
from portal.media.upload_handlers import FileTooBig
from portal.media.uploads import document_extensions, picture_extensions, upload_make_safe

# What an editor can mend.
_UNREAD = {
    TextStatus.EMPTY_SCAN: _(
        "This file is a scan: it shows pictures of pages, so its words cannot be found by the search. "
        "Replace it with one made by text recognition (OCR), or with the original document."
    ),
    TextStatus.TOO_BIG: _("This file is too big for the search: only its title can be found."),
    TextStatus.FAILED: _("The words of this file could not be read: only its title can be found."),
}


def _checked(field: Any, data: Any, allowed: frozenset[str]) -> None:
    """Before Wagtail's own field, which fails over a picture that breaks off."""
    if isinstance(data, FileTooBig):
        sizes = {"file_size": filesizeformat(data.size or 0), "max_filesize": field.max_upload_size_text}
        raise ValidationError(field.error_messages["file_too_large"] % sizes, code="file_too_large")
    if isinstance(data, UploadedFile) and data.size and data.size <= field.max_upload_size:
        upload_make_safe(upload=data, allowed=allowed)


class PictureField(WagtailImageField):
    def to_python(self, data: Any) -> Any:
        _checked(self, data, picture_extensions())
        return super().to_python(data)


class DownloadField(WagtailDocumentField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        kinds = ", ".join(sorted(document_extensions()))
        limit: Any = self.help_text  # type: ignore[has-type]
        self.help_text = format_lazy("{} {} {}.", limit, _("Allowed kinds:"), kinds)

    def to_python(self, data: Any) -> Any:
        _checked(self, data, document_extensions())
        return super().to_python(data)


class _UploadForm(forms.ModelForm):
    """What both forms change. Wagtail's factory makes the field, so it is exchanged afterwards."""

    file_field: type[forms.FileField]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = self.fields.get("file")
        if made is not None:
            self.fields["file"] = self.file_field(
                label=made.label, required=made.required, widget=made.widget
            )

    def clean_title(self) -> str:
        """A title often is the file's name as a foreign system wrote it."""
        title = unicodedata.normalize("NFC", self.cleaned_data["title"])
        return "".join(char for char in title if not unicodedata.category(char).startswith("C"))

    def _post_clean(self) -> None:
        """What the field said stands: the model would add that a file without a name has no kind."""
        said = self.errors.get("file")
        kept = said.copy() if said else None
        super()._post_clean()  # type: ignore[misc]
        if kept is not None:
            self.errors["file"] = kept


class PictureForm(_UploadForm, BaseImageForm):
    file_field = PictureField

    class Meta(BaseImageForm.Meta):
        pass


class FileForm(_UploadForm, BaseDocumentForm):
    file_field = DownloadField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        read = FileText.objects.filter(file=self.instance.pk).first() if self.instance.pk else None
        if read is not None and read.status in _UNREAD and "file" in self.fields:
            field = self.fields["file"]
            field.help_text = format_lazy("{} {}", field.help_text, _UNREAD[TextStatus(read.status)])

    class Meta(BaseDocumentForm.Meta):
        pass
