"""Indices of the cluster: an alias names the one in use, another the one being built.

Writers go through aliases only, so a swap is one request, and nobody ever writes to an index that an
alias has left. Each index has an alias of its own too: an index that is gone is not made again by a
late write.
"""

import uuid
from typing import Any

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

from search.engines.cluster_client import WRITE_S, Analysis, Cluster, plain
from search.engines.cluster_documents import FORMAT, mapping_of

_SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    # Tombstones are documents; a purged object that is born again begins at revision 1.
    "gc_deletes": "0s",
}
_LIVE = {"refresh_interval": "1s", "auto_expand_replicas": "0-1"}
# Nobody reads it yet: one copy, written in large pieces.
_BUILDING = {"refresh_interval": "-1", "number_of_replicas": 0}


class ClusterIndices:
    """Names and lives of the indices. Errors are the client's."""

    def __init__(self, cluster: Cluster, client: Elasticsearch) -> None:
        self._client = client.options(request_timeout=WRITE_S)
        self._analysis = Analysis(cluster.analysis)
        self.alias = f"{cluster.prefix}-{self._analysis}{FORMAT}"
        self.building = f"{self.alias}-building"

    def targets(self) -> list[str]:
        """Aliases to write to; the one in use is made when it is missing."""
        known = {name for names in self._aliases().values() for name in names}
        if self.alias not in known:
            self._make_first()
        return [self.alias, *([self.building] if self.building in known else [])]

    def build(self) -> str:
        """A new, empty index beside the one in use; an unfinished one is dropped."""
        self.targets()
        self._drop_all_but(self.alias)
        name = f"{self.alias}-{uuid.uuid4().hex[:12]}"
        self._make(name, self.building, _BUILDING)
        return name

    def finish(self, name: str) -> None:
        """Put the index in place, in one request. Done twice, it harms nothing.

        The old one is deleted afterwards, not in that request: a node closes an index before it has the new
        aliases, and for that moment the alias would lead nowhere. Who is still reading the old one is told
        that it is gone, and asks again.
        """
        self._client.indices.put_settings(index=name, settings={"index": _LIVE})
        self._client.indices.refresh(index=name)
        known = self._aliases()
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self.alias}}]
        actions += [
            {"remove": {"index": other, "alias": self.alias}}
            for other, aliases in known.items()
            if self.alias in aliases and other != name
        ]
        if self.building in known.get(name, []):
            actions.append({"remove": {"index": name, "alias": self.building}})
        self._client.indices.update_aliases(actions=actions)
        self._drop_all_but(self.alias, self.building)

    def cancel(self, name: str) -> None:
        self._drop(name)

    def drop_all(self) -> None:
        """For indices of an evaluation or a test."""
        for name in self._aliases():
            self._drop(name)

    def _make_first(self) -> None:
        """Always of one name, so that two writers cannot both make it."""
        try:
            self._make(f"{self.alias}-000001", self.alias, _LIVE)
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise

    def _make(self, name: str, alias: str, phase: dict[str, Any]) -> None:
        made = mapping_of(self._analysis)
        self._client.indices.create(
            index=name,
            mappings=made["mappings"],
            settings={
                "index": {**_SETTINGS, **phase, "similarity": made["similarity"]},
                "analysis": made["analysis"],
            },
            aliases={alias: {}, own_alias(name): {}},
        )

    def _aliases(self) -> dict[str, list[str]]:
        """Aliases of our indices, by index."""
        try:
            found = plain(self._client.indices.get_alias(index=f"{self.alias}-*"))
        except NotFoundError:
            return {}
        return {name: list(value["aliases"]) for name, value in found.items()}

    def _drop_all_but(self, *kept: str) -> None:
        for name, aliases in self._aliases().items():
            if not set(kept) & set(aliases):
                self._drop(name)

    def _drop(self, name: str) -> None:
        try:
            self._client.indices.delete(index=name)
        except NotFoundError:
            return


def own_alias(name: str) -> str:
    return f"{name}-itself"
