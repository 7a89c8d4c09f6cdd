"""The catalog on a sub-site: ways in with counts, lists, one procedure with its four answers."""

import json
import re
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from portal.core.services import network_version_bump
from portal.media.models import File
from portal.procedures.enums import VersionStatus
from portal.procedures.models import DossierItem, LifeEvent, LifeEventEntry, LocalFacts, Override, Procedure
from portal.procedures.selectors import version_on_day
from tests.factories.procedures import NOW, make_content, publish
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
BIRTH, LAND, BUS = "1.001193", "2.000001", "1.000003"


@pytest.fixture
def catalog(network):
    publish(make_content(BIRTH, name="Thủ tục đăng ký khai sinh"))
    publish(make_content(LAND, name="Cấp giấy chứng nhận", field="Đất đai", fee="100000"))
    publish(make_content(BUS, name="Cấp phù hiệu xe", field="Đường bộ", levels=["PROVINCE"]))
    return network


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_first_page_counts_what_this_unit_carries_out(catalog, visit):
    event = LifeEvent.objects.create(name="Có con nhỏ", name_en="A child", slug="co-con-nho", icon="baby")
    LifeEventEntry.objects.create(life_event=event, procedure=Procedure.objects.get(code=BIRTH))
    commune = text_of(visit(catalog["hoa_phu"], "/thu-tuc/"))
    assert "Có 2 thủ tục" in commune
    assert "Có con nhỏ 1 thủ tục" in commune
    assert "Hộ tịch 1" in commune
    assert "Đường bộ" not in commune
    assert "Có 3 thủ tục" in text_of(visit(catalog["province"], "/thu-tuc/"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=dang+ky+khai+sinh", {BIRTH}),
        ("?q=1.001193", {BIRTH}),
        ("?linh-vuc=dat-dai", {LAND}),
        ("?cach=online", {BIRTH, LAND}),
        ("?cap=commune&doi-tuong=citizen", {BIRTH, LAND}),
        ("?chu=D", {BIRTH}),
        ("?tat-ca", {BIRTH, LAND}),
        ("?q=zzz", set()),
    ],
)
def test_the_list_is_narrowed(catalog, visit, query, found):
    body = visit(catalog["hoa_phu"], f"/thu-tuc/{query}").content.decode()
    assert set(re.findall(r'href="/thu-tuc/([\d.]+)/"', body)) == found
    assert f"<strong>{len(found)} thủ tục" in body.replace("\n", "")


@pytest.mark.parametrize(
    "query",
    ["?linh-vuc=khong-co", "?cap=xyz", "?chu=DD", "?trang=99&tat-ca", "?trang=x", "?su-kien=khong"],
)
def test_a_choice_nobody_offers_is_not_found(catalog, visit, query):
    assert visit(catalog["hoa_phu"], f"/thu-tuc/{query}").status_code == 404


