"""A list beside the catalog, and a list that says who carries out what."""

import json
from datetime import date

import pytest

from portal.core.models import ContentVersion
from portal.procedures.models import AdoptionRule, Procedure
from portal.procedures.selectors import procedures_of_unit
from sites.enums import Level
from tests.factories.procedures import NOW, make_content, publish
from tests.portal.procedures.imports.files import refused, run, write_csv

pytestmark = pytest.mark.django_db
BIRTH, LAND, BUS = "1.001193", "2.000001", "1.000003"
HEADER = ["Mã số", "Tên", "Lĩnh vực", "Cấp thực hiện"]
BIRTH_ROW = [BIRTH, "Đăng ký khai sinh", "Hộ tịch", "Cấp xã"]
LAND_ROW = [LAND, "Cấp giấy chứng nhận", "Đất đai", "Cấp tỉnh, Cấp xã"]
BUS_ROW = [BUS, "Cấp phù hiệu xe", "", "Cấp tỉnh"]


@pytest.fixture
def catalog(db):
    methods = [
        method | {"fees": make_content()["methods"][0]["fees"]} for method in make_content()["methods"]
    ]
    publish(make_content(BIRTH, methods=methods))
    levels = ["COMMUNE", "PROVINCE"]
    publish(make_content(LAND, name="Cấp giấy chứng nhận", field="Đất đai", levels=levels, methods=methods))
    publish(make_content(BUS, name="Cấp phù hiệu xe", field=None, levels=["PROVINCE"], methods=methods))


def listed(tmp_path, *rows):
    return write_csv(tmp_path / "list.csv", HEADER, list(rows))


def differences(path, **options):
    printed, _error = refused("check_procedures", path, "--json", **options)
    groups = json.loads(printed)
    return {
        name: [row["code"] for row in rows]
        for name, rows in groups.items()
        if isinstance(rows, list) and rows
    }


def test_equal_lists_end_well(tmp_path, catalog):
    printed = run("check_procedures", listed(tmp_path, BIRTH_ROW, LAND_ROW, BUS_ROW))
    assert "In the list: 3. In the catalog: 3." in printed


def test_each_kind_of_difference_is_told(tmp_path, catalog):
    path = listed(
        tmp_path,
        [BIRTH, "Khai sinh cho trẻ em", "Hộ tịch", "Cấp xã"],
        [LAND, "CẤP GIẤY CHỨNG NHẬN", "Đất và nhà", "Cấp xã"],
        ["3.000001", "Thủ tục lạ", "", ""],
    )
    assert differences(path) == {
        "missing": ["3.000001"],
        "extra": [BUS],
        "renamed": [BIRTH],
        "capitals": [LAND],
        "field_differs": [LAND],
        "level_differs": [LAND],
    }
    printed, error = refused("check_procedures", path)
    assert "Khác tên: 1\n- 1.001193 Đăng ký khai sinh → Khai sinh cho trẻ em" in printed
    assert error == "Số điểm khác nhau: 6."


def test_a_level_and_a_unit_are_compared_by_themselves(tmp_path, catalog, network):
    path = listed(tmp_path, BIRTH_ROW, LAND_ROW)
    unit = network["hoa_phu"].unit
    assert "In the catalog: 2." in run("check_procedures", path, level="COMMUNE")
    assert "In the catalog: 2." in run("check_procedures", path, unit=unit.code)
    assert differences(listed(tmp_path, BIRTH_ROW, LAND_ROW, BUS_ROW), level="COMMUNE") == {
        "level_differs": [BUS]
    }
    listed(tmp_path, BIRTH_ROW, LAND_ROW)
    AdoptionRule.objects.create(
        unit=unit, procedure=Procedure.objects.get(code=LAND), performs=False, reason="QĐ", decided_at=NOW
    )
    assert differences(path, unit=unit.code) == {"missing": [LAND]}
    assert "không có đơn vị" in refused("check_procedures", path, unit="0")[1].casefold()


