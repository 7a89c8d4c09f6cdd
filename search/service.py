"""The one door to every engine: pages, suggestions, API and evaluation all come through here.

`SearchService` asks the first engine that is up and says when the answer is reduced. What an engine
answers is re-checked in the database by the kinds themselves: an index that lags makes a page
shorter, never a leak.
"""

import logging
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from search.breaker import Breaker
from search.documents import Hit, Key, Results
from search.engines.base import Engine, EngineDown, Health, Request, Suggestion, Visibility
from search.highlighting import highlight, snippet
from search.queries import Query, parse
from search.searchable import Shown, registry

logger = logging.getLogger("search")

_TRIED = 10  # finds of a correction, of which one must be shown


@dataclass(frozen=True)
class Find:
    """A find that may be shown, with what was asked for marked."""

    key: Key
    shown: Shown
    title: str
    text: str
    hit: Hit


@dataclass(frozen=True)
class Page:
    """`finds` may be shorter than `results.hits`: what the database no longer shows is left out, of total
    and facets too; `is_about` says that other pages may hold more of it. `reach`: how many finds there are
    places for, pages are counted by it."""

    finds: tuple[Find, ...]
    results: Results
    is_about: bool = False
    reach: int = 0


class SearchService:
    """`engines`: the one to ask first, then the ones to fall back on. Never raises for an engine."""

    def __init__(self, engines: Sequence[Engine], breakers: dict[str, Breaker] | None = None) -> None:
        self.engines = list(engines)
        self.breakers = breakers or {engine.name: Breaker() for engine in self.engines}

    def search(self, request: Request) -> Results:
        """What the index knows. `is_reduced` when an engine other than the first has answered."""
        started = time.perf_counter()
        for place, engine in enumerate(self.engines):
            try:
                results = self._asked(engine, lambda engine=engine: engine.search(request))
            except EngineDown:
                continue
            took = (time.perf_counter() - started) * 1_000
            return replace(results, is_reduced=place > 0, took_ms=took)
        return Results((), 0, is_reduced=True)

    def page(self, request: Request, *, context: Any) -> Page:
        """As `search`, re-checked and ready to be shown. One query a kind on the page."""
        results = self.search(request)
        shown = self._shown(results.hits, context)
        changed = request.visibility.lag.changed
        finds = tuple(
            Find(
                key=hit.key,
                shown=shown[hit.key],
                title=highlight(shown[hit.key].title, request.query),
                # What was indexed of a changed object may be what was taken out of it.
                text=snippet((hit.key not in changed and hit.body) or shown[hit.key].summary, request.query),
                hit=hit,
            )
            for hit in results.hits
            if hit.key in shown
        )
        gone = [hit for hit in results.hits if hit.key not in shown]
        is_about = bool(gone) or (request.visibility.lag.is_partial and bool(finds))
        return Page(finds, _without(results, gone), is_about=is_about, reach=results.total)

    def suggest(
        self, typed: str, *, visibility: Visibility, limit: int, context: Any
    ) -> list[tuple[Suggestion, Shown]]:
        """Titles that go on as typed, re-checked. Empty when no engine is up."""
        for engine in self.engines:
            try:
                found = self._asked(
                    engine, lambda engine=engine: engine.suggest(typed, visibility=visibility, limit=limit)
                )
            except EngineDown:
                continue
            shown = self._shown(found, context)
            return [(one, shown[one.key]) for one in found if one.key in shown]
        return []

    def corrections(self, query: Query, *, visibility: Visibility, context: Any) -> tuple[str, ...]:
        """What was probably meant, best first, where it finds something that is shown. Empty when no
        engine is up."""
        meant = self._corrections(query, visibility=visibility)
        return tuple(text for text in meant if self._finds(text, visibility, context))

    def _finds(self, text: str, visibility: Visibility, context: Any) -> bool:
        results = self.search(Request(parse(text), visibility, limit=_TRIED))
        return not results.is_fuzzy and bool(self._shown(results.hits, context))

    def _corrections(self, query: Query, *, visibility: Visibility) -> tuple[str, ...]:
        for engine in self.engines:
            try:
                found: tuple[str, ...] = self._asked(
                    engine, lambda engine=engine: engine.corrections(query, visibility=visibility)
                )
            except EngineDown:
                continue
            return found
        return ()

    def health(self) -> dict[str, Health]:
        """Each engine by name."""
        return {engine.name: engine.health() for engine in self.engines}

    def _asked(self, engine: Engine, call: Any) -> Any:
        breaker = self.breakers[engine.name]
        if not breaker.lets_through(probe=lambda: engine.health().is_up):
            raise EngineDown(f"{engine.name}: resting after failures")
        try:
            answer = call()
        except EngineDown as error:
            breaker.failed()
            logger.warning("search engine %s: %s", engine.name, error)
            raise
        breaker.succeeded()
        return answer

    def _shown(self, found: Sequence[Any], context: Any) -> dict[Key, Shown]:
        by_kind: dict[str, list[Key]] = {}
        for one in found:
            by_kind.setdefault(one.key.kind, []).append(one.key)
        shown: dict[Key, Shown] = {}
        for code, keys in by_kind.items():
            kind = registry.get(code)
            if kind is not None:
                shown |= kind.shown(keys, context=context)
        return shown


def _without(results: Results, gone: Sequence[Hit]) -> Results:
    """Total and facets less what is not shown."""
    if not gone:
        return results
    fewer = Counter((code, value) for hit in gone for code, values in hit.facets.items() for value in values)
    facets = {
        code: tuple(
            (value, count - fewer[code, value]) for value, count in counts if count > fewer[code, value]
        )
        for code, counts in results.facets.items()
    }
    return replace(results, total=max(0, results.total - len(gone)), facets=facets)
