import pytest

from search.searchable import registry
from tests.search.indexing.world import KIND, Clock, MemoryEngine, Notes


@pytest.fixture
def notes(monkeypatch) -> Notes:
    """The only kind there is."""
    found = Notes()
    monkeypatch.setattr(registry, "_kinds", {KIND: found})
    return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine() -> MemoryEngine:
    return MemoryEngine()
