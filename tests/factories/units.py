"""Units and their sub-sites, made as the product makes them."""

import itertools
from datetime import UTC, date, datetime

from sites.enums import Level
from sites.models import AdministrativeUnit, Subsite
from sites.rights import network_roles_ensure
from sites.services import subsite_create
from sites.slugs import vietnamese_slug

NOW = datetime(2026, 11, 22, 3, 41, tzinfo=UTC)
_numbers = itertools.count(90_001)

_TYPES = {
    Level.PROVINCE: ("Tỉnh", "Province"),
    Level.DISTRICT: ("Huyện", "District"),
    Level.COMMUNE: ("Xã", "Commune"),
    Level.DEPARTMENT: ("Sở", "Department"),
}


def make_unit(
    name: str,
    level: Level = Level.COMMUNE,
    *,
    parent: AdministrativeUnit | None = None,
    code: str = "",
    unit_type: str = "",
    valid_from: date = date(2025, 3, 1),
    valid_to: date | None = None,
) -> AdministrativeUnit:
    kind, kind_en = _TYPES[level]
    code = code or (f"9{next(_numbers) % 10}" if level == Level.PROVINCE else str(next(_numbers)))
    return AdministrativeUnit.objects.create(
        code=code,
        level=level,
        parent=parent,
        province_code=parent.province_code if parent else code,
        unit_type=unit_type or kind,
        name=name,
        full_name=f"{unit_type or kind} {name}",
        full_name_en=f"{name} {kind_en}",
        slug=vietnamese_slug(name),
        valid_from=valid_from,
        valid_to=valid_to,
    )


def make_subsite(unit: AdministrativeUnit) -> Subsite:
    network_roles_ensure()
    return subsite_create(unit=unit, now=NOW)


def make_long_an() -> dict[str, Subsite]:
    """A province, two districts, three communes, each with its sub-site, by name."""
    province = make_unit("Long An", Level.PROVINCE, code="80")
    chau_thanh = make_unit("Châu Thành", Level.DISTRICT, parent=province, code="808")
    can_giuoc = make_unit("Cần Giuộc", Level.DISTRICT, parent=province, code="807")
    units = {
        "province": province,
        "chau_thanh": chau_thanh,
        "can_giuoc": can_giuoc,
        "thanh_phu_long": make_unit("Thanh Phú Long", parent=chau_thanh, code="28234"),
        "hoa_phu": make_unit("Hòa Phú", parent=chau_thanh, code="28216"),
        "phuoc_ly": make_unit("Phước Lý", parent=can_giuoc, code="28162"),
    }
    return {name: make_subsite(unit) for name, unit in units.items()}
