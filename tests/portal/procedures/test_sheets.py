"""Sheets on paper: PDF of A4 pages with every Vietnamese letter, the address and a code to scan."""

import io
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from portal.procedures.models import LocalFacts
from portal.procedures.sheets.letters import printable
from tests.factories.procedures import NOW, make_content, publish

pytestmark = pytest.mark.django_db
BIRTH, LAND, BUS = "1.001193", "2.000001", "1.000003"
ALPHABET = (
    "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYaăâbcdđeêghiklmnoôơpqrstuưvxy"
    "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
    "ÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬÈẺẼÉẸỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙỦŨÚỤỪỬỮỨỰỲỶỸÝỴ"
)


@pytest.fixture
def catalog(network):
    publish(make_content(BIRTH, name="Thủ tục đăng ký khai sinh"))
    publish(make_content(LAND, name="Xác nhận hộ tịch"))
    publish(make_content(BUS, name="Cấp phù hiệu xe", field="Đường bộ", levels=["PROVINCE"]))
    return network


def sheet_of(response) -> SimpleNamespace:
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(response.content))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    return SimpleNamespace(pages=reader.pages, text=text)


def test_the_guide_holds_the_whole_record_and_the_unit_s_office(catalog, visit):
    LocalFacts.objects.create(
        unit=catalog["hoa_phu"].unit, office="Bộ phận Một cửa Hòa Phú", hours="7:30–17:00", updated_at=NOW
    )
    response = visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/huong-dan/")
    guide = sheet_of(response)
    assert 'filename="huong-dan-1.001193.pdf"' in response["Content-Disposition"]
    width, height = (float(side) for side in guide.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)
    for words in (
        "Thủ tục đăng ký khai sinh", "Mã thủ tục: 1.001193", "163/QĐ-BTP", "Bộ phận Một cửa Hòa Phú",
        "7:30–17:00", "Giấy chứng sinh (1 bản chính)", "60/2014/QH13", "Nhận giấy khai sinh.",
        "Yêu cầu, điều kiện Không có thông tin", "Trang 1/", f"/thu-tuc/{BIRTH}/",
    ):  # fmt: skip
        assert words in guide.text


