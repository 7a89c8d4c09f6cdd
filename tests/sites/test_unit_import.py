"""Importing lists of units: who goes on, begins and ends."""

import csv
import gzip
from datetime import date

import pytest
from django.utils import translation
from openpyxl import Workbook

from sites.enums import Level
from sites.models import AdministrativeUnit, UnitList
from tests.factories.units import make_unit
from tests.support.unit_lists import (
    AFTER,
    BEFORE,
    CHANGES,
    MERGER,
    THREE_LEVELS,
    TWO_LEVELS,
    count_on,
    import_units,
    refused,
    snapshot,
    unit_on,
    write_rows,
    write_units,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def three_levels(tmp_path):
    path = write_units(tmp_path / "three.csv", THREE_LEVELS)
    import_units(path, as_of=BEFORE)
    return path


@pytest.fixture
def two_levels(tmp_path, three_levels):
    path = write_units(tmp_path / "two.csv", TWO_LEVELS)
    import_units(path, as_of=MERGER)
    return path


def replaced(units, code, **changes):
    """`units` with fields of one of them changed."""
    fields = ("level", "code", "parent", "province", "kind", "name")
    return [
        tuple(changes.get(field, value) for field, value in zip(fields, unit, strict=True))
        if unit[1] == code
        else unit
        for unit in units
    ]


def test_first_list(three_levels):
    assert count_on(BEFORE) == {"PROVINCE": 2, "DISTRICT": 2, "COMMUNE": 4}
    commune = unit_on("27907", BEFORE)
    assert (commune.unit_type, commune.name, commune.slug) == ("Thị trấn", "Thủ Thừa", "thu-thua")
    assert commune.full_name_en == "Thu Thua Township"
    assert commune.parent.code == "801"
    assert commune.parent.parent.code == commune.province_code == "80"
    imported = UnitList.objects.get()
    assert (imported.file_name, imported.unit_count) == ("three.csv", 8)


def test_every_commune_begins_anew_when_districts_end(two_levels):
    assert count_on("2025-06-30") == {"PROVINCE": 2, "DISTRICT": 2, "COMMUNE": 4}
    assert count_on(MERGER) == {"PROVINCE": 1, "COMMUNE": 3}
    # Same code, type and name; but it left its district for the province.
    old, new = unit_on("27901", "2025-06-30"), unit_on("27901", MERGER)
    assert old != new
    assert old.valid_to == new.valid_from == date(2025, 7, 1)
    assert (old.parent.level, new.parent.level) == (Level.DISTRICT, Level.PROVINCE)
    # One code, two places.
    assert unit_on("25501", BEFORE).full_name == "Xã Long Hòa"
    assert unit_on("25501", MERGER).full_name == "Phường Hòa Thành"


def test_spelling_goes_on(two_levels, tmp_path):
    before = unit_on("25501", MERGER)
    path = write_units(tmp_path / "next.csv", replaced(TWO_LEVELS, "25501", name="Hoà Thành"))
    printed = import_units(path, as_of=AFTER)
    assert "respelled: 1" in printed
    assert "continued: 4" in printed
    after = unit_on("25501", AFTER)
    assert after.pk == before.pk
    assert (after.full_name, after.valid_from) == ("Phường Hoà Thành", date(2025, 7, 1))


def test_another_name_begins_anew(two_levels, tmp_path):
    path = write_units(tmp_path / "next.csv", replaced(TWO_LEVELS, "25501", name="Hoà Thạnh"))
    assert "created: Commune 1" in import_units(path, as_of=AFTER)
    assert unit_on("25501", "2026-06-30").name == "Hòa Thành"
    assert unit_on("25501", AFTER).valid_from == date(2026, 7, 1)


def test_confirmed_respelling_goes_on(two_levels, tmp_path):
    """A list of changes knows that Thạnh was a slip for Thành."""
    units = write_units(tmp_path / "next.csv", replaced(TWO_LEVELS, "25501", name="Hoà Thạnh"))
    changes = write_rows(
        tmp_path / "changes.csv",
        CHANGES,
        [("respelled", "renamed", "25501", "Phường Hòa Thành", "Phường Hoà Thạnh", "80")],
    )
    printed = import_units(units, changes, as_of=AFTER)
    assert "created: 0" in printed
    assert "units confirmed as unchanged: 1" in printed
    assert unit_on("25501", AFTER).valid_from == date(2025, 7, 1)


def test_communes_outlive_their_province_s_new_type(two_levels, tmp_path):
    department = make_unit("Nội vụ", Level.DEPARTMENT, parent=unit_on("80", MERGER), code="H80.01")
    commune = unit_on("27901", MERGER)
    units = replaced(TWO_LEVELS, "80", kind="Thành phố trực thuộc trung ương")
    printed = import_units(write_units(tmp_path / "next.csv", units), as_of=AFTER)
    assert "created: Province 1" in printed
    assert "continued: 3" in printed
    city = unit_on("80", AFTER)
    assert city.full_name == "Thành phố Tây Ninh"
    commune.refresh_from_db()
    department.refresh_from_db()
    assert commune.parent == department.parent == city
    assert commune.valid_from == date(2025, 7, 1)


def test_departments_are_not_closed(three_levels, tmp_path):
    long_an = unit_on("80", BEFORE)
    department = make_unit("Nội vụ", Level.DEPARTMENT, parent=long_an, code="H80.01")
    import_units(write_units(tmp_path / "two.csv", TWO_LEVELS), as_of=MERGER)
    department.refresh_from_db()
    assert department.valid_to is None
    # The province of that code is another one now: whose department this becomes is not for a list to say.
    assert department.parent == long_an


def test_a_slug_edited_by_hand_stays(two_levels, tmp_path):
    AdministrativeUnit.objects.filter(pk=unit_on("25501", MERGER).pk).update(slug="hoa-thanh-phuong")
    path = write_units(tmp_path / "next.csv", replaced(TWO_LEVELS, "25501", name="Hoà Thành"))
    import_units(path, as_of=AFTER)
    assert unit_on("25501", AFTER).slug == "hoa-thanh-phuong"


def test_second_time_changes_nothing(two_levels, three_levels):
    before = snapshot()
    assert "Nothing changed." in import_units(two_levels, as_of=MERGER)
    # Also when a later list came since: whoever runs all imports again is not refused.
    assert "three.csv was already imported." in import_units(three_levels, as_of=BEFORE)
    assert snapshot() == before


def test_dry_run_reports_and_writes_nothing(three_levels, tmp_path):
    before = snapshot()
    path = write_units(tmp_path / "two.csv", TWO_LEVELS)
    printed = import_units(path, as_of=MERGER, dry_run=True)
    assert "created: Province 1, Commune 3" in printed
    assert "closed: Province 2, District 2, Commune 4" in printed
    assert "Dry run: nothing was written." in printed
    assert snapshot() == before


def test_days_come_in_order(two_levels, tmp_path):
    path = write_units(tmp_path / "older.csv", THREE_LEVELS[:-1])
    complaint = refused(path, as_of="2025-05-01")
    assert "The list of 01/05/2025 comes too late: units of 01/07/2025 are already imported." in complaint


def test_a_list_that_changed_nothing_still_bars_older_ones(two_levels, tmp_path):
    import_units(two_levels, as_of="2026-01-01")
    complaint = refused(write_units(tmp_path / "older.csv", TWO_LEVELS[:-1]), as_of="2025-12-01")
    assert "units of 01/01/2026 are already imported" in complaint


def test_a_corrected_list_of_the_same_day_takes_the_place_of_the_first(three_levels, tmp_path):
    wrong = replaced(TWO_LEVELS, "27901", name="Mỹ Lạt")[:-1]
    right = [unit for unit in TWO_LEVELS if unit[1] != "27907"]
    import_units(write_units(tmp_path / "wrong.csv", wrong), as_of=MERGER)
    printed = import_units(write_units(tmp_path / "right.csv", right), as_of=MERGER)
    assert "withdrawn, same day: 1" in printed
    assert "corrected, same day: 1" in printed
    assert count_on(MERGER) == {"PROVINCE": 1, "COMMUNE": 2}
    assert unit_on("27901", MERGER).slug == "my-lac"


def test_a_unit_closed_by_mistake_is_reopened_by_the_corrected_list(two_levels, tmp_path):
    commune = unit_on("27901", MERGER)
    import_units(write_units(tmp_path / "wrong.csv", replaced(TWO_LEVELS, "27901", name="Lạc")), as_of=AFTER)
    assert unit_on("27901", AFTER) != commune
    import_units(two_levels, as_of=AFTER)
    commune.refresh_from_db()
    assert commune.valid_to is None
    assert unit_on("27901", AFTER) == commune


def test_a_list_for_one_province_leaves_the_others_alone(three_levels, tmp_path):
    units = [unit for unit in THREE_LEVELS if unit[3] == "80" and unit[1] != "27904"]
    import_units(write_units(tmp_path / "80.csv", units), as_of="2025-05-01", province=["80"])
    assert count_on("2025-05-01") == {"PROVINCE": 2, "DISTRICT": 2, "COMMUNE": 3}
    complaint = refused(write_units(tmp_path / "all.csv", THREE_LEVELS), as_of="2025-06-01", province=["80"])
    assert "all.csv, line 3: Unit 72 is of province 72, which was not asked for." in complaint


def test_two_provinces_that_merge(three_levels, tmp_path):
    """72 is named and no longer in the list, so it ends."""
    path = write_units(tmp_path / "two.csv", TWO_LEVELS)
    import_units(path, as_of=MERGER, province=["80", "72"])
    assert count_on(MERGER) == {"PROVINCE": 1, "COMMUNE": 3}


def test_names_are_stored_composed(tmp_path):
    path = tmp_path / "nfd.csv"
    write_units(path, TWO_LEVELS)
    decomposed = path.read_text(encoding="utf-8").replace("Mỹ Lạc", "My\u0303 La\u0323c")
    path.write_text(decomposed, encoding="utf-8")
    assert "names normalised to NFC: 2" in import_units(path, as_of=MERGER)
    assert unit_on("27901", MERGER).full_name == "Xã Mỹ Lạc"


GSO_NESTED = ["Tỉnh Thành Phố", "Mã TP", "Quận Huyện", "Mã QH", "Phường Xã", "Mã PX", "Cấp", "Tên Tiếng Anh"]


def gso_three_level_rows():
    names = {unit[1]: f"{unit[4]} {unit[5]}" for unit in THREE_LEVELS}
    for _level, code, parent, province, kind, _name in THREE_LEVELS[4:]:
        yield [names[province], province, names[parent], parent, names[code], code, kind, None]
    yield ["Tỉnh Long An", "80", "Huyện Đảo Dài", "809", None, None, None, None]


def test_statistics_office_three_levels_as_workbook(tmp_path, three_levels):
    """The same units in the Office's columns are the same list; only the island district is new."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Danh mục đơn vị hành chính"])
    sheet.append([heading.upper() + "  " for heading in GSO_NESTED])
    for row in gso_three_level_rows():
        row[1] = int(row[1])  # Excel takes codes for numbers
        sheet.append(row)
    path = tmp_path / "gso.xlsx"
    book.save(path)
    printed = import_units(path, as_of="2025-04-30")
    assert "continued: 8" in printed
    assert "created: District 1" in printed
    assert unit_on("809", "2025-04-30").full_name == "Huyện Đảo Dài"


def test_statistics_office_two_levels(tmp_path, two_levels):
    """Columns in the Office's order of the list of communes, semicolons as Excel writes them in Vietnam."""
    names = {unit[1]: f"{unit[4]} {unit[5]}" for unit in TWO_LEVELS}
    path = tmp_path / "xa.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Mã", "Tên", "Tên Tiếng Anh", "Cấp", "Mã TP", "Tỉnh / Thành Phố"])
        for _level, code, parent, _province, kind, _name in TWO_LEVELS[1:]:
            writer.writerow([code.lstrip("0"), names[code], "", kind, parent, names[parent]])
    provinces = write_rows(tmp_path / "tinh.csv", "Mã,Tên,Cấp", [("80", "Tỉnh Tây Ninh", "Tỉnh")])
    printed = import_units(path, provinces, as_of=AFTER)
    assert "continued: 4" in printed
    assert "created: 0" in printed
    assert unit_on("80", AFTER).full_name_en == "Tay Ninh Province"


def test_gzip(tmp_path):
    plain = write_units(tmp_path / "units.csv", TWO_LEVELS)
    packed = tmp_path / "units.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    import_units(packed, as_of=MERGER)
    assert count_on(MERGER) == {"PROVINCE": 1, "COMMUNE": 3}


def test_leading_zeros_lost_in_excel_come_back(tmp_path):
    units = [(1, "4", "", "4", "Tỉnh", "Cao Bằng"), (2, "1273", "4", "4", "Phường", "Thục Phán")]
    assert "codes given back their zeros" in import_units(
        write_units(tmp_path / "a.csv", units), as_of=MERGER
    )
    assert unit_on("01273", MERGER).parent.code == "04"
