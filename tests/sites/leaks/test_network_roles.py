"""The network's people whose rights end somewhere: the auditor, and the province's editor."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from sites.enums import NetworkRole
from sites.models import NetworkGroup, Subsite
from tests.sites.leaks.attempts import HOME, client_of
from tests.sites.leaks.doors import admin_addresses
from tests.sites.leaks.matrix import own_objects, requests_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(world):
    def _sign_in(role: NetworkRole):
        user = get_user_model().objects.create_user(f"tinh-{role}".lower(), password="x")
        user.groups.add(NetworkGroup.objects.get(role=role).group)
        return client_of(world, user)

    return _sign_in


def test_an_auditor_changes_nothing(world, sign_in):
    """Whatever is sent, to whatever address, about whatever object: nothing is other than before."""
    auditor = sign_in(NetworkRole.AUDITOR)
    before = world.state_of_all()
    way = own_objects(world)
    refused = 0
    for address in admin_addresses():
        if address.name == "wagtailadmin_logout":
            continue
        for path in requests_for(address, world, way):
            for send in (auditor.post, auditor.delete):
                answer = send(path + way.query_posted(address), way.body if send == auditor.post else "")
                refused += answer.status_code == 302 and answer.headers["Location"] == HOME
    assert refused > 400
    assert world.state_of_all() == before


def test_an_auditor_reads(world, sign_in):
    auditor = sign_in(NetworkRole.AUDITOR)
    for ids in (world.ids, world.own_ids):
        assert auditor.get(reverse("wagtailadmin_explore", args=[ids["index"]])).status_code == 200
        assert auditor.get(reverse("wagtailadmin_pages:edit", args=[ids["page"]])).status_code == 200
        assert auditor.get(reverse("wagtailadmin_pages:history", args=[ids["page"]])).status_code == 200
    assert auditor.get(reverse("portal_sites:index")).status_code == 200


SHUT_FOR_EDITORS = (
    "site_users:",
    "wagtailusers_users:",
    "wagtailusers_groups:",
    "wagtailsites:",
    "wagtaillocales:",
    "wagtailredirects:",
    "site_redirects:",
    "wagtailadmin_workflows:",
    "wagtailsettings:",
    "portal_sites:choose_unit",
    "portal_sites:create",
)
# A list of approval steps to look at; what may be made there is compared below.
TO_LOOK_AT = "wagtailadmin_workflows:task_cho"


def test_an_editor_of_the_province_enters_neither_users_nor_the_network(world, sign_in):
    editor = sign_in(NetworkRole.PROVINCE_EDITOR)
    before, number = world.state_of_all(), Subsite.objects.count()
    way = own_objects(world)
    entered = []
    for address in admin_addresses():
        if not address.name.startswith(SHUT_FOR_EDITORS):
            continue
        may_look = address.name.startswith(TO_LOOK_AT)
        for path in requests_for(address, world, way):
            for send, body in ((editor.get, None), (editor.post, way.body)):
                if send(path, body).status_code == 200 and not may_look:
                    entered.append(address.name)
    assert sorted(set(entered)) == []
    assert (world.state_of_all(), Subsite.objects.count()) == (before, number)


def test_an_editor_of_the_province_writes_on_its_own_site_and_on_no_other(world, sign_in, network):
    editor = sign_in(NetworkRole.PROVINCE_EDITOR)
    before = world.state_of_all()
    way = own_objects(world)
    for address in admin_addresses():
        if address.name.startswith(("wagtailadmin_pages:", "wagtail_bulk_action", "wagtailadmin_api:pages")):
            for path in requests_for(address, world, way):
                editor.post(path + way.query_posted(address), way.body)
    assert world.state_of_all() == before
    index = network["province"].root_page.get_children().first()
    assert editor.get(reverse("wagtailadmin_explore", args=[index.pk])).status_code == 200
