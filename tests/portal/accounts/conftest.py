"""One sub-site with its people, and a visitor at its host."""

import pytest

from sites.enums import Role
from tests.portal.accounts.people import Visitor, make_user


@pytest.fixture
def subsite(network):
    return network["thanh_phu_long"]


@pytest.fixture
def editor(subsite):
    return make_user("bientap", subsite=subsite, role=Role.EDITOR)


@pytest.fixture
def site_admin(subsite):
    return make_user("quantri.xa", subsite=subsite, role=Role.SITE_ADMIN)


@pytest.fixture
def visitor(subsite):
    return Visitor(subsite.site.hostname)


@pytest.fixture
def second_factor_required(settings):
    settings.REQUIRE_SECOND_FACTOR = True
