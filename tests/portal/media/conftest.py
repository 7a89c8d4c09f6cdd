"""A sub-site with an editor who uploads."""

import pytest
from django.test import Client

from sites.enums import Role
from tests.portal.accounts.people import make_user


@pytest.fixture
def subsite(network):
    return network["province"]


@pytest.fixture
def editors_browser(subsite):
    client = Client(HTTP_HOST=subsite.site.hostname)
    client.force_login(make_user("bientap", subsite=subsite, role=Role.EDITOR))
    return client
