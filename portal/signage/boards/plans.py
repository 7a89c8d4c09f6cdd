"""The day of a board: when it is switched on, and from when on how bright, in percent."""

import re
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_STEPS = 12
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def hours_check(switched_on: time | None, switched_off: time | None) -> None:
    """Raises ValidationError for `operating_until`: one time without the other, or twice the same.

    The end may lie before the start: the board is then on over midnight.
    """
    if (switched_on is None) != (switched_off is None):
        raise ValidationError({"operating_until": _("Give both times, or none.")})
    if switched_on is not None and switched_on == switched_off:
        raise ValidationError({"operating_until": _("The times must differ. Always on: leave both empty.")})


def plan_cleaned(plan: Any) -> list[dict[str, Any]]:
    """`[{"from": "HH:MM", "level": 0…100}]` in order of time. Raises ValidationError for `brightness`.

    The last level of the day goes on after midnight until the first.
    """
    if not isinstance(plan, list) or not all(isinstance(step, dict) for step in plan):
        raise _refusal(_("The brightness plan is a list of times and levels."))
    if len(plan) > MOST_STEPS:
        raise _refusal(_("At most %(steps)d times a day.") % {"steps": MOST_STEPS})
    steps: dict[str, int] = {}
    for step in plan:
        clock, level = step.get("from"), step.get("level")
        if not isinstance(clock, str) or not _CLOCK.fullmatch(clock):
            raise _refusal(_("A time is written like 06:30."))
        if type(level) is not int or not 0 <= level <= 100:
            raise _refusal(_("A level is a whole number from 0 to 100."))
        if clock in steps:
            raise _refusal(_("The time %(time)s stands twice.") % {"time": clock})
        steps[clock] = level
    return [{"from": clock, "level": level} for clock, level in sorted(steps.items())]


def _refusal(message: str) -> ValidationError:
    return ValidationError({"brightness": message})
