"""The province acts as a site's people: who may, under which names, for how long."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import signals
from portal.accounts.acting import middleware, views
from portal.accounts.acting.enums import Ending
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup, Subsite
from tests.portal.accounts.colleagues import enrol, make_user, signed_in, state_of

pytestmark = pytest.mark.django_db
REASON = "Cán bộ nghỉ phép, nhờ sửa giờ làm việc"
STOP = "/admin/stop-acting/"


def network_user(username: str, role: NetworkRole):
    user = make_user(username)
    user.groups.add(NetworkGroup.objects.get(role=role).group)
    return user


@pytest.fixture
def home(subsite):
    return subsite


@pytest.fixture
def province_admin(home):
    return network_user("tinh", NetworkRole.PROVINCE_ADMIN)


@pytest.fixture
def clerk(home):
    return make_user("mai", (home, Role.EDITOR), full_name="Nguyễn Thị Mai")


@pytest.fixture
def client(home, province_admin) -> Client:
    return signed_in(province_admin, home)


@pytest.fixture
def heard():
    """What the two signals said: (name, facts)."""
    found = []

    def started(**facts):
        found.append(("started", facts))

    def ended(**facts):
        found.append(("ended", facts))

    signals.acting_started.connect(started)
    signals.acting_ended.connect(ended)
    yield found
    signals.acting_started.disconnect(started)
    signals.acting_ended.disconnect(ended)


def start(client: Client, user, reason: str = REASON):
    return client.post(reverse("site_users:act_as", args=[user.pk]), {"reason": reason})


def whoami(client: Client) -> str:
    return client.get("/admin/").wsgi_request.user.username


def test_the_screen_offers_it_and_begins_with_a_reason(client, clerk, province_admin, heard):
    screen = client.get(reverse("site_users:edit", args=[clerk.pk])).content.decode()
    assert reverse("site_users:act_as", args=[clerk.pk]) in screen
    question = client.get(reverse("site_users:act_as", args=[clerk.pk])).content.decode()
    assert "Nguyễn Thị Mai" in question and "csrfmiddlewaretoken" in question
    assert start(client, clerk).status_code == 302
    assert whoami(client) == "mai"
    name, facts = heard[0]
    assert (name, facts["actor"], facts["user"], facts["reason"]) == (
        "started",
        province_admin,
        clerk,
        REASON,
    )


@pytest.mark.parametrize("reason", ["", "   ", "x", "x" * 501])
def test_without_a_reason_nothing_begins(client, clerk, heard, reason):
    answer = start(client, clerk, reason)
    assert answer.status_code == 200 and answer.context["form"].errors["reason"]
    assert whoami(client) == "tinh" and not heard


def test_a_link_does_not_begin_it(client, clerk):
    client.get(reverse("site_users:act_as", args=[clerk.pk]))
    assert whoami(client) == "tinh"


def test_another_sites_form_neither_begins_nor_ends_it(home, province_admin, clerk):
    strict = Client(HTTP_HOST=home.site.hostname, enforce_csrf_checks=True)
    strict.force_login(province_admin)
    assert start(strict, clerk).status_code == 403
    assert strict.post(STOP).status_code == 403
    assert whoami(strict) == "tinh"


def test_a_superuser_may_too(home, clerk):
    client = signed_in(make_user("goc", is_superuser=True), home)
    start(client, clerk)
    assert whoami(client) == "mai"


@pytest.mark.parametrize("role", [NetworkRole.PROVINCE_EDITOR, NetworkRole.AUDITOR])
def test_others_of_the_province_may_not(home, clerk, role, heard):
    client = signed_in(network_user("khac", role), home)
    start(client, clerk)
    assert whoami(client) == "khac" and not heard


def test_a_site_admin_may_not(home, clerk, heard):
    client = signed_in(make_user("sep", (home, Role.SITE_ADMIN)), home)
    screen = client.get(reverse("site_users:edit", args=[clerk.pk])).content.decode()
    assert reverse("site_users:act_as", args=[clerk.pk]) not in screen
    start(client, clerk)
    assert whoami(client) == "sep" and not heard


def untouchable(kind: str, home, province_admin):
    if kind == "self":
        province_admin.groups.add(home.roles.get(role=Role.EDITOR).group)
        return province_admin
    user = make_user("cam", (home, Role.EDITOR), is_superuser=kind == "superuser", is_active=kind != "shut")
    if kind in NetworkRole.values:
        user.groups.add(NetworkGroup.objects.get(role=kind).group)
    if kind == "own right":
        user.user_permissions.add(Permission.objects.get(codename="change_user"))
    if kind == "other group":
        user.groups.add(Group.objects.create(name="Nhóm lạ"))
    return user


@pytest.mark.parametrize(
    "kind", ["self", "superuser", "shut", *NetworkRole.values, "own right", "other group"]
)
def test_nobody_acts_as_these(client, home, province_admin, kind, heard):
    user = untouchable(kind, home, province_admin)
    screen = client.get(reverse("site_users:edit", args=[user.pk])).content.decode()
    assert "/act-as/" not in screen
    start(client, user)
    assert whoami(client) == "tinh" and not heard


def test_it_is_not_nested(client, home, clerk, heard):
    boss = make_user("sep", (home, Role.SITE_ADMIN))
    start(client, boss)
    screen = client.get(reverse("site_users:edit", args=[clerk.pk])).content.decode()
    assert "/act-as/" not in screen
    start(client, clerk)
    assert whoami(client) == "sep" and len(heard) == 1


def test_rights_are_those_of_the_other(client, home, clerk):
    assert client.get(reverse("portal_sites:index")).status_code == 200
    start(client, clerk)
    assert client.get(reverse("portal_sites:index")).status_code == 302
    elsewhere = Subsite.objects.exclude(pk=home.pk)[0].root_page_id
    assert client.get(reverse("wagtailadmin_explore", args=[elsewhere])).status_code == 302


def test_a_banner_names_both_on_every_screen(client, home, clerk):
    start(client, clerk)
    shut = client.get(reverse("mfa_index"))
    screens = [
        client.get(path)
        for path in (
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_explore", args=[home.root_page.pk]),
            reverse("wagtailadmin_pages:edit", args=[home.site.root_page_id]),
            reverse("wagtailimages:index"),
        )
    ]
    for screen in [*screens, shut]:
        html = screen.content.decode()
        banner = html.split('class="acting"')[1].split("</form>")[0]
        assert 'role="status"' in banner and "Tinh" in banner and "Nguyễn Thị Mai" in banner
        assert f'action="{STOP}"' in banner and "csrfmiddlewaretoken" in banner
    assert all(screen.status_code == 200 for screen in screens)


def test_there_is_no_banner_otherwise(client):
    assert 'class="acting"' not in client.get("/admin/").content.decode()


OWN = [
    "mfa_index",
    "account_change_password",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "usersessions_list",
    "wagtailadmin_account",
]


@pytest.mark.parametrize("name", OWN)
def test_what_is_the_persons_own_is_shut(client, clerk, name):
    start(client, clerk)
    before = state_of(clerk)
    assert client.get(reverse(name)).status_code == 403
    assert client.post(reverse(name), {"session": "others", "oldpassword": "x"}).status_code == 403
    assert state_of(clerk) == before


def test_the_button_returns_to_the_own_session(client, clerk, province_admin, heard):
    start(client, clerk)
    answer = client.post(STOP)
    assert answer.headers["Location"] == reverse("site_users:edit", args=[clerk.pk])
    assert whoami(client) == "tinh"
    name, facts = heard[-1]
    assert (name, facts["actor"], facts["user"]) == ("ended", province_admin, clerk)
    assert (facts["how"], facts["reason"]) == (Ending.BUTTON, REASON)


def test_ending_what_has_not_begun_does_nothing(client, heard):
    assert client.get(STOP).status_code == 405
    assert client.post(STOP).status_code == 302
    assert whoami(client) == "tinh" and not heard


def test_the_session_key_is_new_at_both_ends(client, clerk):
    keys = [client.cookies["sessionid"].value]
    start(client, clerk)
    keys.append(client.cookies["sessionid"].value)
    client.post(STOP)
    keys.append(client.cookies["sessionid"].value)
    assert len(set(keys)) == 3


def test_signing_out_ends_both(client, clerk, province_admin, heard):
    start(client, clerk)
    client.post(reverse("wagtailadmin_logout"))
    assert client.get("/admin/").status_code == 302
    assert [name for name, _facts in heard] == ["started", "ended"]
    assert heard[-1][1]["how"] == Ending.SIGN_OUT
    client.force_login(province_admin)
    assert whoami(client) == "tinh"


class Later:
    """A clock an hour ahead."""

    @staticmethod
    def now():
        return timezone.now() + timedelta(hours=1, seconds=1)


def test_it_ends_after_an_hour_and_does_nothing_more(client, home, clerk, heard, monkeypatch):
    boss = make_user("sep", (home, Role.SITE_ADMIN))
    start(client, boss)
    monkeypatch.setattr(middleware, "timezone", Later)
    before = state_of(clerk)
    answer = client.post(reverse("site_users:disable", args=[clerk.pk]))
    assert answer.status_code == 302 and state_of(clerk) == before
    assert heard[-1][1]["how"] == Ending.EXPIRED
    assert whoami(client) == "tinh"


def lose_the_role(province_admin, clerk):
    province_admin.groups.clear()
    province_admin.groups.add(Group.objects.get(subsite_role__role=Role.EDITOR, user=clerk))


def become_a_superuser(province_admin, clerk):
    clerk.is_superuser = True
    clerk.save()


def be_shut(province_admin, clerk):
    clerk.is_active = False
    clerk.save()


@pytest.mark.parametrize("happens", [lose_the_role, become_a_superuser, be_shut])
def test_it_ends_when_it_is_no_longer_allowed(client, clerk, province_admin, heard, happens):
    start(client, clerk)
    happens(province_admin, clerk)
    client.get("/admin/")
    assert heard[-1][1]["how"] == Ending.NOT_ALLOWED
    assert whoami(client) == "tinh"


def test_it_ends_with_the_person(client, clerk):
    start(client, clerk)
    type(clerk).objects.filter(pk=clerk.pk).delete()
    client.get("/admin/")
    assert whoami(client) == "tinh"


def test_nobodys_devices_show_a_session_that_is_not_his(client, clerk, province_admin):
    start(client, clerk)
    client.get("/admin/")
    assert not UserSession.objects.filter(user=clerk).exists()
    clerk.refresh_from_db()
    assert clerk.last_login is None


def test_the_second_factor_is_the_real_persons(home, province_admin, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    boss = make_user("sep", (home, Role.SITE_ADMIN))
    enrol(boss)
    enrol(province_admin)
    client = Client(HTTP_HOST=home.site.hostname)
    client.force_login(province_admin)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 1}]
    session["account_authentication_methods_user"] = str(province_admin.pk)
    session.save()
    start(client, boss)
    assert whoami(client) == "sep"
    session = client.session
    del session["account_authentication_methods"]
    session.save()
    assert client.get("/admin/").status_code == 302


def test_the_screen_asks_the_same_again_when_it_is_sent(client, clerk, monkeypatch):
    """A stale form: the rule stands in the service too."""
    monkeypatch.setattr(views, "may_act_as", lambda actor, user: True)
    clerk.is_superuser = True
    clerk.save()
    start(client, clerk)
    assert whoami(client) == "tinh"
