"""The frame of a page: what the law asks for, what machines read, and nothing inline."""

import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.utils.translation import override

from tests.themes.layouts import CONTACT, LAYOUT, draw
from themes.layout import Link, Look, Notice, PageMeta

ALL_PAGES = [{}, {"is_home": True, "breadcrumbs": ()}, {"is_print": True}]


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(html: str, tag: str) -> list[dict[str, str | None]]:
    parser = _Elements()
    parser.feed(html)
    return [attributes for name, attributes in parser.found if not tag or name == tag]


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def test_the_footer_carries_the_six_legal_facts():
    footer = text_of(draw().split("<footer", 1)[1])
    for fact in (
        CONTACT.agency_name,
        CONTACT.responsible_person,
        CONTACT.address,
        CONTACT.phone,
        CONTACT.email,
        CONTACT.copyright_notice,
    ):
        assert fact in footer


def test_the_header_carries_emblem_full_name_and_menu():
    header = draw().split("<main", 1)[0]
    assert CONTACT.agency_name in text_of(header)
    assert any(image.get("alt") for image in elements(header, "img"))
    assert {link["href"] for link in elements(header, "a")} >= {"/", "/tin-tuc/"}


@pytest.mark.parametrize("changes", ALL_PAGES)
def test_nothing_is_inline_and_nothing_comes_from_outside(changes):
    html = draw(**changes)
    assert not elements(html, "style")
    for attributes in elements(html, ""):
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
    for script in elements(html, "script"):
        assert script.get("src", "").startswith("/static/") or script["type"] == "application/ld+json"
    for link in elements(html, "link"):
        if link["rel"] in ("stylesheet", "preload", "icon"):
            assert link["href"].startswith("/")


@pytest.mark.parametrize("changes", ALL_PAGES)
def test_identifiers_are_unique_and_there_is_one_main(changes):
    html = draw(**changes)
    names = [attributes["id"] for attributes in elements(html, "") if "id" in attributes]
    assert len(names) == len(set(names))
    assert len(elements(html, "main")) == 1


def test_the_first_link_skips_to_the_content():
    html = draw()
    first = elements(html, "a")[0]
    assert first["href"] == "#noi-dung"
    assert elements(html, "main")[0]["id"] == "noi-dung"


def test_access_keys_are_given_once_and_explained():
    html = draw()
    keys = [attributes["accesskey"] for attributes in elements(html, "") if "accesskey" in attributes]
    assert sorted(keys) == ["1", "2", "3", "4"]
    assert html.count("<kbd>") == 4


def test_only_the_home_page_has_the_agency_as_its_heading():
    assert len(elements(draw(is_home=True), "h1")) == 1
    assert not elements(draw(), "h1")


def test_preferences_are_plain_forms_that_come_back_here():
    html = draw()
    forms = [form for form in elements(html, "form") if form.get("method") == "post"]
    assert {form["action"] for form in forms} == {"/tuy-chon/"}
    hidden = [field for field in elements(html, "input") if field.get("type") == "hidden"]
    assert {(field["name"], field["value"]) for field in hidden} == {("next", "/tin-tuc/?trang=2")}
    buttons = {(button.get("name"), button.get("value")) for button in elements(html, "button")}
    assert {("text_size", "SMALL"), ("text_size", "LARGE"), ("contrast", "1")} <= buttons


def test_the_largest_text_cannot_grow():
    html = draw(look=Look(pack="MODERN", text_size="LARGEST"))
    assert elements(html, "html")[0]["data-text-size"] == "LARGEST"
    larger = [b for b in elements(html, "button") if b.get("name") == "text_size" and not b["value"]]
    assert larger
    assert all("disabled" in button for button in larger)


def test_contrast_replaces_the_pack_and_the_own_colours():
    look = Look(pack="MODERN", colours_url="/giao-dien/1-abc.css", high_contrast=True)
    html = draw(look=look)
    sheets = [link["href"] for link in elements(html, "link") if link["rel"] == "stylesheet"]
    assert sheets == ["/static/themes/css/packs/contrast.css", "/static/themes/css/portal.css"]
    root = elements(html, "html")[0]
    assert (root["data-pack"], root["data-contrast"]) == ("modern", "on")


def test_own_colours_come_after_the_pack():
    html = draw(look=Look(pack="MODERN", colours_url="/giao-dien/1-abc.css"))
    sheets = [link["href"] for link in elements(html, "link") if link["rel"] == "stylesheet"]
    assert sheets[0] == "/static/themes/css/packs/modern.css"
    assert sheets[-1] == "/giao-dien/1-abc.css"


def test_a_title_cannot_leave_the_json_data_block():
    evil = '</script><script>alert("x")</script> & "Thanh Phú Long"'
    meta = PageMeta(title=evil, json_ld=({"@type": "NewsArticle", "headline": evil},))
    html = draw(meta=meta)
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert json.loads(blocks[0])["headline"] == evil
    assert "<script>alert" not in html


def test_machines_find_metadata():
    meta = PageMeta(
        title="Tin",
        description="Mô tả",
        canonical_url="https://longan.gov.vn/tin/",
        image_url="https://longan.gov.vn/media/a.jpg",
        dublin_core=(("title", "Tin"), ("creator", "Minh Anh")),
        alternates=(("en", "https://longan.gov.vn/en/news/"),),
        feeds=(Link("Tin mới", "/rss/moi.xml"),),
        is_indexed=False,
    )
    html = draw(meta=meta)
    named = {tag.get("name") or tag.get("property"): tag.get("content") for tag in elements(html, "meta")}
    assert named["DC.title"] == "Tin"
    assert named["DC.creator"] == "Minh Anh"
    assert named["description"] == "Mô tả"
    assert named["og:image"] == "https://longan.gov.vn/media/a.jpg"
    assert named["robots"] == "noindex, follow"
    links = {(link["rel"], link["href"]) for link in elements(html, "link")}
    assert ("canonical", "https://longan.gov.vn/tin/") in links
    assert ("alternate", "https://longan.gov.vn/en/news/") in links
    assert ("alternate", "/rss/moi.xml") in links
    assert ("schema.DC", "http://purl.org/dc/elements/1.1/") in links


def test_the_print_sheet_has_only_the_content():
    html = draw(is_print=True)
    assert "data-print" in elements(html, "html")[0]
    assert not elements(html, "nav")
    assert not elements(html, "form")
    assert CONTACT.agency_name in html
    assert LAYOUT.meta.canonical_url in html


def test_notices_name_what_comes_after():
    notice = Notice("Đã kết thúc", "Không còn cập nhật.", (Link("Xã mới", "https://moi.longan.gov.vn/"),))
    html = draw(notices=(notice,))
    assert "Đã kết thúc" in html
    assert "https://moi.longan.gov.vn/" in {link["href"] for link in elements(html, "a")}


def test_no_time_of_day_is_printed_by_the_server():
    assert re.search(r"<time data-clock></time>", draw())


def test_the_date_speaks_the_language_of_the_page():
    with override("en"):
        assert "Sunday, 22 November 2026" in draw(language="en")


def test_a_page_without_facts_still_draws():
    empty = type(CONTACT)(*[""] * 8)
    html = draw(contact=empty, parents=(), menu=(), languages=(), network=(), channels=(), breadcrumbs=())
    assert "tel:" not in html
    assert "mailto:" not in html


def test_an_error_page_draws_without_a_layout():
    html = draw("404.html", **{})
    assert len(elements(html, "h1")) == 1
