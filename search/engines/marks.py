"""Filters as words of the index: places, readers, languages, kinds and facet values."""

import hashlib


def mark(group: str, value: str) -> str:
    """A word no text contains, alike for alike values: `s3f1a…`."""
    digest = hashlib.blake2b(value.encode(errors="surrogatepass"), digest_size=6).hexdigest()
    return f"{group}{digest}zz"


def scope_mark(scope: str) -> str:
    return mark("s", scope)


def audience_mark(word: str) -> str:
    return mark("a", word)


def language_mark(language: str) -> str:
    return mark("l", language)


def facet_mark(code: str, value: str) -> str:
    return mark("f", f"{code}\0{value}")
