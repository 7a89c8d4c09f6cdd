"""Fixtures every test may use."""

import gc
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import groupby
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client, SimpleTestCase

from sites.models import Subsite
from tests.factories.units import make_long_an
from tests.support.kept_rows import KeptRows
from tests.support.scheduling import FilesAndFolders, turn
from tests.support.search_index import index_at

# A process of tests holds a million objects that live as long as it does; looking through them again and
# again was a fifth of its time.
gc.set_threshold(100_000, 20, 100)


def pytest_collection_finish():
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return FilesAndFolders(config, log)


def pytest_addoption(parser):
    parser.addoption(
        "--only-database", action="store_true", help="leave out what asks for no database of the suite"
    )


DATABASE = {"db", "transactional_db", "django_db_setup"}


def asks_database(item: pytest.Item) -> bool:
    of_django = isinstance(getattr(item, "cls", None), type) and issubclass(item.cls, SimpleTestCase)
    return of_django or bool(item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames))


def pytest_collection_modifyitems(config, items):
    """Dear files first; in a file, tests that keep the network last: the others find an empty database."""
    if config.getoption("only_database"):
        others = [item for item in items if not asks_database(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if asks_database(item)]
    files = groupby(sorted(items, key=lambda item: turn(item.nodeid)), key=lambda item: item.path)
    items[:] = [
        item
        for _file, tests in files
        for item in sorted(tests, key=lambda test: "kept_network" in getattr(test, "fixturenames", ()))
    ]


@pytest.fixture(autouse=True, scope="session")
def compiled_catalogues():
    """Addresses and titles come from the catalogue, so tests need it compiled."""
    call_command("compile_catalogues", verbosity=0)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def network_rows() -> KeptRows:
    return KeptRows(make_long_an)


@pytest.fixture(scope="session")
def keeping(django_db_setup, django_db_blocker) -> Callable[[Callable[[], Any]], Iterator[Any]]:
    """`yield from keeping(make)` in a fixture of a wider scope than one test: what `make` returns, and what
    it wrote, until the scope ends; nothing of it, nor of what followed from it, is left for others."""

    def keep(make: Callable[[], Any]) -> Iterator[Any]:
        around = transaction.atomic()
        with django_db_blocker.unblock():
            around.__enter__()
        try:
            with django_db_blocker.unblock():
                made = make()
            yield made
        finally:
            with django_db_blocker.unblock():
                transaction.set_rollback(True)
                around.__exit__(None, None, None)

    return keep


@pytest.fixture(scope="module")
def kept_network(network_rows, keeping) -> Iterator[dict[str, Subsite]]:
    """The network, made once for a file: each of its tests rolls back to it.

    Wider in scope than a test's own transaction, so it begins first and ends last. Not for tests
    that need real commits: those would flush it.
    """
    yield from keeping(network_rows.write)


@pytest.fixture
def network(kept_network, db) -> dict[str, Subsite]:
    """A province, two districts, three communes with their sub-sites: a test's own copies."""
    return deepcopy(kept_network)


@pytest.fixture
def visit():
    """`visit(subsite, "/tin-tuc/")` as an anonymous reader; keyword arguments go to the client."""
    client = Client()

    def _visit(subsite: Subsite, path: str = "/", *, method: str = "get", **kwargs):
        return getattr(client, method)(path, HTTP_HOST=subsite.site.hostname, **kwargs)

    _visit.client = client
    return _visit


@pytest.fixture
def search_index(tmp_path, settings) -> Iterator[None]:
    """An empty index of the test's own."""
    with index_at(tmp_path / "search", settings):
        yield
