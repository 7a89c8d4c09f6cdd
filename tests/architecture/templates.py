"""What a template refers to, read from its source with Django's own lexer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template.base import Lexer, TokenType

from tests.architecture.rooms import ENGINES, ROOT

ADMIN_FOLDERS = ("wagtailadmin", "admin")
SUFFIXES = (".html", ".xml", ".txt", ".svg")


@dataclass(frozen=True)
class Reference:
    """`{% tag "target" %}` on a line; targets that are variables are not references."""

    tag: str
    target: str
    line: int


def template_files(*, public_only: bool = False) -> Iterator[Path]:
    """Every template of the project; `public_only` leaves out what only Wagtail's admin shows."""
    for room in ("portal", *ENGINES):
        for path in sorted((ROOT / room).rglob("templates/**/*")):
            if path.suffix in SUFFIXES and not (public_only and is_for_admin(path)):
                yield path


def is_for_admin(path: Path) -> bool:
    inside = path.relative_to(next(parent for parent in path.parents if parent.name == "templates"))
    return any(part in ADMIN_FOLDERS for part in inside.parts) or "wagtailadmin/" in path.read_text()


def references(source: str) -> Iterator[Reference]:
    """Libraries loaded, templates extended and included, static files named."""
    for token in Lexer(source).tokenize():
        if token.token_type != TokenType.BLOCK:
            continue
        tag, *rest = token.split_contents()
        if tag == "load":
            names = rest[rest.index("from") + 1 :] if "from" in rest else rest
            yield from (Reference(tag, name, token.lineno) for name in names)
        elif tag in ("extends", "include", "static") and rest and rest[0][0] in "\"'":
            yield Reference(tag, rest[0].strip("\"'"), token.lineno)


_COMMENTS = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)
_TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>", re.IGNORECASE)
_INLINE = re.compile(r"<style\b|<[a-z][^<>]*?\s(?:style|on[a-z]+)\s*=", re.IGNORECASE)
_FETCHED = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|track|input)\b[^>]*?\s(?:src|srcset|poster)\s*=\s*"
    r"[\"']?\s*(?:https?:)?//[^\s\"'>]*",
    re.IGNORECASE,
)
_LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_LINK_FETCHES = re.compile(
    r"rel\s*=\s*[\"']?[^\"'>]*\b(?:stylesheet|icon|preload|preconnect|prefetch|dns-prefetch|modulepreload|manifest)\b",
    re.IGNORECASE,
)
_LINK_OUTSIDE = re.compile(r"href\s*=\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE)


def strict_policy_problems(source: str) -> list[str]:
    """What a browser refuses under `default-src 'self'` without 'unsafe-inline'.

    A JSON-LD block is data, not a script, and is allowed.
    """
    source = _COMMENTS.sub("", source)
    markup = _TAGS.sub("x", source)
    problems = [match[0] for match in _INLINE.finditer(markup)]
    for match in _SCRIPT.finditer(markup):
        attributes = match["attributes"]
        if not re.search(r"\ssrc\s*=", attributes) and "application/ld+json" not in attributes:
            problems.append(match[0])
    problems += [match[0] for match in _FETCHED.finditer(markup)]
    problems += [
        match[0]
        for match in _LINK.finditer(markup)
        if _LINK_FETCHES.search(match[0]) and _LINK_OUTSIDE.search(match[0])
    ]
    return problems
