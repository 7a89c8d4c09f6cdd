"""Two spellings of one name."""

import unicodedata

import pytest

from sites.spelling import clean_text, fold_spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Thuỷ Nguyên", "Thủy Nguyên"),
        ("Uỷ", "Ủy"),
        ("Thuý", "Thúy"),
        ("Mĩ Lí", "Mỹ Lý"),
        ("Quí Kỳ", "Quý Kì"),
        ("Đạ M'ri", "Đạ M’Ri"),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa – Vũng Tàu"),
        ("Phường 01", "phường 1"),
        ("\u00d0ức Hòa", "Đức Hoà"),
        (unicodedata.normalize("NFD", "Phước Thuỵ"), "Phước Thụy"),
    ],
)
def test_one_name(one, other):
    assert fold_spelling(one) == fold_spelling(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phó Bảng", "Phố Bảng"),
        ("Tây Hồ", "Tai Hồ"),
        ("Tuy An", "Tui An"),
        ("Sơn Hà", "Sơn Hạ"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("Đông Hà", "Dông Hà"),
        ("Phường 1", "Phường 11"),
    ],
)
def test_two_names(one, other):
    assert fold_spelling(one) != fold_spelling(other)


def test_cleaning_keeps_what_is_written_otherwise():
    assert clean_text("  Xã\u00a0 Hoa\u0300 \u200b Mĩ ") == "Xã Hoà Mĩ"
