"""Small tags: icons, dates, marks in found texts."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils.translation import override

from portal.home.blocks import ICONS
from themes.layout import Look
from themes.templatetags.themes_tags import (
    breakable,
    ending_icon,
    icon,
    json_ld,
    kept_together,
    long_date,
    marked,
    neighbour_text_size,
    page_numbers,
    short_date,
    telephone,
    theme_colour,
)


@pytest.mark.parametrize("name", [name for name, _label in ICONS])
def test_every_icon_an_editor_can_choose_exists(name):
    assert icon(name).startswith("<svg")
    assert 'aria-hidden="true"' in icon(name)


@pytest.mark.parametrize("name", ["no-such", "../layout", "", None, "LICENSE"])
def test_an_unknown_icon_draws_nothing(name):
    assert icon(name) == ""


def test_dates_in_english():
    with override("en"):
        assert long_date(date(2026, 11, 22)) == "Sunday, 22 November 2026"
        assert short_date(date(2026, 6, 5)) == "5 June 2026"
    assert short_date(None) == ""


def test_dates_are_those_of_vietnam():
    late = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
    with override("en"):
        text = Template("{% load themes_tags %}{{ moment|short_date }}").render(Context({"moment": late}))
    assert text == "22 November 2026"


@pytest.mark.parametrize(
    ("written", "called"),
    [("(0272) 3871 022", "02723871022"), ("+84 272 1022", "+842721022"), (" 1022 ", "1022")],
)
def test_telephone_addresses(written, called):
    assert telephone(written) == called


def test_marks_ignore_accents_when_the_query_has_none():
    assert marked("Thu hoạch thanh long", "thu HOACH") == "<mark>Thu</mark> <mark>hoạch</mark> thanh long"


def test_marks_respect_accents_when_the_query_has_them():
    assert marked("Châu Thành, thanh long", "thành") == "Châu <mark>Thành</mark>, thanh long"


def test_marks_begin_at_the_beginning_of_a_word():
    assert marked("Long An và thanh long", "an") == "Long <mark>An</mark> và thanh long"


def test_marks_escape_text_and_query():
    assert marked("<b>Đất</b> & nhà", "dat <script>") == "&lt;b&gt;<mark>Đất</mark>&lt;/b&gt; &amp; nhà"
    assert marked("a < b", "") == "a &lt; b"


def test_decomposed_text_is_marked_whole():
    assert marked("đa\u0302\u0301t ở", "đất") == "<mark>đất</mark> ở"


def test_fixed_words_stay_together_and_the_text_stays_the_same():
    name = kept_together("Ủy ban nhân dân thị trấn Tầm Vu")
    assert name == '<span class="kept">Ủy ban nhân dân</span> <span class="kept">thị trấn</span> Tầm Vu'
    assert kept_together("<i>") == "&lt;i&gt;"


def test_a_long_address_breaks_where_one_would():
    assert breakable("lienhe@longan.gov.vn") == "lienhe@<wbr>longan<wbr>.gov<wbr>.vn"


def test_an_icon_stays_with_the_last_word():
    html = ending_icon("Cổng <b> Chính phủ", "external-link")
    assert html.startswith('Cổng &lt;b&gt; Chính <span class="kept">phủ<svg')


@pytest.mark.parametrize(
    ("size", "step", "found"),
    [
        ("NORMAL", 1, "LARGE"),
        ("NORMAL", -1, "SMALL"),
        ("SMALL", -1, ""),
        ("LARGEST", 1, ""),
        ("?", 1, "LARGE"),
    ],
)
def test_neighbouring_text_sizes(size, step, found):
    assert neighbour_text_size(size, step) == found


def test_long_lists_of_pages_are_shortened():
    page = Paginator(range(400), 20).page(10)
    assert page_numbers(page) == [1, "…", 9, 10, 11, "…", 20]


def test_json_data_keeps_vietnamese_and_escapes_markup():
    assert json_ld([{"name": "Thanh Phú Long <&>\u2028"}]) == (
        '<script type="application/ld+json">{"name":"Thanh Phú Long \\u003C\\u0026\\u003E\\u2028"}</script>'
    )


def test_theme_colour_follows_the_pack_unless_the_site_has_its_own():
    assert theme_colour(Look(pack="MODERN")) == "#083a50"
    assert theme_colour(Look(pack="MODERN", high_contrast=True)) == "#000000"
    assert theme_colour(Look(pack="MODERN", colours_url="/x.css")) == ""
