"""The engine alone: what the product tells it (names of places) stays out."""

import pytest

from search import synonyms


@pytest.fixture(autouse=True)
def only_shipped_words(monkeypatch):
    monkeypatch.setattr(synonyms, "_sources", [])
    synonyms.forget_rules()
    yield
    synonyms.forget_rules()
