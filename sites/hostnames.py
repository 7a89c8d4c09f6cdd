"""Host names of sub-sites.

The law names them (Decree 224/2026 Art. 11.4; districts as Decree 43/2011 Art. 6 had it):
province `<name>.gov.vn`, everything below it `<name>.<province>.gov.vn`, full name without
diacritics. Dropping diacritics makes names collide (Sơn Hà / Sơn Hạ; and in a province with
districts a dozen communes share a name), so a name may carry a recorded exception.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sites.enums import Level
from sites.models import AdministrativeUnit
from sites.slugs import host_label

HOST_PATTERN = re.compile(
    r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+"
)

# Decree 224/2026 Art. 11.4a names this one exception.
PROVINCE_LABELS = {"79": "hochiminhcity"}

_RANK = {Level.PROVINCE: 0, Level.DEPARTMENT: 1, Level.DISTRICT: 2, Level.COMMUNE: 3}


@dataclass(frozen=True)
class HostName:
    """A host name and, when it is not the plain name of the unit, the reason."""

    host: str
    note: str = ""


def plan_hostnames(units: Iterable[AdministrativeUnit], *, suffix: str) -> dict[int, HostName]:
    """Host names by unit id for all units of one province on one day.

    `units` must hold the province itself, `parent` fetched; `suffix` is `gov.vn` or `localhost`.
    The result depends on the set of units only, not on the order in which sub-sites are made:
    higher levels first, then by code, the first keeps the plain name. The others get, in this
    order, their type (`phuongtanthanh`), their district (`tanlap-mochoa`), their code.
    """
    ordered = sorted(units, key=lambda unit: (_RANK[Level(unit.level)], unit.code))
    if not ordered or ordered[0].level != Level.PROVINCE:
        raise ValueError("The units of a province must include the province itself.")
    province = ordered[0]
    province_host = f"{PROVINCE_LABELS.get(province.code) or host_label(province.name)}.{suffix}"
    planned = {province.pk: HostName(province_host)}
    holders: dict[str, AdministrativeUnit] = {}
    for unit in ordered[1:]:
        label, note = _free_label(unit, holders)
        holders[label] = unit
        planned[unit.pk] = HostName(f"{label}.{province_host}", note)
    return planned


def plain_label(unit: AdministrativeUnit) -> str:
    """The name without diacritics; a number alone (Phường 1) takes its type with it: `phuong1`."""
    return host_label(unit.full_name if unit.name.isdigit() else unit.name)


def _free_label(unit: AdministrativeUnit, holders: dict[str, AdministrativeUnit]) -> tuple[str, str]:
    plain = plain_label(unit)
    holder = holders.get(plain)
    if holder is None:
        return plain, ""
    candidates = []
    if holder.unit_type != unit.unit_type and not unit.name.isdigit():
        candidates.append(host_label(unit.unit_type) + plain)
    if unit.level == Level.COMMUNE and unit.parent is not None and unit.parent.level == Level.DISTRICT:
        candidates.append(f"{plain}-{host_label(unit.parent.name)}")
    candidates.append(f"{plain}-{unit.code.lower()}")
    label = next(candidate for candidate in candidates if candidate not in holders)
    return label, f"{plain}: {holder.full_name} ({holder.code})"
