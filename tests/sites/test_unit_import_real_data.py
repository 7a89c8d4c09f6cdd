"""The real lists of Vietnam: March 2025, July 2025, July 2026, and the edges between them."""

import csv
import gzip
from datetime import date

import pytest
from django.db.models import Count
from django.utils import translation

from sites.enums import Level, SuccessionKind
from sites.models import AdministrativeUnit, UnitList, UnitSuccession
from sites.unit_history.selectors import present_units_of, successors_of_unit, unit_valid_on, units_valid_on
from tests.support.shared_data import shared_data
from tests.support.unit_lists import AFTER, BEFORE, MERGER, count_on, import_units, snapshot

LISTS = {
    BEFORE: ["units_2025-03_3level.csv.gz"],
    MERGER: ["units_2025-07_2level.csv", "merge_map_communes.csv.gz", "merge_map_provinces.csv"],
    AFTER: ["units_2026-07_2level.csv", "changes_2025-07_to_2026-07.csv"],
}
OLD, NEW, LAST = date(2025, 6, 30), date(2025, 7, 1), date(2026, 7, 1)
# Codes of the five island districts that had no communes.
ISLANDS = {"318", "471", "498", "536", "755"}
# Rows of the map about communes merged years before 2025: left out, see sites.unit_history.successions.
LONG_GONE = 12

pytestmark = pytest.mark.django_db


def import_all() -> dict[str, str]:
    with translation.override("en"):
        return {
            day: import_units(*(shared_data(f"admin_units/{name}") for name in names), as_of=day)
            for day, names in LISTS.items()
        }


@pytest.fixture(scope="module")
def vietnam(django_db_setup, django_db_blocker):
    """All lists, imported once for this module; what each import printed, by day."""
    with django_db_blocker.unblock():
        try:
            yield import_all()
        finally:
            UnitList.objects.all().delete()
            UnitSuccession.objects.all().delete()
            for level in (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE):
                AdministrativeUnit.objects.filter(level=level).delete()


@pytest.mark.parametrize(
    ("day", "figures"),
    [
        (BEFORE, {"PROVINCE": 63, "DISTRICT": 696, "COMMUNE": 10_035}),
        ("2025-06-30", {"PROVINCE": 63, "DISTRICT": 696, "COMMUNE": 10_035}),
        (MERGER, {"PROVINCE": 34, "COMMUNE": 3_321}),
        (AFTER, {"PROVINCE": 34, "COMMUNE": 3_321}),
    ],
)
def test_figures_side_by_side(vietnam, day, figures):
    assert count_on(day) == figures


@pytest.mark.parametrize(("day", "wards"), [(MERGER, 687), (AFTER, 697)])
def test_kinds_of_communes(vietnam, day, wards):
    communes = units_valid_on(day=date.fromisoformat(day), level=Level.COMMUNE)
    assert communes.filter(unit_type="Phường").count() == wards
    assert communes.filter(unit_type="Đặc khu").count() == 13


def test_one_code_two_places(vietnam):
    assert unit_valid_on(code="26740", day=OLD).full_name == "Phường Bến Nghé"
    assert unit_valid_on(code="26740", day=NEW).full_name == "Phường Sài Gòn"


def test_what_the_command_printed(vietnam):
    assert "created: Province 7, Commune 3321" in vietnam[MERGER]
    assert "continued: 27" in vietnam[MERGER]
    assert "edges created: 10628" in vietnam[MERGER]  # 10,604 + 63 rows, 12 left out, 27 provinces went on
    assert f"rows left out: {LONG_GONE}" in vietnam[MERGER]
    assert "ended without a known successor: District 691" in vietnam[MERGER]
    assert "respelled: 193" in vietnam[AFTER]
    assert "created: Province 1, Commune 10" in vietnam[AFTER]
    assert "continued: 3344" in vietnam[AFTER]
    assert "ended without" not in vietnam[AFTER]


def test_every_old_commune_has_a_successor_and_every_new_one_a_predecessor(vietnam):
    old = units_valid_on(day=OLD, level=Level.COMMUNE).filter(successions__isnull=True)
    new = units_valid_on(day=NEW, level=Level.COMMUNE).filter(precessions__isnull=True)
    assert (old.count(), new.count()) == (0, 0)


def test_split_units_have_as_many_targets_as_the_map_says(vietnam):
    split = (
        AdministrativeUnit.objects.filter(successions__kind=SuccessionKind.SPLIT_INTO)
        .annotate(targets=Count("successions"))
        .values_list("targets", flat=True)
    )
    counts = {targets: list(split).count(targets) for targets in set(split)}
    assert {targets * number for targets, number in counts.items()} == {772, 171, 64, 5}
    assert max(counts) == 5


def test_every_edge_of_2025_names_its_resolution(vietnam):
    edges = UnitSuccession.objects.filter(effective_on=NEW)
    assert not edges.filter(resolution="").exists()
    communes = edges.filter(successor__level=Level.COMMUNE).values_list("resolution", flat=True).distinct()
    assert communes.count() == 34
    assert edges.filter(resolution="202/2025/QH15").count() == 36


def test_old_to_new_agrees_with_the_map(vietnam, django_assert_num_queries):
    expected: dict[str, set[str]] = {}
    path = shared_data("admin_units/merge_map_communes.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["old_district_code"]:
                expected.setdefault(row["old_code"], set()).add(row["new_code"])
    assert len(expected) == 10_052 - LONG_GONE
    for code in sorted(expected)[::250]:
        with django_assert_num_queries(1):
            assert {unit.code for unit in present_units_of(code=code, on=OLD)} == expected[code]


def test_two_hops_through_a_change_of_status(vietnam):
    """Into xã Lộc Ninh in 2025, a ward since 2026."""
    old = UnitSuccession.objects.filter(successor__code="25270", effective_on=NEW).first().predecessor
    assert "Phường Lộc Ninh" in [unit.full_name for unit in present_units_of(code=old.code, on=OLD)]


def test_dong_nai_became_a_municipality_and_its_communes_went_on(vietnam):
    city = unit_valid_on(code="75", day=LAST)
    assert (city.unit_type, city.valid_from) == ("Thành phố trực thuộc trung ương", LAST)
    communes = units_valid_on(day=LAST, level=Level.COMMUNE, province_code="75")
    assert communes.filter(valid_from=LAST).count() == 10
    assert communes.filter(valid_from=NEW).count() == 85
    assert not communes.exclude(parent=city).exists()
    assert [unit.pk for unit in successors_of_unit(code="75", on=date(2026, 6, 30))] == [city.pk]


def test_island_districts(vietnam):
    for code in ISLANDS:
        assert unit_valid_on(code=code, day=OLD).level == Level.DISTRICT
        (commune,) = present_units_of(code=code, on=OLD)
        assert commune.unit_type in {"Đặc khu", "Xã", "Phường"}


def test_respelled_units_are_one_unit(vietnam):
    commune = unit_valid_on(code="00745", day=LAST)
    assert (commune.name, commune.valid_from) == ("Phố Bảng", NEW)
    assert unit_valid_on(code="38", day=LAST).name == "Thanh Hoá"


def test_once_more_changes_nothing(vietnam):
    before = snapshot()
    for printed in import_all().values():
        assert "Nothing changed." in printed
    assert snapshot() == before
