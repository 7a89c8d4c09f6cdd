"""The one clock of all boards: Asia/Ho_Chi_Minh, UTC+07:00 the year round."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = timedelta(days=1)


def midnight(day: date) -> datetime:
    """00:00 local, at which `day` begins."""
    return datetime.combine(day, time(), ZONE)


def local(moment: datetime) -> datetime:
    """The same instant on the local clock. ValueError when `moment` says no zone: it could mean any."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} names no time zone.")
    return moment.astimezone(ZONE)


def to_wire(moment: datetime) -> str:
    """RFC 3339 in whole seconds with the offset written out, as in 2026-11-22T08:00:00+07:00."""
    return local(moment).isoformat(timespec="seconds")


def from_wire(text: str) -> datetime:
    """The instant that RFC 3339 text names, on the local clock. ValueError when it is none."""
    return local(datetime.fromisoformat(text))