def test_records_that_lack_something_are_told(tmp_path, catalog):
    publish(
        make_content(BIRTH, methods=[], levels=["COMMUNE", "DISTRICT"]), on=date(2026, 1, 1), number="2/QĐ"
    )
    path = listed(tmp_path, [*BIRTH_ROW[:3], ""], LAND_ROW, BUS_ROW)
    assert differences(path) == {"failed_checks": [BIRTH, BIRTH]}


def test_an_export_is_a_list_too(tmp_path, catalog):
    publish(make_content(BUS, field=None), on=date(2026, 1, 1), number="2/QĐ", status="ABOLISHED")
    run("export_procedures", tmp_path / "e.jsonl")
    assert "In the list: 2. In the catalog: 2." in run("check_procedures", tmp_path / "e.jsonl")


def test_a_bad_list_is_not_compared(tmp_path, catalog):
    printed, error = refused("check_procedures", listed(tmp_path, BIRTH_ROW, BIRTH_ROW))
    assert "Dòng 3, 1.001193: Mã này đã có ở dòng 2." in printed
    assert error == "Không dùng được danh sách. Số lỗi: 1."


def codes(subsite):
    day = date(2026, 11, 22)
    return set(procedures_of_unit(unit=subsite.unit, day=day).values_list("code", flat=True))


def adopt(path, *args, **scope):
    return run("adopt_procedures", path, *args, reason="QĐ 5/QĐ-UBND", **scope)


def test_exactly_the_list_is_carried_out(tmp_path, catalog, network):
    commune, other = network["hoa_phu"], network["thanh_phu_long"]
    path = listed(tmp_path, BIRTH_ROW, BUS_ROW)
    assert "Carried out from now on: 2" in adopt(path, level=Level.COMMUNE)
    assert codes(commune) == codes(other) == {BIRTH, BUS}
    before = list(ContentVersion.objects.values_list("number", flat=True))
    assert "Nothing changed." in adopt(path, level=Level.COMMUNE)
    assert list(ContentVersion.objects.values_list("number", flat=True)) == before
    printed = adopt(listed(tmp_path, LAND_ROW), unit=commune.unit.code)
    assert "Carried out from now on: 1" in printed
    assert (codes(commune), codes(other)) == ({LAND}, {BIRTH, BUS})
    assert "Rules of single units, which win over these: 2" in adopt(path, level=Level.COMMUNE)


def test_old_rules_of_the_scope_go(tmp_path, catalog, network):
    land = Procedure.objects.get(code=LAND)
    rules = {"level": Level.COMMUNE, "reason": "cũ", "decided_at": NOW}
    AdoptionRule.objects.create(field=land.field, performs=True, **rules)
    AdoptionRule.objects.create(procedure=land, performs=True, **rules)
    AdoptionRule.objects.create(procedure=Procedure.objects.get(code=BIRTH), performs=False, **rules)
    path = listed(tmp_path, BIRTH_ROW)
    printed = adopt(path, "--dry-run", level=Level.COMMUNE)
    assert "No longer carried out: 1\n2.000001" in printed
    assert AdoptionRule.objects.filter(reason="cũ").count() == AdoptionRule.objects.count() == 3
    assert adopt(path, level=Level.COMMUNE) == printed.replace("Dry run: nothing was written.\n", "")
    assert codes(network["hoa_phu"]) == {BIRTH}


def test_a_code_the_catalog_does_not_hold_stops_it(tmp_path, catalog):
    path = listed(tmp_path, BIRTH_ROW, ["3.000001", "Thủ tục lạ", "", ""])
    printed, error = refused("adopt_procedures", path, level=Level.COMMUNE, reason="QĐ")
    assert "Dòng 3, 3.000001: Danh mục chưa có thủ tục này." in printed
    assert error == "Chưa ghi gì. Số lỗi: 1."
    assert not AdoptionRule.objects.exists()


def test_a_reason_is_asked_for(tmp_path, catalog):
    path = listed(tmp_path, BIRTH_ROW)
    assert "lý do" in refused("adopt_procedures", path, level=Level.COMMUNE, reason="  ")[1]
