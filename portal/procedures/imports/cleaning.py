"""Text of other people's files as the catalog keeps it: composed, trimmed, without what cannot be seen."""

import re
import unicodedata

NOTHING = "không có thông tin"
# Bullets of Word's symbol fonts, which no other font shows (private use area).
_BULLETS = str.maketrans(dict.fromkeys("\uf0fc\uf0a7\uf0d8\uf0b7\uf02d\uf076", "-"))
# Control characters but for line ends and tabs, and marks that only steer the direction of text.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ue000-\uf8ff]"
)
_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_LINES = re.compile(r" ?\n ?")
_MANY_LINES = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """`text` in NFC, with plain spaces, at most one empty line in a row, nothing invisible."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = _INVISIBLE.sub("", text.translate(_BULLETS))
    text = _LINES.sub("\n", _SPACES.sub(" ", text))
    return _MANY_LINES.sub("\n\n", text).strip()


def one_line(text: str) -> str:
    """As `tidy`, with line ends as spaces."""
    return " ".join(tidy(text).split())


def value_or_none(text: str) -> str | None:
    """`text`, or None for an empty one and the national null, “Không có thông tin”."""
    return None if not text or text.casefold().rstrip(".") == NOTHING else text


def has_symbols(text: str) -> bool:
    """Whether `tidy` would replace or take out characters that cannot be shown."""
    return _INVISIBLE.search(text) is not None
