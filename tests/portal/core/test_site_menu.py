"""The screen that arranges the menu: what readers see afterwards, and who may."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from portal.core.models import PortalPage
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup
from sites.rights import network_roles_ensure
from tests.factories.pages import home_page, make_article, news_index
from tests.portal.accounts.people import make_user


@pytest.fixture
def admin(network):
    return signed_in(
        make_user("quan-tri", subsite=network["hoa_phu"], role=Role.SITE_ADMIN), network["hoa_phu"]
    )


def signed_in(user, subsite) -> Client:
    client = Client(HTTP_HOST=subsite.site.hostname)
    client.force_login(user)
    return client


def address(subsite) -> str:
    return reverse("site_menu:arrange", args=[subsite.site_id])


def sections(subsite, language="vi") -> list[PortalPage]:
    return list(PortalPage.objects.child_of(home_page(subsite, language)).order_by("path"))


def form_of(subsite, language="vi", **changed) -> dict:
    """What the browser would send; `changed` overrides fields by their short names."""
    data = {"language": language}
    for place, page in enumerate(sections(subsite, language), start=1):
        data[f"{language}-order-{page.pk}"] = place
        if page.show_in_menus:
            data[f"{language}-show-{page.pk}"] = "on"
    data |= {f"{language}-{name.replace('_', '-')}": value for name, value in changed.items()}
    return {name: value for name, value in data.items() if value is not None}


def menu_titles(visit, subsite, path="/") -> list[str]:
    """The sections a reader finds; the query keeps a kept body away."""
    layout = visit(subsite, f"{path}?ve-lai=1").context["layout"]
    return [link.title for link in layout.menu][1:-1]


def test_what_is_ticked_and_numbered_stands_in_the_menu_at_once(network, admin, visit):
    site = network["hoa_phu"]
    before, etag = menu_titles(visit, site), visit(site)["ETag"]
    first, second, *_rest = sections(site)
    answer = admin.post(
        address(site), form_of(site, **{f"show_{first.pk}": None, f"order_{second.pk}": 99}), follow=True
    )
    assert "Đã đổi trình đơn" in answer.content.decode()
    after = menu_titles(visit, site)
    assert first.title not in after and after[-1] == second.title
    assert sorted([*after, first.title]) == sorted(before)
    assert visit(site)["ETag"] != etag
    assert visit(site, "/tin-tuc/").status_code == 200
    assert menu_titles(visit, site, "/en/") == [
        page.title for page in sections(site, "en") if page.show_in_menus
    ]


@pytest.mark.parametrize(
    ("button", "at", "to"), [("up", 1, 0), ("down", 0, 1), ("up", 0, 0), ("down", -1, -1)]
)
def test_a_button_moves_by_one_place_without_scripts(network, admin, button, at, to):
    site = network["hoa_phu"]
    before = sections(site)
    admin.post(address(site), form_of(site, **{button: before[at].pk}))
    after = sections(site)
    assert after[to] == before[at]
    assert {page.pk for page in after} == {page.pk for page in before}


def test_a_draft_keeps_waiting_and_does_not_take_the_choice_back(network, admin):
    site = network["hoa_phu"]
    index = news_index(site)
    index.title = "Tin chưa đăng"
    index.save_revision()
    admin.post(address(site), form_of(site, **{f"show_{index.pk}": None}))
    index.refresh_from_db()
    assert not index.show_in_menus and index.title != "Tin chưa đăng"
    index.latest_revision.publish(skip_permission_checks=True)
    index.refresh_from_db()
    assert index.title == "Tin chưa đăng" and not index.show_in_menus


def test_moved_sections_keep_what_stands_below_them(network, admin, visit):
    site = network["hoa_phu"]
    article = make_article(site)
    admin.post(
        address(site),
        form_of(site, **{f"order_{news_index(site).pk}": 1, f"order_{sections(site)[0].pk}": 2}),
    )
    assert visit(site, f"/tin-tuc/{article.slug}/").status_code == 200


def test_it_is_noted_who_changed_the_menu(network, admin):
    site = network["hoa_phu"]
    shown = sections(site)[0]
    admin.post(address(site), form_of(site, **{f"show_{shown.pk}": None}))
    entry = PageLogEntry.objects.get(action="core.menu_changed")
    assert (entry.page_id, entry.user.username, entry.data) == (shown.pk, "quan-tri", {"is_shown": False})
    admin.post(address(site), form_of(site))
    assert PageLogEntry.objects.filter(action="core.menu_changed").count() == 1


@pytest.mark.parametrize("number", ["", "0", "-3", "1000", "hai", "1.5"])
def test_a_wrong_number_changes_nothing_and_is_explained(network, admin, visit, number):
    site = network["hoa_phu"]
    before = menu_titles(visit, site)
    first = sections(site)[0]
    changed = {f"order_{first.pk}": number, f"show_{first.pk}": None}
    answer = admin.post(address(site), form_of(site, **changed))
    assert answer.status_code == 200
    assert "từ 1 đến 999" in answer.content.decode()
    assert menu_titles(visit, site) == before


def test_a_section_that_came_meanwhile_is_not_overrun(network, admin, visit):
    site = network["hoa_phu"]
    sent = form_of(site)
    del sent[f"vi-order-{sections(site)[0].pk}"]
    before = menu_titles(visit, site)
    assert admin.post(address(site), sent).status_code == 200
    assert menu_titles(visit, site) == before
    for language in ("", "fr"):
        assert admin.post(address(site), {"language": language}).status_code == 302
    assert menu_titles(visit, site) == before


def test_a_section_of_another_site_cannot_be_smuggled_in(network, admin, visit):
    own, other = network["hoa_phu"], network["thanh_phu_long"]
    theirs = sections(other)[0]
    before = menu_titles(visit, other)
    extra = {f"order_{theirs.pk}": 1, "up": theirs.pk, f"show_{theirs.pk}": None}
    admin.post(address(own), form_of(own, **extra))
    assert menu_titles(visit, other) == before


def test_others_sites_are_closed(network, admin, visit):
    other = network["thanh_phu_long"]
    before = menu_titles(visit, other)
    for answer in (
        admin.get(address(other)),
        admin.post(address(other), form_of(other, up=sections(other)[1].pk)),
    ):
        assert answer.status_code in (302, 403)
    assert menu_titles(visit, other) == before


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SITE_ADMIN])
def test_other_roles_do_not_enter(network, role):
    site = network["hoa_phu"]
    client = signed_in(make_user("nguoi", subsite=site, role=role), site)
    for path in (address(site), reverse("site_menu:index")):
        assert client.get(path).status_code in (302, 403)
    assert client.post(address(site), form_of(site, up=sections(site)[1].pk)).status_code in (302, 403)


def test_the_province_may_and_an_auditor_may_not(network):
    network_roles_ensure()
    site = network["hoa_phu"]
    moved = sections(site)[1]
    # The administrator last: each of the others leaves the section where it stood.
    for role in (NetworkRole.AUDITOR, NetworkRole.PROVINCE_EDITOR, NetworkRole.PROVINCE_ADMIN):
        user = make_user(role.value.lower())
        user.groups.add(NetworkGroup.objects.get(role=role).group)
        client = signed_in(user, network["province"])
        client.post(address(site), form_of(site, up=moved.pk))
        assert (sections(site)[0] == moved) is (role == NetworkRole.PROVINCE_ADMIN)


def test_one_site_is_opened_at_once_and_of_several_one_is_chosen(network, admin, django_user_model):
    index = reverse("site_menu:index")
    assert admin.get(index).headers["Location"] == address(network["hoa_phu"])
    django_user_model.objects.get(username="quan-tri").groups.add(
        network["phuoc_ly"].roles.get(role=Role.SITE_ADMIN).group
    )
    text = admin.get(index).content.decode()
    assert "Xã Hòa Phú" in text and "Xã Phước Lý" in text and "Thanh Phú Long" not in text


def test_a_closed_units_menu_stays_as_it_was(network, admin, visit):
    site = network["hoa_phu"]
    site.unit.valid_to = timezone.localdate()
    site.unit.save()
    before = menu_titles(visit, site)
    assert admin.post(address(site), form_of(site, up=sections(site)[1].pk)).status_code in (302, 403)
    assert menu_titles(visit, site) == before
