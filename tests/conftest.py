"""Fixtures every test may use."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from sites.models import Subsite
from tests.factories.units import make_long_an
from tests.support.scheduling import FilesAndFolders


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return FilesAndFolders(config, log)


@pytest.fixture(autouse=True, scope="session")
def compiled_catalogues():
    """Addresses and titles come from the catalogue, so tests need it compiled."""
    call_command("compile_catalogues", verbosity=0)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def network(db) -> dict[str, Subsite]:
    """A province, two districts, three communes with their sub-sites."""
    return make_long_an()


@pytest.fixture
def visit():
    """`visit(subsite, "/tin-tuc/")` as an anonymous reader; keyword arguments go to the client."""
    client = Client()

    def _visit(subsite: Subsite, path: str = "/", *, method: str = "get", **kwargs):
        return getattr(client, method)(path, HTTP_HOST=subsite.site.hostname, **kwargs)

    _visit.client = client
    return _visit
