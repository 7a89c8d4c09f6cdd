"""One sub-site beside another, their people, and the log as the tests read it."""

import pytest

from portal.audit.models import AuditEntry
from sites.enums import Level, NetworkRole, Role
from sites.models import NetworkGroup
from tests.factories.units import make_subsite, make_unit
from tests.portal.accounts.colleagues import make_user


@pytest.fixture
def province(db):
    return make_subsite(make_unit("Long An", Level.PROVINCE, code="80"))


@pytest.fixture
def home(province):
    return make_subsite(make_unit("Thanh Phú Long", parent=province.unit, code="28234"))


@pytest.fixture
def next_door(province):
    return make_subsite(make_unit("Hòa Phú", parent=province.unit, code="28216"))


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
