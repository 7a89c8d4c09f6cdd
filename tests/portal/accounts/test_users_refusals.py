"""What a site admin must not do to anybody, tried with requests that no screen offers."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.accounts.users import services
from sites.enums import Role
from sites.services import network_roles_ensure
from tests.factories.units import NOW
from tests.portal.accounts.colleagues import enrol, group_of, make_user, roles_of, signed_in, state_of

User = get_user_model()
ACTIONS = ("disable", "enable", "password_link", "second_factor")


@pytest.fixture
def here(network):
    return network["thanh_phu_long"]


@pytest.fixture
def there(network):
    return network["hoa_phu"]


@pytest.fixture
def chief(here):
    return make_user("phuc", (here, Role.SITE_ADMIN))


@pytest.fixture
def admin(chief, here):
    return signed_in(chief, here)


@pytest.fixture
def deputy(here):
    return make_user("pho", (here, Role.SITE_ADMIN))


def person_form(user, *subsites, roles=(Role.SITE_ADMIN,)):
    form = {"full_name": "Bị Đổi", "email": "bidoi@example.vn", "is_superuser": "on", "is_active": ""}
    return form | {f"roles_{subsite.pk}": list(roles) for subsite in subsites}


def addresses_about(user, *subsites):
    yield reverse("site_users:edit", args=[user.pk])
    yield from (reverse(f"site_users:{name}", args=[user.pk]) for name in ACTIONS)
    yield from (reverse("site_users:take_away", args=[user.pk, subsite.pk]) for subsite in subsites)


def is_refused(answer) -> bool:
    """Not found, or sent home by Wagtail."""
    return answer.status_code in (403, 404) or (
        answer.status_code == 302 and answer["Location"] == reverse("wagtailadmin_home")
    )


# --- Somebody else's people


def test_people_of_another_site_do_not_exist(admin, here, there):
    stranger = make_user("nguoila", (there, Role.EDITOR))
    enrol(stranger)
    nobody = 999_999
    before = state_of(stranger)
    for address in addresses_about(stranger, here, there):
        answers = [admin.get(address), admin.post(address, person_form(stranger, here, there))]
        assert [answer.status_code for answer in answers] == [404, 404], address
        same = address.replace(f"/{stranger.pk}/", f"/{nobody}/", 1)
        assert admin.get(same).status_code == 404, "a number nobody has must answer alike"
    assert state_of(stranger) == before and not mail.outbox


@pytest.mark.parametrize("kind", ["superuser", "province", "plain", "direct right"])
def test_accounts_without_a_role_here_do_not_exist(admin, here, kind):
    other = make_user("khac", is_superuser=kind == "superuser")
    if kind == "province":
        other.groups.add(network_roles_ensure())
    if kind == "direct right":
        other.user_permissions.add(Permission.objects.get(codename="access_admin"))
    before = state_of(other)
    for address in addresses_about(other, here):
        assert admin.post(address, person_form(other, here)).status_code == 404, address
    assert state_of(other) == before


@pytest.mark.parametrize("kind", ["superuser", "province", "other site", "other group", "direct right"])
def test_of_a_shared_account_only_the_roles_here_change(admin, here, there, kind):
    shared = make_user("chung", (here, Role.EDITOR), is_superuser=kind == "superuser")
    if kind == "province":
        shared.groups.add(network_roles_ensure())
    if kind == "other site":
        shared.groups.add(group_of(there, Role.PUBLISHER))
    if kind == "other group":
        shared.groups.add(Group.objects.create(name="Tổ công nghệ"))
    if kind == "direct right":
        shared.user_permissions.add(Permission.objects.get(codename="access_admin"))
    enrol(shared)
    before = state_of(shared)
    for name in ACTIONS:
        address = reverse(f"site_users:{name}", args=[shared.pk])
        assert is_refused(admin.get(address)) and is_refused(admin.post(address)), name
    assert state_of(shared) == before and not mail.outbox

    edit = reverse("site_users:edit", args=[shared.pk])
    html = admin.get(edit).content.decode()
    assert 'name="full_name"' not in html and 'name="email"' not in html
    assert "Hòa Phú" not in html and "hoaphu" not in html, "where else somebody works is not said"
    form = person_form(shared, here, there, roles=[Role.CONTRIBUTOR])
    assert admin.post(edit, form).status_code == 302
    after = state_of(shared)
    assert after[:6] == before[:6]
    assert roles_of(shared, here) == {Role.CONTRIBUTOR}
    assert roles_of(shared, there) == ({Role.PUBLISHER} if kind == "other site" else set())


def test_roles_of_another_site_are_neither_given_nor_taken(admin, chief, here, there):
    mai = make_user("mai", (here, Role.EDITOR))
    form = person_form(mai, here, there) | {"groups": [group_of(there, Role.SITE_ADMIN).pk]}
    admin.post(reverse("site_users:edit", args=[mai.pk]), form)
    assert not roles_of(mai, there)
    mai.groups.add(group_of(there, Role.EDITOR))
    assert is_refused(admin.post(reverse("site_users:take_away", args=[mai.pk, there.pk])))
    assert roles_of(mai, there) == {Role.EDITOR}
    assert state_of(mai)[5] is False
    with pytest.raises(PermissionDenied):
        services.roles_set(user=mai, subsite=there, roles=[Role.SITE_ADMIN], actor=chief, now=NOW)


def test_nobody_is_added_to_another_site(admin, chief, here, there, network):
    form = {"full_name": "Lê Hoa", "username": "hoa", "email": "hoa@example.vn", "roles": [Role.SITE_ADMIN]}
    admin.post(reverse("site_users:add"), form | {"subsite": there.pk, "site": there.pk})
    hoa = User.objects.get(email="hoa@example.vn")
    assert roles_of(hoa, here) and not roles_of(hoa, there), "the only sub-site is the actor's own"

    chief.groups.add(group_of(network["phuoc_ly"], Role.SITE_ADMIN))
    other = form | {"email": "khac@example.vn", "username": "khac", "subsite": there.pk}
    assert admin.post(reverse("site_users:add"), other).status_code == 200
    assert not User.objects.filter(email="khac@example.vn").exists()
    with pytest.raises(PermissionDenied):
        services.colleague_add(
            subsite=there, full_name="A", username="a", email="a@example.vn", roles=[Role.EDITOR],
            actor=chief, now=NOW,
        )  # fmt: skip


def test_nobody_becomes_a_superuser(admin, here):
    form = {"full_name": "Lê Hoa", "username": "hoa", "email": "hoa@example.vn", "roles": [Role.EDITOR]}
    admin.post(
        reverse("site_users:add"), form | {"is_superuser": "on", "is_staff": "on", "user_permissions": "1"}
    )
    hoa = User.objects.get(email="hoa@example.vn")
    assert not hoa.is_superuser and not hoa.is_staff and not hoa.user_permissions.exists()


# --- Oneself and the last one


def test_the_last_site_admin_stays(admin, chief, here):
    make_user("mai", (here, Role.EDITOR))
    make_user("tat", (here, Role.SITE_ADMIN), is_active=False)
    invited = make_user("moi", (here, Role.SITE_ADMIN))
    invited.set_unusable_password()
    invited.save()
    edit = reverse("site_users:edit", args=[chief.pk])
    answer = admin.post(edit, {f"roles_{here.pk}": [Role.EDITOR]})
    assert answer.status_code == 200 and answer.context["form"].non_field_errors()
    answer = admin.post(reverse("site_users:take_away", args=[chief.pk, here.pk]))
    assert answer.status_code == 302 and answer["Location"] == edit
    assert roles_of(chief, here) == {Role.SITE_ADMIN}


def test_one_of_two_site_admins_may_go(admin, chief, deputy, here):
    answer = admin.post(reverse("site_users:take_away", args=[chief.pk, here.pk]))
    assert answer["Location"] == reverse("wagtailadmin_home")
    assert not roles_of(chief, here) and roles_of(deputy, here) == {Role.SITE_ADMIN}
    assert is_refused(admin.get(reverse("site_users:index"))) or admin.get(reverse("site_users:index"))[
        "Location"
    ].startswith("/admin/login/")


def test_two_site_admins_do_not_dismiss_each_other(chief, deputy, here):
    """What the second one's screen still offered is refused by the service."""
    services.user_disable(user=deputy, actor=chief, now=NOW)
    with pytest.raises(PermissionDenied):
        services.user_disable(user=chief, actor=User.objects.get(pk=deputy.pk), now=NOW)
    chief.refresh_from_db()
    assert chief.is_active


