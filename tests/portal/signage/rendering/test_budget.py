"""What an editor hears before a text goes to a board."""

import pytest
from django.utils import translation

from portal.signage.rendering.budget import check_text, row_budget
from portal.signage.rendering.profiles import Profile


def codes(text, width=128, height=32, **choices):
    profile = Profile(width, height, "mono")
    return {problem.code: problem.is_error for problem in check_text(text, profile=profile, **choices)}


@pytest.mark.parametrize(("rows", "limit"), [(16, 11), (24, 16), (32, 22), (64, 43)])
def test_an_outline_typeface_takes_seven_tenths_of_the_rows(rows, limit):
    assert row_budget(Profile(128, rows), "sans").max_font_px == limit


@pytest.mark.parametrize(("rows", "limit"), [(13, 13), (16, 16), (24, 24), (32, 32)])
def test_grid_letters_take_all_rows(rows, limit):
    assert row_budget(Profile(128, rows), "grid").max_font_px == limit


def test_a_text_that_fits_has_no_problem():
    assert codes("Ủy ban nhân dân xã Thạnh Phú Long kính mời") == {}


@pytest.mark.parametrize(
    ("text", "choices", "code"),
    [
        ("Ẫ", {"typeface": "sans", "font_px": 23}, "size-too-large"),
        ("Ẫ", {"typeface": "sans", "font_px": 9}, "size-too-small"),
        ("Ẫ", {"typeface": "grid", "font_px": 14}, "no-such-size"),
        ("Ẫ", {"typeface": "sans", "height": 13}, "typeface-too-high"),
        ("từ " * 120, {"width": 64, "height": 16}, "does-not-fit"),
        ("từ " * 200, {}, "too-long"),
        ("một\nhai", {}, "control-characters"),
        ("một\x07", {}, "control-characters"),
        ("<b>một</b>", {}, "markup"),
        ("một&nbsp;hai", {}, "markup"),
        ("一", {}, "no-glyph"),
        ("Chúc mừng 🎉", {}, "no-glyph"),
        (" \u200b ", {}, "empty"),
    ],
)
def test_what_must_be_changed(text, choices, code):
    assert codes(text, **choices)[code] is True


@pytest.mark.parametrize(
    ("text", "choices", "code"),
    [
        ("Ẫ", {"typeface": "sans", "font_px": 11}, "hard-to-read"),
        ("Lũ", {"height": 8}, "no-room-for-marks"),
        ("nghiêng", {"width": 24}, "broken-word"),
    ],
)
def test_what_one_should_know(text, choices, code):
    assert codes(text, **choices) == {code: False}


def test_signs_of_comparison_are_no_markup():
    assert codes("5 < 6 & 7 > 3") == {}


def test_messages_are_told_in_the_language_of_the_reader():
    (problem,) = check_text("Ẫ", profile=Profile(64, 16), typeface="sans", font_px=14)
    with translation.override("vi"):
        assert str(problem.message) == (
            "Cỡ chữ 14 điểm quá lớn cho bảng 16 hàng: dấu của các chữ như “Ẫ”, “Ệ” sẽ bị cắt. "
            "Nhiều nhất 11 điểm."
        )
    with translation.override("en"):
        assert str(problem.message).startswith("Letters of 14 px are too large")


@pytest.mark.parametrize("size", [(15, 16), (4097, 16), (64, 7), (64, 4097)])
def test_there_are_no_such_boards(size):
    with pytest.raises(ValueError, match="no board has"):
        Profile(*size)
