"""The engines this installation uses, from its settings (README, "Environment")."""

from functools import cache
from pathlib import Path

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
