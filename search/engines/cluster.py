"""The cluster engine: Elasticsearch 8.19/9 or OpenSearch 2.19, for provinces that have outgrown a file.

An answer takes two requests: which documents, in which order; then the texts of those on the page. So
the parts of one page (its attachments) can be joined, and long texts travel only when they are shown.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from elasticsearch import NotFoundError, helpers

from search.analysis import canonical, clean
from search.corrections import MOST_TITLES, corrections_of
from search.documents import PUBLIC, TOTAL_CAP, Entry, Hit, Key, Results
from search.engines.base import EngineDown, Health, Request, Sort, Suggestion, Visibility
from search.engines.cluster_client import WRITE_S, Analysis, Cluster, asking, plain
from search.engines.cluster_documents import (
    facet_field,
    id_of,
    place_of,
    safe_all,
    source_of,
    starts_of,
)
from search.engines.cluster_indices import ClusterIndices, own_alias
from search.engines.cluster_queries import (
    WINDOW,
    fuzzy_of,
    is_question,
    search_body,
    titles_of,
    visible_to,
    wanted_of,
)
from search.queries import Query

_SUGGESTED = 60
_FEW = 10  # of a question's finds: then half of its words will do
_CHUNK, _CHUNK_BYTES = 500, 8_000_000
_CONFLICT, _GONE = 409, 404
_SHOWN = ("kind", "pk", "title", "body", "number", "published", "values", "parent")
Row = Mapping[str, Any]


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
            found, is_fuzzy = self._ask(request, wanted_of(query)), False
            if is_question(query) and _total(found) < _FEW:
                found = self._ask(request, wanted_of(query, is_loose=True))
            if not _total(found) and (nearly := fuzzy_of(query)):
                found, is_fuzzy = self._ask(request, nearly), True
            total = _total(found)
            hits = self._hits(_page(found["hits"]["hits"], request), request.visibility)
        facets = _facets(found, request.facets) if total else {}
        took = (time.perf_counter() - started) * 1_000
        return Results(tuple(hits), total, facets, is_fuzzy=is_fuzzy and total > 0, took_ms=took)

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
        rows = [row for row in rows if _is_visible(row, visibility)]
        rows.sort(
            key=lambda row: (
                not any(_begins(name, beginning[0]) for name in (row["title"], *row["names"])),
                exact not in canonical(row["title"]),
                -row["weight"],
                len(row["title"]),
                row["title"],
            )
        )
        unique = {row["title"]: Suggestion(_key(row), row["title"]) for row in reversed(rows)}
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

    def _ask(self, request: Request, wanted: dict[str, Any]) -> Row:
        stop = min(max(request.offset + request.limit, 0), TOTAL_CAP)
        size = 0 if stop <= request.offset else min(stop + 2 * request.limit, TOTAL_CAP)
        if request.sort == Sort.NEWEST and is_question(request.query):
            size = WINDOW
        return self._read(**search_body(request, wanted, size=size))

    def _hits(self, scored: Sequence[tuple[str, float]], visibility: Visibility) -> list[Hit]:
        """Texts of a page; asked with the filters again, for the index may have changed since."""
        if not scored:
            return []
        ids = {"ids": {"values": [one for one, _score in scored]}}
        found = self._read(
            query={"bool": {"filter": [ids, *visible_to(visibility)]}},
            size=len(scored),
            source=list(_SHOWN),
            track_total_hits=False,
        )
        rows = {hit["_id"]: hit["_source"] for hit in found["hits"]["hits"]}
        return [_hit(rows[one], score) for one, score in scored if one in rows]

    def _titles(self, query: dict[str, Any]) -> list[str]:
        found = self._read(query=query, size=2 * MOST_TITLES, source=["title"], track_total_hits=False)
        return list(dict.fromkeys(hit["_source"]["title"] for hit in found["hits"]["hits"]))

    def _written(self, entries: Sequence[Entry], targets: Sequence[str]) -> tuple[list[Key], bool]:
        """Keys that failed, and whether the index being built has been put in place meanwhile."""
        analysis = Analysis(self.cluster.analysis)
        keys = {id_of(entry.key): entry.key for entry in entries}
        failed: dict[Key, None] = {}
        is_swapped = False
        for ok, item in helpers.streaming_bulk(
            self._patient,
            _actions(entries, targets, analysis),
            chunk_size=_CHUNK,
            max_chunk_bytes=_CHUNK_BYTES,
            raise_on_error=False,
            require_alias=True,
        ):
            told = next(iter(item.values()))
            if ok or told["status"] == _CONFLICT:
                continue
            if told["status"] == _GONE and self.indices.building in targets:
                is_swapped = True
            else:
                failed[keys[told["_id"]]] = None
        return list(failed), is_swapped

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


def _page(hits: Sequence[Row], request: Request) -> list[tuple[str, float]]:
    """(id, score) of the asked-for page, the best of each page and its attachments only."""
    ordered = list(hits)
    if request.sort == Sort.NEWEST:
        ordered.sort(key=lambda hit: -float(hit["fields"].get("published", [-1e18])[0]))
    unique: dict[str, tuple[str, float]] = {}
    for hit in ordered:
        unique.setdefault(hit["fields"]["group"][0], (hit["_id"], hit["_score"] or 0.0))
    stop = min(request.offset + request.limit, TOTAL_CAP)
    return list(unique.values())[request.offset : stop]


def _total(found: Row) -> int:
    return min(int(found["hits"]["total"]["value"]), TOTAL_CAP)


def _facets(found: Row, codes: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    counted = {}
    for code in codes:
        buckets = found["aggregations"][facet_field(code)]["values"]["buckets"]
        pairs = [(bucket["key"], bucket["doc_count"]) for bucket in buckets]
        counted[code] = tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
    return counted


def _hit(row: Row, score: float) -> Hit:
    parent = row["parent"]
    published = row["published"]
    return Hit(
        key=_key(row),
        score=score,
        title=row["title"],
        body=row["body"],
        number=row["number"],
        published_at=datetime.fromisoformat(published).astimezone(UTC) if published else None,
        facets={code: tuple(values) for code, values in row["values"].items()},
        parent=Key(parent[0], parent[1]) if parent else None,
    )


def _key(row: Row) -> Key:
    return Key(row["kind"], row["pk"])


def _begins(name: str, beginning: str) -> bool:
    return any(start.startswith(beginning) for start in starts_of(name)[:1])


def _is_visible(row: Row, visibility: Visibility) -> bool:
    """What the completion cannot filter by."""
    return (
        datetime.fromisoformat(row["visible_from"])
        <= visibility.now
        < datetime.fromisoformat(row["visible_until"])
        and row["kind"] not in visibility.lag.hidden_kinds
        and _key(row) not in visibility.lag.hidden
        and (not visibility.languages or row["language"] in visibility.languages)
        and not set(safe_all(visibility.audience)).isdisjoint(row["audience"])
        and (not visibility.scopes or not set(safe_all(visibility.scopes)).isdisjoint(row["scopes"]))
    )
