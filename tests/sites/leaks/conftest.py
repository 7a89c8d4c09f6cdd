"""The two sub-sites every test here looks at, made once and written again for each file."""

from copy import deepcopy

import pytest

from tests.sites.leaks.world import World, make_world
from tests.support.kept_rows import KeptRows


@pytest.fixture(scope="session")
def world_rows() -> KeptRows:
    return KeptRows(make_world)


@pytest.fixture(scope="module")
def kept_world(world_rows, kept_network, django_db_blocker) -> World:
    with django_db_blocker.unblock():
        return world_rows.write(deepcopy(kept_network))


@pytest.fixture
def world(kept_world, db) -> World:
    return deepcopy(kept_world)
