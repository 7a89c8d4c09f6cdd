"""Days off are those of the law and of each year's decisions."""

from datetime import date
from itertools import pairwise

import pytest

from portal.signage.schedule.holidays import days_off, holiday_laws, is_holiday


def days(*texts: str) -> set[date]:
    return {date.fromisoformat(text) for text in texts}


def test_2026_as_decided():
    assert days_off(2026) == days(
        "2026-01-01",
        *(f"2026-02-{day}" for day in range(16, 21)),  # 29 Chạp to mùng 4
        "2026-04-26", "2026-04-27",  # Giỗ Tổ on a Sunday, made up
        "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01", "2026-09-02", "2026-11-24",
    )  # fmt: skip


def test_2025_as_decided():
    assert days_off(2025) == days(
        "2025-01-01",
        *(f"2025-01-{day}" for day in range(27, 32)),  # 28 Chạp to mùng 3: not the usual days
        "2025-04-07", "2025-04-30", "2025-05-01", "2025-05-02", "2025-09-01", "2025-09-02",
    )  # fmt: skip


def test_a_year_without_decision_has_the_days_of_the_law():
    """Tết 2029 is Tuesday 13 February; Giỗ Tổ Monday 23 April."""
    assert days_off(2029) == days(
        "2029-01-01", "2029-02-12", "2029-02-13", "2029-02-14", "2029-02-15", "2029-02-16",
        "2029-04-23", "2029-04-30", "2029-05-01",
        "2029-09-02", "2029-09-03",  # on a Sunday, made up
        "2029-11-24", "2029-11-26",  # on a Saturday, made up
    )  # fmt: skip


def test_two_feasts_of_one_weekend_are_made_up_on_two_days():
    """30 April and 1 May 2033 are Saturday and Sunday."""
    assert {date(2033, 5, 2), date(2033, 5, 3)} <= days_off(2033)
    assert not is_holiday(date(2033, 5, 4))


def test_the_day_of_culture_is_off_since_2026():
    assert [is_holiday(date(year, 11, 24)) for year in (2025, 2026, 2027)] == [False, True, True]


def test_nothing_is_known_before_the_first_law():
    assert not days_off(2020)
    assert is_holiday(date(2021, 1, 1))


def test_the_laws_follow_each_other_without_gaps():
    laws = holiday_laws()
    assert all(earlier.valid_to == later.valid_from for earlier, later in pairwise(laws))
    assert laws[-1].valid_to is None


@pytest.mark.parametrize("law", holiday_laws(), ids=lambda law: law.key)
def test_what_the_pack_says_is_complete(law):
    """A misspelt feast would count twice; a day in another year, never."""
    feasts = {feast["key"] for feast in law.feasts}
    for texts in [law.basis, *(feast["title"] for feast in law.feasts)]:
        assert texts["vi"] and texts["en"]
    for year, decided in law.decided.items():
        assert decided.keys() <= feasts | {"exchanged"}
        for part in decided.values():
            assert part["days"] and part["basis"]["vi"] and part["basis"]["en"]
            assert all(day.startswith(year) and law.holds_on(date.fromisoformat(day)) for day in part["days"])
    for feast in law.feasts:
        assert ("solar" in feast) != ("lunar" in feast)
