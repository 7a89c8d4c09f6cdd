"""When two spellings of a Vietnamese name are the same name.

Official lists disagree on where the tone mark stands (Hoà / Hòa, Uỷ / Ủy, Thuý / Thúy), on a lone
i or y (Mĩ / Mỹ), on apostrophes, dashes, capitals and leading zeros (Phường 01 / Phường 1). Letters
and tones themselves are kept: Phó Bảng and Phố Bảng stay two names.
"""

import re
import unicodedata

_TONES = {"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"}
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u00b4`]")
_NOT_A_LETTER = re.compile(r"[\W_]+")
# A syllable whose only vowel is y: mỹ, kỳ, quý, but not hay, tuy, yên.
_LONE_Y = re.compile(r"^(qu|[bcdđghklmnpqrstvx]*)y$")
# Eth and African d look like Đ and come from old converters.
# Zero-width characters come with text copied from web pages.
_CLEANED = str.maketrans(
    {"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ", "\u200b": "", "\ufeff": ""}
)


def clean_text(text: str) -> str:
    """`text` in NFC, with real Đ, without doubled, leading or trailing white space."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_CLEANED).split())


def fold_spelling(name: str) -> str:
    """A key that is equal for two spellings of one name: `Hoà Mĩ` and `Hòa Mỹ` → `hoa1 mi3`."""
    folded = _APOSTROPHES.sub("", clean_text(name).casefold())
    return " ".join(_fold_syllable(part) for part in _NOT_A_LETTER.split(folded) if part)


def _fold_syllable(syllable: str) -> str:
    if syllable.isdigit():
        return syllable.lstrip("0") or "0"
    decomposed = unicodedata.normalize("NFD", syllable)
    tones = "".join(_TONES[letter] for letter in decomposed if letter in _TONES)
    letters = "".join(letter for letter in decomposed if letter not in _TONES)
    return _LONE_Y.sub(r"\1i", unicodedata.normalize("NFC", letters)) + tones
