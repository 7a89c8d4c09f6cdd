"""Random rules against the painter, and the bounds of a playlist."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest

from portal.signage.schedule.rules import HolidayRule, LunarDay, Rule
from portal.signage.schedule.windows import MOST_WINDOWS, horizon_of, most_windows, windows_of
from portal.signage.schedule.zone import from_wire, to_wire
from tests.portal.signage.schedule.painting import painted_windows
from tests.portal.signage.schedule.test_conformance import LISTED_OFF

FIRST = date(2026, 8, 1)  # days off and lunar tables reach beyond what is drawn from here


def random_rule(draw: Random) -> Rule:
    first_on = FIRST + timedelta(days=draw.randrange(100))
    some_days = [FIRST + timedelta(days=draw.randrange(110)) for _ in range(draw.choice([0, 0, 3, 20]))]
    return Rule(
        first_on=first_on,
        last_on=draw.choice([None, first_on + timedelta(days=draw.randrange(30))]),
        weekdays=frozenset(draw.sample(range(1, 8), draw.choice([0, 0, 1, 3, 7]))),
        times=tuple((random_clock(draw), random_clock(draw)) for _ in range(draw.randrange(4))),
        lunar=tuple(
            LunarDay(draw.randint(1, 30), draw.choice([None, draw.randint(6, 10)]))
            for _ in range(draw.choice([0, 0, 0, 8]))
        ),
        holidays=draw.choice([HolidayRule.ANY, HolidayRule.ANY, HolidayRule.ONLY, HolidayRule.NEVER]),
        except_on=frozenset(some_days),
    )


def random_clock(draw: Random) -> time:
    return draw.choice([time(), time(12), time(draw.randrange(24), draw.randrange(60))])


def random_moment(draw: Random) -> datetime:
    return from_wire(f"{FIRST.isoformat()}T00:00:00+07:00") + timedelta(seconds=draw.randrange(100 * 86400))


@pytest.mark.parametrize("seed", range(40))
def test_random_rules_give_what_the_painter_paints(draw, seed):
    for _ in range(5):
        rules = [random_rule(draw) for _ in range(draw.randrange(5))]
        start = random_moment(draw)
        within = (start, start + timedelta(hours=draw.choice([1, 24, 72, 400])))
        bounds = {}
        if draw.random() < 0.3:
            bounds["not_before"] = within[0] + timedelta(seconds=draw.randrange(-3600, 172800))
        if draw.random() < 0.3:
            bounds["not_after"] = within[1] - timedelta(seconds=draw.randrange(-3600, 172800))
        found = windows_of(rules, within=within, **bounds)
        painted = painted_windows(
            [rule.to_json() for rule in rules],
            within=map(to_wire, within),
            days_off=LISTED_OFF,
            **{key: to_wire(moment) for key, moment in bounds.items()},
        )
        assert [[to_wire(start), to_wire(until)] for start, until in found] == painted


@pytest.mark.parametrize("seed", range(20))
def test_no_horizon_has_more_windows_than_was_promised_at_entry(draw, seed):
    rules = [random_rule(draw) for _ in range(4)]
    counted = [
        len(
            windows_of(rules, within=horizon_of(from_wire("2026-08-01T00:00:00+07:00") + timedelta(days=day)))
        )
        for day in range(120)
    ]
    assert max(counted) <= most_windows(rules)


def test_the_promise_is_kept_exactly_by_ranges_of_every_day():
    """Twenty short ranges and one over midnight, three days and the night before."""
    times = [(time(hour), time(hour, 10)) for hour in range(2, 22)] + [(time(23), time(1))]
    rule = Rule(date(2026, 11, 1), times=tuple(times))
    assert most_windows([rule]) == 64 == MOST_WINDOWS
    assert len(windows_of([rule], within=horizon_of(from_wire("2026-11-22T10:00:00+07:00")))) == 64


def test_a_rule_of_whole_days_is_cheap():
    assert most_windows([]) == 0
    assert most_windows([Rule(date(2026, 11, 1))]) == 3


@pytest.mark.parametrize(
    "now",
    [
        "2026-11-22T00:00:00+07:00",
        "2026-11-22T23:59:59+07:00",
        "2026-11-21T17:00:00Z",  # midnight in Hanoi
    ],
)
def test_the_horizon_is_three_days_from_local_midnight(now):
    assert tuple(map(to_wire, horizon_of(from_wire(now)))) == (
        "2026-11-22T00:00:00+07:00",
        "2026-11-25T00:00:00+07:00",
    )


def test_the_horizon_rolls_at_local_midnight():
    assert horizon_of(datetime(2026, 11, 21, 16, 59, 59, tzinfo=UTC)) != horizon_of(
        datetime(2026, 11, 21, 17, tzinfo=UTC)
    )


def test_a_moment_without_zone_is_refused():
    naive = datetime(2026, 11, 22, 8)
    with pytest.raises(ValueError, match="no time zone"):
        horizon_of(naive)
    with pytest.raises(ValueError, match="no time zone"):
        windows_of([Rule(date(2026, 11, 1))], within=(naive, naive + timedelta(hours=1)))


def test_an_overnight_friday_plays_on_saturday_morning_alone():
    """Acceptance (d): not early on Friday, not late on Saturday."""
    rule = Rule(date(2026, 11, 1), weekdays=frozenset({5}), times=((time(22), time(2)),))
    (window,) = windows_of([rule], within=horizon_of(from_wire("2026-11-20T09:00:00+07:00")))
    assert tuple(map(to_wire, window)) == ("2026-11-20T22:00:00+07:00", "2026-11-21T02:00:00+07:00")
