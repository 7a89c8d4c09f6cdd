"""A search index of a test's own, filled by the real worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import timezone

from search.configured import embedded_engine, engines, search_service
from search.indexing.services import changes_mark
from search.indexing.worker import Worker
from search.models import SearchState
from search.searchable import registry


@contextmanager
def index_at(path: Path, settings) -> Iterator[None]:
    """The product's own services on an empty index in this folder."""
    settings.SEARCH_DIR = str(path)
    configured = (embedded_engine, engines, search_service)
    for one in configured:
        one.cache_clear()
    try:
        yield
    finally:
        for one in configured:
            one.cache_clear()


def index_everything() -> None:
    """All objects of all kinds, as a rebuild would find them."""
    for kind in registry.all():
        after = ""
        while pks := kind.keys(after=after, limit=1_000):
            changes_mark(kind=kind.code, pks=pks, now=timezone.now())
            after = pks[-1]
    index_changes()


def index_changes() -> None:
    """What the product itself has marked since."""
    sent = Worker(engines()).run_until_empty()
    assert not sent.failed, list(SearchState.objects.pending().values_list("kind", "pk_text", "error"))
