"""People, a board, a waiting device."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from portal.signage.boards.pairing import Device, enrollment_begin
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup
from tests.factories.signage import make_board


@pytest.fixture
def sign_in(network):
    """`sign_in("hoa_phu", Role.SITE_ADMIN)` or `sign_in("province", NetworkRole.AUDITOR)`."""

    def _sign_in(place, role):
        subsite = network[place]
        user = get_user_model().objects.create_user(f"{place}-{role.value.lower()}", password="x")
        found = (
            NetworkGroup.objects.get(role=role)
            if isinstance(role, NetworkRole)
            else subsite.roles.get(role=role)
        )
        user.groups.add(found.group)
        client = Client(HTTP_HOST=subsite.site.hostname)
        client.force_login(user)
        return client

    return _sign_in


@pytest.fixture
def admin(sign_in):
    return sign_in("hoa_phu", Role.SITE_ADMIN)


@pytest.fixture
def province(sign_in):
    return sign_in("province", NetworkRole.PROVINCE_ADMIN)


@pytest.fixture
def board(network):
    return make_board(network["hoa_phu"].unit)


@pytest.fixture
def claim_code(network):
    """A device waits and shows this."""
    device = Device(name="LED ngã ba", width=192, height=96)
    return enrollment_begin(device=device, address="10.0.0.7", now=timezone.now())[1]
