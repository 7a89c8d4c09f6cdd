"""Every address of the admin, from the resolver: a new one cannot be forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

ADMIN = "admin/"


@dataclass(frozen=True)
class Address:
    """One pattern: its name (empty for Wagtail's catch-all), the names of its arguments, and the
    module of its view."""

    name: str
    arguments: frozenset[str]
    pattern: str
    module: str


def all_addresses() -> list[Address]:
    return list(_walk(get_resolver(), "", ()))


def admin_addresses() -> list[Address]:
    return [address for address in all_addresses() if address.pattern.startswith(ADMIN)]


def public_addresses() -> list[Address]:
    return [address for address in all_addresses() if not address.pattern.startswith(ADMIN)]


def _walk(resolver: URLResolver, prefix: str, spaces: tuple[str, ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, pattern, (*spaces, entry.namespace) if entry.namespace else spaces)
        elif isinstance(entry, URLPattern):
            name = ":".join((*spaces, entry.name)) if entry.name else ""
            arguments = frozenset(entry.pattern.regex.groupindex)
            yield Address(name, arguments, pattern, entry.callback.__module__)
