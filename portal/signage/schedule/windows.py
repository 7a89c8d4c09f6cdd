"""From rules to the half-open spans of time that boards are told."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from portal.signage.schedule.rules import Rule
from portal.signage.schedule.zone import DAY, local, midnight

Window = tuple[datetime, datetime]  # half-open: plays at the first instant, not at the second

HORIZON = timedelta(hours=72)
MOST_WINDOWS = 64  # `maxItems` of an item's windows in the playlist


def horizon_of(now: datetime) -> Window:
    """72 hours from the local midnight at which the day of `now` began."""
    start = midnight(local(now).date())
    return start, start + HORIZON


def windows_of(
    rules: Sequence[Rule],
    *,
    within: Window,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
) -> tuple[Window, ...]:
    """When any of the rules holds: ascending, apart from each other, inside all the bounds given.

    Spans that touch or overlap are one. No rules: no windows. It leaves nothing out: that a playlist
    has no more than MOST_WINDOWS is asked at entry, with `most_windows`.
    """
    start = max(local(bound) for bound in (within[0], not_before) if bound is not None)
    until = min(local(bound) for bound in (within[1], not_after) if bound is not None)
    clipped = (
        (max(begin, start), min(end, until)) for rule in rules for begin, end in _spans(rule, start, until)
    )
    return _merged((begin, end) for begin, end in clipped if begin < end)


def most_windows(rules: Iterable[Rule]) -> int:
    """The most windows these rules can have in any one horizon; entry refuses more than MOST_WINDOWS."""
    total = 0
    for rule in rules:
        a_day = midnight(rule.first_on)
        spans = _merged(rule.spans_on(rule.first_on))
        from_the_day_before = any(end > a_day + DAY for _start, end in spans)
        total += len(spans) * (HORIZON // DAY) + from_the_day_before
    return total


def _spans(rule: Rule, start: datetime, until: datetime) -> Iterable[Window]:
    """What begins from the day before `start` on: a range over midnight lasts a day at most."""
    day = start.date() - DAY
    while day <= until.date():
        if rule.holds_on(day):
            yield from rule.spans_on(day)
        day += DAY


def _merged(spans: Iterable[Window]) -> tuple[Window, ...]:
    merged: list[Window] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return tuple(merged)
