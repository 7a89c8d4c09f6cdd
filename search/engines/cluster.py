"""The cluster engine: Elasticsearch 8.19/9 or OpenSearch 2.19, for provinces that have outgrown a file.

An answer takes two requests: which documents, in which order; then the texts of those on the page. So
the parts of one page (its attachments) can be joined, and long texts travel only when they are shown.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from elasticsearch import NotFoundError, helpers

from search.analysis import canonical, clean
from search.corrections import MOST_TITLES, corrections_of
from search.documents import PUBLIC, TOTAL_CAP, Entry, Hit, Key, Results
from search.engines.base import EngineDown, Health, Request, Suggestion, Visibility
from search.engines.cluster_answers import (
    Found,
    Row,
    begins,
    facets_of,
    hit_of,
    is_visible,
    key_of,
    preference_of,
    stop_of,
)
from search.engines.cluster_client import WRITE_S, Analysis, Cluster, asking, plain
from search.engines.cluster_documents import (
    id_of,
    place_of,
    source_of,
    starts_of,
)
from search.engines.cluster_indices import ClusterIndices, own_alias
from search.engines.cluster_queries import (
    WINDOW,
    Attempt,
    attempts_of,
    fuzzy_of,
    search_body,
    titles_of,
    visible_to,
)
from search.queries import Query

_SUGGESTED = 60
_CHUNK, _CHUNK_BYTES = 500, 8_000_000
# A rebuild's batch goes in shares, two at a time: the cluster has more processors than one, and words of the
# next share are spelled while it works.
_SHARE, _AT_ONCE = 150, 2
_CONFLICT, _GONE = 409, 404
_SHOWN = ("kind", "pk", "title", "body", "number", "published", "values", "parent")


class ClusterEngine:
    """`index`: write to and read from this alias alone, an index being built; else those in use."""

    name = "cluster"

    def __init__(self, cluster: Cluster, *, index: str = "") -> None:
        self.cluster = cluster
        self.client = cluster.client()
        self.indices = ClusterIndices(cluster, self.client)
        self._only = index

    # -- reading ---------------------------------------------------------------------------------

    def search(self, request: Request) -> Results:
        started = time.perf_counter()
        query = request.query
        if query.is_empty:
            return Results((), 0)
        with asking():
            found = self._found(request)
            hits = self._hits(found.page(request), request)
        facets = facets_of(found.answer, request.facets) if found.total else {}
        is_fuzzy = found.attempt.is_near and found.total > 0
        took = (time.perf_counter() - started) * 1_000
        return Results(tuple(hits), found.total, facets, is_fuzzy=is_fuzzy, took_ms=took)

    def suggest(self, typed: str, *, visibility: Visibility, limit: int) -> list[Suggestion]:
        beginning = starts_of(typed)[:1]
        if not beginning:
            return []
        places = [
            place_of(word, scope) for word in visibility.audience for scope in visibility.scopes or ("",)
        ]
        completion = {"field": "suggest", "size": _SUGGESTED, "contexts": {"place": places}}
        fields = ["kind", "pk", "title", "names", "language", "visible_from", "visible_until", "weight"]
        with asking():
            found = self._read(
                suggest={"titles": {"prefix": beginning[0], "completion": completion}},
                source=[*fields, "audience", "scopes"],
            )
        rows = [option["_source"] for option in found["suggest"]["titles"][0]["options"]]
        exact = canonical(clean(typed)).strip()
        rows = [row for row in rows if is_visible(row, visibility)]
        rows.sort(
            key=lambda row: (
                not any(begins(name, beginning[0]) for name in (row["title"], *row["names"])),
                exact not in canonical(row["title"]),
                -row["weight"],
                len(row["title"]),
                row["title"],
            )
        )
        unique = {row["title"]: Suggestion(key_of(row), row["title"]) for row in reversed(rows)}
        return list(reversed(unique.values()))[:limit]

    def corrections(self, query: Query, *, visibility: Visibility) -> tuple[str, ...]:
        if not query.tokens:
            return ()
        with asking():
            found = corrections_of(query, self._titles(titles_of(query, visibility)))
            if not found and (nearly := fuzzy_of(query)):
                found = corrections_of(query, self._titles(titles_of(query, visibility, nearly)))
        return found

    def revisions(self, *, after: Key | None = None, limit: int = 1_000) -> Iterator[tuple[Key, int, bool]]:
        with asking():
            if after is None:
                self.indices.targets()
                self._patient.indices.refresh(index=self._alias)
            found = plain(
                self._patient.search(
                    index=self._alias,
                    query={"match_all": {}},
                    sort=["kind", "pk"],
                    search_after=[after.kind, after.pk] if after else None,
                    size=limit,
                    version=True,
                    source=False,
                    docvalue_fields=["live"],
                    track_total_hits=False,
                    allow_partial_search_results=False,
                )
            )
        for hit in found["hits"]["hits"]:
            kind, pk = hit["sort"]
            yield Key(kind, pk), hit["_version"], bool(hit["fields"]["live"][0])

    def health(self) -> Health:
        try:
            with asking():
                state = plain(self.client.cluster.health())
                live = self._read(query={"term": {"live": True}}, size=0, track_total_hits=True)
                count = int(live["hits"]["total"]["value"])
        except EngineDown as error:
            return Health(False, detail=str(error))
        detail = f"{self.cluster.flavour}, {state['number_of_nodes']} nodes, {state['status']}, {self._alias}"
        return Health(state["status"] != "red", count, detail)

    # -- writing ---------------------------------------------------------------------------------

    def apply(self, entries: Sequence[Entry]) -> list[Key]:
        with asking():
            targets = [self._only] if self._only else self.indices.targets()
            failed, is_swapped = self._written(entries, targets)
            if is_swapped:
                # The rebuild ended meanwhile: its index answers now, and must have all of this.
                failed, _is_swapped = self._written(entries, [self._alias])
            if any(entry.document is None or PUBLIC not in entry.document.audience for entry in entries):
                # Its row is done now: what it hides must not be found for another second.
                self._patient.indices.refresh(index=self._alias)
        return failed

    def backfill(self, name: str, entries: Sequence[Entry]) -> list[Key]:
        with asking():
            return self._written(entries, [own_alias(name)])[0]

    def purge(self, tombstones: Sequence[tuple[Key, int]]) -> None:
        gone = {id_of(key): revision for key, revision in tombstones}
        if not gone:
            return
        with asking():
            for alias in self.indices.targets():
                self._patient.indices.refresh(index=alias)
                actions = list(self._purges(alias, gone))
                for _done in helpers.streaming_bulk(
                    self._patient, actions, raise_on_error=False, chunk_size=_CHUNK
                ):
                    pass  # a conflict: it was born again meanwhile, and stays
                self._patient.indices.refresh(index=alias)

    def rebuild_begin(self) -> str:
        with asking():
            return self.indices.build()

    def rebuild_target(self, name: str) -> "ClusterEngine":
        return ClusterEngine(self.cluster, index=own_alias(name))

    def rebuild_finish(self, name: str) -> None:
        with asking():
            self.indices.finish(name)

    def rebuild_cancel(self, name: str) -> None:
        with asking():
            self.indices.cancel(name)

    def refresh(self) -> None:
        """What was written can be found now; else it takes a second."""
        with asking():
            self._patient.indices.refresh(index=self._alias)

    # -- parts -----------------------------------------------------------------------------------

    @property
    def _alias(self) -> str:
        return self._only or self.indices.alias

    @property
    def _patient(self) -> Any:
        return self.client.options(request_timeout=WRITE_S)

    def _read(self, **question: Any) -> Row:
        """A whole answer; asked once more when the index was replaced under the question."""
        try:
            return plain(
                self.client.search(index=self._alias, allow_partial_search_results=False, **question)
            )
        except NotFoundError:
            return plain(
                self.client.search(index=self._alias, allow_partial_search_results=False, **question)
            )

    def _found(self, request: Request) -> Found:
        """The first attempt that finds enough, else the last that finds anything."""
        attempts = attempts_of(request.query)
        best = self._ask(request, next(attempts))
        for attempt in attempts:
            if best.total >= best.attempt.enough:
                break
            found = self._ask(request, attempt)
            best = found if found.total else best
        return best

    def _ask(self, request: Request, attempt: Attempt) -> Found:
        stop = stop_of(request)
        size = 0 if stop <= request.offset else max(WINDOW, stop)
        found = Found(attempt, self._answer(request, attempt, size))
        if size and len(found.groups) < stop and size < min(found.documents, TOTAL_CAP):
            found = Found(attempt, self._answer(request, attempt, TOTAL_CAP))
        return found

    def _answer(self, request: Request, attempt: Attempt, size: int) -> Row:
        body = search_body(request, attempt, size=size)
        return self._read(preference=preference_of(request), **body)

    def _hits(self, scored: Sequence[tuple[str, float]], request: Request) -> list[Hit]:
        """Texts of a page; asked with the filters again, for the index may have changed since.

        That may even be another index, when a rebuild has ended meanwhile: keys are the same in both, and
        what the new one does not hold, or hides, is left out.
        """
        if not scored:
            return []
        ids = {"ids": {"values": [one for one, _score in scored]}}
        found = self._read(
            query={"bool": {"filter": [ids, *visible_to(request.visibility)]}},
            size=len(scored),
            source=list(_SHOWN),
            track_total_hits=False,
            preference=preference_of(request),
        )
        rows = {hit["_id"]: hit["_source"] for hit in found["hits"]["hits"]}
        return [hit_of(rows[one], score) for one, score in scored if one in rows]

    def _titles(self, query: dict[str, Any]) -> list[str]:
        found = self._read(query=query, size=2 * MOST_TITLES, source=["title"], track_total_hits=False)
        return list(dict.fromkeys(hit["_source"]["title"] for hit in found["hits"]["hits"]))

    def _written(self, entries: Sequence[Entry], targets: Sequence[str]) -> tuple[list[Key], bool]:
        """Keys that failed, and whether the index being built has been put in place meanwhile."""
        analysis = Analysis(self.cluster.analysis)
        keys = {id_of(entry.key): entry.key for entry in entries}
        failed: dict[Key, None] = {}
        is_swapped = False
        for ok, item in self._sent(_actions(entries, targets, analysis), len(entries)):
            told = next(iter(item.values()))
            if ok or told["status"] == _CONFLICT:
                continue
            if told["status"] == _GONE and self.indices.building in targets:
                is_swapped = True
            else:
                failed[keys[told["_id"]]] = None
        return list(failed), is_swapped

    def _sent(self, actions: Iterator[dict[str, Any]], count: int) -> Iterable[tuple[bool, dict[str, Any]]]:
        how: dict[str, Any] = {
            "max_chunk_bytes": _CHUNK_BYTES,
            "raise_on_error": False,
            "require_alias": True,
        }
        if count <= _SHARE:
            return helpers.streaming_bulk(self._patient, actions, chunk_size=_SHARE, **how)
        return helpers.parallel_bulk(
            self._patient, actions, thread_count=_AT_ONCE, queue_size=_AT_ONCE, chunk_size=_SHARE, **how
        )

    def _purges(self, alias: str, gone: Mapping[str, int]) -> Iterator[dict[str, Any]]:
        ids = list(gone)
        for start in range(0, len(ids), _CHUNK):
            dead = [{"ids": {"values": ids[start : start + _CHUNK]}}, {"term": {"live": False}}]
            found = plain(
                self._patient.search(
                    index=alias,
                    query={"bool": {"filter": dead}},
                    size=_CHUNK,
                    version=True,
                    seq_no_primary_term=True,
                    source=False,
                )
            )
            for hit in found["hits"]["hits"]:
                if hit["_version"] <= gone[hit["_id"]]:
                    yield {
                        "_op_type": "delete",
                        "_index": alias,
                        "_id": hit["_id"],
                        "if_seq_no": hit["_seq_no"],
                        "if_primary_term": hit["_primary_term"],
                    }


def _actions(
    entries: Iterable[Entry], targets: Sequence[str], analysis: Analysis
) -> Iterator[dict[str, Any]]:
    for entry in entries:
        source = source_of(entry, analysis)
        for target in targets:
            yield {
                "_index": target,
                "_id": id_of(entry.key),
                "version": entry.revision,
                "version_type": "external_gte",
                "_source": source,
            }
