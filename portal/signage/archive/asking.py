"""Which day and hour a reader asks about."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.signage.schedule.zone import ZONE, local

DAY_KEY, TIME_KEY = "ngay", "gio"
# What is planned further ahead will still change.
AHEAD_AT_MOST = timedelta(days=7)


class AskedWrongly(Exception):
    """`status`: 400 what is no date, 404 a day nobody can answer for. The message is for readers."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Asked:
    """`moment` None: the whole day. `is_now`: nothing was asked."""

    day: date
    moment: datetime | None
    is_now: bool


def asked_of(query: QueryDict, *, now: datetime, first_day: date) -> Asked:
    """What the address asks; now, when it asks nothing. Raises AskedWrongly."""
    today = local(now).date()
    told_day, told_time = query.get(DAY_KEY, "").strip(), query.get(TIME_KEY, "").strip()
    if not told_day and not told_time:
        return Asked(today, now, True)
    try:
        day = date.fromisoformat(told_day) if told_day else today
    except ValueError as error:
        raise AskedWrongly(400, _("This is no day. Write it as 2026-08-21.")) from error
    try:
        clock = time.fromisoformat(told_time) if told_time else None
    except ValueError as error:
        raise AskedWrongly(400, _("This is no time of day. Write it as 09:00.")) from error
    if clock is not None and clock.tzinfo is not None:
        raise AskedWrongly(400, _("This is no time of day. Write it as 09:00."))
    if day < first_day:
        shown = first_day.strftime("%d/%m/%Y")
        raise AskedWrongly(404, _("This board has been kept on record since %(day)s.") % {"day": shown})
    if day > today + AHEAD_AT_MOST:
        message = _("What boards will show is known for %(days)d days ahead only.")
        raise AskedWrongly(404, message % {"days": AHEAD_AT_MOST.days})
    return Asked(day, datetime.combine(day, clock, ZONE) if clock is not None else None, False)
