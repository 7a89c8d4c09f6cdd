"""A province's administrator makes one sub-site; nobody else can."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse

from sites.enums import Level, Role
from sites.models import Subsite, SubsiteContact
from sites.rights import network_roles_ensure
from tests.factories.units import make_unit

HOST = "longan.localhost"


def sign_in(client, django_user_model, *groups):
    user = django_user_model.objects.create_user("nguoidung", password="x")
    user.groups.set(groups)
    client.force_login(user)
    client.defaults["HTTP_HOST"] = HOST
    return user


@pytest.fixture
def admin(client, django_user_model, network):
    sign_in(client, django_user_model, network_roles_ensure())
    return client


@pytest.fixture
def newcomer(network):
    return make_unit("Vĩnh Công", Level.COMMUNE, parent=network["chau_thanh"].unit)


def test_from_the_menu_to_a_living_site(admin, newcomer):
    assert reverse("portal_sites:index") in admin.get("/admin/").content.decode()
    listing = admin.get(reverse("portal_sites:index"), {"q": "thanh phu"}).content.decode()
    assert "Xã Thanh Phú Long" in listing and "Xã Hòa Phú" not in listing
    choice = admin.get(reverse("portal_sites:choose_unit"), {"q": "vinh cong"}).content.decode()
    address = reverse("portal_sites:create", args=[newcomer.pk])
    assert address in choice and "Xã Hòa Phú" not in choice
    assert "vinhcong.longan.localhost" in admin.get(address).content.decode()

    answer = admin.post(address, {"hostname": "vinhcong.longan.localhost", "phone": "0272 000 002"})

    assert answer.status_code == 302
    subsite = Subsite.objects.get(unit=newcomer)
    assert SubsiteContact.objects.get(site=subsite.site).phone == "0272 000 002"
    assert admin.get("/", HTTP_HOST="vinhcong.longan.localhost").status_code == 200


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"hostname": "hoaphu.longan.localhost", "host_note": "x"}, "Xã Hòa Phú"),
        ({"hostname": "Vĩnh Công"}, "không dấu"),
        ({"hostname": ""}, "bắt buộc"),
        ({"hostname": "vinhcongmoi.longan.localhost"}, "vinhcong.longan.localhost"),
        ({"hostname": "vinhcong.longan.localhost", "email": "khong-phai-thu"}, "email"),
    ],
)
def test_a_wrong_form_is_explained_and_makes_nothing(admin, newcomer, form, error):
    answer = admin.post(reverse("portal_sites:create", args=[newcomer.pk]), form)
    assert answer.status_code == 200
    assert error in answer.content.decode()
    assert not Subsite.objects.filter(unit=newcomer).exists()


def test_a_unit_with_a_subsite_or_none_at_all_is_not_found(admin, network):
    assert admin.get(reverse("portal_sites:create", args=[network["hoa_phu"].unit.pk])).status_code == 404
    assert admin.get(reverse("portal_sites:create", args=[999_999])).status_code == 404


@pytest.mark.parametrize("role", [Role.SITE_ADMIN, Role.PUBLISHER])
def test_roles_of_a_subsite_do_not_enter(client, django_user_model, network, newcomer, role):
    group = network["hoa_phu"].roles.get(role=role).group
    sign_in(client, django_user_model, group)
    assert reverse("portal_sites:index") not in client.get("/admin/").content.decode()
    for address in (
        reverse("portal_sites:index"),
        reverse("portal_sites:choose_unit"),
        reverse("portal_sites:create", args=[newcomer.pk]),
    ):
        answer = client.get(address)
        assert answer.status_code == 302 and answer["Location"].endswith("/admin/"), address
    client.post(reverse("portal_sites:create", args=[newcomer.pk]), {"hostname": "vinhcong.longan.localhost"})
    assert not Subsite.objects.filter(unit=newcomer).exists()


def test_an_anonymous_visitor_is_sent_to_sign_in(client, network):
    answer = client.get(reverse("portal_sites:index"), HTTP_HOST=HOST)
    assert answer.status_code == 302 and "/admin/login/" in answer["Location"]


def test_wagtails_own_groups_with_rights_everywhere_are_gone(db):
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()


def test_only_units_of_the_own_province_are_offered(admin, newcomer):
    elsewhere = make_unit("Bình Thuận", Level.PROVINCE, code="60")
    make_unit("Vĩnh Công Khác", Level.COMMUNE, parent=elsewhere)
    offered = admin.get(reverse("portal_sites:choose_unit"), {"q": "vinh cong"}).content.decode()
    assert "Xã Vĩnh Công<" in offered and "Xã Vĩnh Công Khác" not in offered


@pytest.mark.parametrize("action", ["delete", "move", "copy"])
def test_the_root_and_the_homes_of_a_subsite_stay(admin, network, action):
    for page in (network["hoa_phu"].root_page, network["hoa_phu"].site.root_page):
        args = [page.pk]
        if action == "move":
            answer = admin.post(
                reverse("wagtailadmin_pages:move_confirm", args=[page.pk, network["chau_thanh"].root_page_id])
            )
        else:
            answer = admin.post(
                reverse(f"wagtailadmin_pages:{action}", args=args),
                {"new_title": "x", "new_slug": "x", "new_parent_page": network["chau_thanh"].root_page_id},
            )
        assert answer.status_code in (302, 403)
        path = page.path
        page.refresh_from_db()
        assert page.path == path
    assert Subsite.objects.count() == len(network)


def test_a_home_page_keeps_its_address(network):
    home = network["hoa_phu"].site.root_page.specific
    home.slug = "trang-chu"
    with pytest.raises(ValidationError):
        home.full_clean()
