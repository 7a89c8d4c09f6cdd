"""One sub-site beside another, their people, and the log as the tests read it."""

import pytest

from portal.audit.models import AuditEntry
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup
from tests.portal.accounts.colleagues import make_user


@pytest.fixture
def province(network):
    return network["province"]


@pytest.fixture
def home(network):
    return network["thanh_phu_long"]


@pytest.fixture
def next_door(network):
    return network["hoa_phu"]


@pytest.fixture
def site_admin(home):
    return make_user("sep", (home, Role.SITE_ADMIN), full_name="Lê Văn Sếp")


@pytest.fixture
def clerk(home):
    return make_user("mai", (home, Role.EDITOR), full_name="Nguyễn Thị Mai")


@pytest.fixture
def province_admin(province):
    user = make_user("tinh", full_name="Phạm Thị Tỉnh")
    user.groups.add(NetworkGroup.objects.get(role=NetworkRole.PROVINCE_ADMIN).group)
    return user


@pytest.fixture
def told():
    """`told()` gives the entries written since the test began to ask, oldest first."""
    start = []

    def _told(action: str = "") -> list[AuditEntry]:
        last = start[0] if start else 0
        entries = AuditEntry.objects.filter(pk__gt=last).order_by("pk")
        found = list(entries.filter(action=action) if action else entries)
        return found

    def begin() -> None:
        newest = AuditEntry.objects.order_by("-pk").first()
        start[:] = [newest.pk if newest else 0]

    _told.begin = begin
    return _told
