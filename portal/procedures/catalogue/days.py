"""The day a visitor asks for: "as at date X" (`?ngay=2025-01-01`)."""

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

DAY_PARAMETER = "ngay"


class RefusedDay(Exception):
    """Why there is no answer for a day, in the visitor's language, with the status to answer."""

    def __init__(self, reason: str, *, status: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


def asked_day(request: HttpRequest) -> date | None:
    """The day of the address, None without one. Raises RefusedDay (400) for what is no day."""
    text = request.GET.get(DAY_PARAMETER, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        day = None
    # Formatting years of fewer digits differs between platforms, and no procedure is that old.
    if day is None or not 1945 <= day.year <= 2200:
        raise RefusedDay(
            _("This is no day we know. Write it as year-month-day, for example 2025-01-31."), status=400
        )
    return day
