"""Days off by law: Labour Code 2019, Article 112, and what is decided year by year.

The law is data (`rule_packs/holidays.json`), in order of time without gaps. A new law is one more entry; a
decision of the Prime Minister on the days of Tết or National Day (Article 112(3)), or on working days
that are exchanged, is one more line under `decided`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from portal.signage.schedule.lunar import solar_of
from portal.signage.schedule.zone import DAY

PACK_FILE = Path(__file__).parent / "rule_packs" / "holidays.json"
SATURDAY = 6


@dataclass(frozen=True)
class HolidayLaw:
    """One state of the law, on [valid_from, valid_to); texts by language.

    Of each feast: `solar` "MM-DD" or `lunar` [day, month], and `offsets`, the days from there that
    are off unless `decided` lists that year's days of the feast.
    """

    key: str
    valid_from: date
    valid_to: date | None
    basis: Mapping[str, str]
    feasts: tuple[Mapping[str, Any], ...]
    decided: Mapping[str, Mapping[str, Any]]

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day < (self.valid_to or date.max)

    def days_off(self, year: int) -> frozenset[date]:
        """Feasts of the year, the days decided, and a working day for each feast on a weekend."""
        decided = self.decided.get(str(year), {})
        feasts = {
            day for feast in self.feasts if feast["key"] not in decided for day in _days_of(feast, year)
        }
        listed = {date.fromisoformat(day) for part in decided.values() for day in part["days"]}
        return frozenset(feasts | listed | set(_in_lieu(feasts | listed)))


@cache
def holiday_laws() -> tuple[HolidayLaw, ...]:
    """All states of the law, the oldest first."""
    rows = json.loads(PACK_FILE.read_text(encoding="utf-8"))
    return tuple(
        HolidayLaw(
            key=row["key"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            basis=row["basis"],
            feasts=tuple(row["feasts"]),
            decided=row["decided"],
        )
        for row in rows
    )


@cache
def days_off(year: int) -> frozenset[date]:
    """The days of `year` that are off; none before the first law of the pack."""
    return frozenset(
        day for law in holiday_laws() for day in law.days_off(year) if law.holds_on(day) and day.year == year
    )


def is_holiday(day: date) -> bool:
    """Whether `day` is off by law. Weekends are not, unless a feast falls on them."""
    return day in days_off(day.year)


def _days_of(feast: Mapping[str, Any], year: int) -> Iterator[date]:
    if "solar" in feast:
        first: date | None = date.fromisoformat(f"{year}-{feast['solar']}")
    else:
        day, month = feast["lunar"]
        first = solar_of(day, month, year)
    if first:
        yield from (first + timedelta(days=offset) for offset in feast["offsets"])


def _in_lieu(feasts: set[date]) -> Iterator[date]:
    """Labour Code 2019, Article 111(3): a feast on a weekly day off is made up on the next working day."""
    taken = set(feasts)
    for feast in sorted(feasts):
        if feast.isoweekday() < SATURDAY:
            continue
        day = feast + DAY
        while day in taken or day.isoweekday() >= SATURDAY:
            day += DAY
        taken.add(day)
        yield day
