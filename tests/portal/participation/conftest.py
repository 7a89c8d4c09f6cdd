"""One commune is enough for most; a neighbour where two must not mix."""

import pytest

from tests.portal.participation.letters import feedback_form


@pytest.fixture
def site(network):
    return network["thanh_phu_long"]


@pytest.fixture
def neighbour(network):
    return network["hoa_phu"]


@pytest.fixture
def page(site):
    return feedback_form(site)
