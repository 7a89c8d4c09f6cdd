"""What a cluster answers, as the engine tells it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from search.documents import TOTAL_CAP, Hit, Key
from search.engines.base import Request, Sort, Visibility
from search.engines.cluster_documents import facet_field, id_of, safe_all, starts_of
from search.engines.cluster_queries import WINDOW, Attempt

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """An answer, with the best of each page and its attachments only.

    The server's `collapse` cannot be had with `rescore`, and in place of it would show the best of each by
    the first, cheap step; so it is done here, over the `WINDOW` that was put in order and what follows.
    """

    attempt: Attempt
    answer: Row

    @property
    def documents(self) -> int:
        return int(self.answer["hits"]["total"]["value"])

    @cached_property
    def groups(self) -> list[Row]:
        unique: dict[str, Row] = {}
        for hit in self.answer["hits"]["hits"]:
            unique.setdefault(hit["fields"]["group"][0], hit)
        return list(unique.values())

    @property
    def total(self) -> int:
        """Of pages: exact when all finds were fetched, else less only those met among the fetched."""
        if self.documents >= TOTAL_CAP:
            return TOTAL_CAP
        return self.documents - (len(self.answer["hits"]["hits"]) - len(self.groups))

    def page(self, request: Request) -> list[tuple[str, float]]:
        """(id, score), of noise only the best by date when dates were asked for."""
        found = self.groups
        if request.sort == Sort.NEWEST and self.attempt.is_loose:
            window = sorted(found[:WINDOW], key=_published, reverse=True)
            found = [*window, *found[WINDOW:]]
        return [
            (id_of(Key(hit["fields"]["kind"][0], hit["fields"]["pk"][0])), hit["_score"] or 0.0)
            for hit in found[request.offset : stop_of(request)]
        ]


def _published(hit: Row) -> float:
    return float(hit["fields"].get("published", [-1e18])[0])


def stop_of(request: Request) -> int:
    return min(max(request.offset + request.limit, 0), TOTAL_CAP)


def preference_of(request: Request) -> str:
    """All pages of a query come from one copy of the index, queries from all of them."""
    return hashlib.blake2b(request.query.text.encode(errors="replace"), digest_size=8).hexdigest()


def facets_of(found: Row, codes: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    counted = {}
    for code in codes:
        buckets = found["aggregations"][facet_field(code)]["values"]["buckets"]
        pairs = [(bucket["key"], bucket["doc_count"]) for bucket in buckets]
        counted[code] = tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
    return counted


def hit_of(row: Row, score: float) -> Hit:
    parent = row["parent"]
    published = row["published"]
    return Hit(
        key=key_of(row),
        score=score,
        title=row["title"],
        body=row["body"],
        number=row["number"],
        published_at=datetime.fromisoformat(published).astimezone(UTC) if published else None,
        facets={code: tuple(values) for code, values in row["values"].items()},
        parent=Key(parent[0], parent[1]) if parent else None,
    )


def key_of(row: Row) -> Key:
    return Key(row["kind"], row["pk"])


def begins(name: str, beginning: str) -> bool:
    return any(start.startswith(beginning) for start in starts_of(name)[:1])


def is_visible(row: Row, visibility: Visibility) -> bool:
    """What the completion cannot filter by."""
    return (
        datetime.fromisoformat(row["visible_from"])
        <= visibility.now
        < datetime.fromisoformat(row["visible_until"])
        and row["kind"] not in visibility.lag.hidden_kinds
        and key_of(row) not in visibility.lag.hidden
        and (not visibility.languages or row["language"] in visibility.languages)
        and not set(safe_all(visibility.audience)).isdisjoint(row["audience"])
        and (not visibility.scopes or not set(safe_all(visibility.scopes)).isdisjoint(row["scopes"]))
    )
