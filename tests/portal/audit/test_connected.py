"""Every act of the admin leaves one entry: who, what, where, from which address."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupPagePermission

from portal.audit.models import AuditEntry
from sites.enums import Role
from sites.models import SubsiteContact
from tests.factories.pages import make_article
from tests.portal.accounts.colleagues import make_user, signed_in
from tests.portal.accounts.people import Visitor
from tests.portal.accounts.people import make_user as make_signer

pytestmark = pytest.mark.django_db


def one(entries: list[AuditEntry]) -> AuditEntry:
    assert len(entries) == 1, [str(entry) for entry in entries]
    return entries[0]


@pytest.fixture
def signer(home):
    return make_signer("bientap", subsite=home, role=Role.EDITOR)


# --- The door


def test_a_sign_in_has_its_address(home, signer, told):
    told.begin()
    visitor = Visitor(home.site.hostname)
    visitor.client.defaults["HTTP_USER_AGENT"] = "Firefox\n" + "x" * 300
    visitor.sign_in("bientap")
    entry = one(told())
    assert (entry.action, entry.actor_id, entry.subsite_id) == ("accounts.signed_in", signer.pk, home.pk)
    assert (entry.source, entry.ip_address, entry.host) == ("WEB", "203.0.113.7", home.site.hostname)
    assert entry.user_agent.startswith("Firefox x") and len(entry.user_agent) == 200
    visitor.post(reverse("wagtailadmin_logout"))
    assert one(told("accounts.signed_out")).actor_id == signer.pk


def test_a_failed_sign_in_is_kept(home, signer, told):
    told.begin()
    Visitor(home.site.hostname).sign_in("bientap", "sai mật khẩu 9")
    entry = one(told("accounts.sign_in_failed"))
    assert (entry.actor_id, entry.object_id, entry.object_label) == (None, str(signer.pk), "bientap")
    assert entry.subsite_id == home.pk and entry.ip_address == "203.0.113.7"
    assert "sai" not in str(entry.detail)


def test_of_a_name_that_nobody_has_only_the_beginning_is_kept(home, told):
    told.begin()
    Visitor(home.site.hostname).sign_in("matkhauCuaToi1", "x")
    entry = one(told("accounts.sign_in_failed"))
    assert entry.object_label == "mat…" and "CuaToi" not in str(entry.detail)


def test_somebody_from_next_door_is_not_told_to_this_site(home, next_door, told):
    make_signer("langgieng", subsite=next_door, role=Role.EDITOR)
    told.begin()
    Visitor(home.site.hostname).sign_in("langgieng", "x")
    assert one(told("accounts.sign_in_failed")).subsite_id == next_door.pk


def test_a_person_of_two_sites_is_told_to_the_network_only(home, next_door, site_admin, told):
    both = make_user("hai", (home, Role.EDITOR), (next_door, Role.EDITOR))
    client = signed_in(make_user("goc", is_superuser=True), home)
    told.begin()
    client.post(reverse("wagtailusers_users:delete", args=[both.pk]))
    assert one(told("wagtail.delete")).subsite_id is None


# --- The users' screens: our signal tells it, neither Wagtail's log nor the table a second time


def test_a_change_of_roles_is_told_once(home, site_admin, clerk, told):
    client = signed_in(site_admin, home)
    told.begin()
    field = f"roles_{home.pk}"
    facts = {"full_name": clerk.full_name, "email": clerk.email}
    client.post(reverse("site_users:edit", args=[clerk.pk]), {field: ["EDITOR", "PUBLISHER"], **facts})
    entry = one(told())
    assert (entry.action, entry.actor_id, entry.subsite_id) == (
        "accounts.roles_changed",
        site_admin.pk,
        home.pk,
    )
    assert entry.detail == {"before": ["EDITOR"], "after": ["EDITOR", "PUBLISHER"]}


def test_what_is_refused_leaves_no_entry(home, site_admin, told):
    client = signed_in(site_admin, home)
    told.begin()
    client.post(reverse("site_users:edit", args=[site_admin.pk]), {f"roles_{home.pk}": ["EDITOR"]})
    assert told() == []


def test_a_new_colleague_and_a_shut_account(home, site_admin, clerk, told):
    client = signed_in(site_admin, home)
    told.begin()
    facts = {"full_name": "Trần Văn An", "email": "an@example.vn", "username": "an", "roles": ["EDITOR"]}
    client.post(reverse("site_users:add"), facts)
    client.post(reverse("site_users:disable", args=[clerk.pk]))
    assert [entry.action for entry in told()] == [
        "accounts.user_created",
        "accounts.roles_changed",
        "accounts.password_link_sent",
        "accounts.user_disabled",
    ]
    assert {entry.subsite_id for entry in told()} == {home.pk}


# --- Pages and records: Wagtail's log tells it


def test_a_page_is_told_with_its_sub_site_wherever_it_was_done(home, next_door, clerk, told):
    article = make_article(home)
    superuser = make_user("goc", is_superuser=True)
    client = signed_in(superuser, next_door)
    told.begin()
    client.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]))
    entry = one(told())
    assert (entry.action, entry.group, entry.object_id) == ("wagtail.unpublish", "PAGES", str(article.pk))
    assert (entry.subsite_id, entry.host) == (home.pk, next_door.site.hostname)
    assert entry.object_label == article.title


def test_a_deleted_page_keeps_its_place(home, told):
    article = make_article(home)
    superuser = make_user("goc", is_superuser=True)
    client = signed_in(superuser, home)
    told.begin()
    client.post(reverse("wagtailadmin_pages:delete", args=[article.pk]))
    assert one(told("wagtail.delete")).subsite_id == home.pk


def test_many_pages_cost_one_look_at_the_sub_site(home):
    """The place is remembered for the request: an entry costs its own row."""
    articles = [make_article(home, f"Bài {number}") for number in range(3)]
    client = signed_in(make_user("goc", is_superuser=True), home)
    ids = "&".join(f"id={article.pk}" for article in articles)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?{ids}"
    with CaptureQueriesContext(connection) as captured:
        client.post(address)
    looks = [
        query for query in captured if query["sql"].startswith('SELECT "portal_sites_subsite"."id" AS "pk"')
    ]
    assert AuditEntry.objects.filter(action="wagtail.unpublish").count() == 3
    assert len(looks) == 1


def test_a_setting_tells_what_was_before(home, site_admin, told):
    contact = SubsiteContact.objects.get(site=home.site)
    address = reverse("wagtailsettings:edit", args=["portal_sites", "subsitecontact", home.site_id])
    client = signed_in(site_admin, home)
    fields = {
        field.name: getattr(contact, field.name)
        for field in SubsiteContact._meta.fields
        if field.name not in ("id", "site")
    }
    told.begin()
    client.post(address, fields | {"phone": "0272 111 222"})
    entry = one(told())
    assert (entry.action, entry.actor_id, entry.subsite_id) == ("wagtail.edit", site_admin.pk, home.pk)
    assert entry.detail == {"before": {"phone": contact.phone}, "after": {"phone": "0272 111 222"}}


def test_redirects_of_the_own_site_are_told(home, site_admin, told):
    client = signed_in(site_admin, home)
    told.begin()
    facts = {"site": home.site_id, "old_path": "/cu", "redirect_link": "https://example.org/"}
    client.post(reverse("site_redirects:add"), facts)
    redirect = Redirect.objects.get(old_path="/cu")
    client.post(reverse("site_redirects:edit", args=[redirect.pk]), facts | {"old_path": "/cu-hon"})
    client.post(reverse("site_redirects:delete", args=[redirect.pk]))
    entries = told()
    assert [entry.action for entry in entries] == ["wagtail.create", "wagtail.edit", "wagtail.delete"]
    assert {(entry.subsite_id, entry.actor_id) for entry in entries} == {(home.pk, site_admin.pk)}
    assert entries[1].detail == {"before": {"old_path": "/cu"}, "after": {"old_path": "/cu-hon"}}


# --- Groups and rights


def test_rights_of_a_group_are_told_once_with_what_was_before(home, province, told):
    group = Group.objects.create(name="Nhóm thử")
    superuser = make_user("goc", is_superuser=True)
    client = signed_in(superuser, province)
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    form = client.get(address)
    data = {"name": "Nhóm thử", "permissions": [Permission.objects.get(codename="access_admin").pk]}
    for panel in form.context["permission_panels"]:
        if hasattr(panel, "management_form"):
            prefix = panel.prefix
            data |= {
                f"{prefix}-TOTAL_FORMS": 0,
                f"{prefix}-INITIAL_FORMS": 0,
                f"{prefix}-MAX_NUM_FORMS": 1000,
            }
    prefix = next(p.prefix for p in form.context["permission_panels"] if "page" in p.prefix)
    data |= {
        f"{prefix}-TOTAL_FORMS": 1,
        f"{prefix}-0-page": home.root_page_id,
        f"{prefix}-0-permissions": ["publish_page"],
    }
    told.begin()
    assert client.post(address, data).status_code == 302
    assert GroupPagePermission.objects.filter(group=group).exists()
    entry = one(told())
    assert (entry.action, entry.group, entry.object_label) == ("wagtail.edit", "RIGHTS", "Nhóm thử")
    assert entry.detail["before"] == {"permissions": [], "page_permissions": []}
    assert entry.detail["after"]["permissions"] == ["access_admin"]
    assert entry.detail["after"]["page_permissions"] == [f"publish_page: {home.root_page.title}"]


def test_wagtails_own_screen_for_users_is_told_once(home, clerk, told):
    group = Group.objects.create(name="Nhóm thử")
    client = signed_in(make_user("goc", is_superuser=True), home)
    address = reverse("wagtailusers_users:edit", args=[clerk.pk])
    form = client.get(address).context["form"]
    data = {name: form.initial.get(name) or "" for name in form.fields}
    data |= {"first_name": "Mai", "last_name": "Nguyễn", "groups": [group.pk], "is_active": "on"}
    told.begin()
    answer = client.post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors
    entry = one(told())
    assert (entry.action, entry.group, entry.object_id) == ("wagtail.edit", "PEOPLE", str(clerk.pk))
    assert entry.detail["after"]["groups"] == ["Nhóm thử"]
    assert entry.detail["after"]["first_name"] == "Mai" and "password" not in str(entry.detail)


def test_wagtails_own_screen_for_redirects_is_told_once(home, told):
    client = signed_in(make_user("goc", is_superuser=True), home)
    told.begin()
    facts = {"site": home.site_id, "old_path": "/cu", "redirect_link": "https://example.org/"}
    client.post(reverse("wagtailredirects:add"), facts)
    redirect = Redirect.objects.get(old_path="/cu")
    client.post(reverse("wagtailredirects:delete", args=[redirect.pk]))
    assert [(e.action, e.subsite_id) for e in told()] == [
        ("wagtail.create", home.pk),
        ("wagtail.delete", home.pk),
    ]


def test_groups_of_a_person_changed_elsewhere_are_told(home, clerk, told):
    group = Group.objects.create(name="Nhóm thử")
    told.begin()
    clerk.groups.add(group)
    group.user_set.remove(clerk)
    first, second = told()
    assert (first.action, first.object_id, first.detail) == (
        "accounts.groups_changed",
        str(clerk.pk),
        {"added": ["Nhóm thử"]},
    )
    assert second.object_label == "Nhóm thử" and list(second.detail) == ["removed"]


def test_rights_changed_by_a_command_are_told(told):
    group = Group.objects.create(name="Nhóm thử")
    permission = Permission.objects.get(codename="access_admin")
    told.begin()
    group.permissions.add(permission)
    group.permissions.clear()
    assert [list(entry.detail) for entry in told("groups.permissions_changed")] == [["added"], ["removed"]]


def test_a_superuser_made_by_a_command_is_told(db, told):
    told.begin()
    make_user("goc", is_superuser=True)
    assert one(told()).action == "accounts.superuser_made"


# --- Exports


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_an_export_is_told(home, site_admin, told, format):
    client = signed_in(site_admin, home)
    told.begin()
    address = reverse("wagtailadmin_reports:site_history")
    client.get(address)
    assert told() == []
    client.get(address, {"export": format, "label": "Đường"})
    entry = one(told("export.made"))
    assert (entry.actor_id, entry.subsite_id, entry.object_label) == (site_admin.pk, home.pk, address)
    assert entry.detail["asked"] == {"export": [format], "label": ["Đường"]}
    assert f".{format}" in entry.detail["file"]


# --- Acting as somebody


def test_everything_done_while_acting_carries_both_names(home, province_admin, clerk, told):
    article = make_article(home, live=False)
    client = signed_in(province_admin, home)
    told.begin()
    client.post(reverse("site_users:act_as", args=[clerk.pk]), {"reason": "Nhờ sửa bài"})
    data = {"new_title": "Bản chép", "new_slug": "ban-chep", "new_parent_page": article.get_parent().pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[article.pk]), data)
    client.post("/admin/stop-acting/")
    started, *between, ended = told()
    assert (started.action, started.actor_id, started.real_actor_id) == (
        "accounts.acting_started",
        province_admin.pk,
        None,
    )
    assert started.detail["reason"] == "Nhờ sửa bài" and started.object_id == str(clerk.pk)
    assert between and {(e.actor_id, e.real_actor_id) for e in between} == {(clerk.pk, province_admin.pk)}
    assert between[0].real_actor_name == "Phạm Thị Tỉnh (tinh)"
    assert (ended.action, ended.actor_id, ended.detail["how"]) == (
        "accounts.acting_ended",
        province_admin.pk,
        "BUTTON",
    )
    assert started.subsite_id == ended.subsite_id == home.pk


def test_signing_out_is_told_of_the_real_person(home, province_admin, clerk, told):
    client = signed_in(province_admin, home)
    client.post(reverse("site_users:act_as", args=[clerk.pk]), {"reason": "Nhờ sửa bài"})
    told.begin()
    client.post(reverse("wagtailadmin_logout"))
    assert [(entry.action, entry.actor_id) for entry in told()] == [
        ("accounts.acting_ended", province_admin.pk),
        ("accounts.signed_out", province_admin.pk),
    ]


def test_reading_leaves_nothing(home, site_admin, told):
    client = signed_in(site_admin, home)
    told.begin()
    client.get("/admin/")
    client.get(reverse("audit:index"))
    Client(HTTP_HOST=home.site.hostname).get("/")
    assert told() == []
