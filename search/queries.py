"""What people type, as an engine may be asked. Nothing typed reaches an engine as its own syntax.

Understood: words; "a phrase"; -word and -"a phrase"; `so:774/QĐ-UBND` and the other fields of
`FIELDS`; a document number anywhere. Everything else is words.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from search.analysis import bigrams, canonical, clean, fold_letters, has_accents, tokens

LONGEST = 500  # characters; a citizen's question has eighty
MOST_TOKENS = 40
FIELDS = {"so": "number", "sohieu": "number", "tieude": "title", "title": "title", "number": "number"}

_PART = re.compile(
    r"""(?P<minus>(?<!\S)-)?(?:(?P<field>[^\W\d_]{2,8}):)?(?:["“”](?P<phrase>[^"“”]*)["“”]|(?P<word>\S+))"""
)
# What stands after the digits of a document's number, folded: kind and issuer.
_NUMBER_WORDS = frozenset(
    json.loads((Path(__file__).parent / "language" / "document_numbers.json").read_text())["words"]
)


@dataclass(frozen=True)
class Query:
    """A query ready for any engine. Tokens are canonical; `sequence` keeps their order and repeats,
    `tokens` has each once; `phrases`, `excluded`, `in_title` are token tuples.

    `numbers`: candidates for a document's number, folded tokens joined by `_`, the longest first.
    """

    text: str
    sequence: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    bigrams: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    in_title: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[str, ...] = ()
    is_accented: bool = False
    folded: tuple[str, ...] = field(default=())
    folded_bigrams: tuple[str, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Nothing to look for; a query of exclusions alone is empty too."""
        return not (self.tokens or self.numbers)


class BadQuery(ValueError):
    """The query is too long to be one (`LONGEST` characters)."""


def parse(text: str) -> Query:
    """Read a query. Raises BadQuery when it is longer than LONGEST; nothing else is refused."""
    if len(text) > LONGEST:
        raise BadQuery
    cleaned = clean(text).strip()
    sequence: list[list[str]] = []
    phrases, excluded, in_title, numbers = [], [], [], []
    for part in _PART.finditer(cleaned):
        named = FIELDS.get(fold_letters((part["field"] or "").lower()))
        typed = part["phrase"] if part["phrase"] is not None else part["word"]
        if part["field"] and named is None:
            typed = f"{part['field']} {typed}"
        found = tokens(canonical(typed))
        if not found:
            continue
        if part["minus"] and (part["phrase"] is not None or len(cleaned) > len(part[0])):
            excluded.append(tuple(found))
            continue
        if named == "number":
            numbers.append("_".join(fold_letters(token) for token in found))
            continue
        if named == "title":
            in_title.append(tuple(found))
        if part["phrase"] is not None and len(found) > 1:
            phrases.append(tuple(found))
        sequence.append(found)
    flat = [token for run in sequence for token in run][:MOST_TOKENS]
    folded = [fold_letters(token) for token in flat]
    if len(folded) == 1 and folded[0].isdigit():
        numbers.append(folded[0])
    return Query(
        text=cleaned,
        sequence=tuple(flat),
        tokens=tuple(dict.fromkeys(flat)),
        bigrams=tuple(dict.fromkeys(bigrams(flat))),
        phrases=tuple(phrases),
        excluded=tuple(excluded),
        in_title=tuple(in_title),
        numbers=tuple(dict.fromkeys([*numbers, *number_candidates(folded)])),
        is_accented=has_accents(flat),
        folded=tuple(dict.fromkeys(folded)),
        folded_bigrams=tuple(dict.fromkeys(bigrams(folded))),
    )


def number_candidates(folded: list[str]) -> list[str]:
    """Runs that may be a document's number: digits (and a year), then words of kind and issuer.

    >>> number_candidates(["774", "qd", "ubnd"])
    ['774_qd_ubnd', '774_qd']
    """
    found = []
    for start, token in enumerate(folded):
        if not token.isdigit() or len(token) > 5:
            continue
        end = start + 1
        if end < len(folded) and len(folded[end]) == 4 and folded[end].isdigit():
            end += 1
        known = end
        while end < len(folded) and end - start < 7 and _is_number_word(folded[end]):
            end += 1
        found += ["_".join(folded[start:stop]) for stop in range(end, known, -1)]
    return found


def number_prefixes(number: str) -> list[str]:
    """How a document's number is kept: every beginning of it that somebody may type.

    >>> number_prefixes("774/QĐ-UBND")
    ['774', '774_qd', '774_qd_ubnd']
    """
    parts = [fold_letters(token) for token in tokens(canonical(clean(number)))]
    beginnings = ["_".join(parts[:end]) for end in range(1, len(parts) + 1)]
    # The year is often left out: 22/2023/TT-BTTTT is asked for as 22/TT-BTTTT.
    if len(parts) > 2 and len(parts[1]) == 4 and parts[1].isdigit():
        beginnings += ["_".join([parts[0], *parts[2:end]]) for end in range(3, len(parts) + 1)]
    return beginnings


def _is_number_word(token: str) -> bool:
    return token in _NUMBER_WORDS or (token.startswith("qh") and token[2:].isdigit())
