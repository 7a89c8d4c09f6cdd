"""The two sub-sites every test here looks at, made once for a file."""

from copy import deepcopy

import pytest

from tests.sites.leaks.world import World, make_world


@pytest.fixture(scope="module")
def kept_world(kept_network, django_db_blocker) -> World:
    with django_db_blocker.unblock():
        return make_world(deepcopy(kept_network))


@pytest.fixture
def world(kept_world, db) -> World:
    return deepcopy(kept_world)
