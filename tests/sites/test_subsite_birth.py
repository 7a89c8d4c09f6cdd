"""A sub-site is born whole, or not at all."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from portal.core.models import ContentVersion, PortalPage
from sites.enums import Level, Role
from sites.hostnames import HostName
from sites.models import Subsite, SubsiteContact
from sites.sections import registry
from sites.services import SubsiteRefused, subsite_create
from tests.factories.units import NOW, make_subsite, make_unit
from themes.models import SiteTheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Long An", Level.PROVINCE, code="80")


def test_everything_a_subsite_consists_of(province):
    subsite = make_subsite(province)

    assert subsite.site.hostname == "longan.localhost"
    homes = PortalPage.objects.child_of(subsite.root_page)
    assert sorted(homes.values_list("slug", flat=True)) == ["en", "vi"]
    assert {home.translation_key for home in homes} == {subsite.site.root_page.translation_key}
    sections = PortalPage.objects.child_of(subsite.site.root_page).live()
    assert {page.slug for page in sections} >= {"tin-tuc", "gioi-thieu", "lien-he", "dich-vu-cong-truc-tuyen"}
    assert set(PortalPage.objects.descendant_of(subsite.root_page).values_list("unit", flat=True)) == {
        province.pk
    }
    assert SiteTheme.objects.get(site=subsite.site).pack == "MODERN"
    assert SubsiteContact.objects.get(site=subsite.site).agency_name == "Ủy ban nhân dân tỉnh Long An"
    assert ContentVersion.objects.filter(site=subsite.site).count() == 1
    assert {role.role for role in subsite.roles.all()} == set(Role.values)
    steps = subsite.workflow.workflow_tasks.order_by("sort_order")
    assert [step.task.specific.groups.count() for step in steps] == [2, 2]
    assert subsite.root_page.workflowpage.workflow == subsite.workflow


def test_rights_hang_on_the_root_of_the_subsite_only(province):
    subsite = make_subsite(province)
    groups = [role.group for role in subsite.roles.all()]

    pages = GroupPagePermission.objects.filter(group__in=groups)
    assert set(pages.values_list("page", flat=True)) == {subsite.root_page_id}
    collections = GroupCollectionPermission.objects.filter(group__in=groups)
    assert set(collections.values_list("collection", flat=True)) == {subsite.collection_id}
    publisher = subsite.roles.get(role=Role.PUBLISHER).group
    assert publisher.page_permissions.filter(permission__codename="publish_page").exists()
    contributor = subsite.roles.get(role=Role.CONTRIBUTOR).group
    assert not contributor.page_permissions.filter(permission__codename="publish_page").exists()
    assert subsite.roles.get(role=Role.SITE_ADMIN).group.site_permissions.count() == 2


def test_a_failure_in_the_middle_leaves_nothing(province, monkeypatch):
    before = Page.objects.count()
    last = registry.in_order()[-1]

    def fail(birth):
        raise RuntimeError("broken section")

    monkeypatch.setitem(registry._sections, last.key, type(last)(last.key, last.order, fail))
    with pytest.raises(RuntimeError):
        subsite_create(unit=province, now=NOW)

    assert not Subsite.objects.exists()
    assert not Site.objects.exists()
    assert Page.objects.count() == before


def test_a_unit_has_one_subsite(province):
    make_subsite(province)
    with pytest.raises(SubsiteRefused, match="Long An"):
        subsite_create(unit=province, now=NOW)


@pytest.mark.parametrize("host", ["Long An.localhost", "-longan.localhost", "longan", "lóngan.localhost", ""])
def test_a_host_name_that_is_none_is_refused(province, host):
    with pytest.raises(SubsiteRefused):
        subsite_create(unit=province, now=NOW, hostname=HostName(host))
    assert not Subsite.objects.exists()


def test_a_taken_host_name_is_refused(province):
    make_subsite(province)
    commune = make_unit("Tân Tập", parent=province)
    with pytest.raises(SubsiteRefused, match=r"longan\.localhost"):
        subsite_create(unit=commune, now=NOW, hostname=HostName("longan.localhost"))


def test_the_tenth_costs_the_queries_of_the_third(province):
    """The first of a level takes all that is meant for the level."""
    make_subsite(province)
    make_subsite(make_unit("Minh", parent=province))
    counts = []
    for name in ("An", "Lâm", "Bình", "Khánh", "Cường", "Hà", "Dũng", "Giang"):
        unit = make_unit(name, parent=province)
        with CaptureQueriesContext(connection) as captured:
            make_subsite(unit)
        counts.append(len(captured))
    assert max(counts) == min(counts), counts


def test_collections_stay_a_sound_tree(province):
    for name in ("Minh", "An", "Lâm"):
        make_subsite(make_unit(name, parent=province))
    assert Collection.find_problems() == ([], [], [], [], [])
    assert Page.find_problems() == ([], [], [], [], [])
    Collection.get_first_root_node().add_child(name="Bản đồ")
    assert Collection.find_problems() == ([], [], [], [], [])
