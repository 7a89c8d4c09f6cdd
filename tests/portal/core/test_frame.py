"""The frame every public page stands in: who, where, and where to go."""

import json
import re

import pytest
from django.test import override_settings
from django.utils import timezone

from sites.enums import Level
from sites.models import SubsiteContact, UnitSuccession
from tests.factories.pages import make_article
from tests.factories.units import make_unit

pytestmark = pytest.mark.django_db


def html_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_header_menu_and_footer_carry_what_the_law_asks_for(network, visit):
    commune = network["thanh_phu_long"]
    SubsiteContact.objects.filter(site=commune.site).update(
        phone="0272 000 001", email="lienhe@thanhphulong.longan.gov.vn", responsible_person="Ông Trần Văn A"
    )
    html = html_of(visit(commune))

    header, footer = html.split("<main")[0], html.split("<footer")[-1]
    assert "Ủy ban nhân dân xã Thanh Phú Long" in header
    for title, path in [
        ("Trang chủ", "/"),
        ("Giới thiệu", "/gioi-thieu/"),
        ("Dịch vụ công trực tuyến", "/dich-vu-cong-truc-tuyen/"),
        ("Sơ đồ cổng", "/so-do-cong/"),
    ]:
        assert re.search(rf'href="{path}"[^>]*>\s*{title}', header), title
        assert visit(commune, path).status_code == 200
    for fact in [
        "Ủy ban nhân dân xã Thanh Phú Long",
        "Ông Trần Văn A",
        "huyện Châu Thành, tỉnh Long An",
        "0272 000 001",
        "lienhe@thanhphulong.longan.gov.vn",
        "Ghi rõ nguồn",
    ]:
        assert fact in footer, fact
    assert 'name="q"' in header


@pytest.mark.parametrize(
    "path", ["/", "/gioi-thieu/", "/tin-tuc/", "/so-do-cong/", "/danh-ba/", "/tim-kiem/?q=a", "/rss/", "/en/"]
)
def test_every_page_has_the_six_dublin_core_facts(network, visit, path):
    html = html_of(visit(network["chau_thanh"], path))
    for name in ("title", "creator", "date", "description", "publisher", "identifier"):
        assert re.search(rf'<meta name="DC\.{name}"[^>]* content="[^"]+"', html), name


def test_a_commune_leads_to_its_district_and_province_and_back(network, visit):
    html = html_of(visit(network["thanh_phu_long"]))
    assert 'href="http://chauthanh.longan.localhost/"' in html
    assert 'href="http://longan.localhost/"' in html

    directory = html_of(visit(network["province"], "/danh-ba/"))
    for subsite in network.values():
        if subsite != network["province"]:
            assert f'href="http://{subsite.site.hostname}/"' in directory
    district = html_of(visit(network["chau_thanh"]))
    assert 'href="http://thanhphulong.longan.localhost/"' in district
    assert "phuocly.longan" not in district


def test_the_directory_finds_without_accents(network, visit):
    html = html_of(visit(network["province"], "/danh-ba/?q=thanh phu"))
    assert "thanhphulong.longan.localhost" in html
    assert "hoaphu.longan.localhost" not in html
    assert "phuocly.longan.localhost" not in html


def test_the_other_language_of_the_same_page(network, visit):
    subsite = network["province"]
    vietnamese = html_of(visit(subsite, "/gioi-thieu/"))
    assert 'href="/en/introduction/"' in vietnamese
    english = html_of(visit(subsite, "/en/introduction/"))
    assert 'lang="en"' in english and "Long An Province" in english
    assert 'href="/gioi-thieu/"' in english
    # An article without a translation leads to the other language's home, not to a dead end.
    article = make_article(subsite)
    assert 'href="/en/"' in html_of(visit(subsite, article.get_url_parts()[2]))
    assert 'href="/en/site-map/"' in html_of(visit(subsite, "/so-do-cong/"))


def test_structured_data_is_valid_json_and_says_what_the_page_is(network, visit):
    subsite = network["chau_thanh"]
    article = make_article(subsite, title='Hội nghị </script><script>alert("x")</script>')
    blocks = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>',
        html_of(visit(subsite, article.get_url_parts()[2])),
        re.DOTALL,
    )
    kinds = {data["@type"]: data for data in map(json.loads, blocks)}
    assert kinds["NewsArticle"]["headline"] == article.title
    assert [step["name"] for step in kinds["BreadcrumbList"]["itemListElement"]] == [
        "Trang chủ",
        "Tin tức",
        article.title,
    ]
    home = html_of(visit(subsite))
    assert '"GovernmentOrganization"' in home


