"""The Vietnamese lunar calendar, reckoned at UTC+7 as Decision 121-CP of 8 August 1967 says.

A calendar of China puts Tết on another day in 1968, 1969, 1985, 2007 and 2030. `lunar-vn` follows the
rules of Ho Ngoc Duc (https://www.informatik.uni-leipzig.de/~duc/amlich/calrules.html) and agrees with his
tables on every day from 1968 to 2053.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lunar_vn import convert_lunar_to_solar, solar_to_lunar

LONGEST_MONTH = 30
MONTHS = 12


@dataclass(frozen=True)
class LunarDate:
    """`leap`: in the second of two months with one number (tháng nhuận)."""

    day: int
    month: int
    year: int
    leap: bool = False


def is_lunar_day(day: int, month: int | None) -> bool:
    """Whether some lunar year may have that day; None stands for whichever month."""
    return 1 <= day <= LONGEST_MONTH and (month is None or 1 <= month <= MONTHS)


@lru_cache(maxsize=4096)
def lunar_of(day: date) -> LunarDate:
    """ValueError outside the years 1900-2100."""
    found = solar_to_lunar(day)
    return LunarDate(found.day, found.month, found.year, found.leap)


def solar_of(day: int, month: int, year: int, leap: bool = False) -> date | None:
    """The solar day of a lunar date, or None when that year has no such day or no such leap month.

    ValueError for dates that no year has (31/1, a 13th month), and outside the years 1900-2100.
    """
    if not is_lunar_day(day, month):
        raise ValueError(f"No lunar year has the date {day}/{month}.")
    try:
        found = convert_lunar_to_solar(day, month, year, int(leap))
    except ValueError:
        if leap:  # the library's word for a month that is not doubled that year
            return None
        raise
    # The library counts on into the next month, and takes a leap month that is not there for the regular one.
    return found if lunar_of(found) == LunarDate(day, month, year, leap) else None
