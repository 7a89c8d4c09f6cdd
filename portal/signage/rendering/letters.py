"""Letters: the Vietnamese alphabet, text as a board takes it, text without marks."""

import re
import unicodedata

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LOWER = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES] + ["đ"]

# Every vowel with every tone, and đ, small and capital: 146 letters.
VIETNAMESE = "".join(_LOWER) + "".join(_LOWER).upper()

MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!?][^>]*>|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES = re.compile(r"\s+")
# Writing programs put these in by themselves; grid letters do not have them.
_TYPED_AS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—", "\u02bc": "’"})


def clean_text(text: str) -> str:
    """One line in NFC: white space is single spaces, invisible characters are gone."""
    composed = unicodedata.normalize("NFC", text).translate(_TYPED_AS)
    return _SPACES.sub(" ", _INVISIBLE.sub("", composed)).strip()


def without_marks(text: str) -> str:
    """ASCII: `Ủy ban xã Đức Hòa` → `Uy ban xa Duc Hoa`; what has no ASCII form becomes `?`."""
    plain = text.replace("đ", "d").replace("Đ", "D").replace("–", "-").replace("—", "-")
    plain = plain.replace("…", "...").replace("‘", "'").replace("’", "'").replace("“", '"').replace("”", '"')
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return "".join(c if " " <= c <= "~" else "?" for c in bare)