def test_a_site_keeps_an_admin_when_an_admin_of_two_sites_shuts_accounts(chief, here, network):
    """He is no longer site admin there himself, so the other one is the last."""
    there = network["phuoc_ly"]
    other = make_user("khac", (there, Role.SITE_ADMIN))
    province = make_user("tinh")
    province.groups.add(network_roles_ensure())
    chief.groups.add(group_of(there, Role.SITE_ADMIN))
    chief.set_unusable_password()
    chief.save()
    with pytest.raises(services.LastSiteAdmin):
        services.user_disable(user=other, actor=chief, now=NOW)
    services.user_disable(user=other, actor=province, now=NOW)
    other.refresh_from_db()
    assert not other.is_active


def test_nobody_changes_his_own_account_here(admin, chief, deputy, here):
    enrol(chief)
    before = state_of(chief)
    for name in ACTIONS:
        assert is_refused(admin.post(reverse(f"site_users:{name}", args=[chief.pk]))), name
    admin.post(reverse("site_users:edit", args=[chief.pk]), person_form(chief, here))
    assert state_of(chief) == before


def test_the_province_may_dismiss_the_last_one_but_not_its_own_kind(here, chief):
    province = make_user("tinh")
    peer = make_user("tinh2", (here, Role.EDITOR))
    superuser = make_user("toancao", (here, Role.EDITOR), is_superuser=True)
    for user in (province, peer):
        user.groups.add(network_roles_ensure())
    desk = signed_in(province, here)
    for untouchable in (peer, superuser):
        before = state_of(untouchable)
        for name in ACTIONS:
            assert is_refused(desk.post(reverse(f"site_users:{name}", args=[untouchable.pk]))), name
        assert state_of(untouchable) == before
    desk.post(reverse("site_users:take_away", args=[chief.pk, here.pk]))
    assert not roles_of(chief, here)


