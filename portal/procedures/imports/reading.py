"""Opens files of the catalog line by line, within limits.

The kind of file is told by its first bytes, not by its name. The limits keep a crafted file (a gzip
bomb, a line of megabytes) from filling the memory.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from portal.procedures.imports.problems import FileRefused
from sites.unit_history.encodings import not_utf8_reason

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
MAX_LINE_BYTES = 4 * 1024 * 1024
MAX_ROWS = 200_000
_GZIP, _ZIP, _OLD_EXCEL = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class FileFormat(Enum):
    """What the rows of a file are."""

    CRAWL = "crawl"
    SCHEMA = "schema"
    LIST = "list"


def format_of_file(path: Path) -> FileFormat:
    """What `path` holds, told by its first bytes and first record. Raises FileRefused."""
    if is_workbook(path):
        return FileFormat.LIST
    first = next((text.strip() for _row, text in lines_read(path) if text.strip()), "")
    if not first:
        raise FileRefused(_("The file is empty."))
    if not first.startswith(("{", "[")):
        return FileFormat.LIST
    record = _object_or_none(first)
    if record is not None and ("content" in record or "schema" in record):
        return FileFormat.SCHEMA
    return FileFormat.CRAWL


def is_workbook(path: Path) -> bool:
    """Whether `path` is an .xlsx file. Raises FileRefused when it is too large or an old Excel file."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise FileRefused(_("The file cannot be opened: %(error)s.") % {"error": error.strerror}) from error
    if size > MAX_FILE_BYTES:
        raise FileRefused(too_large_reason(MAX_FILE_BYTES))
    if start == _OLD_EXCEL:
        raise FileRefused(_("This is the old Excel format (.xls). Save it as .xlsx or as CSV UTF-8."))
    return start == _ZIP


def lines_read(path: Path) -> Iterator[tuple[int, str]]:
    """(number from 1, text without its line end) of each line. Raises FileRefused where it cannot go on."""
    with path.open("rb") as file:
        is_packed = file.read(2) == _GZIP
    total = 0
    with gzip.open(path, "rb") if is_packed else path.open("rb") as stream:
        row = 0
        while True:
            row += 1
            try:
                line = stream.readline(MAX_LINE_BYTES + 1)
            except (OSError, EOFError, zlib.error) as error:
                raise FileRefused(_("The gzip file is broken or cut off."), row=row) from error
            if not line:
                return
            total += len(line)
            if len(line) > MAX_LINE_BYTES:
                reason = _("The row is longer than %(megabytes)d MB.")
                raise FileRefused(reason % {"megabytes": MAX_LINE_BYTES // 1024 // 1024}, row=row)
            if total > MAX_UNPACKED_BYTES:
                raise FileRefused(too_large_reason(MAX_UNPACKED_BYTES), row=row)
            if row > MAX_ROWS:
                raise FileRefused(_("More than %(rows)d rows.") % {"rows": MAX_ROWS}, row=row)
            yield row, _decoded(line, row)


def object_of_line(text: str) -> dict[str, Any]:
    """The JSON object of one line. Raises ValueError with a reason for a clerk."""
    try:
        value = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique_keys)
    except _RepeatedKey as error:
        raise ValueError(_("The key “%(key)s” comes twice.") % {"key": error.key}) from error
    except (ValueError, RecursionError) as error:
        raise ValueError(_("The row is not valid JSON.")) from error
    if isinstance(value, dict):
        return value
    raise ValueError(_("The row is not a JSON object."))


class _RepeatedKey(Exception):
    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        keys = [key for key, _value in pairs]
        raise _RepeatedKey(next(key for key in keys if keys.count(key) > 1))
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _object_or_none(text: str) -> dict[str, Any] | None:
    try:
        return object_of_line(text)
    except ValueError:
        return None


def _decoded(line: bytes, row: int) -> str:
    try:
        text = line.decode("utf-8-sig" if row == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise FileRefused(not_utf8_reason(line), row=row) from error
    if "\0" in text:
        raise FileRefused(not_utf8_reason(line), row=row)
    return text.rstrip("\r\n")


def too_large_reason(limit: int) -> str:
    """Why a file of more than `limit` bytes is refused."""
    return _("The file is too large (more than %(megabytes)d MB).") % {"megabytes": limit // 1024 // 1024}
