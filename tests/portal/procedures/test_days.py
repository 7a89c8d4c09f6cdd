"""As at a day: what held, under the service scheme of that day; and lists by service level."""

import re
from datetime import date

import pytest

from portal.procedures.models import LocalFacts, Override
from portal.procedures.selectors import version_on_day
from portal.procedures.service_levels import service_level, service_schemes
from tests.factories.procedures import NOW, make_content, publish

pytestmark = pytest.mark.django_db
BIRTH, LAND = "1.001193", "2.000001"
SERVICE = make_content()["service"] | {"historic_level": 3}


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def catalog(network):
    publish(make_content(BIRTH, fee="5000", service=SERVICE), on=date(2018, 1, 1), number="1/QĐ-BTP")
    publish(make_content(BIRTH, fee="8000", service=SERVICE), on=date(2024, 1, 1), number="2/QĐ-BTP")
    return network


@pytest.mark.parametrize(
    ("day", "fee", "level"),
    [
        ("2018-05-31", "5.000 đồng", "Nghị định 43/2011"),
        ("2020-01-01", "5.000 đồng", "Mức độ 3: "),
        ("2022-08-14", "5.000 đồng", "Thông tư 32/2017"),
        ("2022-08-15", "5.000 đồng", "Toàn trình (Nghị định 42/2022"),
        ("2024-01-01", "8.000 đồng", "Toàn trình (Nghị định 42/2022"),
    ],
)
def test_a_past_day_shows_its_version_under_the_rule_of_that_day(catalog, visit, day, fee, level):
    page = text_of(visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/?ngay={day}"))
    assert f"Nội dung ngày {date.fromisoformat(day):%d/%m/%Y}" in page
    assert f"Hết bao nhiêu {fee}" in page
    assert level in page
    assert "Xem nội dung đang có hiệu lực" in page


def test_a_day_to_come_shows_what_is_decided(catalog, visit):
    publish(make_content(BIRTH, fee="9000", service=SERVICE), on=date(2100, 1, 1), number="3/QĐ-BTP")
    assert "Hết bao nhiêu 8.000 đồng" in text_of(visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/"))
    page = text_of(visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/?ngay=2100-01-01"))
    assert "Hết bao nhiêu 9.000 đồng" in page
    assert "theo các quyết định đã có" in page


def test_the_past_is_told_without_the_unit_s_own_parts(catalog, visit):
    version = version_on_day(code=BIRTH, day=date(2026, 11, 22))
    Override.objects.create(
        unit=catalog["hoa_phu"].unit, procedure=version.procedure, part="methods",
        value=make_content(fee="3000")["methods"], reason="Nghị quyết", review_on=date(2027, 1, 1),
        base_version=version, written_at=NOW,
    )  # fmt: skip
    LocalFacts.objects.create(unit=catalog["hoa_phu"].unit, office="Bộ phận Một cửa", updated_at=NOW)
    assert "3.000 đồng" in text_of(visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/"))
    past = text_of(visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/?ngay=2020-01-01"))
    assert "Hết bao nhiêu 5.000 đồng" in past
    assert "Gửi đánh giá" not in past


@pytest.mark.parametrize(
    ("day", "status", "told"),
    [
        ("hom-nay", 400, "năm-tháng-ngày"),
        ("2025-02-30", 400, "năm-tháng-ngày"),
        ("20250101", 400, "năm-tháng-ngày"),
        ("0001-01-01", 400, "năm-tháng-ngày"),
        ("%3Cscript%3E", 400, "năm-tháng-ngày"),
        ("2017-12-31", 404, "31/12/2017"),
    ],
)
def test_a_day_without_answer_says_why(catalog, visit, day, status, told):
    response = visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/?ngay={day}")
    assert response.status_code == status
    assert told in text_of(response)
    assert f'href="/thu-tuc/{BIRTH}/lich-su/"' in response.content.decode()


def test_the_history_leads_to_each_day(catalog, visit):
    body = visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/lich-su/").content.decode()
    assert f'href="/thu-tuc/{BIRTH}/?ngay=2018-01-01"' in body
    assert 'name="ngay"' in body


def test_the_rules_follow_one_another_without_gap():
    schemes = service_schemes()
    assert schemes[0].valid_from is None and schemes[-1].valid_to is None
    assert [scheme.valid_to for scheme in schemes[:-1]] == [scheme.valid_from for scheme in schemes[1:]]
    for scheme in schemes:
        assert {language for words in scheme.values.values() for language in words} == {"vi", "en"}


def test_a_record_that_states_no_level_has_none():
    service = SERVICE | {"historic_level": None}
    assert service_level(service, day=date(2020, 1, 1), language="en").text == ""


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?muc-do=full", {BIRTH}),
        ("?muc-do=partial", {LAND}),
        ("?buu-chinh=yes", {BIRTH}),
        ("?muc-do=partial&buu-chinh=yes", set()),
    ],
)
def test_lists_by_service_level_and_by_post(catalog, visit, query, found):
    partial = {"mode": "PARTIAL", "partial_reason": "PRESENCE", "partial_basis": "Luật", "postal": False}
    publish(make_content(LAND, name="Cấp giấy", service=SERVICE | partial))
    body = visit(catalog["hoa_phu"], f"/thu-tuc/{query}").content.decode()
    assert set(re.findall(r'href="/thu-tuc/([\d.]+)/"', body)) == found
    overview = text_of(visit(catalog["hoa_phu"], "/thu-tuc/"))
    assert "Dịch vụ công trực tuyến toàn trình 1" in overview
    assert "Nhận hồ sơ, trả kết quả qua bưu chính công ích 1" in overview


@pytest.mark.parametrize("query", ["?muc-do=khong", "?buu-chinh=1"])
def test_a_level_nobody_has_is_not_found(catalog, visit, query):
    assert visit(catalog["hoa_phu"], f"/thu-tuc/{query}").status_code == 404
