"""The contract on a cluster, when there is one: LIENCONG_SEARCH_URL, LIENCONG_SEARCH_FLAVOUR and
LIENCONG_SEARCH_ANALYSIS name it (`make search-node` starts one)."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, islice

import pytest
from django.conf import settings

from search.configured import cluster
from search.engines.cluster import ClusterEngine
from tests.search.contract import hostile, queries, visibility, writing
from tests.search.contract.base import Subject

_NAMES = 40  # an address of a request holds no more
pytestmark = pytest.mark.skipif(not settings.SEARCH_URL, reason="LIENCONG_SEARCH_URL names no cluster")


@pytest.fixture(scope="module")
def new_subject() -> Iterator[Callable[[], Subject]]:
    ours, numbers = f"contract-{uuid.uuid4().hex[:8]}", count()

    def make() -> Subject:
        own = replace(cluster(), prefix=f"{ours}-{next(numbers)}")
        engine = ClusterEngine(own)
        engine.indices.targets()
        return Subject(engine, twin=lambda: ClusterEngine(own), settle=engine.refresh)

    yield make
    indices = cluster().client().options(request_timeout=60).indices
    left = iter(indices.get_alias(index=f"{ours}-*").body)
    for names in iter(lambda: list(islice(left, _NAMES)), []):
        indices.delete(index=",".join(names))


@pytest.fixture
def break_down() -> Callable[[Subject], None]:
    def break_it(subject: Subject) -> None:
        away = ClusterEngine(replace(subject.engine.cluster, urls=("http://127.0.0.1:9",)))
        subject.engine.client, subject.engine.indices = away.client, away.indices

    return break_it


class TestQueries(queries.QueryContract): ...


class TestCorrections(queries.CorrectionContract): ...


class TestVisibility(visibility.VisibilityContract): ...


class TestFacets(visibility.FacetContract): ...


class TestSuggestions(visibility.SuggestionContract): ...


class TestWriting(writing.WritingContract): ...


class TestRebuild(writing.RebuildContract): ...


class TestDown(writing.DownContract): ...


class TestHostile(hostile.HostileContract): ...
