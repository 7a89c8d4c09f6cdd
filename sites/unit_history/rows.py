"""Turns the cells of a sheet into facts: units, edges, changes. Each row stands or falls alone.

What a list must be as a whole (no duplicates, no orphans) is looked at in `checks_across_rows`.
"""

import unicodedata
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sites.enums import Level
from sites.spelling import clean_text, fold_spelling
from sites.unit_history.layouts import FileKind
from sites.unit_history.problems import Problem
from sites.unit_history.reading import Sheet
from sites.unit_history.unit_types import (
    CENTRAL_CITY,
    CODE_LENGTHS,
    UnitType,
    english_full_name,
    unit_type_named,
    unit_type_of_full_name,
)

MAX_NAME, MAX_FULL_NAME, MAX_RESOLUTION = 100, 160, 120
_LEVELS = {"1": Level.PROVINCE, "3": Level.COMMUNE} | {fold_spelling(level.value): level for level in Level}
_PARTS = {"full": False, "partial": True}
_CHANGE_KINDS = {"status": True, "respelled": False, "tone_placement_only": False}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of a list. `implied`: read from the columns that name a commune's province or district."""

    file: str
    line: int
    level: Level
    code: str
    parent_code: str
    province_code: str
    unit_type: str
    name: str
    full_name: str
    full_name_en: str
    english_given: bool
    implied: bool = False


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """One edge. `placed` is False when the row does not know which province the old unit was in."""

    file: str
    line: int
    old_code: str
    old_name: str
    new_code: str
    new_name: str
    partial: bool
    resolution: str
    placed: bool


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One code whose name changed. `real`: a change of status; else only of spelling."""

    file: str
    line: int
    code: str
    old_name: str
    new_name: str
    real: bool
    resolution: str


@dataclass(slots=True)
class Facts:
    """Everything the files of one call say, and everything that is wrong with them."""

    units: list[UnitRow] = field(default_factory=list)
    edges: list[EdgeRow] = field(default_factory=list)
    changes: list[ChangeRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    names_normalised: int = 0
    codes_padded: int = 0


class _BadRow(Exception):
    """The reason a row is refused."""


def facts_of_sheet(*, sheet: Sheet, facts: Facts) -> None:
    """Add the rows of `sheet` to `facts`, bad ones to its problems."""
    reader = _SheetReader(sheet, facts)
    for line, cells in sheet.rows:
        try:
            reader.read(line, cells)
        except _BadRow as bad:
            facts.problems.append(Problem(sheet.file, line, str(bad)))


class _SheetReader:
    def __init__(self, sheet: Sheet, facts: Facts) -> None:
        self.file, self.header, self.facts = sheet.file, sheet.header, facts
        self.readers = {
            FileKind.UNITS: self._own_unit,
            FileKind.STATISTICS_OFFICE_UNITS: self._statistics_office_units,
            FileKind.STATISTICS_OFFICE_PROVINCES: self._statistics_office_province,
            FileKind.COMMUNE_EDGES: self._edge,
            FileKind.PROVINCE_EDGES: self._edge,
            FileKind.CHANGES: self._change,
        }
        # "2" is a district in a list of three levels, a commune in a list of two.
        self.level_two = Level.COMMUNE
        if self.header.kind is FileKind.UNITS and any(
            self.header.value(cells, "level").strip() == "3" for _line, cells in sheet.rows
        ):
            self.level_two = Level.DISTRICT
        self.implied: dict[str, tuple[str, str]] = {}

    def read(self, line: int, cells: list[str]) -> None:
        if len(cells) <= self.header.last_needed and self._is_text_cut(cells):
            raise _BadRow(
                _("The row has %(found)d columns instead of %(expected)d.")
                % {"found": len(cells), "expected": self.header.width}
            )
        if any(cell.strip() for cell in cells[self.header.width :]):
            raise _BadRow(_("The row has more columns than the header (a comma without quotation marks?)."))
        self.readers[self.header.kind](line, cells)

    def _is_text_cut(self, cells: list[str]) -> bool:
        # Sheets leave out empty cells at the end of a row; so may the last, optional columns of a CSV.
        needed = ("code", "name", "full_name", "old_code", "new_code", "new_name", "part")
        return any(self.header.positions.get(role, -1) >= len(cells) for role in needed)

    def _text(self, cells: list[str], role: str) -> str:
        raw = self.header.value(cells, role).strip()
        cleaned = clean_text(raw)
        if cleaned != raw:
            self.facts.names_normalised += 1
        return cleaned

    def _name(self, cells: list[str], role: str, limit: int) -> str:
        name = self._text(cells, role)
        if not name:
            raise _BadRow(_("The name is empty."))
        return _checked_name(name, limit)

    def _code(self, cells: list[str], role: str, level: Level | None) -> str:
        """A code of digits; the zeros Excel drops from its front are put back."""
        code = self.header.value(cells, role).strip()
        if not code:
            raise _BadRow(_("The code is empty."))
        lengths = [CODE_LENGTHS[level]] if level else sorted(CODE_LENGTHS.values())
        if not (code.isascii() and code.isdigit()) or len(code) > max(lengths):
            raise _BadRow(
                _("“%(code)s” is not a code of %(digits)s digits.")
                % {"code": code[:20], "digits": "/".join(str(length) for length in lengths)}
            )
        if len(code) in lengths:
            return code
        self.facts.codes_padded += 1
        return code.zfill(next(length for length in lengths if length > len(code)))

    def _own_unit(self, line: int, cells: list[str]) -> None:
        level = self._level(cells)
        label = self._text(cells, "type")
        unit_type = unit_type_named(label)
        if unit_type is None:
            raise _BadRow(_("Unknown type “%(type)s”.") % {"type": label[:40]})
        if unit_type is not CENTRAL_CITY and unit_type.label == "Thành phố" and level == Level.PROVINCE:
            unit_type = CENTRAL_CITY
        if unit_type.level != level:
            raise _BadRow(_("The type “%(type)s” is not of this level.") % {"type": label})
        code = self._code(cells, "code", level)
        name = self._name(cells, "name", MAX_NAME)
        full_name = self._name(cells, "full_name", MAX_FULL_NAME)
        if not _belong_together(full_name, unit_type, name):
            raise _BadRow(
                _("The full name “%(full_name)s” does not go with type and name.")
                % {"full_name": full_name[:60]}
            )
        province_code = self._code(cells, "province_code", Level.PROVINCE)
        parent_code = self._parent_code(cells, level)
        self._add_unit(line, level, code, parent_code, province_code, unit_type, name, full_name, cells)

    def _level(self, cells: list[str]) -> Level:
        text = self.header.value(cells, "level").strip()
        level = self.level_two if text == "2" else _LEVELS.get(fold_spelling(text))
        if level is None or level == Level.DEPARTMENT:
            raise _BadRow(_("Unknown level “%(level)s”.") % {"level": text[:20]})
        return level

    def _parent_code(self, cells: list[str], level: Level) -> str:
        text = self.header.value(cells, "parent_code").strip()
        if level == Level.PROVINCE:
            if text:
                raise _BadRow(_("A province has no parent."))
            return ""
        if not text:
            raise _BadRow(_("The code of the parent is empty."))
        three_levels = level == Level.COMMUNE and self.level_two == Level.DISTRICT
        return self._code(cells, "parent_code", Level.DISTRICT if three_levels else Level.PROVINCE)

    def _statistics_office_units(self, line: int, cells: list[str]) -> None:
        province_code = self._code(cells, "province_code", Level.PROVINCE)
        parent_code = province_code
        self._imply(line, cells, "province", Level.PROVINCE, province_code, "", province_code)
        if self.header.value(cells, "district_code").strip():
            parent_code = self._code(cells, "district_code", Level.DISTRICT)
            self._imply(line, cells, "district", Level.DISTRICT, parent_code, province_code, province_code)
            if not self.header.value(cells, "code").strip() and not self._text(cells, "name"):
                return  # an island district without communes
        elif "district_code" in self.header.positions:
            raise _BadRow(_("The code of the district is empty."))
        code = self._code(cells, "code", Level.COMMUNE)
        written = self._name(cells, "name", MAX_FULL_NAME)
        unit_type, name = self._typed(written, self._text(cells, "type"), Level.COMMUNE)
        full_name = f"{unit_type.prefix} {name}"
        self._add_unit(
            line, Level.COMMUNE, code, parent_code, province_code, unit_type, name, full_name, cells
        )

    def _statistics_office_province(self, line: int, cells: list[str]) -> None:
        code = self._code(cells, "code", Level.PROVINCE)
        written = self._name(cells, "name", MAX_FULL_NAME)
        unit_type, name = self._typed(written, self._text(cells, "type"), Level.PROVINCE)
        full_name = f"{unit_type.prefix} {name}"
        self._add_unit(line, Level.PROVINCE, code, "", code, unit_type, name, full_name, cells)

    def _typed(self, written: str, label: str, level: Level) -> tuple[UnitType, str]:
        """Type and bare name of a unit whose name may carry its type, which may also stand apart."""
        by_prefix = unit_type_of_full_name(written, level)
        by_label = unit_type_named(label) if label else None
        if level == Level.PROVINCE and by_label and by_label.label == "Thành phố":
            by_label = CENTRAL_CITY
        if label and (by_label is None or by_label.level != level):
            raise _BadRow(_("Unknown type “%(type)s”.") % {"type": label[:40]})
        if by_prefix and (by_label is None or by_prefix[0] is by_label):
            return by_prefix[0], _checked_name(by_prefix[1], MAX_NAME)
        if by_label is None:
            raise _BadRow(_("“%(name)s” does not say its type.") % {"name": written[:60]})
        if by_prefix:
            raise _BadRow(
                _("The name “%(name)s” contradicts the type “%(type)s”.")
                % {"name": written[:60], "type": label}
            )
        return by_label, _checked_name(written, MAX_NAME)

    def _imply(
        self, line: int, cells: list[str], role: str, level: Level, code: str, parent: str, province: str
    ) -> None:
        """Add the province or district a row names, the first time; later rows must agree."""
        written = self._name(cells, f"{role}_name", MAX_FULL_NAME)
        facts = (fold_spelling(written), province)
        known = self.implied.setdefault(code, facts)
        if known != facts:
            raise _BadRow(_("Code %(code)s is given to two units.") % {"code": code})
        if known is not facts:
            return
        found = unit_type_of_full_name(written, level)
        if found is None:
            del self.implied[code]
            raise _BadRow(_("“%(name)s” does not say its type.") % {"name": written[:60]})
        unit_type, name = found
        self.facts.units.append(
            UnitRow(
                self.file, line, level, code, parent, province, unit_type.label, name,
                f"{unit_type.prefix} {name}", english_full_name(unit_type, name), False, implied=True,
            )
        )  # fmt: skip

    def _add_unit(
        self, line: int, level: Level, code: str, parent_code: str, province_code: str,
        unit_type: UnitType, name: str, full_name: str, cells: list[str],
    ) -> None:  # fmt: skip
        english = self._text(cells, "full_name_en")
        if english:
            _checked_name(english, MAX_FULL_NAME)
        self.facts.units.append(
            UnitRow(
                self.file, line, level, code, parent_code, province_code, unit_type.label, name, full_name,
                english or english_full_name(unit_type, name), bool(english),
            )
        )  # fmt: skip

    def _edge(self, line: int, cells: list[str]) -> None:
        of_provinces = self.header.kind is FileKind.PROVINCE_EDGES
        new_level = old_level = Level.PROVINCE if of_provinces else Level.COMMUNE
        district_code = self.header.value(cells, "old_district_code").strip()
        if district_code and district_code == self.header.value(cells, "old_code").strip():
            old_level = Level.DISTRICT  # an island district without communes
        part = self.header.value(cells, "part").strip().lower()
        if part not in _PARTS:
            raise _BadRow(
                _("Unknown value “%(part)s” in the column part (full or partial).") % {"part": part[:20]}
            )
        placed = of_provinces or bool(district_code or self.header.value(cells, "old_province_code").strip())
        self.facts.edges.append(
            EdgeRow(
                self.file, line,
                self._code(cells, "old_code", old_level), self._name(cells, "old_full_name", MAX_FULL_NAME),
                self._code(cells, "new_code", new_level), self._name(cells, "new_full_name", MAX_FULL_NAME),
                _PARTS[part], self._resolution(cells), placed,
            )
        )  # fmt: skip

    def _change(self, line: int, cells: list[str]) -> None:
        kind = self.header.value(cells, "kind").strip().lower()
        change = self.header.value(cells, "change").strip().lower()
        if kind not in _CHANGE_KINDS or change != "renamed":
            raise _BadRow(_("Unknown change “%(change)s”.") % {"change": f"{kind}, {change}"[:60]})
        self.facts.changes.append(
            ChangeRow(
                self.file, line, self._code(cells, "code", None),
                self._name(cells, "old_name", MAX_FULL_NAME), self._name(cells, "new_name", MAX_FULL_NAME),
                _CHANGE_KINDS[kind], self._resolution(cells),
            )
        )  # fmt: skip

    def _resolution(self, cells: list[str]) -> str:
        resolution = self._text(cells, "resolution")
        if len(resolution) > MAX_RESOLUTION:
            raise _BadRow(
                _("The resolution is longer than %(limit)d characters.") % {"limit": MAX_RESOLUTION}
            )
        return resolution


def _belong_together(full_name: str, unit_type: UnitType, name: str) -> bool:
    """Catches columns that slipped: the full name begins with the type and ends with the name."""
    folded = fold_spelling(full_name)
    return folded.startswith(fold_spelling(unit_type.prefix)) and folded.endswith(fold_spelling(name))


def _checked_name(name: str, limit: int) -> str:
    if len(name) > limit:
        raise _BadRow(_("The name is longer than %(limit)d characters.") % {"limit": limit})
    if any(unicodedata.category(letter)[0] == "C" for letter in name) or "\ufffd" in name:
        raise _BadRow(_("The name “%(name)s” holds broken characters.") % {"name": ascii(name[:40])[1:-1]})
    if not any(letter.isalnum() for letter in name) or name.startswith(("#", "=")):
        raise _BadRow(_("“%(name)s” is not a name.") % {"name": name[:40]})
    return name
