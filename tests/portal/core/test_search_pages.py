"""The search page as readers meet it: the real index, through HTTP."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from search.configured import embedded_engine, search_service
from search.engines.base import EngineDown
from tests.factories.pages import make_article, make_topic, news_index
from tests.factories.procedures import make_content, publish
from tests.factories.units import make_subsite, make_unit
from tests.search.contract.hostile import SYNTAX
from tests.support.queries import assert_queries
from tests.support.search_index import index_changes, index_everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


@pytest.fixture
def commune(network):
    return network["hoa_phu"]


@pytest.fixture
def find(visit):
    """The words of the page's main part, and the answer."""

    def _find(subsite, q, path="/tim-kiem/", **values):
        answer = visit(subsite, path, data={"q": q} | values)
        assert answer.status_code == 200, q
        return answer.content.decode().split("<main", 1)[1].split("</main", 1)[0]

    return _find


def test_with_and_without_accents_marked_and_dated(commune, find):
    article = make_article(commune, title="Đất đai: lịch cấp giấy chứng nhận")
    index_changes()
    for query in ("dat dai", "đất đai", "ĐẤT ĐAI", "giay chung nhan", "lich cap giay"):
        html = find(commune, query)
        assert f"/tin-tuc/{article.slug}/" in html, query
        assert "<mark>" in html and "22/11/2026" in html and "Xã Hòa Phú" in html, query
    assert "Có phải bạn muốn tìm" in find(commune, "dat dai")


def test_this_site_the_district_the_province(network, commune, find):
    make_article(commune, title="Lễ hội của Hòa Phú")
    make_article(network["thanh_phu_long"], title="Lễ hội của xã bên")
    make_article(network["chau_thanh"], title="Lễ hội của huyện")
    make_article(network["can_giuoc"], title="Lễ hội của huyện khác")
    make_article(network["province"], title="Lễ hội của tỉnh")
    index_changes()

    def titles(subsite, **values):
        html = find(subsite, "lễ hội", **values).replace("<mark>", "").replace("</mark>", "")
        return {
            end for end in ("Hòa Phú<", "xã bên", "huyện<", "huyện khác", "tỉnh<") if f"của {end}" in html
        }

    assert titles(commune) == {"Hòa Phú<"}
    assert titles(commune, **{"pham-vi": "huyen"}) == {"Hòa Phú<", "xã bên", "huyện<"}
    whole = {"Hòa Phú<", "xã bên", "huyện<", "huyện khác", "tỉnh<"}
    assert titles(commune, **{"pham-vi": "tinh"}) == whole
    assert titles(network["chau_thanh"]) == {"huyện<"}
    assert titles(network["province"]) == {"tỉnh<"}
    assert titles(network["province"], **{"pham-vi": "tinh"}) == whole
    assert titles(network["province"], **{"pham-vi": "huyen"}) == {"tỉnh<"}, "no such part: as if not asked"
    assert titles(commune, **{"pham-vi": "xyz"}) == {"Hòa Phú<"}


def test_a_procedure_of_the_province_has_the_communes_own_address(network, commune, find):
    publish(make_content())
    index_everything()
    for subsite in (commune, network["thanh_phu_long"]):
        html = find(subsite, "dang ky khai sinh")
        assert "/1.001193/" in html
        assert f"http://{network['province'].site.hostname}" not in html


