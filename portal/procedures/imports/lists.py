"""Lists of procedures: the national database's Excel list, and the same as CSV.

Columns are found by their names without accents ("Mã số · Tên · Cơ quan ban hành · Cơ quan thực hiện ·
Lĩnh vực", or `code,name,ministry,field`) in one of the first ten rows; others are said and left alone.
"""

import csv
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from portal.procedures.codes import procedure_code
from portal.procedures.imports.cleaning import one_line, value_or_none
from portal.procedures.imports.problems import FileRefused, Problem, shortened
from portal.procedures.imports.reading import MAX_ROWS, is_workbook, lines_read, too_large_reason
from portal.procedures.imports.records import wrong_code_reason
from portal.procedures.imports.words import LEVELS, word

MAX_WORKBOOK_UNPACKED_BYTES = 32 * 1024 * 1024
MAX_COLUMNS = 40
MAX_CELL = 4_000
HEADER_WITHIN = 10
DELIMITERS = ",;\t"
_COLUMNS = {
    "code": ("code", "ma so", "ma", "ma thu tuc", "ma tthc", "ma so tthc", "ma thu tuc hanh chinh"),
    "name": ("name", "ten", "ten thu tuc", "ten tthc", "ten thu tuc hanh chinh"),
    "ministry": ("ministry", "co quan ban hanh", "co quan cong bo", "bo, nganh", "bo nganh"),
    "agency": ("agency", "co quan thuc hien"),
    "field": ("field", "linh vuc"),
    "levels": ("levels", "level", "cap thuc hien", "cap"),
}
_COLUMN_OF_WORD = {name: column for column, names in _COLUMNS.items() for name in names}
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


@dataclass(frozen=True, slots=True)
class ListRow:
    """One procedure of a list. `levels` is None when the list says none; other texts None when empty."""

    row: int
    code: str
    name: str
    ministry: str | None = None
    agency: str | None = None
    field: str | None = None
    levels: tuple[str, ...] | None = None


@dataclass
class ProcedureList:
    """The rows that can be read, the reasons against the others, and the names of columns not used."""

    rows: list[ListRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    other_columns: list[str] = field(default_factory=list)


def list_read(path: Path) -> ProcedureList:
    """The rows of a CSV (plain or .gz) or .xlsx list. Raises FileRefused."""
    cells = _workbook_rows(path) if is_workbook(path) else _text_rows(path)
    read = ProcedureList()
    columns: dict[str, int] | None = None
    seen: dict[str, int] = {}
    for row, values in cells:
        if any(len(value) > MAX_CELL for value in values):
            reason = _("A cell holds more than %(letters)d characters.") % {"letters": MAX_CELL}
            raise FileRefused(reason, row=row)
        if columns is None:
            columns = _header(values, read)
            if columns is None and row >= HEADER_WITHIN:
                break
        elif any(value.strip() for value in values):
            _read_row(read, row, {name: values[at] for name, at in columns.items() if at < len(values)}, seen)
    if columns is None:
        raise FileRefused(_("There is no row of column names with “Mã số” and “Tên” (or code and name)."))
    if not read.rows and not read.problems:
        raise FileRefused(_("There are no rows under the header."))
    return read


def _header(values: list[str], read: ProcedureList) -> dict[str, int] | None:
    columns: dict[str, int] = {}
    others = []
    for position, value in enumerate(values):
        column = _COLUMN_OF_WORD.get(word(value))
        if column and column not in columns:
            columns[column] = position
        elif value.strip():
            others.append(shortened(value, 60))
    if "code" not in columns or "name" not in columns:
        return None
    read.other_columns = others
    return columns


def _read_row(read: ProcedureList, row: int, cells: dict[str, str], seen: dict[str, int]) -> None:
    values = {column: value_or_none(one_line(value)) for column, value in cells.items()}
    written = values["code"] or ""
    reasons = []
    try:
        code = procedure_code(written)
    except ValueError:
        code = ""
        reasons.append(wrong_code_reason(shortened(written, 60)))
    if code and seen.setdefault(code, row) != row:
        reasons.append(_("The code stands in row %(row)d already.") % {"row": seen[code]})
    name = values.get("name") or ""
    if not name:
        reasons.append(_("The name is missing."))
    elif "<" in name or ">" in name:
        reasons.append(
            _("The name holds HTML or control characters: “%(value)s”.") % {"value": shortened(name, 60)}
        )
    levels = _levels(values.get("levels"), reasons)
    if reasons:
        read.problems += [Problem(row, shortened(written, 30), reason) for reason in reasons]
        return
    ministry, agency, field_name = (values.get(key) for key in ("ministry", "agency", "field"))
    read.rows.append(ListRow(row, code, name, ministry, agency, field_name, levels))


def _levels(text: str | None, reasons: list[str]) -> tuple[str, ...] | None:
    if text is None:
        return None
    found = set()
    for part in filter(None, (piece.strip() for piece in text.replace(";", ",").split(","))):
        level = LEVELS.get(word(part)) or (part.upper() if part.upper() in LEVELS.values() else None)
        if level is None:
            reasons.append(_("The level is unknown: “%(value)s”.") % {"value": shortened(part, 60)})
        else:
            found.add(str(level))
    return tuple(sorted(found))


def _text_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_lines(path), delimiter=_delimiter(path), strict=True)
    row = 1
    try:
        for values in reader:
            yield row, values
            row = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused(
            _("The row cannot be read (an unclosed quotation mark?): %(error)s.") % {"error": error}, row=row
        ) from error


def _delimiter(path: Path) -> str:
    start = [text for (_row, text), _n in zip(lines_read(path), range(HEADER_WITHIN), strict=False)]
    for delimiter in DELIMITERS:
        try:
            if any(_header(values, ProcedureList()) for values in csv.reader(start, delimiter=delimiter)):
                return delimiter
        except csv.Error:
            continue
    return DELIMITERS[0]


def _lines(path: Path) -> Iterator[str]:
    for _row, text in lines_read(path):
        yield f"{text}\n"


def _workbook_rows(path: Path) -> list[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MAX_WORKBOOK_UNPACKED_BYTES:
            raise FileRefused(too_large_reason(MAX_WORKBOOK_UNPACKED_BYTES))
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            with closing(workbook):
                for sheet in workbook.worksheets:
                    if isinstance(sheet, ReadOnlyWorksheet) and _has_header(sheet):
                        return list(_sheet_rows(sheet, None))
    except _BROKEN as error:
        raise FileRefused(_("The Excel file is broken or is not an .xlsx file.")) from error
    return []


def _has_header(sheet: ReadOnlyWorksheet) -> bool:
    rows = _sheet_rows(sheet, HEADER_WITHIN)
    return any(_header(values, ProcedureList()) is not None for _row, values in rows)


def _sheet_rows(sheet: ReadOnlyWorksheet, limit: int | None) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=limit, max_col=MAX_COLUMNS, values_only=True)  # type: ignore[misc]
    for row, values in enumerate(rows, start=1):
        if row > MAX_ROWS:
            raise FileRefused(_("More than %(rows)d rows.") % {"rows": MAX_ROWS}, row=row)
        yield row, ["" if value is None else str(value) for value in values]
