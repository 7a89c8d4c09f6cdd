"""Times and days as a clerk writes them: "7h-11h30, 13:00-17:00", "mùng 1, rằm, 10/3", "30/4/2027"."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.signage.schedule.rules import LunarDay, RuleError

Span = tuple[time, time]

_PARTS = re.compile(r"[,;\n]|\s+và\s+", re.IGNORECASE)
_CLOCK = r"(\d{1,2})\s*(?:[:.hg]\s*(\d{2})?)?\s*(?:giờ|phút|p)?"
_SPAN = re.compile(rf"(?:từ\s+)?{_CLOCK}\s*(?:-|–|—|đến|tới)\s*{_CLOCK}", re.IGNORECASE)
_LUNAR = re.compile(
    r"(?:(?:ngày\s+)?(?:m[ùồ]ng\s*)?(?P<day>\d{1,2})|(?P<full>(?:ngày\s+)?rằm))"
    r"(?:\s*(?:/|tháng)\s*(?P<month>\w+))?(?:\s*(?:âm lịch|âl))?",
    re.IGNORECASE,
)
_MONTHS = ("giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "một", "chạp")
FULL_MOON = 15
_FIRST_TEN = 10  # of a month: "mùng 1" to "mùng 10"


def spans_of_text(text: str) -> tuple[Span, ...]:
    """Ranges of a day; the end may lie on the next day, 24:00 is midnight. ValidationError names the part."""
    return tuple(_span(part) for part in _parts(text))


def text_of_spans(spans: Iterable[Span]) -> str:
    return ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in spans)


def lunar_days_of_text(text: str) -> tuple[LunarDay, ...]:
    """Days of the lunar calendar, of every month or of one. ValidationError names the part."""
    return tuple(_lunar_day(part) for part in _parts(text))


def text_of_lunar_days(days: Iterable[LunarDay]) -> str:
    return ", ".join(_lunar_words(day) for day in days)


def days_of_text(text: str) -> frozenset[date]:
    """Days as day/month/year. ValidationError names the part."""
    return frozenset(_day(part) for part in _parts(text))


def text_of_days(days: Iterable[date]) -> str:
    return ", ".join(f"{day:%d/%m/%Y}" for day in sorted(days))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(text) if part.strip()]


def _span(part: str) -> Span:
    found = _SPAN.fullmatch(part)
    if not found:
        raise ValidationError(
            _("“%(part)s” is no range of time. Write it like 07:00-11:30 or 7h-11h30.") % {"part": part}
        )
    start, end = _clock(part, found[1], found[2]), _clock(part, found[3], found[4])
    if start == end and start != time():
        raise ValidationError(_("“%(part)s” begins and ends at the same minute.") % {"part": part})
    return start, end


def _clock(part: str, hours: str, minutes: str | None) -> time:
    hour, minute = int(hours), int(minutes or 0)
    if (hour, minute) == (24, 0):
        return time()
    if hour > 23 or minute > 59:
        raise ValidationError(
            _("“%(part)s” names a time that does not exist: a day has 24 hours of 60 minutes.")
            % {"part": part}
        )
    return time(hour, minute)


def _lunar_day(part: str) -> LunarDay:
    found = _LUNAR.fullmatch(part)
    month = _month(found["month"]) if found else None
    if not found or (found["month"] and month is None):
        raise ValidationError(
            _("“%(part)s” is no lunar day. Write it like: mùng 1, rằm, 23, 10/3.") % {"part": part}
        )
    try:
        return LunarDay(FULL_MOON if found["full"] else int(found["day"]), month)
    except RuleError as error:
        raise ValidationError(f"“{part}”: {error.message}") from error


def _month(text: str | None) -> int | None:
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    return _MONTHS.index(text.lower()) + 1 if text.lower() in _MONTHS else None


def _lunar_words(day: LunarDay) -> str:
    if day.month is not None:
        return f"{day.day}/{day.month}"
    if day.day == FULL_MOON:
        return "rằm"
    return f"mùng {day.day}" if day.day <= _FIRST_TEN else str(day.day)


def _day(part: str) -> date:
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(part, form).date()
        except ValueError:
            continue
    raise ValidationError(_("“%(part)s” is no day. Write it like 30/04/2027.") % {"part": part})