def test_text_size_and_contrast_are_kept_in_a_cookie(network, visit):
    subsite = network["hoa_phu"]
    answer = visit(
        subsite,
        "/tuy-chon/",
        method="post",
        data={"text_size": "LARGEST", "contrast": "1", "next": "/tin-tuc/"},
    )
    assert (answer.status_code, answer["Location"]) == (302, "/tin-tuc/")
    html = html_of(visit(subsite, "/tin-tuc/"))
    assert 'data-text-size="LARGEST"' in html and 'data-contrast="on"' in html


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "https://evil.example/",
        "javascript:alert(1)",
        "\\\\evil.example",
        "/\\evil.example",
    ],
)
def test_choices_never_lead_to_another_host(network, visit, target):
    answer = visit(
        network["hoa_phu"], "/tuy-chon/", method="post", data={"text_size": "LARGE", "next": target}
    )
    assert answer["Location"] == "/"


def test_an_unknown_choice_is_refused(network, visit):
    assert (
        visit(network["hoa_phu"], "/tuy-chon/", method="post", data={"text_size": "HUGE"}).status_code == 400
    )
    assert visit(network["hoa_phu"], "/tuy-chon/").status_code == 405


def test_a_host_that_is_nobodys_gets_nobodys_page(network, client):
    answer = client.get("/", HTTP_HOST="khongco.longan.localhost")
    assert answer.status_code == 404
    assert "Thanh Phú Long" not in answer.content.decode()


def test_errors_speak_vietnamese(network, visit):
    answer = visit(network["hoa_phu"], "/khong-co-trang-nay/")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert "Không tìm thấy trang" in html and "Ủy ban nhân dân xã Hòa Phú" in html
    english = visit(network["hoa_phu"], "/en/no-such-page/")
    assert english.status_code == 404 and 'lang="en"' in english.content.decode()


def test_a_closed_unit_says_so_and_names_its_heirs(network, visit):
    commune = network["hoa_phu"]
    day = timezone.localdate()
    commune.unit.valid_to = day
    commune.unit.save()
    heir = make_unit("Tầm Vu", Level.COMMUNE, parent=network["province"].unit, valid_from=day)
    UnitSuccession.objects.create(
        predecessor=commune.unit, successor=heir, kind="MERGED_INTO", extent="WHOLE", effective_on=day
    )
    html = html_of(visit(commune))
    assert "Xã Hòa Phú đã kết thúc hoạt động" in html and "Xã Tầm Vu" in html
    assert "đã kết thúc hoạt động" not in html_of(visit(network["thanh_phu_long"]))


def test_the_machine_readable_map(network, visit):
    article = make_article(network["province"])
    draft = make_article(network["province"], title="Bản nháp", live=False)
    index = html_of(visit(network["province"], "/sitemap.xml"))
    for subsite in network.values():
        assert f"<loc>http://{subsite.site.hostname}/sitemap-pages.xml</loc>" in index
    pages = html_of(visit(network["province"], "/sitemap-pages.xml"))
    assert f"<loc>http://longan.localhost{article.get_url_parts()[2]}</loc>" in pages
    assert draft.slug not in pages and "/en/introduction/" in pages
    own = html_of(visit(network["hoa_phu"], "/sitemap.xml"))
    assert own.count("<loc>") == 1
    assert "Sitemap: http://longan.localhost/sitemap.xml" in html_of(
        visit(network["province"], "/robots.txt")
    )


def test_feeds_hold_the_sites_own_news(network, visit):
    make_article(network["hoa_phu"], title="Tin của Hòa Phú")
    make_article(network["thanh_phu_long"], title="Tin của nơi khác")
    feed = html_of(visit(network["hoa_phu"], "/rss/moi.xml"))
    assert "Tin của Hòa Phú" in feed and "Tin của nơi khác" not in feed
    assert "http://hoaphu.longan.localhost/tin-tuc/" in feed
    assert visit(network["hoa_phu"], "/rss/khong-co.xml").status_code == 404


def test_the_site_map_shows_sections_and_no_drafts(network, visit):
    page = make_article(network["hoa_phu"])
    html = html_of(visit(network["hoa_phu"], "/so-do-cong/"))
    for title in ("Giới thiệu", "Tin tức", "Liên hệ", "Kênh thông tin chính thức"):
        assert title in html
    assert page.title not in html


@override_settings(DEBUG=True)
def test_on_a_developers_machine_localhost_leads_to_the_province(network, client):
    answer = client.get("/", HTTP_HOST="localhost")
    assert answer["Location"] == "http://longan.localhost/"


def test_pages_load_nothing_from_outside_and_nothing_inline(network, visit):
    for path in ("/", "/tin-tuc/", "/lien-he/"):
        answer = visit(network["hoa_phu"], path)
        html = html_of(answer)
        assert "default-src 'self'" in answer["Content-Security-Policy"]
        assert not re.search(
            r"<(?:link|script|img|source)[^>]+(?:src|href)=\"https?://(?!hoaphu)",
            html.replace('<link rel="schema.DC" href="http://', ""),
        )
        assert not re.search(r"<style|\sstyle=|\son\w+=", html)