def test_what_is_not_public_is_nowhere_even_while_the_index_lags(commune, find, visit):
    kept = {name: make_article(commune, title=f"Bí mật thứ {name}") for name in ("hạn", "gỡ", "khóa", "mở")}
    index_changes()
    assert find(commune, "bí mật").count('class="item"') == 4
    kept["gỡ"].unpublish()
    PageViewRestriction.objects.create(page=kept["khóa"], restriction_type=PageViewRestriction.LOGIN)
    type(kept["hạn"]).objects.filter(pk=kept["hạn"].pk).update(expire_at=timezone.now() - timedelta(days=1))
    for _lagging_and_indexed in range(2):
        html = find(commune, "bí mật")
        assert html.count('class="item"') == 1 and f"/{kept['mở'].slug}/" in html
        told = visit(commune, "/api/search/suggest/", data={"q": "bí mật"}).json()["suggestions"]
        assert [one["title"] for one in told] == ["Bí mật thứ mở"]
        rows = visit(commune, "/api/search/", data={"q": "bí mật"}).json()["results"]
        assert [row["title"] for row in rows] == ["Bí mật thứ mở"]
        index_everything()
        index_changes()
    type(kept["hạn"]).objects.filter(pk=kept["hạn"].pk).update(live=False)
    index_everything()
    assert visit(commune, "/api/search/", data={"q": "bí mật"}).json()["total"] == 1


def test_facets_narrow_and_let_go(commune, find):
    topic = make_topic()
    with_topic = make_article(commune, title="Họp chợ phiên", topic=topic)
    without = make_article(commune, title="Họp dân", published_at=timezone.now() - timedelta(days=800))
    index_changes()
    both = find(commune, "họp")
    assert both.count('class="item"') == 2 and "nam=2026" in both
    narrow = find(commune, "họp", nam="2026")
    assert f"/{with_topic.slug}/" in narrow and f"/{without.slug}/" not in narrow
    assert "Hiện lại tất cả kết quả" in narrow and "chips--on" not in both
    (let_go,) = re.findall(r'<a class="chip" href="([^"]+)" rel="nofollow">2026<svg', narrow)
    assert find(commune, "họp", path=let_go).count('class="item"') == 2
    assert '<details class="facets"><summary>' in narrow, "shut where the page is narrow"
    by_topic = find(commune, "họp", **{"chuyen-muc": "kinh-te"})
    assert f"/{with_topic.slug}/" in by_topic and f"/{without.slug}/" not in by_topic
    for bad in ("khong-co", "<b>", "x" * 900, "' OR 1", "*", "nam:2026"):
        for code in ("nam", "chuyen-muc", "loai", "don-vi", "linh-vuc", "muc-do", "doi-tuong"):
            assert find(commune, "họp", **{code: bad}).count('class="item"') == 2, (code, bad)


def test_order_and_pages(commune, find):
    for number in range(23):
        day = timezone.now() - timedelta(days=number)
        make_article(commune, title=f"Thông báo số {number}", published_at=day)
    index_changes()
    first = find(commune, "thông báo", xep="moi-nhat")
    assert first.count('class="item"') == 20 and "23 kết quả" in first
    assert first.index("số 0<") < first.index("số 7<") < first.index("số 19<")
    last = find(commune, "thông báo", xep="moi-nhat", trang="2")
    assert last.count('class="item"') == 3 and "số 22<" in last and 'aria-current="page"' in last
    for odd in ("3", "99", "999999999999", "-1", "0", "abc", "١", ""):
        assert find(commune, "thông báo", trang=odd).count('class="item"') in (20, 3), odd


def test_nothing_found_helps_on(commune, find, network):
    make_article(network["province"], title="Zyvơn quơxi")
    index_changes()
    html = find(commune, "zyvơn quơxi")
    assert "Không tìm thấy" in html and "pham-vi=huyen" in html and "/danh-ba/" in html
    assert "ít nhất một từ" in find(commune, "-- ,,, !!")
    assert "Zyvơn" not in html


def test_the_page_is_for_people_not_for_other_engines(commune, visit):
    make_article(commune, title="Một tin")
    index_changes()
    answer = visit(commune, "/tim-kiem/?q=tin")
    html = answer.content.decode()
    assert '<meta name="robots" content="noindex' in html
    assert 'rel="search" type="application/opensearchdescription+xml"' in html
    assert not answer.cookies


