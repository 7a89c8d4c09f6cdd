"""Vietnamese text made comparable: what people type without accents must find what has them.

Every step after `clean` keeps one character for one, so a place in the canonical text is the same
place in the cleaned text: highlighting needs no second analysis. `đ` carries no combining mark in
Unicode, so decomposition alone does not fold it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

_SPACES = re.compile(r"\s+")
# Zero-width characters and the soft hyphen: invisible, and left by word processors in mid-word.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# What no index can hold and no page can show.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TOKEN = re.compile(r"[^\W_]+")

# The tone of an open oa, oe, uy: written on either vowel, read alike. This direction is safe as a
# plain rule: a tone on the first vowel of these pairs is never the only correct spelling.
_FIRST = {"o": "òóỏõọ", "u": "ùúủũụ"}
_SECOND = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}
_TONE_PLACES = {
    _FIRST[first][tone] + second: first + _SECOND[second][tone]
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in range(5)
}
_TONE_PLACE = re.compile("|".join(_TONE_PLACES))
# kỹ thuật and kĩ thuật: y alone after these letters is written i as well.
_FINAL_Y = re.compile(r"(?<![^\W\d_])([hklmst]|qu)([yỳýỷỹỵ])(?![^\W\d_])")
_Y_TO_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")


def fold(text: str) -> str:
    """Lower case, no accents, `đ` as `d`, single spaces: `Đất  đai` and `dat dai` are equal."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _SPACES.sub(" ", bare).strip()


def words(text: str, *, limit: int = 12) -> list[str]:
    """The folded words of a query, in order, without repeats, at most `limit`."""
    return list(dict.fromkeys(re.findall(r"[\w/.-]+", fold(text))))[:limit]


def clean(text: str) -> str:
    """As it may be kept and shown: composed (NFC), without invisible and control characters."""
    return _CONTROL.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


def canonical(cleaned: str) -> str:
    """One spelling of equal readings: lower case, one place for tones, i for a lone final y.

    As long as `cleaned`, which must come from `clean`.
    """
    lowered = cleaned.lower()
    if len(lowered) != len(cleaned):  # a Turkish İ becomes two characters
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in cleaned)
    placed = _TONE_PLACE.sub(lambda found: _TONE_PLACES[found[0]], lowered)
    return _FINAL_Y.sub(lambda found: found[1] + found[2].translate(_Y_TO_I), placed)


class _Folding(dict[int, int]):
    """Letters to their bare letter, worked out once for each character that is met."""

    def __missing__(self, code: int) -> int:
        bare = unicodedata.normalize("NFD", chr(code))[0]
        found = self[code] = ord("d") if bare == "đ" else ord(bare)
        return found


_FOLDING = _Folding({ord("đ"): ord("d"), ord("Đ"): ord("D")})


def fold_letters(text: str) -> str:
    """Without accents, one character for one."""
    return text.translate(_FOLDING)


def tokens(canonical_text: str) -> list[str]:
    """Syllables and numbers, in order: `774/qđ-ubnd` is three."""
    return _TOKEN.findall(canonical_text)


def token_spans(canonical_text: str) -> list[tuple[int, int]]:
    """Where each token stands, as half-open spans."""
    return [found.span() for found in _TOKEN.finditer(canonical_text)]


def bigrams(syllables: Sequence[str]) -> list[str]:
    """Neighbours joined: `thu_tuc`, `tuc_khai`."""
    return [f"{first}_{second}" for first, second in pairwise(syllables)]


def has_accents(syllables: Iterable[str]) -> bool:
    """Whether somebody took the trouble to write accents; then accents count."""
    return any(fold_letters(syllable) != syllable for syllable in syllables)
