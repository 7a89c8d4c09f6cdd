"""The kinds of units the law knows, their level and their English word.

Sources: Law on Organisation of Local Government 77/2015/QH13 Art. 2 (three levels, until 30 June 2025) and
72/2025/QH15 Art. 1 (province, commune, special zone). English words as in the lists of units.
"""

from dataclasses import dataclass

from anyascii import anyascii

from sites.enums import Level
from sites.spelling import fold_spelling


@dataclass(frozen=True, slots=True)
class UnitType:
    """`label` is written to the unit; `prefix` begins its full name."""

    label: str
    prefix: str
    level: Level
    english: str


CENTRAL_CITY = UnitType("Thành phố trực thuộc trung ương", "Thành phố", Level.PROVINCE, "City")

_TYPES = (
    UnitType("Tỉnh", "Tỉnh", Level.PROVINCE, "Province"),
    CENTRAL_CITY,
    UnitType("Thành phố", "Thành phố", Level.DISTRICT, "City"),
    UnitType("Quận", "Quận", Level.DISTRICT, "District"),
    UnitType("Huyện", "Huyện", Level.DISTRICT, "District"),
    UnitType("Thị xã", "Thị xã", Level.DISTRICT, "Town"),
    UnitType("Xã", "Xã", Level.COMMUNE, "Commune"),
    UnitType("Phường", "Phường", Level.COMMUNE, "Ward"),
    UnitType("Thị trấn", "Thị trấn", Level.COMMUNE, "Township"),
    UnitType("Đặc khu", "Đặc khu", Level.COMMUNE, "Special administrative region"),
)
_BY_LABEL = {fold_spelling(unit_type.label): unit_type for unit_type in _TYPES} | {
    fold_spelling("Thành phố Trung ương"): CENTRAL_CITY,
}
CODE_LENGTHS = {Level.PROVINCE: 2, Level.DISTRICT: 3, Level.COMMUNE: 5}


def unit_type_named(label: str) -> UnitType | None:
    """The type that goes by `label`, however capitalised; None when the law knows none."""
    return _BY_LABEL.get(fold_spelling(label))


def unit_type_of_full_name(full_name: str, level: Level) -> tuple[UnitType, str] | None:
    """`Phường Phúc Xá` → (Phường, `Phúc Xá`) among the types of `level`; None without a known prefix."""
    for unit_type in _TYPES:
        prefix, rest = full_name[: len(unit_type.prefix)], full_name[len(unit_type.prefix) :]
        if (
            unit_type.level == level
            and rest.startswith(" ")
            and prefix.casefold() == unit_type.prefix.casefold()
        ):
            return unit_type, rest.strip()
    return None


def english_full_name(unit_type: UnitType, name: str) -> str:
    """`Phường`, `Phúc Xá` → `Phuc Xa Ward`; `Quận`, `1` → `District 1`."""
    plain = anyascii(name)
    return f"{unit_type.english} {plain}" if plain.isdigit() else f"{plain} {unit_type.english}"
