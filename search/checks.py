"""Promises every kind of document keeps, proved at start-up (`manage.py check`)."""

import re
from typing import Any

from django.core.checks import CheckMessage, Error

from search.searchable import Facet, registry

_CODE = re.compile(r"[a-z][a-z0-9._-]{0,39}")  # stands in addresses and in `SearchState.kind`


def check_searchables(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Kinds and facets have a readable label and a code of their own."""
    problems: list[CheckMessage] = []
    owners: dict[str, tuple[Facet, str]] = {}
    for kind in registry.all():
        if not _CODE.fullmatch(kind.code):
            problems.append(Error(f"{kind.code!r} is no code of a kind.", obj=type(kind), id="search.E001"))
        if not str(getattr(kind, "label", "")):
            problems.append(Error(f"Kind {kind.code!r} has no label.", obj=type(kind), id="search.E002"))
        for facet in kind.facets:
            if not _CODE.fullmatch(facet.code) or not str(facet.label):
                problems.append(
                    Error(f"Facet {facet.code!r} has no code or label.", obj=type(kind), id="search.E003")
                )
            known, owner = owners.setdefault(facet.code, (facet, kind.code))
            if known is not facet:
                problems.append(
                    Error(
                        f"Facet {facet.code!r} of {kind.code!r} is defined by {owner!r} too.",
                        hint="Give values for it, and leave the definition to one kind.",
                        obj=type(kind),
                        id="search.E004",
                    )
                )
    return problems
