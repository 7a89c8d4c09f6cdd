"""“Did you mean”: what was typed, spelled as titles spell it."""

import pytest

from search.corrections import corrections_of, near_words, within_one_edit
from search.queries import parse

TITLES = (
    "Đăng ký khai sinh",
    "Đăng ký lại khai sinh",
    "Đăng ký khai tử",
    "Bản sao giấy khai sinh",
    "Ban sáo",
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dang ky khai sinh", "đăng ký khai sinh"),
        ("ĐĂNG KÍ khai sinh", None),  # another spelling of one reading
        ("dang ky khai sihn cho con", "đăng ký khai sinh cho con"),
        ("ban sao giay khai sinh", "bản sao giấy khai sinh"),
        ("ban sáo", None),  # rarer, and what a title says
        ("đang ký khai sinh", "đăng ký khai sinh"),
        ("thủ tục lạ", None),
        ("774/QĐ-UBND", None),
        ('"khai sinh"', None),
        ("khai sinh -lai", None),
    ],
)
def test_spelled_as_titles_do(typed: str, meant: str | None) -> None:
    assert corrections_of(parse(typed), TITLES) == ((meant,) if meant else ())


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("sinh", "sinh", True),
        ("sinh", "sih", True),
        ("sih", "sinh", True),
        ("sihn", "sinh", True),
        ("sing", "sinh", True),
        ("sinhh", "sinh", True),
        ("tinh", "sinh", False),
        ("sanhn", "sinh", False),
        ("nsih", "sinh", False),
        ("", "s", False),
    ],
)
def test_one_slip_and_the_first_letter_right(one: str, other: str, is_near: bool) -> None:
    assert within_one_edit(one, other) is is_near


def test_short_words_and_numbers_are_not_guessed() -> None:
    known = ("xa", "xe", "2024", "2025", "sinh", "sing")
    assert near_words("xo", known) == []
    assert near_words("2026", known) == []
    assert near_words("sinn", known) == ["sing", "sinh"]
