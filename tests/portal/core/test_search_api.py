"""Search for programs: the same finds, limits and refusals as the page's; suggestions; OpenSearch."""

from xml.etree import ElementTree

import jsonschema
import pytest
from wagtail.models import PageViewRestriction

from tests.factories.pages import make_article
from tests.factories.procedures import make_content, publish
from tests.portal.accounts.people import make_user
from tests.support.search_index import index_changes, index_everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


@pytest.fixture
def commune(network):
    make_article(network["hoa_phu"], title="Lịch tiêm chủng <em> & tháng 12")
    make_article(network["hoa_phu"], title="Tiêm phòng dại")
    make_article(network["thanh_phu_long"], title="Tiêm chủng ở xã bên")
    publish(make_content())
    index_everything()
    return network["hoa_phu"]


def test_answers_follow_the_schema(commune, visit):
    schema = visit(commune, "/api/search/schema.json")
    assert schema["Content-Type"] == "application/schema+json"
    jsonschema.Draft202012Validator.check_schema(schema.json())
    for query in (
        "?q=tiem+chung",
        "?q=",
        "?q=zyvon",
        "?q=khai+sinh&lang=en&sort=newest&page=9",
        "?scope=x&loai=x",
    ):
        answer = visit(commune, f"/api/search/{query}")
        assert answer.status_code == 200 and not answer.cookies
        jsonschema.validate(answer.json(), schema.json())


def test_the_same_finds_as_on_the_page(network, commune, visit):
    found = visit(commune, "/api/search/", data={"q": "tiêm"}).json()
    assert {row["title"] for row in found["results"]} == {"Lịch tiêm chủng <em> & tháng 12", "Tiêm phòng dại"}
    assert found["total"] == 2 and found["scope"] == "site"
    assert all(row["url"].startswith(f"http://{commune.site.hostname}") for row in found["results"])
    wide = visit(commune, "/api/search/", data={"q": "tiêm chủng", "scope": "district"}).json()
    assert network["thanh_phu_long"].site.hostname in str(wide["results"])
    narrow = visit(commune, "/api/search/", data={"q": "tiêm", "nam": "2026", "loai": "khong-co"}).json()
    assert narrow["total"] == 2
    years = next(facet for facet in narrow["facets"] if facet["code"] == "nam")
    assert years["values"] == [{"value": "2026", "name": "2026", "count": 2, "is_chosen": True}]


def test_refusals_are_plain(commune, visit):
    for path in ("/api/search/", "/api/search/suggest/"):
        answer = visit(commune, path, data={"q": "a" * 501})
        assert answer.status_code == 400 and "500 ký tự" in answer.json()["error"]
        assert "500 characters" in visit(commune, path, data={"q": "a" * 501, "lang": "en"}).json()["error"]
        assert visit(commune, path, method="post", data={"q": "a"}).status_code in (403, 405)


def test_whoever_is_signed_in_gets_what_everybody_gets(commune, visit):
    visit.client.force_login(make_user("can-bo", subsite=commune, role="EDITOR"))
    PageViewRestriction.objects.create(
        page=make_article(commune, title="Tiêm nội bộ"), restriction_type=PageViewRestriction.LOGIN
    )
    index_changes()
    answer = visit(commune, "/api/search/", data={"q": "tiêm"})
    assert "private" in answer["Cache-Control"]
    assert answer.json()["total"] == 2


def test_suggestions_while_one_types(commune, visit):
    answer = visit(commune, "/api/search/suggest/", data={"q": "dang k"})
    assert not answer.cookies and answer["Cache-Control"] == "private, max-age=10"
    (one,) = answer.json()["suggestions"]
    assert (
        one["title"] == "Đăng ký khai sinh" and one["kind"] == "Thủ tục" and one["url"].endswith("/1.001193/")
    )
    assert visit(commune, "/api/search/suggest/").json() == {"suggestions": []}
    for number in range(12):
        make_article(commune, title=f"Tiêm đợt {number}")
    index_changes()
    assert len(visit(commune, "/api/search/suggest/", data={"q": "tiêm đ"}).json()["suggestions"]) == 8


def test_browsers_may_search_each_sub_site(network, commune, visit):
    for subsite in (commune, network["province"]):
        answer = visit(subsite, "/opensearch.xml")
        assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
        urls = ElementTree.fromstring(answer.content).findall("{*}Url")  # noqa: S314
        address = f"http://{subsite.site.hostname}/tim-kiem/?q={{searchTerms}}"
        assert address in [url.get("template") for url in urls]
    typed, titles, _notes, urls = visit(commune, "/api/search/suggest/?format=opensearch&q=dang+ky").json()
    assert (typed, titles) == ("dang ky", ["Đăng ký khai sinh"]) and urls[0].startswith("http://")


def test_boxes_offer_suggestions_only_to_who_has_scripts(commune, visit):
    html = visit(commune, "/tim-kiem/").content.decode()
    assert 'data-suggests="/api/search/suggest/?lang=vi"' in html
    assert "combobox" not in html, "the script says so when it runs"
