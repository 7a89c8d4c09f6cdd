"""The letters themselves: all there, all different, all free."""

from itertools import combinations

import pytest
from fontTools.ttLib import TTFont

from portal.signage.rendering import typefaces
from portal.signage.rendering.letters import VIETNAMESE, clean_text, without_marks
from portal.signage.rendering.typefaces import TYPEFACES, line_ink, line_rows, line_width


def bitmap(letter, slug, px):
    ink = line_ink(letter, slug=slug, px=px)
    return ink.image.size, ink.top, ink.image.convert("1").tobytes()


def alike(slug, px):
    drawn = {letter: bitmap(letter, slug, px) for letter in VIETNAMESE}
    return [a + b for a, b in combinations(VIETNAMESE, 2) if drawn[a] == drawn[b]]


def test_the_alphabet_has_146_letters():
    assert len(set(VIETNAMESE)) == len(VIETNAMESE) == 146


@pytest.mark.parametrize(
    ("slug", "px"),
    [
        ("grid", 13),
        ("grid", 16),
        ("grid", 20),
        ("grid", 24),
        ("sans", 10),
        ("sans", 11),
        ("bold", 10),
        ("bold", 12),
    ],
)
def test_every_letter_is_different_in_one_bit(slug, px):
    assert px >= TYPEFACES[slug].floor_px
    assert alike(slug, px) == []


@pytest.mark.parametrize("slug", ["sans", "bold"])
def test_below_its_floor_a_typeface_draws_letters_alike(slug):
    assert alike(slug, TYPEFACES[slug].floor_px - 1)


@pytest.mark.parametrize("px", [13, 16, 20, 24])
def test_grid_letters_fit_in_as_many_rows_as_their_size_says(px):
    top, bottom = line_rows(VIETNAMESE, slug="grid", px=px)
    assert bottom - top <= px


@pytest.mark.parametrize("slug", ["grid", "sans", "bold", "auto"])
def test_lines_are_no_wider_or_higher_than_measured(slug):
    for px in TYPEFACES[slug].sizes(120):
        for text in ("Ự Ỵ ƯƠ", "Thạnh Phú Long, ấp 3", "“Ẫ” Ơ (Ọ)"):
            for smooth in (False, True):
                ink = line_ink(text, slug=slug, px=px, smooth=smooth)
                top, bottom = line_rows(text, slug=slug, px=px)
                assert ink.image.width <= line_width(text, slug=slug, px=px)
                assert top <= ink.top
                assert ink.top + ink.image.height <= bottom


@pytest.mark.parametrize("name", ["noto-sans-400.ttf", "noto-sans-700.ttf"])
def test_outline_and_grid_typefaces_have_the_same_letters(name):
    letters = {chr(code) for code in TTFont(typefaces._FONTS / name).getBestCmap()}
    assert set(VIETNAMESE) <= letters
    assert letters >= typefaces._drawn_letters() - {" "}


def test_the_licences_lie_beside_the_fonts():
    text = (typefaces._FONTS / "LICENSE").read_text()
    for font in typefaces._FONTS.glob("*.[tb][td]f"):
        assert font.name in text


def test_text_is_cleaned_of_what_cannot_be_seen():
    assert clean_text("  Đư\u200bờng\u00a0 Lũ\n ") == "Đường Lũ"
    assert clean_text("a\u0302\u0301") == "ấ"


def test_text_without_marks_is_ascii():
    assert without_marks("Ủy ban xã Đức Hòa – “tờ” 5…") == 'Uy ban xa Duc Hoa - "to" 5...'
    assert without_marks("中") == "?"
