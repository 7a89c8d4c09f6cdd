"""The answer to what a reader asks, ready to be shown. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.http import HttpRequest
from django.utils.text import capfirst

from portal.core.finding.asking import RESULTS_PER_PAGE, Asked, Reach, named_values, reaches_of
from portal.core.finding.best_bets import Bet, best_bets
from portal.core.search_context import SearchContext
from search.configured import search_service
from search.documents import TOTAL_CAP
from search.engines.base import Request
from search.searchable import registry
from search.service import Find, Page
from themes.layout import Link

VALUES_SHOWN = 12  # of one facet


class Trouble(StrEnum):
    """Why an answer is less than it should be."""

    NONE = ""
    REDUCED = "reduced"
    DOWN = "down"
    EMPTY = "empty"


@dataclass(frozen=True)
class FacetValue:
    """`url` narrows to it, or lets it go when it is chosen."""

    value: str
    name: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class FacetShown:
    code: str
    label: str
    values: tuple[FacetValue, ...]

    @property
    def is_open(self) -> bool:
        return any(value.is_chosen for value in self.values)


@dataclass(frozen=True)
class Answer:
    """`asked` has the page that is really shown. `is_capped`: there are `total` or more. `reach`: finds that
    pages are counted by, with those that are not shown."""

    asked: Asked
    finds: tuple[Find, ...]
    total: int
    reach: int
    is_about: bool
    is_fuzzy: bool
    trouble: Trouble
    facets: tuple[FacetShown, ...]
    corrections: tuple[Link, ...]
    bets: tuple[Bet, ...]

    @property
    def is_capped(self) -> bool:
        return self.total >= TOTAL_CAP

    @property
    def chosen(self) -> tuple[FacetValue, ...]:
        """Choices that narrow the list; the address of each lets it go."""
        return tuple(value for facet in self.facets for value in facet.values if value.is_chosen)


def context_of(
    asked: Asked, request: HttpRequest, *, language: str, is_anonymous: bool = False
) -> SearchContext:
    frame = request.frame  # type: ignore[attr-defined]
    _words, unit = reaches_of(frame.unit)[asked.reach]
    return SearchContext(
        request=request,
        unit=unit,
        language=language,
        now=frame.now,
        is_alone=unit.pk == frame.unit.pk and asked.reach == Reach.SITE,
        is_anonymous=is_anonymous,
        home=frame.unit,
    )


def answer_to(asked: Asked, *, context: SearchContext, path: str, per_page: int = RESULTS_PER_PAGE) -> Answer:
    """At most thirty queries of the database, however many sub-sites and finds there are.

    `path` is where links to narrower and other answers lead.
    """
    page = _page(asked, context, per_page)
    last = max(1, -(-page.reach // per_page))
    if asked.number > last:
        asked = replace(asked, number=last)
        page = _page(asked, context, per_page)
    results = page.results
    is_first = asked.number == 1 and not asked.query.is_empty
    corrections = (
        search_service().corrections(asked.query, visibility=context.visibility, context=context)
        if is_first
        else ()
    )
    return Answer(
        asked=asked,
        finds=page.finds,
        total=results.total,
        reach=page.reach,
        is_about=page.is_about,
        is_fuzzy=results.is_fuzzy,
        trouble=_trouble(page, asked),
        facets=_facets(page, asked, path),
        corrections=tuple(Link(text, asked.changed(text=text).address(path)) for text in corrections),
        bets=best_bets(query=asked.query, context=context) if is_first else (),
    )


def _page(asked: Asked, context: SearchContext, per_page: int) -> Page:
    request = Request(
        query=asked.query,
        visibility=context.visibility,
        filters=dict(asked.filters),
        facets=tuple(facet.code for facet in registry.facets()),
        sort=asked.sort,
        offset=(asked.number - 1) * per_page,
        limit=per_page,
    )
    return search_service().page(request, context=context)


def _trouble(page: Page, asked: Asked) -> Trouble:
    if asked.query.is_empty:
        return Trouble.NONE
    if page.results.is_reduced:
        return Trouble.REDUCED if page.results.total else _down_or_reduced()
    if not page.results.total and _is_index_empty():
        return Trouble.EMPTY
    return Trouble.NONE


def _down_or_reduced() -> Trouble:
    is_any_up = any(health.is_up for health in search_service().health().values())
    return Trouble.REDUCED if is_any_up else Trouble.DOWN


def _is_index_empty() -> bool:
    return not any(health.documents for health in search_service().health().values())


def _facets(page: Page, asked: Asked, path: str) -> tuple[FacetShown, ...]:
    shown = []
    for facet in registry.facets():
        counts = dict(page.results.facets.get(facet.code, ()))
        chosen = asked.filters.get(facet.code, ())
        values = [*chosen, *(value for value in counts if value not in chosen)][:VALUES_SHOWN]
        if len(values) < 2 and not chosen:
            continue  # one value narrows nothing
        names = named_values(facet.code, values)
        if facet.labels is None:
            values.sort(reverse=True)  # years
        found = tuple(
            _value(facet.code, value, names, counts, asked, path) for value in values if value in names
        )
        if found:
            shown.append(FacetShown(facet.code, str(facet.label), found))
    return tuple(shown)


def _value(
    code: str, value: str, names: dict[str, str], counts: dict[str, int], asked: Asked, path: str
) -> FacetValue:
    is_chosen = value in asked.filters.get(code, ())
    other = asked.without(code) if is_chosen else asked.with_value(code, value)
    return FacetValue(value, names[value], counts.get(value, 0), other.address(path), is_chosen)


def suggestions(typed: str, *, context: SearchContext, limit: int) -> Sequence[tuple[str, str, str]]:
    """(title, address, kind) of what goes on as typed. What the database does not show is left out."""
    found = search_service().suggest(typed, visibility=context.visibility, limit=limit, context=context)
    return [(shown.title, shown.url, capfirst(str(shown.kind_label))) for _suggestion, shown in found]
