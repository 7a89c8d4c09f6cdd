"""The engines this installation uses, from its settings (README, "Environment")."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine
from search.service import SearchService


@cache
def embedded_engine() -> EmbeddedEngine:
    return EmbeddedEngine(Path(settings.SEARCH_DIR) / "embedded.sqlite3")


@cache
def engines() -> tuple[Engine, ...]:
    """The one that answers, then its fall-back. All are written."""
    return (embedded_engine(),)


@cache
def search_service() -> SearchService:
    return SearchService(engines())


@contextmanager
def _temporary_embedded() -> Iterator[Engine]:
    with TemporaryDirectory() as folder:
        yield EmbeddedEngine(Path(folder) / "embedded.sqlite3")


# By name: a context manager with an engine on an index of its own, gone afterwards. What is applied to
# it can be found at once.
TEMPORARY_ENGINES: dict[str, Callable[[], AbstractContextManager[Engine]]] = {
    "embedded": _temporary_embedded,
}
