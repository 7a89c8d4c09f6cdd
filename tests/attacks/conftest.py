"""A sub-site with two people, tried as production serves it: named hosts, no debugging."""

import pytest
from django.test import Client

from sites.enums import Role
from tests.portal.accounts.people import Visitor, make_user


@pytest.fixture
def subsite(network, settings):
    settings.ALLOWED_HOSTS = [".localhost"]
    return network["province"]


@pytest.fixture
def editor(subsite):
    return make_user("bientap", subsite=subsite, role=Role.EDITOR)


@pytest.fixture
def site_admin(subsite):
    return make_user("quantri.xa", subsite=subsite, role=Role.SITE_ADMIN)


@pytest.fixture
def visitor(subsite):
    """Sees a failure of ours as the world does: 500."""
    visitor = Visitor(subsite.site.hostname)
    visitor.client = Client(raise_request_exception=False)
    return visitor
