"""What citizens see of the figures: their unit's, the sums above, as words, drawing and data."""

import csv
import io
import json
import re

import pytest

from portal.procedures.models import Procedure
from tests.factories.procedures import make_content, publish
from tests.factories.statistics import figures_row, record
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
BIRTH, LAND = "1.001193", "2.000001"
PAGE = "/thu-tuc/thong-ke/"


@pytest.fixture
def catalog(network):
    publish(make_content(BIRTH, name="Đăng ký khai sinh"))
    publish(make_content(LAND, name="Cấp giấy chứng nhận", field="Đất đai"))
    return network


@pytest.fixture
def counted(catalog):
    blank = {"very_satisfied": "", "satisfied": "", "not_satisfied": ""}
    record(
        figures_row("28216", BIRTH, as_of="30/09/2026", received_total=120, received_online=120),
        figures_row("28216", BIRTH),
        figures_row(
            "28216", LAND, received_total=10, received_online=0, resolved_online=0, on_time_online=0, **blank
        ),
        figures_row("28234", BIRTH, as_of="30/09/2026"),
    )
    return catalog


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_unit_without_figures_says_so(catalog, visit):
    page = visit(catalog["hoa_phu"], PAGE)
    assert page.status_code == 200
    assert "Không có thông tin" in text_of(page)
    assert "thong-ke/" in visit(catalog["hoa_phu"], "/thu-tuc/").content.decode()


def test_a_commune_shows_its_own_figures(counted, visit):
    page = visit(counted["hoa_phu"], PAGE)
    words = text_of(page)
    assert "từ 01/01/2026 đến 31/10/2026" in words
    assert "Tổng tiếp nhận 138" in words
    assert "87% 120 / 138" in words
    assert "97% 97 / 100" in words
    assert "Rất hài lòng 60% 60" in words
    assert words.index("Đăng ký khai sinh") < words.index("Cấp giấy chứng nhận")
    assert f'href="/thu-tuc/{BIRTH}/"' in page.content.decode()
    assert "style=" not in page.content.decode().split("<main")[1]
    assert "Không có thông tin" in words.split("Cấp giấy chứng nhận")[1]


def test_the_province_and_the_district_add_up_their_units(counted, visit):
    for name in ("province", "chau_thanh"):
        words = text_of(visit(counted[name], PAGE))
        assert "cộng số liệu của 2 đơn vị" in words
        assert "Tổng tiếp nhận 266" in words
        assert "sớm nhất đến 30/09/2026, muộn nhất đến 31/10/2026" in words
    assert "Không có thông tin" in text_of(visit(counted["can_giuoc"], PAGE))


def test_a_new_file_shows_at_once_and_the_old_page_is_not_kept(counted, visit):
    first = visit(counted["hoa_phu"], PAGE)
    tag = first["ETag"]
    assert visit(counted["hoa_phu"], PAGE, HTTP_IF_NONE_MATCH=tag).status_code == 304
    record(figures_row("28216", BIRTH, as_of="20/11/2026", received_total=200))
    again = visit(counted["hoa_phu"], PAGE, HTTP_IF_NONE_MATCH=tag)
    assert again.status_code == 200
    assert "Tổng tiếp nhận 210" in text_of(again)


def test_old_figures_are_called_old(catalog, visit, monkeypatch):
    record(figures_row(as_of="01/01/2026"))
    assert "đã hơn một tháng" in text_of(visit(catalog["hoa_phu"], PAGE))


def test_earlier_years_stay(counted, visit):
    record(figures_row("28216", BIRTH, as_of="31/12/2025", received_total=400))
    assert "Tổng tiếp nhận 138" in text_of(visit(counted["hoa_phu"], PAGE))
    assert "Tổng tiếp nhận 400" in text_of(visit(counted["hoa_phu"], f"{PAGE}?nam=2025"))


@pytest.mark.parametrize("query", ["nam=2019", "nam=x", "trang=2", "trang=x", "xep=x", "nam=٢٠٢٦"])
def test_what_nobody_offers_is_not_found(counted, visit, query):
    assert visit(counted["hoa_phu"], f"{PAGE}?{query}").status_code == 404


def test_services_are_sorted_by_links(counted, visit):
    page = visit(counted["hoa_phu"], f"{PAGE}?xep=ten")
    words = text_of(page).split("Theo dịch vụ")[1]
    assert words.index("Cấp giấy chứng nhận") < words.index("Đăng ký khai sinh")
    assert 'aria-current="true"' in page.content.decode()


def test_the_names_are_those_published_not_of_a_draft(counted, visit):
    Procedure.objects.filter(code=BIRTH).update(name="Bản nháp chưa công bố")
    assert "Bản nháp" not in text_of(visit(counted["hoa_phu"], PAGE))


def test_the_figures_are_data_too(counted, visit):
    answer = json.loads(visit(counted["hoa_phu"], f"{PAGE}json/").content)
    assert answer["as_of"] == "2026-10-31"
    assert answer["totals"]["received_total"] == 138
    assert [row["procedure"] for row in answer["services"]] == [BIRTH, LAND]
    assert answer["services"][1]["satisfied"] is None
    body = visit(counted["hoa_phu"], f"{PAGE}csv/").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body)))
    assert rows[1][:5] == [BIRTH, "Đăng ký khai sinh", "Hộ tịch", "31/10/2026", "128"]
    assert visit(counted["can_giuoc"], f"{PAGE}csv/").status_code == 404


def test_a_name_is_no_formula_in_the_table(catalog, visit):
    publish(make_content("1.000009", name="=HYPERLINK(1)"))
    record(figures_row("28216", "1.000009"))
    body = visit(catalog["hoa_phu"], f"{PAGE}csv/").content.decode("utf-8-sig")
    assert ",'=HYPERLINK(1)," in body


def test_a_procedure_tells_how_it_goes_here(counted, visit):
    words = text_of(visit(counted["hoa_phu"], f"/thu-tuc/{BIRTH}/"))
    assert "Từ 01/01 đến 31/10/2026: 128 hồ sơ; 97% hồ sơ giải quyết trực tuyến đúng hạn" in words
    assert "Kết quả tại đây" not in text_of(visit(counted["phuoc_ly"], f"/thu-tuc/{BIRTH}/"))


def test_english_pages_stand_beside(counted, visit):
    assert "Received, all ways 138" in text_of(visit(counted["hoa_phu"], "/en/procedures/thong-ke/"))


@pytest.mark.parametrize(("path", "cold"), [(PAGE, 12), (f"{PAGE}json/", 9), (f"/thu-tuc/{BIRTH}/", 12)])
def test_query_budgets(counted, visit, path, cold):
    for name in ("hoa_phu", "province"):
        visit(counted[name], "/")
        with assert_queries(cold, "frame, years, sums, names, units"):
            visit(counted[name], path)
        with assert_queries(1, "the content version"):
            visit(counted[name], path)