# --- Who does not enter


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SITE_ADMIN])
def test_other_roles_do_not_enter(here, chief, role):
    mai = make_user("mai", (here, role))
    desk = signed_in(mai, here)
    assert reverse("site_users:index") not in desk.get("/admin/").content.decode()
    before = [state_of(mai), state_of(chief)]
    for address in (
        reverse("site_users:index"),
        reverse("site_users:add"),
        *addresses_about(mai, here),
        *addresses_about(chief, here),
    ):
        assert is_refused(desk.get(address)) and is_refused(desk.post(address, person_form(mai, here))), (
            address
        )
    assert [state_of(mai), state_of(chief)] == before


def test_an_anonymous_visitor_is_sent_to_sign_in(client, here, chief):
    for address in (reverse("site_users:index"), *addresses_about(chief, here)):
        answer = client.post(address, HTTP_HOST=here.site.hostname)
        assert answer.status_code == 302 and "/admin/login/" in answer["Location"]


def test_a_shut_account_administers_nothing(chief, here):
    chief.is_active = False
    chief.save()
    mai = make_user("mai", (here, Role.EDITOR))
    with pytest.raises(PermissionDenied):
        services.user_disable(user=mai, actor=chief, now=NOW)


# --- Wagtail's own screens


def test_wagtails_own_screens_stay_shut_even_to_rights_given_by_mistake(admin, chief, here):
    rights = Permission.objects.filter(
        content_type__app_label__in=["accounts", "auth"], content_type__model__in=["user", "group"]
    )
    group_of(here, Role.SITE_ADMIN).permissions.add(*rights)
    chief.user_permissions.add(*rights)
    superuser = make_user("toancao", is_superuser=True)
    mai = make_user("mai", (here, Role.EDITOR))
    before = [state_of(superuser), state_of(mai), Group.objects.count()]
    group = group_of(here, Role.EDITOR)
    form = {
        "username": "x", "email": "x@example.vn", "first_name": "x", "last_name": "x",
        "password1": "mot-mat-khau-dai-2026", "password2": "mot-mat-khau-dai-2026", "is_superuser": "on",
        "name": "x", "mark_as_active": "False", "role": group.pk,
    }  # fmt: skip
    bulk = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    for address in (
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[superuser.pk]),
        reverse("wagtailusers_users:delete", args=[mai.pk]),
        reverse("wagtailusers_groups:index"),
        reverse("wagtailusers_groups:add"),
        reverse("wagtailusers_groups:edit", args=[group.pk]),
        reverse("wagtailusers_groups:delete", args=[group.pk]),
        *(f"{bulk}?id={superuser.pk}&id={mai.pk}".replace("set_active_state", name)
          for name in ("set_active_state", "delete", "assign_role")),
    ):  # fmt: skip
        assert is_refused(admin.get(address)) and is_refused(admin.post(address, form)), address
    assert [state_of(superuser), state_of(mai), Group.objects.count()] == before


def test_superusers_keep_wagtails_own_screens(here):
    desk = signed_in(make_user("toancao", is_superuser=True), here)
    for name in ("wagtailusers_users:index", "wagtailusers_users:add", "wagtailusers_groups:index"):
        assert desk.get(reverse(name)).status_code == 200
