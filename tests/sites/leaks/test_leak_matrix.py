"""Nobody of one sub-site sees, changes or infers anything of another's, at any door of the admin."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.admin.views.pages.listing import GenericPageFilterSet

from portal.participation import wagtail_hooks as form_hooks
from sites import admin_doors, doors, reports, wagtail_hooks
from sites.admin_doors import DOORS, door_of
from sites.enums import Role
from tests.sites.leaks.attempts import try_everything
from tests.sites.leaks.doors import admin_addresses
from tests.sites.leaks.matrix import mixed_objects, others_objects, own_objects, requests_for

pytestmark = pytest.mark.django_db


def test_every_address_of_the_admin_has_a_door():
    """A new screen of Wagtail or of ours must be looked at before people of sub-sites may enter."""
    without = sorted(
        {address.name for address in admin_addresses() if address.name and door_of(address.name) is None}
    )
    assert without == []


def test_no_address_of_the_admin_is_without_a_name():
    """The guard knows addresses by name; these three have none, and show nothing."""
    unnamed = {address.pattern for address in admin_addresses() if not address.name}
    assert unnamed == {"admin/^password_reset/.+$", "admin/test404/", "admin/^.*/$"}


def test_every_door_leads_somewhere_and_says_why():
    names = {address.name for address in admin_addresses()}
    for key, door in DOORS.items():
        assert any(name == key or (key.endswith("*") and name.startswith(key[:-1])) for name in names), key
        assert door.reason


def test_the_matrix_knows_every_argument(world):
    """Raises NotTaught for an address whose arguments it cannot fill."""
    way = others_objects(world)
    tried = [address for address in admin_addresses() if requests_for(address, world, way)]
    assert len(tried) > 200


@pytest.mark.parametrize("role", list(Role))
def test_no_role_reaches_the_other_subsite(world, role):
    tries = try_everything(world, role)
    assert not tries.leaks, str(tries)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SITE_ADMIN])
def test_own_screens_neither_name_nor_take_what_is_the_other_subsites(world, role):
    """Own objects in the address, the other's in query and body. The two roles whose rights the
    others' are parts of."""
    tries = try_everything(world, role, way=own_objects(world))
    assert not tries.leaks, str(tries)
    assert tries.opened > 150


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SITE_ADMIN])
def test_an_own_page_is_no_key_to_the_others_revisions_and_steps(world, role):
    tries = try_everything(world, role, way=mixed_objects(world))
    assert not tries.leaks, str(tries)


def test_planted_a_door_left_open(world, monkeypatch):
    monkeypatch.setitem(admin_doors.DOORS, "wagtailadmin_api:images:*", doors.is_open("planted"))
    tries = try_everything(world, Role.SITE_ADMIN, only="wagtailadmin_api:images")
    assert any("images" in leak.address for leak in tries.leaks)


def test_planted_a_chooser_without_its_filter(world, monkeypatch):
    monkeypatch.setattr(wagtail_hooks, "scope_of_request", lambda request: doors_open)
    tries = try_everything(world, Role.EDITOR, only="wagtailadmin_choose_page")
    assert any(leak.address.startswith("wagtailadmin_choose_page") for leak in tries.leaks)


def test_planted_a_report_that_names_everybody(world, monkeypatch):
    monkeypatch.setattr(reports, "scope_of_request", lambda request: doors_open)
    tries = try_everything(world, Role.SITE_ADMIN, only="site_reports:")
    assert any(leak.address.startswith("site_reports:") for leak in tries.leaks)


def test_planted_filters_of_a_listing_that_name_everybody(world, monkeypatch):
    owners = GenericPageFilterSet.base_filters["owner"]
    monkeypatch.setattr(owners, "queryset", lambda request: get_user_model().objects.all())
    tries = try_everything(world, Role.EDITOR, only="wagtailadmin_explore", way=own_objects(world))
    assert any("zqxmat" in leak.what for leak in tries.leaks)


def test_planted_a_destination_nobody_weighs(world, monkeypatch):
    monkeypatch.setattr(doors, "ids_sent", lambda request, names: [])
    tries = try_everything(world, Role.SITE_ADMIN, only="wagtailadmin_pages:copy", way=own_objects(world))
    assert any(leak.address == "wagtailadmin_pages:copy" for leak in tries.leaks)


def test_planted_a_list_of_everybodys_forms(world, monkeypatch):
    monkeypatch.setattr(form_hooks, "readable_forms", lambda user, forms, changeable: forms)
    leaks = try_everything(world, Role.QA_OFFICER, only="wagtailforms:").leaks
    assert any(leak.address == "wagtailforms:index" for leak in leaks)


class _Open:
    """A scope that holds everything: what a forgotten filter amounts to."""

    is_network = True
    administered_site_ids: frozenset[int] = frozenset()


doors_open = _Open()
