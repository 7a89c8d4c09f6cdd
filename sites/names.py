"""Official names of agencies and places, in both languages, made from the unit.

Facts written into rows, each language in its own column; not texts of the interface.
"""

from sites.enums import Level
from sites.models import AdministrativeUnit


def agency_name(unit: AdministrativeUnit) -> str:
    """`Ủy ban nhân dân xã Thanh Phú Long`; a department is its own agency."""
    if unit.level == Level.DEPARTMENT:
        return unit.full_name
    return f"Ủy ban nhân dân {lower_first(unit.full_name)}"


def lower_first(name: str) -> str:
    """`Xã Thanh Phú Long` → `xã Thanh Phú Long`, as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def place_name(unit: AdministrativeUnit) -> str:
    """`Xã Thanh Phú Long, huyện Châu Thành, tỉnh Long An`."""
    names = [unit.full_name]
    while unit.parent is not None:
        unit = unit.parent
        names.append(lower_first(unit.full_name))
    return ", ".join(names)


def place_name_en(unit: AdministrativeUnit) -> str:
    """`Thanh Phu Long Commune, Chau Thanh District, Long An Province`."""
    names = [unit.full_name_en]
    while unit.parent is not None:
        unit = unit.parent
        names.append(unit.full_name_en)
    return ", ".join(names)


def agency_name_en(unit: AdministrativeUnit) -> str:
    """`People's Committee of Thanh Phu Long Commune`."""
    if unit.level == Level.DEPARTMENT:
        return unit.full_name_en
    return f"People's Committee of {unit.full_name_en}"


def head_of_agency(unit: AdministrativeUnit) -> str:
    """The office that answers for the content until a person is named."""
    if unit.level == Level.DEPARTMENT:
        return f"Giám đốc {lower_first(unit.full_name)}"
    return f"Chủ tịch {agency_name(unit)}"


def head_of_agency_en(unit: AdministrativeUnit) -> str:
    if unit.level == Level.DEPARTMENT:
        return f"Director, {unit.full_name_en}"
    return f"Chairperson, {agency_name_en(unit)}"
