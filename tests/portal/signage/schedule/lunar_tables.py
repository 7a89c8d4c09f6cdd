"""The lunar years of Ho Ngoc Duc's tables (https://www.informatik.uni-leipzig.de/~duc/amlich/).

Of each: Tết, the month that is doubled (0: none), and the months in order, x for 30 days and . for 29.
"""

from collections.abc import Iterator
from datetime import date, timedelta

LUNAR_YEARS = {
    1984: ("1984-02-02", 0, "x.x.x.x..x.x"),
    1985: ("1985-01-21", 2, "x.xx.x.x..x.x"),
    1986: ("1986-02-09", 0, ".xx.xx.x..x."),
    1987: ("1987-01-29", 7, "x.x.xx.xx.x.."),
    2004: ("2004-01-22", 2, ".x.xx.x.x.x.x"),
    2005: ("2005-02-09", 0, ".x.x.xx.x.x."),
    2006: ("2006-01-29", 7, "x.x..xx.xx.x."),
    2007: ("2007-02-17", 0, "x.x..x.xxx.x"),
    2008: ("2008-02-07", 0, "x..x..x.x.xx"),
    2009: ("2009-01-26", 5, "x.x.x..x.x.xx"),
    2010: ("2010-02-14", 0, "x.x.x..x.x.x"),
    2011: ("2011-02-03", 0, "x.xx.x..x.x."),
    2012: ("2012-01-23", 4, "x.xx.x.x.x.x."),
    2013: ("2013-02-10", 0, "x.x.xx.x.x.x"),
    2014: ("2014-01-31", 9, ".x.x.x.xx.x.x"),
    2015: ("2015-02-19", 0, ".x..x.xxx.x."),
    2016: ("2016-02-08", 0, "x.x..x.xx.xx"),
    2017: ("2017-01-28", 6, ".x.x..x.x.xxx"),
    2018: ("2018-02-16", 0, ".x.x..x..xxx"),
    2019: ("2019-02-05", 0, ".xx.x..x..xx"),
    2020: ("2020-01-25", 4, ".xxx.x..x..xx"),
    2021: ("2021-02-12", 0, ".xx.x.x.x.x."),
    2022: ("2022-02-01", 0, "x.x.xx.x.x.x"),
    2023: ("2023-01-22", 2, ".x..xx.xx.x.x"),
    2024: ("2024-02-10", 0, ".x..x.xx.xx."),
    2025: ("2025-01-29", 6, "x.x..x.x.xxx."),
    2026: ("2026-02-17", 0, "x.x..x..xxx."),
    2027: ("2027-02-06", 0, "xx.x..x..xx."),
    2028: ("2028-01-26", 5, "xxx.x..x..xx."),
    2029: ("2029-02-13", 0, "xx.x.x.x..x."),
    2030: ("2030-02-02", 0, "xx.xx.x.x.x."),
    2031: ("2031-01-23", 3, ".x.xx.xx.x.x."),
    2032: ("2032-02-11", 0, ".x.x.xx.xx.x"),
    2033: ("2033-01-31", 11, ".x..x.x.xxx.x"),
    2034: ("2034-02-19", 0, ".x..x..xxx.x"),
    2035: ("2035-02-08", 0, "x.x..x..xx.x"),
    2036: ("2036-01-28", 6, "xx.x..x..x.xx"),
}


def lunar_days() -> Iterator[tuple[date, tuple[int, int, int, bool]]]:
    """Every solar day of the tables with its lunar (day, month, year, in a leap month)."""
    for year, (tet, doubled, lengths) in LUNAR_YEARS.items():
        months = [(month, False) for month in range(1, 13)]
        if doubled:
            months.insert(doubled, (doubled, True))
        solar = date.fromisoformat(tet)
        for (month, leap), length in zip(months, lengths, strict=True):
            for day in range(1, 31 if length == "x" else 30):
                yield solar, (day, month, year, leap)
                solar += timedelta(days=1)
