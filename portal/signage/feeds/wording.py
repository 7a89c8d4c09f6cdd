"""Words as feeds carry them: one line, NFC, no control characters."""

import unicodedata

from portal.signage.playlists import Item
from portal.signage.rendering.letters import clean_text, without_marks

FULL, SHORT, TITLE = 400, 60, 120  # `maxLength` of the contract


def one_line(text: str) -> str:
    """NFC; white space is single spaces; control characters, which XML has no place for, are gone."""
    return "".join(char for char in clean_text(text) if unicodedata.category(char)[0] != "C")


def in_ascii(text: str) -> str:
    """Printable ASCII: what was written for it, else the same without marks."""
    return without_marks(one_line(text))


def words_of(item: Item) -> str:
    """What an item says; its title when it is a picture alone."""
    return (one_line(item.full) or one_line(item.title))[:FULL]


def short_of(item: Item) -> str:
    """At most 60 characters."""
    short = one_line(item.short) or words_of(item)
    return short if len(short) <= SHORT else short[: SHORT - 1].rstrip() + "…"


def ascii_of(item: Item) -> str:
    return in_ascii(item.ascii or words_of(item))[:FULL]