def test_the_notice_board_has_what_the_decree_asks_for(catalog, visit):
    sheet = sheet_of(visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/niem-yet/"))
    for words in ("Niêm yết", "Thủ tục đăng ký khai sinh", BIRTH, "163/QĐ-BTP", "1 ngày làm việc", "Miễn phí",
                  "Tờ khai đăng ký khai sinh", "60/2014/QH13"):  # fmt: skip
        assert words in sheet.text


def test_every_vietnamese_letter_is_drawn(catalog, visit):
    publish(make_content(BIRTH, name="Chữ", requirements=ALPHABET), number="2/QĐ-BTP")
    drawn = sheet_of(visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/huong-dan/")).text.replace(" ", "")
    assert ALPHABET in drawn
    assert printable(ALPHABET) == ALPHABET


def test_what_no_font_draws_is_spelled_or_dropped():
    assert printable("\uf0fc ≤ 3\u200e ● \u0421\x07\u4e00") == "• <= 3 • C?"


@pytest.mark.parametrize("sheet", ["huong-dan", "niem-yet"])
def test_the_longest_records_end(catalog, visit, sheet):
    paper = {"originals": 1, "copies": 0, "present_only": False, "form": None}
    papers = [{"name": f"Giấy tờ số {n} " + "rất dài " * 12, **paper} for n in range(400)]
    content = make_content(
        BIRTH, name="Tên dài " * 136, requirements="Điều kiện " * 4_500 + "x" * 900,
        dossier=[{"case": "Trường hợp " * 60, "items": papers}], steps=["Bước 1: " + "đi " * 3_000] * 3,
    )  # fmt: skip
    publish(content, number="3/QĐ-BTP")
    found = sheet_of(visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/{sheet}/"))
    assert "Giấy tờ số 399" in found.text
    assert len(found.pages) < 60


def test_a_record_without_end_is_cut_and_says_so(catalog, visit, monkeypatch):
    monkeypatch.setattr("portal.procedures.sheets.paper.LONGEST_SHEET", 2_000)
    publish(make_content(BIRTH, requirements="điều kiện " * 500), number="4/QĐ-BTP")
    guide = sheet_of(visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/huong-dan/"))
    assert "Xem phần còn lại tại" in guide.text
    assert guide.text.count("điều kiện") < 200


def test_a_field_s_sheets_come_in_one_file(catalog, visit):
    sheets = sheet_of(visit(catalog["hoa_phu"], "/thu-tuc/niem-yet/?linh-vuc=ho-tich"))
    assert sheets.text.index("đăng ký khai sinh") < sheets.text.index("Xác nhận hộ tịch")
    assert "Cấp phù hiệu xe" not in sheets.text


def test_the_list_of_a_field_leads_to_its_sheets(catalog, visit, monkeypatch):
    address = "/thu-tuc/niem-yet/?linh-vuc=ho-tich"
    assert f'href="{address}"' in visit(catalog["hoa_phu"], "/thu-tuc/?linh-vuc=ho-tich").content.decode()
    narrowed = visit(catalog["hoa_phu"], "/thu-tuc/?linh-vuc=ho-tich&chu=X").content.decode()
    assert "/niem-yet/" not in narrowed
    for module in ("catalogue", "sheets"):
        monkeypatch.setattr(f"portal.procedures.{module}.views.PROCEDURES_A_FILE", 1)
    publish(make_content("1.000099", name="Khai tử"))
    body = visit(catalog["hoa_phu"], "/thu-tuc/?linh-vuc=ho-tich").content.decode()
    assert f'href="{address}&amp;trang=3"' in body
    assert "Xác nhận hộ tịch" in sheet_of(visit(catalog["hoa_phu"], f"{address}&trang=3")).text


@pytest.mark.parametrize(
    "path",
    [
        "niem-yet/", "niem-yet/?linh-vuc=khong-co", "niem-yet/?linh-vuc=duong-bo",
        "niem-yet/?linh-vuc=ho-tich&trang=2", "niem-yet/?linh-vuc=ho-tich&trang=x",
        "niem-yet/?linh-vuc=ho-tich&chu=a", f"{BUS}/huong-dan/", f"{BUS}/niem-yet/", "9.999999/huong-dan/",
    ],
)  # fmt: skip
def test_no_sheet_of_what_is_not_carried_out_here(catalog, visit, path):
    assert visit(catalog["hoa_phu"], f"/thu-tuc/{path}").status_code == 404


def test_a_kept_sheet_keeps_its_name_and_answers_304_until_something_changes(catalog, visit):
    path = f"/thu-tuc/{BIRTH}/huong-dan/"
    first = visit(catalog["hoa_phu"], path)
    again = visit(catalog["hoa_phu"], path)
    assert again.content == first.content
    assert again["Content-Disposition"] == first["Content-Disposition"]
    assert visit(catalog["hoa_phu"], path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    publish(make_content(BIRTH, name="Tên mới"), number="5/QĐ-BTP")
    later = visit(catalog["hoa_phu"], path, headers={"If-None-Match": first["ETag"]})
    assert "Tên mới" in sheet_of(later).text
    invented = visit(catalog["hoa_phu"], f"{path}?p=7")
    assert (invented.status_code, invented["Location"]) == (302, path)


def test_the_page_leads_to_both_sheets(catalog, visit):
    body = visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/").content.decode()
    for sheet in ("huong-dan", "niem-yet"):
        assert f'href="/thu-tuc/{BIRTH}/{sheet}/"' in body
    assert "printed on" in sheet_of(visit(catalog["hoa_phu"], f"/en/procedures/{BIRTH}/huong-dan/")).text
