"""What the commands of the catalog read from their command line."""

from datetime import date, datetime

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from sites.models import AdministrativeUnit
from sites.unit_history.selectors import unit_valid_on


def day_of_argument(text: str | None) -> date | None:
    """A day written 2025-07-01 or 01/07/2025; None for no text. Raises CommandError."""
    if text is None:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise CommandError(_("“%(day)s” is not a date. Write it as 2025-07-01 or 01/07/2025.") % {"day": text})


def unit_of_argument(code: str, *, day: date) -> AdministrativeUnit:
    """The unit that bears this code on `day`. Raises CommandError."""
    unit = unit_valid_on(code=code.strip(), day=day)
    if unit is None:
        raise CommandError(_("There is no unit with the code %(code)s.") % {"code": code})
    return unit
