"""Old names of places for the search: who types a commune that was merged finds what it became.

One way: the new name finds what is new. A name without its type ("Tân Lập") stands for what the unit
became only while no unit bears it today, and "1" never does: it would be every ward of that number.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import DatabaseError
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from search.analysis import fold, words
from search.synonyms import forget_rules, register_rules
from sites.models import AdministrativeUnit, UnitSuccession
from sites.signals import units_imported

Pair = tuple[str, str]


def place_rules() -> list[Pair]:
    """(old name, present name) of all units that have followed one another. Two queries; nothing while
    the tables are not made yet."""
    try:
        return _pairs(timezone.localdate())
    except DatabaseError:
        return []


def _pairs(day: date) -> list[Pair]:
    followers: dict[int, list[AdministrativeUnit]] = {}
    units: dict[int, AdministrativeUnit] = {}
    rows = UnitSuccession.objects.filter(effective_on__lte=day).select_related("predecessor", "successor")
    for row in rows:
        units[row.predecessor_id] = row.predecessor
        followers.setdefault(row.predecessor_id, []).append(row.successor)
    if not units:
        return []
    today = set(map(fold, AdministrativeUnit.objects.valid_on(day).values_list("name", flat=True)))
    found: list[Pair] = []
    for pk, old in units.items():
        names = [old.full_name]
        if len(words(old.name)) > 1 and fold(old.name) not in today:
            names.append(old.name)
        for new in _present(pk, followers):
            if fold(new.full_name) != fold(old.full_name):
                found += [(name, new.full_name) for name in names]
    return found


def _present(pk: int, followers: dict[int, list[AdministrativeUnit]]) -> Iterable[AdministrativeUnit]:
    """What a unit became in the end, through every merger since."""
    pending, seen = [pk], {pk}
    while pending:
        for unit in followers.get(pending.pop(), []):
            if unit.pk in seen:
                continue
            seen.add(unit.pk)
            if unit.pk in followers:
                pending.append(unit.pk)
            else:
                yield unit


def names_changed(**kwargs: Any) -> None:
    forget_rules()


def connect() -> None:
    """Called once at start-up."""
    register_rules(place_rules)
    for sender in (AdministrativeUnit, UnitSuccession):
        for signal in (post_save, post_delete):
            signal.connect(names_changed, sender=sender)
    units_imported.connect(names_changed)