def test_in_english(commune, find):
    make_article(commune, title="Road works in June", language="en")
    make_article(commune, title="Sửa đường tháng Sáu: road works")
    index_changes()
    html = find(commune, "road works", path="/en/search/")
    assert "1 result for" in html and "This site" in html and "Road works</mark> in June" in html


def test_before_the_index_is_there_and_when_it_is_broken(commune, find, monkeypatch):
    assert "Công cụ tìm kiếm đang được chuẩn bị" in find(commune, "tin")
    make_article(commune, title="Một tin")
    index_changes()

    def down(*args, **kwargs):
        raise EngineDown("planted")

    for name in ("search", "suggest", "corrections"):
        monkeypatch.setattr(embedded_engine(), name, down)
    monkeypatch.setattr(
        type(embedded_engine()), "health", lambda engine: type("Down", (), {"is_up": False, "documents": 0})()
    )
    assert "Tìm kiếm đang gặp sự cố" in find(commune, "tin")
    assert search_service().suggest("t", visibility=None, limit=1, context=None) == []


def test_too_long_is_told_so(commune, visit):
    answer = visit(commune, "/tim-kiem/", data={"q": "a" * 501})
    assert answer.status_code == 400
    assert "tối đa 500 ký tự" in answer.content.decode()
    assert visit(commune, "/en/search/", data={"q": "a" * 501}).status_code == 400
    assert visit(commune, "/tim-kiem/", data={"q": "a" * 500}).status_code == 200


HOSTILE = [text for text in SYNTAX if "\x00" not in text and text.isprintable()][:60]


def test_hostile_queries_get_an_answer(commune, visit):
    make_article(commune, title="Một tin")
    index_changes()
    seen = 0
    for piece in HOSTILE:
        for text in (piece, f"tin {piece} mới"):
            for path in ("/tim-kiem/", "/api/search/suggest/"):
                answer = visit(commune, path, data={"q": text})
                assert answer.status_code in (200, 400), (path, text)
                assert b"<script>alert" not in answer.content
                seen += 1
    assert seen >= 200
    assert visit(commune, "/tim-kiem/?q=%00").status_code == 400
    assert visit(commune, "/tim-kiem/?q=%ff%fe").status_code == 200


def test_the_cost_does_not_grow_with_the_network_or_the_finds(network, commune, visit):
    publish(make_content())
    topic = make_topic()
    make_article(commune, title="Khai sinh lưu động", topic=topic)
    index_everything()
    visit(commune, "/tim-kiem/?q=khai+sinh")

    def cost(query: str) -> int:
        visit(commune, f"/tim-kiem/?q=khai+sinh{query}")  # addresses of sub-sites are remembered
        with CaptureQueriesContext(connection) as captured, assert_queries(30, "a page of results"):
            visit(commune, f"/tim-kiem/?q=khai+sinh{query}")
        return len(captured)

    few = cost("&pham-vi=tinh")
    for number in range(8):
        other = make_subsite(make_unit(f"Xã thứ {number}", parent=network["chau_thanh"].unit))
        make_article(other, title=f"Khai sinh ở nơi {number}", topic=topic)
    index_everything()
    assert cost("&pham-vi=tinh") <= few + 2, "the facet of units and its names came in"
    again = cost("&pham-vi=tinh")
    for number in range(8, 12):
        other = make_subsite(make_unit(f"Xã thứ {number}", parent=network["chau_thanh"].unit))
        make_article(other, title=f"Khai sinh ở nơi {number}", topic=topic)
    index_everything()
    assert cost("&pham-vi=tinh") == again
    with assert_queries(8, "suggestions are asked at every key"):
        visit(commune, "/api/search/suggest/?q=kha")


def test_a_restricted_section_is_found_by_nobody_outside(commune, find):
    make_article(commune, title="Tin nội bộ")
    PageViewRestriction.objects.create(page=news_index(commune), restriction_type=PageViewRestriction.LOGIN)
    index_everything()
    assert "Không tìm thấy" in find(commune, "nội bộ")
