"""Stops a file that is too big while it arrives, so that it never lies on the disk."""

from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class FileTooBig(UploadedFile):
    """The name and true size of a file whose content was thrown away; forms say what is wrong."""


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps what arrives in a temporary file, up to the largest file the portal takes.

    Then the temporary file goes, and the rest is read and dropped, so the form still arrives and
    can name the limit. How much may be sent at all is bounded by `RequestBoundsMiddleware` and by the
    web server before it. What fits in memory is Django's memory handler's, which stands before.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received <= settings.UPLOAD_MAX_BYTES:
            super().receive_data_chunk(raw_data, start)
        elif not self.file.closed:
            self.file.close()  # deletes it

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.received <= settings.UPLOAD_MAX_BYTES:
            return super().file_complete(file_size)
        return FileTooBig(ContentFile(b""), self.file_name, self.content_type, self.received)
