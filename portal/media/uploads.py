"""What may be uploaded: the content must be what the name says, and must not act by itself.

Refuses to know pages, folders and users. Every door of the admin comes here through `forms`.
A kind of file is told by its first bytes, never by what the browser says about it.
"""

import re
from collections.abc import Callable
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image

from portal.media.archives import ODF_TYPES, OOXML_FOLDERS, archive_check, hides_archive
from portal.media.pdf_files import pdf_check
from portal.media.picture_metadata import Unreadable, without_metadata
from portal.media.upload_names import extension_of, safe_name

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
# First bytes by extension. `webp` says RIFF and its length before its name.
_STARTS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "jpg": (_JPEG,),
    "jpeg": (_JPEG,),
    "png": (_PNG,),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "rtf": (b"{\\rtf",),
    "zip": (_ZIP,),
    **dict.fromkeys((*OOXML_FOLDERS, *ODF_TYPES), (_ZIP,)),
    **dict.fromkeys(("doc", "xls", "ppt"), (_OLE,)),
}
_PICTURES = frozenset({"jpg", "jpeg", "png", "gif", "webp"})
_TEXTS = frozenset({"txt", "csv"})
# Streams of the old Office formats (MS-CFB stores names as UTF-16).
_OLE_STREAMS = {"doc": ("WordDocument",), "xls": ("Workbook", "Book"), "ppt": ("PowerPoint Document",)}
_OLE_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php|%)", re.IGNORECASE)
_RTF_OBJECTS = re.compile(rb"\\(?:objdata|objupdate|objocx|objautlink)\b")
_SNIFFED = 4096

_EMPTY = _("The file is empty.")
_NOT_ALLOWED = _("Files of this kind (.%(extension)s) cannot be uploaded. Allowed: %(allowed)s.")
_WRONG_KIND = _(
    "The content of the file is not what its name “.%(extension)s” says. "
    "Open it in the program it was made with and save it again."
)
_TWO_KINDS = _("The file is two kinds of file at once, which is a way to smuggle in a program.")
_MACROS = _("The file contains macros, which can harm a reader's computer. Save it without macros.")
_OBJECTS = _("The file contains embedded objects, which can harm a reader's computer. Save it as PDF.")
_MARKED_UP = _("The file is a web page or contains a script, not plain text.")
_BROKEN_PICTURE = _("The picture is damaged or incomplete. Save it again and upload it once more.")


def document_extensions() -> frozenset[str]:
    return frozenset(settings.WAGTAILDOCS_EXTENSIONS)


def picture_extensions() -> frozenset[str]:
    return frozenset(settings.WAGTAILIMAGES_EXTENSIONS)


def upload_make_safe(*, upload: UploadedFile, allowed: frozenset[str]) -> UploadedFile:
    """Check an upload and clean its name and metadata in place; nothing is written to storage.

    In place, because Wagtail's multiple upload stores the file of the request itself when another
    field of the form is wrong. Raises ValidationError with a text for the uploader.
    """
    upload.name = safe_name(upload.name or "")
    extension = extension_of(upload.name)
    if extension not in allowed:
        raise ValidationError(
            _NOT_ALLOWED,
            code="extension",
            params={"extension": extension or "?", "allowed": ", ".join(sorted(allowed))},
        )
    if not upload.size:
        raise ValidationError(_EMPTY, code="empty")
    file: IO[bytes] = upload.file  # type: ignore[assignment]
    try:
        _content_check(file, extension)
        if extension in _PICTURES:
            _picture_clean(upload, file)
    finally:
        file.seek(0)
    return upload


def _content_check(file: IO[bytes], extension: str) -> None:
    file.seek(0)
    start = file.read(_SNIFFED)
    if extension in _STARTS and not start.startswith(_STARTS[extension]):
        raise _wrong_kind(extension)
    check = _CHECKS.get(extension)
    if check is not None:
        check(file, extension)
    if not start.startswith(_ZIP) and hides_archive(file):
        raise ValidationError(_TWO_KINDS, code="polyglot")


def _wrong_kind(extension: str) -> ValidationError:
    return ValidationError(_WRONG_KIND, code="kind", params={"extension": extension})


def _pdf(file: IO[bytes], extension: str) -> None:
    pdf_check(file, document_extensions() | {"xml"})  # an invoice in PDF/A-3 carries its XML


def _archive(file: IO[bytes], extension: str) -> None:
    archive_check(file, extension, document_extensions() - {"zip"})


def _ole(file: IO[bytes], extension: str) -> None:
    file.seek(0)
    data = file.read()
    if not any(name.encode("utf-16-le") in data for name in _OLE_STREAMS[extension]):
        raise _wrong_kind(extension)
    if _OLE_MACROS in data:
        raise ValidationError(_MACROS, code="macros")


def _rtf(file: IO[bytes], extension: str) -> None:
    file.seek(0)
    if _RTF_OBJECTS.search(file.read()):
        raise ValidationError(_OBJECTS, code="objects")


def _text(file: IO[bytes], extension: str) -> None:
    file.seek(0)
    start = file.read(_SNIFFED)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "ignore").encode()
    if b"\0" in start or start.startswith((b"%PDF-", b"MZ", _ZIP, _JPEG, _PNG)):
        raise _wrong_kind(extension)
    if _MARKUP.search(start):
        raise ValidationError(_MARKED_UP, code="markup")


def _picture(file: IO[bytes], extension: str) -> None:
    """Decode the picture once, small where the format can: a broken one would fail on every page."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
            frames = getattr(picture, "n_frames", 1)
            if picture.width * picture.height * frames > limit:
                raise _too_many_pixels()
            if (picture.format or "").lower() != ("jpeg" if extension == "jpg" else extension):
                raise _wrong_kind(extension)
            picture.draft("RGB", (max(1, picture.width // 8), max(1, picture.height // 8)))
            picture.load()
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:
        raise ValidationError(_BROKEN_PICTURE, code="picture") from error


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("The picture has too many pixels (at most %(limit)s million). Make it smaller first."),
        code="pixels",
        params={"limit": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
    )


def _picture_clean(upload: UploadedFile, file: IO[bytes]) -> None:
    file.seek(0)
    data = file.read()
    try:
        cleaned = without_metadata(data)
    except Unreadable as error:
        raise ValidationError(_BROKEN_PICTURE, code="picture") from error
    if cleaned != data:
        file.seek(0)
        file.truncate()
        file.write(cleaned)
        file.flush()
        upload.size = len(cleaned)


_CHECKS: dict[str, Callable[[IO[bytes], str], Any]] = {
    "pdf": _pdf,
    "rtf": _rtf,
    **dict.fromkeys(("zip", *OOXML_FOLDERS, *ODF_TYPES), _archive),
    **dict.fromkeys(_OLE_STREAMS, _ole),
    **dict.fromkeys(_TEXTS, _text),
    **dict.fromkeys(_PICTURES, _picture),
}
