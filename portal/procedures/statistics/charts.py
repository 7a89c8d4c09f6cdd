"""Bars as numbers for inline SVG. Words and figures stand beside them; the drawing repeats them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.procedures.statistics.selectors import Totals


@dataclass(frozen=True)
class ShareBar:
    """One share. `percent` is None where there is nothing to divide by."""

    label: str
    percent: int | None
    part: int
    whole: int


@dataclass(frozen=True)
class GradeBar:
    """One grade as a piece of a bar 100 wide, `start` from its left. `pattern` tells it from others."""

    label: str
    count: int
    percent: int
    start: float
    width: float
    pattern: str


def share_bars(totals: Totals) -> tuple[ShareBar, ...]:
    return (
        ShareBar(
            _("Filed online, of all received"),
            totals.online_share,
            totals.received_online,
            totals.received_total,
        ),
        ShareBar(
            _("Resolved, of those filed online"),
            totals.resolved_share,
            totals.resolved_online,
            totals.received_online,
        ),
        ShareBar(
            _("On time, of those resolved online"),
            totals.on_time_share,
            totals.on_time_online,
            totals.resolved_online,
        ),
    )


def grade_bars(totals: Totals) -> tuple[GradeBar, ...]:
    """The three grades from left to right; nothing when nobody answered."""
    rated = totals.rated
    if not rated:
        return ()
    grades = (
        (_("Very satisfied"), totals.very_satisfied or 0, "full"),
        (_("Satisfied"), totals.satisfied or 0, "lines"),
        (_("Not satisfied"), totals.not_satisfied or 0, "dots"),
    )
    bars, start = [], 0.0
    for label, count, pattern in grades:
        width = round(100 * count / rated, 2)
        bars.append(GradeBar(label, count, round(100 * count / rated), round(start, 2), width, pattern))
        start += width
    return tuple(bars)
