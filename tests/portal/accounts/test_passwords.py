"""Passwords that everybody tries first in Vietnam are refused; good ones are not."""

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from portal.accounts.common_words import ENDINGS, OPENINGS, PHRASES, PLACES
from portal.accounts.passwords import CommonVietnameseWords, folded
from portal.settings import base

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "password",
    [
        "matkhau123",
        "Matkhau@2024",
        "Mật khẩu 2026!",
        "M@tkh4u2025!!",
        "anhyeuem123",
        "AnhYeuEm1999",
        "4nhy3u3m!!!!",
        "iloveyou2024",
        "longan2024",
        "L0ngan@2025",
        "2024longan!!",
        "tinhlongan1",
        "ubndlongan2026",
        "longan.gov.vn",
        "123456aA@",
        "Aa@123456789",
        "qwerty12345!",
        "qwertyuiop1",
        "matkhaumatkhau",
        "abcabcabcabc",
        "nguyenvana1990",
        "Admin@2026!!",
        "quantri@2026",
        "Hànội-2026!",
        "vietnamvodich1",
        "anhnhoemnhieu2020",
        "lien-cong-2026",
    ],
)
def test_common_words_are_refused_in_any_dress(password):
    with pytest.raises(ValidationError) as refused:
        CommonVietnameseWords().validate(password)
    assert refused.value.error_list[0].code == "password_common_vietnamese"


@pytest.mark.parametrize("password", ["thanhphulong2026", "Xa-ThanhPhuLong!", "UBND.Thanh.Phu.Long.1"])
def test_the_networks_own_units_are_refused(subsite, password):
    with pytest.raises(ValidationError):
        CommonVietnameseWords().validate(password)


@pytest.mark.parametrize(
    "password",
    [
        "bon tu khong lien quan 7",
        "dua hau xe lam cau thang",
        "Xk7-vmQ2-pTz9",
        "sông-lạnh-gấu-trúc-83",
        "correct horse battery staple",
        "matkhau cua toi la con voi tim",
    ],
)
def test_good_passwords_pass(password):
    validate_password(password)


def test_english_lists_and_length_still_count():
    for password in ("password1", "short", "8274629174"):
        with pytest.raises(ValidationError):
            validate_password(password)


def test_the_rule_is_explained():
    assert any("Matkhau@123" in text for text in password_validators_help_texts())


def test_words_are_written_as_they_are_looked_up():
    for word in PHRASES | PLACES | set(OPENINGS) | set(ENDINGS):
        assert word == folded(word) and word.isalpha()
    assert len(PHRASES | PLACES) > 350


def test_passwords_are_kept_by_argon2(settings):
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    hashed = make_password("bon tu khong lien quan 7")
    assert hashed.startswith("argon2$argon2id$")
