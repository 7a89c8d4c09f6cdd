"""Texts of national records in letters the sheets' fonts can draw.

Records were typed in word processors: they hold bullets of symbol fonts, marks of writing
direction and other alphabets' look-alikes.
"""

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONT_FOLDER = Path(__file__).parent / "fonts"
REGULAR = FONT_FOLDER / "be-vietnam-pro-400.ttf"
BOLD = FONT_FOLDER / "be-vietnam-pro-600.ttf"

_SPELLED = {"≤": "<=", "≥": ">=", "●": "•", "▪": "•", "\u0421": "C", "\t": " ", "\u2003": " "}
_PRIVATE_USE, _INVISIBLE = "Co", {"Cc", "Cf", "Cs", "Cn"}


def printable(text: str) -> str:
    """NFC text of which every character can be drawn; a line break stays. What nobody can draw is "?"."""
    return "".join(_drawn(char) for char in unicodedata.normalize("NFC", text))


@cache
def _letters() -> frozenset[str]:
    with TTFont(REGULAR, lazy=True) as regular, TTFont(BOLD, lazy=True) as bold:
        return frozenset(map(chr, set(regular.getBestCmap()) & set(bold.getBestCmap())))


@cache
def _spelled(char: str) -> str:
    if char in _SPELLED:
        return _SPELLED[char]
    kind = unicodedata.category(char)
    if kind == _PRIVATE_USE:
        return "•"
    if kind in _INVISIBLE:
        return ""
    plain = unicodedata.normalize("NFKC", char)
    return plain if all(letter in _letters() for letter in plain) else "?"


def _drawn(char: str) -> str:
    return char if char == "\n" or char in _letters() else _spelled(char)
