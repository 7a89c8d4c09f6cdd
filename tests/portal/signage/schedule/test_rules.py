"""Rules go to JSON and back; what cannot be is refused with the part at fault."""

import json
from datetime import UTC, date, time

import pytest
from django.utils import translation

from portal.signage.schedule.rules import HolidayRule, LunarDay, Rule, RuleError

FULL = Rule(
    first_on=date(2026, 11, 20),
    last_on=date(2027, 3, 1),
    weekdays=frozenset({7, 5}),
    times=((time(22), time(2)), (time(7, 30), time(8))),
    lunar=(LunarDay(1), LunarDay(10, 3)),
    holidays=HolidayRule.NEVER,
    except_on=frozenset({date(2026, 12, 25), date(2026, 12, 24)}),
)
FULL_JSON = {
    "first_on": "2026-11-20",
    "last_on": "2027-03-01",
    "weekdays": [5, 7],
    "times": [["22:00", "02:00"], ["07:30", "08:00"]],
    "lunar": [{"day": 1, "month": None}, {"day": 10, "month": 3}],
    "holidays": "never",
    "except_on": ["2026-12-24", "2026-12-25"],
}


def test_to_json_and_back():
    assert FULL.to_json() == FULL_JSON
    assert Rule.from_json(json.loads(json.dumps(FULL.to_json()))) == FULL


def test_only_the_first_day_is_obligatory():
    rule = Rule.from_json({"first_on": "2026-11-20"})
    assert rule == Rule(date(2026, 11, 20))
    assert Rule.from_json(rule.to_json()) == rule


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"first_on": None}, "first_on"),
        ({"first_on": "20261120"}, "first_on"),
        ({"first_on": "2026-02-29"}, "first_on"),
        ({"first_on": "1999-12-31"}, "first_on"),
        ({"last_on": "2026-11-19"}, "last_on"),
        ({"last_on": "2100-01-01"}, "last_on"),
        ({"weekdays": [0]}, "weekdays"),
        ({"weekdays": [8]}, "weekdays"),
        ({"weekdays": [True]}, "weekdays"),
        ({"weekdays": "5"}, "weekdays"),
        ({"times": [["22:00"]]}, "times"),
        ({"times": [["24:00", "02:00"]]}, "times"),
        ({"times": [["22:00", "02:00", "03:00"]]}, "times"),
        ({"times": [["22:00:30", "02:00"]]}, "times"),
        ({"times": {"22:00": "02:00"}}, "times"),
        ({"lunar": [{"day": 31, "month": 1}]}, "lunar"),
        ({"lunar": [{"day": 0, "month": None}]}, "lunar"),
        ({"lunar": [{"day": 1, "month": 13}]}, "lunar"),
        ({"lunar": [{"month": 1}]}, "lunar"),
        ({"lunar": [{"day": "1", "month": 1}]}, "lunar"),
        ({"lunar": [[1, 1]]}, "lunar"),
        ({"holidays": "often"}, "holidays"),
        ({"except_on": ["tomorrow"]}, "except_on"),
        ({"except_on": None}, "except_on"),
        ({"every": 2}, "rule"),
    ],
)
def test_what_cannot_be_names_the_part_at_fault(changed, key):
    with pytest.raises(RuleError) as refused:
        Rule.from_json(FULL_JSON | changed)
    assert refused.value.key == key


@pytest.mark.parametrize("value", [None, [], "2026-11-20", 5])
def test_json_that_is_no_rule(value):
    with pytest.raises(RuleError):
        Rule.from_json(value)


def test_json_without_a_first_day():
    with pytest.raises(RuleError) as refused:
        Rule.from_json({"weekdays": [5]})
    assert refused.value.key == "first_on"


@pytest.mark.parametrize("clock", [time(8, 0, 30), time(8, 0, 0, 1), time(8, tzinfo=UTC)])
def test_times_are_whole_minutes_of_the_one_zone(clock):
    with pytest.raises(RuleError) as refused:
        Rule(date(2026, 11, 20), times=((clock, time(9)),))
    assert refused.value.key == "times"


@pytest.mark.parametrize(("day", "month"), [(31, 1), (0, None), (1, 13)])
def test_an_impossible_lunar_date_is_refused_where_it_is_made(day, month):
    with pytest.raises(RuleError) as refused:
        LunarDay(day, month)
    with translation.override("vi"):
        assert "âm lịch" in str(refused.value.message)


def test_the_refusal_speaks_the_language_of_its_reader():
    with pytest.raises(RuleError) as refused:
        Rule(date(2026, 11, 20), date(2026, 11, 19))
    with translation.override("vi"):
        assert str(refused.value.message) == "Ngày kết thúc trước ngày bắt đầu."
    with translation.override("en"):
        assert str(refused.value) == "The last day is before the first day."
