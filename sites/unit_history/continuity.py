"""Which unit of yesterday goes on, which begins and which ends, when a new list takes effect.

A unit goes on when code, level, type and parent are the same and the name is the same up to spelling
(`sites.spelling`); otherwise the old one ends and a new one begins under the same code. The parent is
compared by its code, whose length tells its level, not by its row: when Đồng Nai became a municipality
its communes went on.
In July 2025 every commune left its district for the province, so every commune began anew.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sites.models import AdministrativeUnit
from sites.spelling import fold_spelling
from sites.unit_history.rows import UnitRow


@dataclass(frozen=True, slots=True)
class Continuity:
    """What a list makes of the units of the day before.

    `begun` pairs a row with the unit an earlier import of the same day made of that code, if any.
    `ended` are units of the day before; `withdrawn` began by an earlier import of the same day and are
    not in the list any more.
    """

    continued: list[tuple[UnitRow, AdministrativeUnit]] = field(default_factory=list)
    begun: list[tuple[UnitRow, AdministrativeUnit | None]] = field(default_factory=list)
    ended: list[AdministrativeUnit] = field(default_factory=list)
    withdrawn: list[AdministrativeUnit] = field(default_factory=list)


def continuity_of(
    *,
    rows: Sequence[UnitRow],
    before: Mapping[str, AdministrativeUnit],
    begun_before: Mapping[str, AdministrativeUnit],
    respelled_codes: Collection[str],
) -> Continuity:
    """Compare a list with the units of the day before, by code, parents loaded.

    `begun_before`: units an earlier import of the same day created. `respelled_codes`: units whose name
    differs by more than `sites.spelling` forgives, but a list of changes confirms to be the same.
    """
    result = Continuity()
    gone_on: set[str] = set()
    for row in rows:
        unit = before.get(row.code)
        if unit is not None and is_same_unit(unit, row, name_confirmed=row.code in respelled_codes):
            result.continued.append((row, unit))
            gone_on.add(row.code)
        else:
            result.begun.append((row, begun_before.get(row.code)))
    begun_codes = {row.code for row, _unit in result.begun}
    result.ended.extend(unit for code, unit in before.items() if code not in gone_on)
    result.withdrawn.extend(unit for code, unit in begun_before.items() if code not in begun_codes)
    return result


def is_same_unit(unit: AdministrativeUnit, row: UnitRow, *, name_confirmed: bool) -> bool:
    """Whether `row` describes `unit`, whose parent is loaded."""
    parent_code = unit.parent.code if unit.parent else ""
    return (
        unit.level == row.level
        and parent_code == row.parent_code
        and fold_spelling(unit.unit_type) == fold_spelling(row.unit_type)
        and (name_confirmed or fold_spelling(unit.name) == fold_spelling(row.name))
    )
