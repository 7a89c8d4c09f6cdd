"""Which passwords are too easily guessed in Vietnam. Django's own list knows the English ones."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Value
from django.db.models.functions import Replace
from django.utils.translation import gettext as _

from portal.accounts.common_words import ENDINGS, OPENINGS, PHRASES, PLACES
from sites.models import AdministrativeUnit

_WORDS = PHRASES | PLACES
_SIGNS_FOR_LETTERS = str.maketrans("@4310!5$7€£", "aaeioisstel")
_NOT_LETTERS = re.compile(r"[^a-z]")
_KEYBOARD_ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "09876543210",
)
_LETTERS_AT_LEAST = 3


class CommonVietnameseWords:
    """Refuses a common word, phrase, name of an office or place dressed up with digits and signs.

    `Matkhau@2024`, `l0ngan2025!`, `AnhYeuEm123`, `UBND-ThanhPhuLong-2026`, `123456aA@`. Ten
    thousands of such passwords stand in every list of stolen ones; a rule knows them all, and the
    units of this network, in a few kilobytes.
    """

    def validate(self, password: str, user: Any = None) -> None:
        stems = _stems(password)
        if any(_is_common(stem) for stem in stems) or _is_keyboard_walk(password) or _is_of_a_unit(stems):
            raise ValidationError(
                _("Too easily guessed: a common word, name or row of keys with digits or signs."),
                code="password_common_vietnamese",
            )

    def get_help_text(self) -> str:
        return _(
            "No common word, name of a place or office, or row of keys, even with a year or signs: "
            "“longan2026!” and “Matkhau@123” are refused. "
            "Four words that do not belong together are a good password."
        )


def folded(text: str) -> str:
    """Small letters without accents: `Mật Khẩu` → `mat khau`."""
    text = text.casefold().replace("đ", "d")
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _stems(password: str) -> set[str]:
    """The letters of a password, read plainly and with signs that stand for letters."""
    plain = folded(password)
    headed = re.sub(r"[\W\d_]+$", "", plain)
    bare = re.sub(r"^[\W\d_]+", "", headed)
    readings = [
        reading for text in (plain, headed, bare) for reading in (text, text.translate(_SIGNS_FOR_LETTERS))
    ]
    return {stem for reading in readings if len(stem := _NOT_LETTERS.sub("", reading)) >= _LETTERS_AT_LEAST}


def _is_common(stem: str) -> bool:
    return any(part in _WORDS or _is_repeated(part) for part in _without_dressing(stem))


def _without_dressing(stem: str) -> set[str]:
    """The stem itself, without an opening, without an ending, without both."""
    parts = {stem}
    parts |= {part.removeprefix(word) for part in tuple(parts) for word in OPENINGS if part.startswith(word)}
    parts |= {part.removesuffix(word) for part in tuple(parts) for word in ENDINGS if part.endswith(word)}
    return {part for part in parts if part}


def _is_repeated(stem: str) -> bool:
    """`matkhaumatkhau`, `abcabcabc`, `aaaaaaaa`."""
    doubled = (stem + stem).find(stem, 1)
    return doubled < len(stem) and (doubled <= 3 or stem[:doubled] in _WORDS)


def _is_keyboard_walk(password: str) -> bool:
    """A password of which hardly anything is left once rows of keys are taken away: `123456aA@`."""
    rest = folded(password)
    for row in _KEYBOARD_ROWS:
        for length in range(len(row), 2, -1):
            for start in range(len(row) - length + 1):
                run = row[start : start + length]
                rest = rest.replace(run, "").replace(run[::-1], "")
    return len(re.sub(r"[\W_]", "", rest)) <= 3


def _is_of_a_unit(stems: set[str]) -> bool:
    """The name of a unit of this network, alone or with the word for its kind. One query."""
    parts = {part for stem in stems for part in _without_dressing(stem) if len(part) >= _LETTERS_AT_LEAST}
    if not parts:
        return False
    names = AdministrativeUnit.objects.annotate(joined=Replace(F("slug"), Value("-"), Value("")))
    return names.filter(joined__in=parts).exists()
