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
from tests.search.contract.base import Contract, Subject, doc, key

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


class TestAttachments(Contract):
    """A page and its attachments come as one find, wherever in the list they stand."""

    def test_the_best_of_them_speaks(self, empty: Subject) -> None:
        empty.write(
            doc("page", "Công bố dự toán ngân sách"),
            doc("file", "Phụ lục 3 dự toán ngân sách", "Chi đầu tư phát triển", parent=key("page")),
            doc("other", "Dự toán ngân sách xã Hưng Điền"),
        )
        results = empty.search("chi đầu tư phát triển")
        assert [hit.key.pk for hit in results.hits] == ["file"]
        results = empty.search("dự toán ngân sách")
        assert (len(results.hits), results.total) == (2, 2)
        assert "other" in {hit.key.pk for hit in results.hits}

    def test_pages_are_full_and_counted(self, empty: Subject) -> None:
        """Many attachments before others: the next are fetched, and no page repeats or skips one."""
        first = [doc("page", "Thủ tục hành chính")]
        first += [
            doc(f"file-{number}", f"Thủ tục hành chính {number}", parent=key("page")) for number in range(250)
        ]
        rest = [doc(f"rest-{number}", "Tin", f"thủ tục hành chính {number}") for number in range(30)]
        empty.write(*first, *rest)
        pages = [empty.search("thủ tục hành chính", offset=offset) for offset in (0, 10, 20, 30, 40)]
        found = [hit.key.pk for page in pages for hit in page.hits]
        assert [len(page.hits) for page in pages] == [10, 10, 10, 1, 0]
        assert {page.total for page in pages} == {31}
        assert len(set(found)) == 31