def test_a_procedure_opens_with_four_answers(catalog, visit):
    LocalFacts.objects.create(
        unit=catalog["hoa_phu"].unit, office="Bộ phận Một cửa Hòa Phú", hours="7:30–17:00", updated_at=NOW
    )
    page = text_of(visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/"))
    assert "2 loại giấy tờ" in page
    assert "Nộp ở đâu Bộ phận Một cửa Hòa Phú" in page
    assert "7:30–17:00" in page
    assert "Bao lâu 1 ngày làm việc" in page
    assert "Hết bao nhiêu Miễn phí" in page
    assert "163/QĐ-BTP" in page
    # Decree 43/2011 Art. 19.1: a part of which nothing is known stands there and says so.
    assert "Yêu cầu, điều kiện Không có thông tin" in page


def test_an_own_fee_shows_here_and_nowhere_else(catalog, visit):
    version = version_on_day(code=BIRTH, day=date(2026, 11, 22))
    Override.objects.create(
        unit=catalog["hoa_phu"].unit, procedure=version.procedure, part="methods",
        value=make_content(fee="3000")["methods"], reason="Nghị quyết", review_on=date(2027, 1, 1),
        base_version=version, written_at=NOW,
    )  # fmt: skip
    assert "Hết bao nhiêu 3.000 đồng" in text_of(visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/"))
    assert "Hết bao nhiêu Miễn phí" in text_of(visit(catalog["thanh_phu_long"], f"/thu-tuc/{BIRTH}/"))


def test_a_new_fee_is_seen_everywhere_at_once_and_a_later_one_on_its_day(catalog, visit):
    today = timezone.localdate()
    for name in ("hoa_phu", "thanh_phu_long"):
        assert "Hết bao nhiêu Miễn phí" in text_of(visit(catalog[name], f"/thu-tuc/{BIRTH}/"))
    name = "Thủ tục đăng ký khai sinh"
    publish(make_content(BIRTH, name=name, fee="9000"), on=today, number="7/QĐ-BTP")
    publish(make_content(BIRTH, name=name, fee="11000"), on=today + timedelta(days=1), number="8/QĐ-BTP")
    for subsite in ("hoa_phu", "thanh_phu_long"):
        page = text_of(visit(catalog[subsite], f"/thu-tuc/{BIRTH}/"))
        assert "Hết bao nhiêu 9.000 đồng" in page
        assert f"Cập nhật {today:%d/%m/%Y} theo Quyết định 7/QĐ-BTP" in page
    history = text_of(visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/lich-su/"))
    assert "chưa có hiệu lực" in history
    assert history.index("8/QĐ-BTP") < history.index("7/QĐ-BTP") < history.index("163/QĐ-BTP")


def test_what_a_unit_does_not_carry_out_is_not_found_there(catalog, visit):
    assert visit(catalog["province"], f"/thu-tuc/{BUS}/").status_code == 200
    assert visit(catalog["hoa_phu"], f"/thu-tuc/{BUS}/").status_code == 404
    assert visit(catalog["hoa_phu"], "/thu-tuc/9.999999/").status_code == 404
    assert visit(catalog["hoa_phu"], "/thu-tuc/khong-phai-ma/").status_code == 404


def test_an_abolished_procedure_says_so(catalog, visit):
    other = Procedure.objects.get(code=LAND)
    publish(
        make_content(BIRTH), on=date(2026, 1, 1), number="9/QĐ-BTP",
        status=VersionStatus.REPLACED, replaced_by=other,
    )  # fmt: skip
    response = visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/")
    assert "Thủ tục này đã được thay thế" in text_of(response)
    assert f'href="/thu-tuc/{LAND}/"' in response.content.decode()
    assert "Có 1 thủ tục" in text_of(visit(catalog["hoa_phu"], "/thu-tuc/"))


def test_machines_read_the_record_and_schema_org(catalog, visit):
    answer = json.loads(visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/json/").content)
    assert answer["record"] == make_content(BIRTH, name="Thủ tục đăng ký khai sinh")
    assert answer["decision"]["number"] == "163/QĐ-BTP"
    body = visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/").content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', body, re.DOTALL)
    kinds = [item["@type"] for block in blocks for item in _items(json.loads(block))]
    assert "GovernmentService" in kinds


def _items(value):
    return value if isinstance(value, list) else [value]


def test_english_pages_stand_beside(catalog, visit):
    page = text_of(visit(catalog["hoa_phu"], "/en/procedures/"))
    assert "There are 2 procedures" in page
    assert "Free of charge" in text_of(visit(catalog["hoa_phu"], f"/en/procedures/{BIRTH}/"))


def test_a_dossier_code_leads_to_the_national_portal_and_a_wrong_one_is_explained(catalog, visit):
    right = visit(catalog["hoa_phu"], "/thu-tuc/ho-so/?ma=h40.12-261122-0001")
    assert right.status_code == 302
    assert right["Location"].startswith("https://dichvucong.gov.vn/")
    assert "H40.12-261122-0001" in right["Location"]
    wrong = visit(catalog["hoa_phu"], "/thu-tuc/ho-so/?ma=abc")
    assert wrong.status_code == 400
    assert "Mã hồ sơ có dạng" in text_of(wrong)
    odd = visit(catalog["hoa_phu"], "/thu-tuc/ho-so/?ma=%00%3Cscript%3E")
    assert odd.status_code == 400
    assert "<script>" not in odd.content.decode()


@pytest.mark.parametrize(
    ("path", "cold"), [("/thu-tuc/", 12), ("/thu-tuc/?linh-vuc=ho-tich", 15), (f"/thu-tuc/{BIRTH}/", 12)]
)
def test_query_budgets(catalog, visit, path, cold):
    visit(catalog["hoa_phu"], "/")
    with assert_queries(cold, "frame, rules, the list or the record"):
        visit(catalog["hoa_phu"], path)
    with assert_queries(1, "the content version"):
        visit(catalog["hoa_phu"], path)


def test_a_form_the_province_holds_is_downloaded_by_anybody(catalog, visit):
    item = DossierItem.objects.get(case__procedure__code=BIRTH, name="Tờ khai đăng ký khai sinh")
    page = visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/").content.decode()
    assert "/documents/" not in page
    item.form_file = File.objects.create(
        title="Tờ khai",
        collection=catalog["province"].collection,
        file=ContentFile(b"PK", name="to-khai.docx"),
    )
    item.save()
    network_version_bump()
    page = visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/").content.decode()
    (address,) = re.findall(r'href="(/documents/[^"]+)"', page)
    assert visit(catalog["hoa_phu"], address).status_code == 200
