"""The layouts an imported file may have, told by its header whatever the case, accents, spaces and order.

Sources of the column names: this project's own lists; the exports of the General Statistics Office's
catalogue of administrative units, three-level until 30 June 2025 and two-level since.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sites.slugs import vietnamese_slug

_DATED_NAME = re.compile(r"^name(\d{6})$")


class FileKind(StrEnum):
    """What the rows of a file say."""

    UNITS = "units"
    STATISTICS_OFFICE_UNITS = "statistics office units"
    STATISTICS_OFFICE_PROVINCES = "statistics office provinces"
    COMMUNE_EDGES = "commune edges"
    PROVINCE_EDGES = "province edges"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns` must all be there, `optional` may. Values are the folded headings a role goes by."""

    kind: FileKind
    columns: dict[str, tuple[str, ...]]
    optional: dict[str, tuple[str, ...]]
    in_words: str


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header: where each role stands, and how many cells a whole row has."""

    kind: FileKind
    positions: dict[str, int]
    width: int

    def value(self, cells: Sequence[str], role: str) -> str:
        """The text of `role` in a row; empty when the column or the cell is missing."""
        position = self.positions.get(role)
        return cells[position] if position is not None and position < len(cells) else ""

    @property
    def last_needed(self) -> int:
        return max(self.positions.values())


def _same(*names: str) -> dict[str, tuple[str, ...]]:
    return {name: (name.replace("_", ""),) for name in names}


_PROVINCE_NAME = ("tinhthanhpho", "tinh", "thanhpho", "tentinh", "tentinhthanhpho", "tinhtp")
_PROVINCE_CODE = ("matp", "matinh", "matinhthanhpho", "matinhtp")
_DISTRICT = {
    "district_name": ("quanhuyen", "tenquanhuyen", "tenhuyen"),
    "district_code": ("maqh", "maquanhuyen", "mahuyen"),
}
_ENGLISH = ("tentienganh", "tentienganhcapxa")
_TYPE = ("cap", "loai", "caphanhchinh")

# The first layout whose columns are all there is taken: the more columns, the earlier.
LAYOUTS = (
    Layout(
        FileKind.COMMUNE_EDGES,
        _same(
            "old_code", "old_full_name", "old_district_code", "old_province_code",
            "new_code", "new_full_name", "part",
        ),
        _same("resolution"),
        "old_code, old_full_name, old_district_code, old_province_code, new_code, new_full_name, part",
    ),
    Layout(
        FileKind.PROVINCE_EDGES,
        _same("old_code", "old_full_name", "new_code", "new_full_name", "part"),
        _same("resolution"),
        "old_code, old_full_name, new_code, new_full_name, part",
    ),
    Layout(
        FileKind.CHANGES,
        _same("kind", "change", "code", "old_name", "new_name"),
        _same("resolution"),
        "kind, change, code, name_<YYYY_MM>, name_<YYYY_MM>",
    ),
    Layout(
        FileKind.UNITS,
        _same("level", "code", "parent_code", "province_code", "type", "name", "full_name"),
        _same("full_name_en"),
        "level, code, parent_code, province_code, type, name, full_name",
    ),
    Layout(
        FileKind.STATISTICS_OFFICE_UNITS,
        {
            "province_name": _PROVINCE_NAME,
            "province_code": _PROVINCE_CODE,
            "name": ("phuongxa", "xaphuong", "tenphuongxa", "tenxa", "ten"),
            "code": ("mapx", "maxa", "maphuongxa", "ma"),
        },
        {"type": _TYPE, "full_name_en": _ENGLISH, **_DISTRICT},
        "Tỉnh Thành Phố, Mã TP, [Quận Huyện, Mã QH,] Phường Xã, Mã PX, Cấp",
    ),
    Layout(
        FileKind.STATISTICS_OFFICE_PROVINCES,
        {"name": ("ten", *_PROVINCE_NAME), "code": ("ma", *_PROVINCE_CODE), "type": _TYPE},
        {"full_name_en": _ENGLISH},
        "Mã, Tên, Cấp",
    ),
)  # fmt: skip


def find_header(cells: Sequence[str]) -> Header | None:
    """The layout whose columns are all among `cells`, or None.

    A Statistics Office list of districts alone (Mã, Tên, Cấp, Mã TP …) is read as units of the lowest
    level and refused row by row for its types; it is not a list of units without its communes.
    """
    headings = [_folded(cell) for cell in cells]
    _name_dated_columns(headings)
    for layout in LAYOUTS:
        positions = _positions(layout.columns, headings)
        if len(positions) == len(layout.columns):
            positions |= _positions(layout.optional, headings)
            width = max((i for i, heading in enumerate(headings) if heading), default=0) + 1
            return Header(layout.kind, positions, width)
    return None


def layouts_in_words() -> str:
    """The known headers, for the message that refuses an unknown one."""
    return " | ".join(layout.in_words for layout in LAYOUTS)


def _folded(cell: str) -> str:
    return vietnamese_slug(cell.replace("_", " ").replace("/", " ")).replace("-", "")


def _name_dated_columns(headings: list[str]) -> None:
    """Two columns named for their months (name_2025_07, name_2026_07) become old and new, by month."""
    dated = sorted(
        (found[1], i) for i, heading in enumerate(headings) if (found := _DATED_NAME.match(heading))
    )
    if len(dated) == 2:
        headings[dated[0][1]], headings[dated[1][1]] = "oldname", "newname"


def _positions(columns: dict[str, tuple[str, ...]], headings: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for role, names in columns.items():
        for name in names:
            if name in headings:
                found[role] = headings.index(name)
                break
    return found
