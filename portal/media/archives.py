"""Looks into ZIP files (also OOXML and OpenDocument, which are ZIP files) without unpacking them.

Only the list of entries and a few small entries are read, so a bomb stays folded.
"""

import re
import struct
import zipfile
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.media.upload_names import extension_of

MAX_ENTRIES = 5_000
MAX_UNPACKED = 500 * 1024 * 1024  # bytes, all entries together
MAX_RATIO = 150  # unpacked to packed; of a big archive
RATIO_MATTERS_ABOVE = 20 * 1024 * 1024  # bytes unpacked: small tables of zeros pack well
_MAX_LIST = 1024 * 1024  # bytes of the list of entries, before it is read
_MAX_PART = 2 * 1024 * 1024  # bytes of an entry that is read
_END = b"PK\x05\x06"
_END_LENGTH = 22
_ENCRYPTED = 0x1
_ARCHIVES = frozenset({"zip", "jar", "7z", "rar", "gz", "bz2", "xz", "tar", "tgz", "cab", "iso"})

OOXML_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
ODF_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
_MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject|ms-office\.activeX", re.IGNORECASE)
_REMOTE_TEMPLATE = re.compile(
    rb"<[^>]*attachedTemplate[^>]*Target\s*=\s*[\"'](?:https?:|ftp:|\\\\|//)", re.IGNORECASE
)

NOT_READABLE = _("The file is damaged and cannot be opened. Save it again and upload it once more.")
_BOMB = _("The file unpacks to far more than it holds, so it was refused. Upload its parts one by one.")
_LOCKED = _("The file is locked with a password, so readers could not open it. Upload it without a password.")
_MACROS = _(
    "The file contains macros (%(what)s), which can harm a reader's computer. Save it without macros."
)
_WRONG_KIND = _("The content of the file is not what its name “.%(extension)s” says.")


def hides_archive(file: IO[bytes]) -> bool:
    """Whether a file of another kind opens as a ZIP or JAR as well."""
    file.seek(0)
    if not zipfile.is_zipfile(file):
        return False
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def archive_check(file: IO[bytes], extension: str, allowed: frozenset[str]) -> None:
    """Raise ValidationError unless the archive may be offered to readers.

    `allowed`: extensions of files that may stand in a plain ZIP.
    """
    _list_check(file)
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _entries_check(entries, _length(file))
            if extension in OOXML_FOLDERS:
                _ooxml_check(archive, extension)
            elif extension in ODF_TYPES:
                _odf_check(archive, extension)
            else:
                _plain_check(entries, allowed)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise ValidationError(NOT_READABLE, code="not_readable") from error


def _list_check(file: IO[bytes]) -> None:
    """Refuse a list of entries that would fill the memory, from its own announcement."""
    length = _length(file)
    file.seek(max(0, length - _END_LENGTH - 0xFFFF))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_LENGTH:
        raise ValidationError(NOT_READABLE, code="not_readable")
    entries, size = struct.unpack_from("<HI", tail, at + 10)
    if entries > MAX_ENTRIES or size > _MAX_LIST:
        raise ValidationError(_BOMB, code="bomb")


def _entries_check(entries: list[zipfile.ZipInfo], length: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    too_dense = unpacked > RATIO_MATTERS_ABOVE and unpacked > MAX_RATIO * max(packed, 1)
    # Entries that lie over each other add up to more than the file.
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or packed > length or too_dense:
        raise ValidationError(_BOMB, code="bomb")
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
            raise ValidationError(
                _("The archive wants to write outside its own folder (%(name)s)."),
                code="path",
                params={"name": name[:80]},
            )
        if entry.flag_bits & _ENCRYPTED:
            raise ValidationError(_LOCKED, code="locked")


def _plain_check(entries: list[zipfile.ZipInfo], allowed: frozenset[str]) -> None:
    for entry in entries:
        if entry.is_dir():
            continue
        extension = extension_of(entry.filename)
        if extension in _ARCHIVES:
            raise ValidationError(
                _("The archive holds another archive (%(name)s). Unpack that one first."),
                code="nested",
                params={"name": entry.filename[-80:]},
            )
        if extension not in allowed:
            raise ValidationError(
                _("The archive holds a kind of file that is not allowed here: %(name)s."),
                code="entry",
                params={"name": entry.filename[-80:]},
            )


def _ooxml_check(archive: zipfile.ZipFile, extension: str) -> None:
    names = archive.namelist()
    folder = OOXML_FOLDERS[extension]
    if "[Content_Types].xml" not in names or not any(name.startswith(folder) for name in names):
        raise ValidationError(_WRONG_KIND, code="kind", params={"extension": extension})
    for name in names:
        lowered = name.lower()
        if lowered.endswith("vbaproject.bin") or "/activex/" in lowered or "/macrosheets/" in lowered:
            raise ValidationError(_MACROS, code="macros", params={"what": name[-80:]})
    if _MACRO_TYPES.search(_part(archive, "[Content_Types].xml")):
        raise ValidationError(_MACROS, code="macros", params={"what": "[Content_Types].xml"})
    settings = "word/_rels/settings.xml.rels"
    if settings in names and _REMOTE_TEMPLATE.search(_part(archive, settings)):
        raise ValidationError(
            _("The document fetches its template from the network. Save it with a template of its own."),
            code="remote",
        )


def _odf_check(archive: zipfile.ZipFile, extension: str) -> None:
    names = archive.namelist()
    if "mimetype" not in names or _part(archive, "mimetype").strip() != ODF_TYPES[extension]:
        raise ValidationError(_WRONG_KIND, code="kind", params={"extension": extension})
    for name in names:
        is_list = name.endswith(("/", "script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml"))
        if name.startswith(("Basic/", "Scripts/")) and not is_list:
            raise ValidationError(_MACROS, code="macros", params={"what": name[-80:]})


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _MAX_PART:
        raise ValidationError(_BOMB, code="bomb")
    with archive.open(name) as part:
        return part.read(_MAX_PART)


def _length(file: IO[bytes]) -> int:
    return file.seek(0, 2)
