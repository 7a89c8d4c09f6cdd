"""Opens a CSV or XLSX file of figures as numbered rows of text, within limits.

The kind is told by the first bytes. A formula is refused: what it says depends on who opens it.
"""

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from portal.procedures.statistics.refusals import refusal
from sites.slugs import vietnamese_slug
from sites.unit_history.encodings import legacy_encoding_of_text, legacy_text_reason, not_utf8_reason

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED_BYTES = 128 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 40
MAX_CELL = 1_000
HEADER_WITHIN = 10

# Column → the folded headings it goes by: ours, then the words of clerks and of the one-stop system.
COLUMNS = {
    "unit": ("unitcode", "unit", "madonvi", "madvhc", "madonvihanhchinh", "maxa"),
    "procedure": ("procedurecode", "procedure", "code", "mathutuc", "matthc", "mathutuchanhchinh"),
    "as_of": ("asof", "denngay", "sodenngay", "tinhdenngay", "solieudenngay"),
    "received_total": ("receivedtotal", "tongtiepnhan", "tongsohosotiepnhan", "tongsotiepnhan"),
    "received_online": ("receivedonline", "tiepnhantructuyen", "sohosotiepnhantructuyen"),
    "resolved_online": ("resolvedonline", "giaiquyettructuyen", "sohosogiaiquyettructuyen"),
    "on_time_online": ("ontimeonline", "dunghantructuyen", "giaiquyettructuyendunghan", "dunghan"),
    "very_satisfied": ("verysatisfied", "rathailong"),
    "satisfied": ("satisfied", "hailong"),
    "not_satisfied": ("notsatisfied", "chuahailong"),
}
REQUIRED = tuple(COLUMNS)[:7]
HEADINGS_IN_WORDS = (
    "Mã đơn vị, Mã thủ tục, Đến ngày, Tổng tiếp nhận, Tiếp nhận trực tuyến, Giải quyết trực tuyến, "
    "Đúng hạn trực tuyến, Rất hài lòng, Hài lòng, Chưa hài lòng"
)

Cells = list[str]
RawRow = tuple[int, dict[str, str]]
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    SyntaxError,
)


def rows_of_file(*, content: bytes) -> list[RawRow]:
    """(line or row number, column → text) of every row that is not empty below the header.

    Raises StatisticsRefused when the file cannot be read or a column is missing.
    """
    if len(content) > MAX_BYTES:
        raise refusal(
            _("The file is larger than %(megabytes)d MB.") % {"megabytes": MAX_BYTES // 1024 // 1024}
        )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise refusal(_("This is the old Excel format (.xls). Save it as .xlsx or as CSV UTF-8."))
    lines = _workbook_lines(content) if content.startswith(b"PK\x03\x04") else _text_lines(content)
    rows = list(_below_header(lines))
    if not rows:
        raise refusal(_("There are no rows under the header."))
    return rows


def _text_lines(content: bytes) -> Iterator[tuple[int, Cells]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal(not_utf8_reason(content), line=content.count(b"\n", 0, error.start) + 1) from error
    if "\0" in text:
        raise refusal(not_utf8_reason(content), line=text.count("\n", 0, text.index("\0")) + 1)
    if legacy := legacy_encoding_of_text(text):
        raise refusal(legacy_text_reason(legacy[0]), line=text.count("\n", 0, legacy[1]) + 1)
    # The heading says it: no heading of ours holds a semicolon or a tab.
    start = text[:2_000]
    delimiter = max(",;\t", key=start.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        reason = _("The row cannot be read (an unclosed quotation mark?): %(error)s.") % {"error": error}
        raise refusal(reason, line=line) from error


def _workbook_lines(content: bytes) -> Iterator[tuple[int, Cells]]:
    broken = _("The Excel file is broken or is not an .xlsx file.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > MAX_UNPACKED_BYTES:
            raise refusal(_("The Excel file holds too much."))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # With formulas as they are written: their last values may be anybody's.
            workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet: Any = workbook.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=MAX_COLUMNS)
    except (*_BROKEN, IndexError) as error:
        raise refusal(broken) from error
    line = 0
    try:
        for line, cells in enumerate(rows, start=1):
            yield line, [_cell_text(cell, line) for cell in cells]
    except _BROKEN as error:
        raise refusal(broken, line=line) from error
    finally:
        workbook.close()


def _cell_text(cell: Any, line: int) -> str:
    value = cell.value
    if getattr(cell, "data_type", "") == "f":
        raise refusal(_("A cell holds a formula. Copy the sheet and paste values only."), line=line)
    match value:
        case None:
            return ""
        case bool():
            return str(value)
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case float():
            # A code of a procedure that Excel took for a number: 2.00001 was 2.000010.
            return f"{value:.6f}"
    return str(value)


def _below_header(lines: Iterable[tuple[int, Cells]]) -> Iterator[RawRow]:
    places: dict[str, int] = {}
    for line, cells in lines:
        if line > MAX_ROWS:
            raise refusal(_("More than %(rows)d rows.") % {"rows": MAX_ROWS}, line=line)
        if any(len(cell) > MAX_CELL for cell in cells):
            reason = _("A cell holds more than %(letters)d characters.") % {"letters": MAX_CELL}
            raise refusal(reason, line=line)
        if not places:
            places = _places(cells)
            if not places and line >= HEADER_WITHIN:
                break
        elif any(cell.strip() for cell in cells):
            yield line, {name: _at(cells, place) for name, place in places.items()}
    if not places:
        raise refusal(
            _("The columns are not known. The first row must name them: %(names)s.")
            % {"names": HEADINGS_IN_WORDS}
        )


def _places(cells: Cells) -> dict[str, int]:
    """Where each column stands, or nothing when this is no header. Raises when it is half of one."""
    folded = [vietnamese_slug(cell.replace("_", "-")).replace("-", "") for cell in cells]
    found = {
        name: place
        for name, headings in COLUMNS.items()
        for place, heading in enumerate(folded)
        if heading in headings
    }
    missing = [name for name in REQUIRED if name not in found]
    if not found or len(missing) > len(REQUIRED) // 2:
        return {}
    twice = [cells[place] for place in found.values() if folded.count(folded[place]) > 1]
    written = dict(zip(COLUMNS, HEADINGS_IN_WORDS.split(", "), strict=True))
    problems = [_("The column %(name)s is missing.") % {"name": written[name]} for name in missing]
    problems += [_("The column %(name)s stands there twice.") % {"name": name.strip()} for name in twice]
    if problems:
        raise refusal(*problems)
    return found


def _at(cells: Cells, place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""
