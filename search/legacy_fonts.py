"""Text of old documents: fonts in TCVN3 (ABC) and VNI wrote Vietnamese with the codes of other letters.

A PDF or Word file made with `.VnTime` or `VNI-Times` comes out as "Céng hoµ x· héi" or "Coäng hoøa xaõ hoäi".
Which font it was shows in how many words become Vietnamese syllables when they are read by its table
(TCVN 5712:1993, VN3; VNI for Windows). For extracted texts, before anything cleans them: TCVN3 writes `ư` as a
soft hyphen. What people type is not touched: too short to tell.
"""

import re
import unicodedata
from collections.abc import Callable

from search.analysis import fold_letters

_LEAST = 8  # words with letters beyond ASCII; of fewer nothing can be told
_SURE = 0.7  # the part of them that must read as Vietnamese by the font's table
_AS_IT_IS = 0.5  # and that may do so already
_LOOKED_AT = 20_000  # characters

_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
# VNI writes a letter and then a code for mark and tone; a few letters have codes of their own.
_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HATS = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BOWLS = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(r"([aeouyôö])([øùûõïâàáåãäêèéúüë])|([ñôöæóòî])", re.IGNORECASE)

_WORD = re.compile(r"[^\s\d.,;:!?()\"'“”/\\\[\]<>=+*%&@#|_-]+")
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
    r"(?:a[iouy]?|e[ou]?|i[aeu]?|ieu|o[aeio]?|oa[ioy]|oeo|u[aeiouy]?|u[ao][iuy]|uy[aeu]|ye?u?|uou)"
    r"(?:ch|ng|nh|[cmnpt])?"
)


def read_as_unicode(text: str) -> str:
    """The text in Unicode when it was written for one of these fonts, else as it is."""
    sample = text[:_LOOKED_AT]
    as_it_is = _part_vietnamese(sample, sample)
    if as_it_is is None or as_it_is >= _AS_IT_IS:
        return text
    readings: tuple[Callable[[str], str], ...] = (from_tcvn3, from_vni)
    rated = [(_part_vietnamese(sample, reading(sample)) or 0.0, reading) for reading in readings]
    best, reading = max(rated, key=lambda pair: pair[0])
    return reading(text) if best >= _SURE else text


def from_tcvn3(text: str) -> str:
    """TCVN3 to Unicode, NFC. Capitals with a tone are small letters in it: `.VnTimeH` drew them large.

    >>> from_tcvn3("Céng hoµ x· héi chñ nghÜa ViÖt Nam")
    'Cộng hoà xã hội chủ nghĩa Việt Nam'
    """
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """VNI to Unicode, NFC.

    >>> from_vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    """
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_letter, text))


def _vni_letter(found: re.Match[str]) -> str:
    base, code, alone = found.groups()
    if alone:
        letter = _ALONE[alone.lower()]
        return letter.upper() if alone.isupper() else letter
    letter = _ALONE.get(base.lower(), base.lower())
    small = code.lower()
    if small in _TONES:
        letter += _TONES[small]
    elif small in _HATS and letter in "aeo":
        letter += "\u0302" + _HATS[small]
    elif small in _BOWLS and letter == "a":
        letter += "\u0306" + _BOWLS[small]
    else:
        return found[0]
    return letter.upper() if base.isupper() else letter


def _part_vietnamese(original: str, reading: str) -> float | None:
    """Of the words with letters beyond ASCII in `original`, the part that `reading` makes syllables."""
    marked = [not word.isascii() for word in _WORD.findall(original)]
    words = _WORD.findall(reading)
    if sum(marked) < _LEAST or len(words) != len(marked):
        return None
    read = [word for word, is_marked in zip(words, marked, strict=True) if is_marked]
    return sum(_is_syllable(word) for word in read) / len(read)


def _is_syllable(word: str) -> bool:
    """Letters that Vietnamese has, in an order it knows, with one tone at most."""
    lowered = unicodedata.normalize("NFC", word).lower()
    bare = fold_letters(lowered)
    tones = sum(
        mark in "\u0300\u0301\u0303\u0309\u0323" for mark in unicodedata.normalize("NFD", lowered)
    )
    return bare.isascii() and tones <= 1 and _SYLLABLE.fullmatch(bare) is not None
