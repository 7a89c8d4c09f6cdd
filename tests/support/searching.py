"""An index of a test's own, asked as the search page asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from portal.core.search_context import SearchContext
from search.configured import TEMPORARY_ENGINES
from search.documents import Document, Entry, Key
from search.engines.base import Engine, Request
from search.queries import parse
from search.searchable import registry
from search.service import Page, SearchService
from sites.models import Subsite
from tests.factories.units import NOW


@dataclass
class Index:
    engine: Engine

    def write(self, *kinds: str) -> None:
        """All of these kinds as they stand in the database now."""
        for code in kinds:
            self.engine.apply([Entry(found.key, 1, found) for found in documents(code).values()])

    def page(
        self,
        subsite: Subsite,
        typed: str,
        *,
        user: Any = None,
        language: str = "vi",
        now: datetime = NOW,
        **where: Any,
    ) -> Page:
        context = context_of(subsite, user=user, language=language, now=now, **where)
        request = Request(parse(typed), context.visibility, facets=("loai",))
        return SearchService([self.engine]).page(request, context=context)

    def titles(self, subsite: Subsite, typed: str, **who: Any) -> list[str]:
        return [find.shown.title for find in self.page(subsite, typed, **who).finds]


@contextmanager
def temporary_index(*kinds: str) -> Iterator[Index]:
    with TEMPORARY_ENGINES["embedded"]() as engine:
        index = Index(engine)
        index.write(*kinds)
        yield index


def documents(code: str) -> dict[str, Document]:
    """By key, of all that a rebuild would read."""
    kind = registry.get(code)
    assert kind
    return {found.key.pk: found for found in kind.documents(kind.keys(after="", limit=1_000))}


def context_of(
    subsite: Subsite, *, user: Any = None, language: str = "vi", now: datetime = NOW, is_alone: bool = False
) -> SearchContext:
    request = RequestFactory().get("/", HTTP_HOST=subsite.site.hostname)
    request.user = user or AnonymousUser()
    return SearchContext(request, subsite.unit, language, now, is_alone=is_alone)


def shown_now(subsite: Subsite, code: str, pk: object, **who: Any) -> bool:
    """Does the last look into the database let it through?"""
    kind = registry.get(code)
    assert kind
    key = Key(code, str(pk))
    return key in kind.shown([key], context=context_of(subsite, **who))
