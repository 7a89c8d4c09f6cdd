"""The calendar of Vietnam, not that of China."""

from datetime import date

import pytest

from portal.signage.schedule.lunar import LunarDate, is_lunar_day, lunar_of, solar_of
from tests.portal.signage.schedule.lunar_tables import LUNAR_YEARS, lunar_days


def test_tet_of_every_year_in_the_tables():
    found = {year: solar_of(1, 1, year) for year in LUNAR_YEARS}
    assert found == {year: date.fromisoformat(tet) for year, (tet, _doubled, _lengths) in LUNAR_YEARS.items()}


@pytest.mark.parametrize(
    ("year", "vietnam", "china"),
    [
        (1968, date(1968, 1, 29), date(1968, 1, 30)),
        (1985, date(1985, 1, 21), date(1985, 2, 20)),
        (2007, date(2007, 2, 17), date(2007, 2, 18)),
        (2030, date(2030, 2, 2), date(2030, 2, 3)),
    ],
)
def test_years_in_which_china_keeps_another_day(year, vietnam, china):
    assert solar_of(1, 1, year) == vietnam
    assert lunar_of(china) != LunarDate(1, 1, year)


def test_every_day_of_the_tables_both_ways():
    for solar, (day, month, year, leap) in lunar_days():
        assert lunar_of(solar) == LunarDate(day, month, year, leap)
        assert solar_of(day, month, year, leap) == solar


def test_a_day_or_leap_month_that_a_year_does_not_have():
    assert solar_of(30, 2, 2026) is None
    assert solar_of(30, 12, 2026) is None
    assert solar_of(1, 6, 2026, leap=True) is None
    assert solar_of(1, 6, 2028, leap=True) is None
    assert solar_of(30, 6, 2025, leap=True) is None
    assert solar_of(29, 6, 2025, leap=True) == date(2025, 8, 22)


@pytest.mark.parametrize(("day", "month"), [(31, 1), (0, 1), (1, 13), (1, 0), (-1, 3)])
def test_a_day_that_no_year_has(day, month):
    assert not is_lunar_day(day, month)
    with pytest.raises(ValueError, match="No lunar year"):
        solar_of(day, month, 2026)
