"""When things happen in the demonstration, counted from the day it is built.

News is dated so that the portal looks alive whenever it is built: some days ago, or on the last
such day of a season (nobody sows rice in the wrong month), or, for figures of a known year, on
that day itself.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

_TOKEN = re.compile(r"\{([dDemy])([+-]\d+)?\}")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class DaysAgo:
    """`days` before the day of building."""

    days: int
    at: str = "08:00"

    def day(self, today: date) -> date:
        return today - timedelta(days=self.days)


@dataclass(frozen=True)
class LastOn:
    """The last such day of the year that has passed, `years` before that when given."""

    month: int
    on: int
    at: str = "08:00"
    years: int = 0

    def day(self, today: date) -> date:
        is_past = (self.month, self.on) < (today.month, today.day)
        return date(today.year - self.years - (0 if is_past else 1), self.month, self.on)


@dataclass(frozen=True)
class Exactly:
    """A day of the past that does not move."""

    year: int
    month: int
    on: int
    at: str = "08:00"

    def day(self, today: date) -> date:
        return date(self.year, self.month, self.on)


Moment = DaysAgo | LastOn | Exactly


def moment_resolve(*, moment: Moment, now: datetime) -> datetime:
    """The aware time a moment means when it is `now`; never later than `now`."""
    here = timezone.localtime(now)
    day = moment.day(here.date())
    found = datetime.combine(day, time.fromisoformat(moment.at), tzinfo=here.tzinfo)
    return found if found <= now else found - timedelta(days=1)


def dates_fill(*, text: str, day: date) -> str:
    """`text` with its date tokens filled, counted from `day`.

    `{d+7}` → 29/11, `{D+7}` → 29/11/2026, `{e+7}` → 29 November 2026, `{m}` → 11/2026 (offset in
    months), `{y-1}` → 2025. Days that fall on a weekend move to a working day: the next one when the
    offset is positive, else the last one.
    """

    def fill(match: re.Match[str]) -> str:
        kind, offset = match[1], int(match[2] or 0)
        if kind == "y":
            return str(day.year + offset)
        if kind == "m":
            months = day.year * 12 + day.month - 1 + offset
            return f"{months % 12 + 1}/{months // 12}"
        return _written(_working_day(day + timedelta(days=offset), back=offset <= 0), kind)

    return _TOKEN.sub(fill, text)


def _working_day(day: date, *, back: bool) -> date:
    while day.weekday() >= 5:
        day += timedelta(days=-1 if back else 1)
    return day


def _written(day: date, kind: str) -> str:
    if kind == "d":
        return f"{day.day}/{day.month}"
    if kind == "D":
        return f"{day:%d/%m/%Y}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
