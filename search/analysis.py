"""Vietnamese text made comparable: what people type without accents must find what has them.

`đ` carries no combining mark in Unicode, so decomposition alone does not fold it.
"""

import re
import unicodedata

_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Lower case, no accents, `đ` as `d`, single spaces: `Đất  đai` and `dat dai` are equal."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _SPACES.sub(" ", bare).strip()


def words(text: str, *, limit: int = 12) -> list[str]:
    """The folded words of a query, in order, without repeats, at most `limit`."""
    return list(dict.fromkeys(re.findall(r"[\w/.-]+", fold(text))))[:limit]
