"""What an editor writes: on which days, at which hours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.signage.schedule.holidays import is_holiday
from portal.signage.schedule.lunar import is_lunar_day, lunar_of
from portal.signage.schedule.zone import DAY, ZONE

# Beyond these years neither the law on holidays nor the lunar calendar has been looked at.
FIRST_YEAR, LAST_YEAR = 2000, 2099
MIDNIGHT = time()


class RuleError(ValueError):
    """A rule that cannot be. `message` is translated when it is shown; `key` names the part at fault."""

    def __init__(self, message: str | Promise, key: str):
        super().__init__(message)
        self.message = message
        self.key = key


class HolidayRule(StrEnum):
    """How a rule stands to days off by law (`schedule/holidays.py`)."""

    ANY = "any"
    ONLY = "only"
    NEVER = "never"


@dataclass(frozen=True)
class LunarDay:
    """A day of the lunar calendar, each year or, with `month` None, each month (mùng 1, rằm).

    In a year with a doubled month, a named month means the regular one (the first); None means both.
    A month that has no day 30 has no repeat.
    """

    day: int
    month: int | None = None

    def __post_init__(self) -> None:
        if not is_lunar_day(self.day, self.month):
            message = _("Impossible lunar date: a lunar month has at most 30 days, a year 12 months.")
            raise RuleError(message, "lunar")

    def falls_on(self, day: date) -> bool:
        lunar = lunar_of(day)
        if self.month is None:
            return lunar.day == self.day
        return (lunar.day, lunar.month, lunar.leap) == (self.day, self.month, False)


@dataclass(frozen=True)
class Rule:
    """Days that pass every condition, and the ranges of time that begin on them.

    `first_on`, `last_on`: inclusive; None: without end. `weekdays`: ISO 1-7; empty: all. `times`: whole
    minutes; empty: the whole day. A range that ends at or before its start runs over midnight and
    belongs to the day on which it starts: it plays on after `last_on`, and into an excepted day.
    `lunar`: any of them; empty: all days. RuleError when it cannot be.
    """

    first_on: date
    last_on: date | None = None
    weekdays: frozenset[int] = frozenset()
    times: tuple[tuple[time, time], ...] = ()
    lunar: tuple[LunarDay, ...] = ()
    holidays: HolidayRule = HolidayRule.ANY
    except_on: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if self.last_on and self.last_on < self.first_on:
            raise RuleError(_("The last day is before the first day."), "last_on")
        for key in ("first_on", "last_on"):
            day = getattr(self, key)
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise RuleError(_("Choose a day between the years 2000 and 2099."), key)
        if not self.weekdays <= frozenset(range(1, 8)):
            raise RuleError(_("Days of the week are 1 (Monday) to 7 (Sunday)."), "weekdays")
        if any(clock.second or clock.microsecond or clock.tzinfo for span in self.times for clock in span):
            raise RuleError(_("Times are whole minutes, such as 07:30."), "times")

    def holds_on(self, day: date) -> bool:
        """Whether the ranges of this rule begin on `day`."""
        if day < self.first_on or (self.last_on and day > self.last_on) or day in self.except_on:
            return False
        if self.weekdays and day.isoweekday() not in self.weekdays:
            return False
        if self.lunar and not any(lunar.falls_on(day) for lunar in self.lunar):
            return False
        return self.holidays == HolidayRule.ANY or is_holiday(day) == (self.holidays == HolidayRule.ONLY)

    def spans_on(self, day: date) -> Iterable[tuple[datetime, datetime]]:
        """The half-open spans that begin on `day`, as written: perhaps overlapping, in no order."""
        for start, end in self.times or ((MIDNIGHT, MIDNIGHT),):
            last = day if start < end else day + DAY
            yield datetime.combine(day, start, ZONE), datetime.combine(last, end, ZONE)

    def to_json(self) -> dict[str, Any]:
        """Every part, sets in order, so that equal rules give equal JSON."""
        return {
            "first_on": self.first_on.isoformat(),
            "last_on": self.last_on.isoformat() if self.last_on else None,
            "weekdays": sorted(self.weekdays),
            "times": [[f"{clock:%H:%M}" for clock in span] for span in self.times],
            "lunar": [{"day": lunar.day, "month": lunar.month} for lunar in self.lunar],
            "holidays": self.holidays.value,
            "except_on": sorted(day.isoformat() for day in self.except_on),
        }

    @classmethod
    def from_json(cls, value: Any) -> "Rule":
        """The rule that `to_json` wrote; only `first_on` must be there. RuleError for anything else."""
        if not isinstance(value, Mapping) or not value.keys() <= cls.__dataclass_fields__.keys():
            raise _unreadable("rule")
        if "first_on" not in value:
            raise _unreadable("first_on")
        return cls(**{key: _read(key, part) for key, part in value.items()})


def _read(key: str, part: Any) -> Any:
    try:
        return _READERS[key](part)
    except RuleError:
        raise
    except (ValueError, TypeError, KeyError) as error:
        raise _unreadable(key) from error


def _unreadable(key: str) -> RuleError:
    return RuleError(_("The schedule cannot be read: a part is missing or not written as it should be."), key)


def _day(text: str) -> date:
    if len(text) != 10:  # `fromisoformat` also reads 20261122 and weeks
        raise ValueError(text)
    return date.fromisoformat(text)


def _clock(text: str) -> time:
    if len(text) != 5:
        raise ValueError(text)
    return time.fromisoformat(text)


def _number(value: Any) -> int:
    if type(value) is not int:  # a bool is an int, and no number of a day
        raise TypeError(value)
    return value


def _items(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _span(value: Any) -> tuple[time, time]:
    start, end = _items(value)
    return _clock(start), _clock(end)


def _lunar_day(value: Any) -> LunarDay:
    if not isinstance(value, Mapping) or not {"day"} <= value.keys() <= {"day", "month"}:
        raise TypeError(value)
    month = value.get("month")
    return LunarDay(_number(value["day"]), None if month is None else _number(month))


_READERS = {
    "first_on": _day,
    "last_on": lambda text: None if text is None else _day(text),
    "weekdays": lambda value: frozenset(map(_number, _items(value))),
    "times": lambda value: tuple(map(_span, _items(value))),
    "lunar": lambda value: tuple(map(_lunar_day, _items(value))),
    "holidays": HolidayRule,
    "except_on": lambda value: frozenset(map(_day, _items(value))),
}
