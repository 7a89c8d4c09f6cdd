"""The engines this installation uses, from its settings (README, "Environment")."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.documents import Entry, Key
from search.engines.base import Engine, EngineDown
from search.engines.cluster import ClusterEngine
from search.engines.cluster_client import Analysis, Cluster, Flavour
from search.engines.embedded import EmbeddedEngine
from search.service import SearchService


@cache
def embedded_engine() -> EmbeddedEngine:
    return EmbeddedEngine(Path(settings.SEARCH_DIR) / "embedded.sqlite3")


def cluster() -> Cluster:
    """Raises ImproperlyConfigured for a flavour or analysis that is none."""
    try:
        return Cluster(
            tuple(settings.SEARCH_URL),
            Flavour(settings.SEARCH_FLAVOUR),
            Analysis(settings.SEARCH_ANALYSIS),
            settings.SEARCH_INDEX_PREFIX,
        )
    except ValueError as error:
        raise ImproperlyConfigured(f"Search cluster: {error}.") from error


@cache
def cluster_engine() -> ClusterEngine:
    return ClusterEngine(cluster())


@cache
def engines() -> tuple[Engine, ...]:
    """The one that answers, then its fall-back. All are written."""
    if settings.SEARCH_URL:
        return (cluster_engine(), embedded_engine())
    return (embedded_engine(),)


@cache
def search_service() -> SearchService:
    return SearchService(engines())


@contextmanager
def _temporary_embedded() -> Iterator[Engine]:
    with TemporaryDirectory() as folder:
        yield EmbeddedEngine(Path(folder) / "embedded.sqlite3")


@contextmanager
def _temporary_cluster() -> Iterator[Engine]:
    if not settings.SEARCH_URL:
        raise EngineDown("LIENCONG_SEARCH_URL names no cluster")
    engine = _Settling(replace(cluster(), prefix=f"temporary-{uuid.uuid4().hex[:12]}"))
    try:
        yield engine
    finally:
        engine.indices.drop_all()


class _Settling(ClusterEngine):
    def apply(self, entries: Sequence[Entry]) -> list[Key]:
        failed = super().apply(entries)
        self.refresh()
        return failed


# By name: a context manager with an engine on an index of its own, gone afterwards. What is applied to
# it can be found at once.
TEMPORARY_ENGINES: dict[str, Callable[[], AbstractContextManager[Engine]]] = {
    "cluster": _temporary_cluster,
    "embedded": _temporary_embedded,
}
