"""Query budgets with a reason."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def assert_queries(at_most: int, why: str) -> Iterator[CaptureQueriesContext]:
    """Fail with the list of queries when a block needs more than `at_most`."""
    with CaptureQueriesContext(connection) as captured:
        yield captured
    if len(captured) > at_most:
        listed = "\n".join(f"{n:3} {query['sql'][:300]}" for n, query in enumerate(captured, start=1))
        raise AssertionError(f"{len(captured)} queries, at most {at_most} ({why}):\n{listed}")
