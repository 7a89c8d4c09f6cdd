"""Opens CSV, CSV.gz and XLSX files as numbered rows of text, within limits.

The kind is told by the first bytes, not by the file's name. Limits keep a crafted file (a gzip or zip
bomb, a cell of megabytes) from filling the memory. Knows nothing of what the columns mean.
"""

import csv
import gzip
import hashlib
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from sites.unit_history.encodings import legacy_encoding_of_text, legacy_text_reason, not_utf8_reason
from sites.unit_history.layouts import Header, find_header, layouts_in_words
from sites.unit_history.problems import refusal

MAX_BYTES = 32 * 1024 * 1024
MAX_UNPACKED_BYTES = 128 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 40
MAX_CELL = 2_000
HEADER_WITHIN = 10
DELIMITERS = ",;\t"

Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows below a recognised header: (line number in the file, cells of the header's columns)."""

    file: str
    sha256: str
    header: Header
    rows: list[Row]


def sheet_read(*, path: Path) -> Sheet:
    """Read `path`. Raises UnitImportRefused when it cannot be read or its header is unknown."""
    file = path.name
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise refusal(
            _("The file cannot be opened: %(error)s.") % {"error": error.strerror}, file=file
        ) from error
    if size > MAX_BYTES:
        raise refusal(_too_large(), file=file)
    sha256 = hashlib.sha256(data).hexdigest()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise refusal(_("This is the old Excel format (.xls). Save it as .xlsx or as CSV UTF-8."), file=file)
    if data.startswith(b"PK\x03\x04"):
        header, rows = _read_workbook(data, file)
    else:
        text = _decoded(_unzipped(data, file) if data.startswith(b"\x1f\x8b") else data, file)
        header, rows = _read_text(text, file)
    if not rows:
        raise refusal(_("There are no rows under the header."), file=file)
    return Sheet(file, sha256, header, rows)


def _too_large() -> str:
    return _("The file is too large for a list of units (more than %(megabytes)d MB).") % {
        "megabytes": MAX_UNPACKED_BYTES // 1024 // 1024
    }


def _unzipped(data: bytes, file: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            text = stream.read(MAX_UNPACKED_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise refusal(_("The gzip file is broken or cut off."), file=file) from error
    if len(text) > MAX_UNPACKED_BYTES:
        raise refusal(_too_large(), file=file)
    return text


def _decoded(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refusal(not_utf8_reason(data), file=file, line=line) from error
    if "\0" in text:
        raise refusal(not_utf8_reason(data), file=file, line=text.count("\n", 0, text.index("\0")) + 1)
    if legacy := legacy_encoding_of_text(text):
        encoding, position = legacy
        raise refusal(legacy_text_reason(encoding), file=file, line=text.count("\n", 0, position) + 1)
    return text


def _read_text(text: str, file: str) -> tuple[Header, list[Row]]:
    start = io.StringIO(text, newline="").readlines(20_000)[:HEADER_WITHIN]
    for delimiter in DELIMITERS:
        try:
            if any(find_header(cells) for cells in csv.reader(start, delimiter=delimiter)):
                break
        except csv.Error:
            continue
    else:
        raise _unknown_header(next(csv.reader(start), []), file)
    return _below_header(_text_rows(text, delimiter, file), file)


def _text_rows(text: str, delimiter: str, file: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise refusal(
            _("The row cannot be read (an unclosed quotation mark?): %(error)s.") % {"error": error},
            file=file,
            line=line,
        ) from error


def _read_workbook(data: bytes, file: str) -> tuple[Header, list[Row]]:
    broken = _("The Excel file is broken or is not an .xlsx file.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise refusal(_too_large(), file=file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        SyntaxError,
    ) as error:
        raise refusal(broken, file=file) from error
    first: list[str] = []
    try:
        for sheet in workbook.worksheets:
            if not isinstance(sheet, ReadOnlyWorksheet):
                continue
            start = [cells for _line, cells in _sheet_rows(sheet, file, HEADER_WITHIN)]
            first = first or next((cells for cells in start if any(cells)), [])
            if any(find_header(cells) for cells in start):
                return _below_header(_sheet_rows(sheet, file, None), file)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        SyntaxError,
    ) as error:
        raise refusal(broken, file=file) from error
    finally:
        workbook.close()
    raise _unknown_header(first, file)


def _sheet_rows(sheet: ReadOnlyWorksheet, file: str, limit: int | None) -> Iterator[Row]:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=limit, max_col=MAX_COLUMNS, values_only=True)  # type: ignore[misc]
    for line, values in enumerate(rows, start=1):
        # A sheet leaves out the empty cells at the end of a row.
        cells = [_cell_text(value) for value in values] + [""] * (MAX_COLUMNS - len(values))
        if legacy := legacy_encoding_of_text("\n".join(cells)):
            raise refusal(legacy_text_reason(legacy[0]), file=file, line=line)
        yield line, cells


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _below_header(rows: Iterable[Row], file: str) -> tuple[Header, list[Row]]:
    """The recognised header and the rows that are not empty below it."""
    header: Header | None = None
    kept: list[Row] = []
    for line, cells in rows:
        if line > MAX_ROWS:
            raise refusal(_("More than %(rows)d rows.") % {"rows": MAX_ROWS}, file=file, line=line)
        if any(len(cell) > MAX_CELL for cell in cells):
            reason = _("A cell holds more than %(letters)d characters.") % {"letters": MAX_CELL}
            raise refusal(reason, file=file, line=line)
        if header is None:
            header = find_header(cells)
        elif any(cell.strip() for cell in cells):
            kept.append((line, cells))
    if header is None:
        raise _unknown_header([], file)
    return header, kept


def _unknown_header(cells: list[str], file: str) -> Exception:
    found = ", ".join(cell.strip()[:40] for cell in cells[:20] if cell.strip()) or _("nothing")
    return refusal(
        _("The header is not known. Found: %(found)s. Known layouts: %(layouts)s.")
        % {"found": found, "layouts": layouts_in_words()},
        file=file,
        line=1,
    )
