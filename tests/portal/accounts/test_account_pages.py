"""Forgotten and changed passwords, devices, a lost telephone."""

import re
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail

from portal.accounts import mail as mail_module
from portal.accounts import signals
from portal.accounts.services import second_factor_reset
from tests.portal.accounts.people import (
    CODE,
    ENROL,
    HOME,
    LOGIN,
    PASSWORD,
    Visitor,
    code_now,
    enrol,
    make_user,
    recovery_codes_of,
)

pytestmark = pytest.mark.django_db

RESET = "/admin/password_reset/"
SECURITY = "/admin/account/security/"
SESSIONS = "/admin/account/security/sessions/"
CHANGE = "/admin/account/security/password/"
NEW = "sông lạnh gấu trúc 83"


def link_in(message) -> str:
    return re.search(r"https?://\S+", message.body)[0]


def ask(visitor: Visitor, email: str):
    return visitor.post(RESET, {"email": email})


def signed_in(host: str, username: str, secret: str | None = None) -> Visitor:
    visitor = Visitor(host)
    visitor.sign_in(username)
    if secret:
        visitor.type_code(code_now(secret))
    assert visitor.is_inside
    return visitor


def told_of(name: str) -> list[dict]:
    told: list[dict] = []
    hear = lambda sender, signal, **kwargs: told.append(kwargs)  # noqa: E731
    getattr(signals, name).connect(hear, weak=False)
    return told


# --- A forgotten password


def test_the_answer_is_the_same_for_everybody(visitor, editor):
    answers = [ask(visitor, email) for email in ("bientap@example.gov.vn", "nguoila@example.gov.vn")]
    assert [answer["Location"] for answer in answers] == [f"{RESET}done/"] * 2
    assert [message.to for message in mail.outbox] == [["bientap@example.gov.vn"]]


def test_both_answers_do_the_same_work(visitor, editor, monkeypatch):
    worked = []
    original = mail_module.EmailMessage.__init__

    def counted(self, *args, **kwargs):
        worked.append(kwargs["subject"])
        original(self, *args, **kwargs)

    monkeypatch.setattr(mail_module.EmailMessage, "__init__", counted)
    for email in ("bientap@example.gov.vn", "nguoila@example.gov.vn"):
        ask(visitor, email)
    assert len(worked) == 2


def test_a_mail_server_that_is_away_betrays_nothing(visitor, editor, monkeypatch):
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda self: 1 / 0)
    assert ask(visitor, "bientap@example.gov.vn").status_code == 302


def test_the_link_leads_to_the_sub_site_that_was_asked(visitor, editor, subsite):
    visitor.post(RESET, {"email": "bientap@example.gov.vn"})
    assert link_in(mail.outbox[0]).startswith(subsite.site.root_url + "/admin/password_reset/key/")


@pytest.mark.parametrize("host", ["evil.example", "thanhphulong.evil.example:80", "evil.example:8000"])
def test_a_host_of_nobody_is_never_written_into_a_mail(visitor, editor, host, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://quantri.longan.example"
    Visitor(host).post(RESET, {"email": "bientap@example.gov.vn"})
    assert link_in(mail.outbox[0]).startswith("https://quantri.longan.example/admin/")


def test_a_port_of_nobodys_neither(visitor, editor, subsite):
    Visitor(f"{subsite.site.hostname}:6666").post(RESET, {"email": "bientap@example.gov.vn"})
    assert "6666" not in mail.outbox[0].body


def test_a_host_that_is_not_allowed_gets_nothing(visitor, editor, settings):
    settings.ALLOWED_HOSTS = [".localhost"]
    assert Visitor("evil.example").post(RESET, {"email": "bientap@example.gov.vn"}).status_code == 400
    assert mail.outbox == []


def test_switched_off_and_look_alike_accounts_get_no_mail(visitor, editor):
    make_user("tat", is_active=False)
    for email in ("tat@example.gov.vn", "bıentap@example.gov.vn"):
        ask(visitor, email)
    assert mail.outbox == []


def test_a_new_password_ends_sessions_and_does_not_skip_the_code(visitor, site_admin, second_factor_required):
    secret = enrol(site_admin)
    elsewhere = signed_in(visitor.host, "quantri.xa", secret)
    ask(visitor, site_admin.email)
    link = link_in(mail.outbox[0])
    form = visitor.get(visitor.get(link)["Location"])
    assert form.status_code == 200
    told = told_of("password_changed")
    done = visitor.post(form.context["action_url"], {"password1": NEW, "password2": NEW})
    assert done["Location"] == f"{RESET}key/done/"
    assert [(event["user"], event["by_mail"]) for event in told] == [(site_admin, True)]
    assert not visitor.is_inside
    assert not elsewhere.is_inside
    assert visitor.sign_in("quantri.xa", NEW)["Location"] == CODE
    # The link works once.
    assert visitor.get(link).status_code == 200
    assert "password1" not in visitor.get(link).content.decode()


def test_a_new_password_may_not_be_a_common_one(visitor, editor):
    ask(visitor, editor.email)
    form = visitor.get(visitor.get(link_in(mail.outbox[0]))["Location"])
    visitor.post(form.context["action_url"], {"password1": "Longan@2026", "password2": "Longan@2026"})
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


# --- The own account


def test_changing_the_password_ends_other_sessions_only(visitor, editor):
    visitor.sign_in("bientap")
    other = signed_in(visitor.host, "bientap")
    told = told_of("session_revoked")
    wrong = visitor.post(CHANGE, {"oldpassword": "sai", "password1": NEW, "password2": NEW})
    assert wrong.status_code == 200
    visitor.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert visitor.is_inside
    assert not other.is_inside
    assert len(told) == 1
    assert UserSession.objects.filter(user=editor).count() == 1


def test_devices_are_listed_and_can_be_signed_out(visitor, editor):
    visitor.sign_in("bientap")
    other = Visitor(visitor.host, address="198.51.100.9")
    other.sign_in("bientap")
    page = visitor.get(SESSIONS).content.decode()
    assert "203.0.113.7" in page and "198.51.100.9" in page
    row = UserSession.objects.get(ip="198.51.100.9")
    told = told_of("session_revoked")
    visitor.post(SESSIONS, {"session": row.pk})
    assert [(event["user"], event["ip_address"]) for event in told] == [(editor, "198.51.100.9")]
    assert not other.is_inside
    assert visitor.is_inside


def test_all_others_at_once(visitor, editor):
    visitor.sign_in("bientap")
    others = [signed_in(visitor.host, "bientap") for _number in range(2)]
    visitor.post(SESSIONS, {"session": "others"})
    assert [other.is_inside for other in others] == [False, False]
    assert visitor.is_inside


def test_other_peoples_sessions_are_out_of_reach(visitor, editor, site_admin):
    visitor.sign_in("bientap")
    other = signed_in(visitor.host, "quantri.xa")
    row = UserSession.objects.get(user=site_admin)
    assert visitor.post(SESSIONS, {"session": row.pk}).status_code == 404
    assert visitor.post(SESSIONS, {"session": "x"}).status_code == 404
    assert other.is_inside


def test_the_account_area_leads_here_and_shows_no_form_of_its_own(visitor, editor):
    visitor.sign_in("bientap")
    page = visitor.get("/admin/account/").content.decode()
    assert SECURITY in page
    assert 'name="password-old_password"' not in page
    assert 'name="name_email-email"' not in page
    assert visitor.get(SECURITY).status_code == 200


def test_an_editor_may_enrol_too(visitor, editor, django_capture_on_commit_callbacks):
    visitor.sign_in("bientap")
    secret = visitor.get(ENROL).context["form"].secret
    told = told_of("second_factor_enrolled")
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post(ENROL, {"code": code_now(secret)})
    assert [event["user"] for event in told] == [editor]
    assert visitor.sign_in("bientap").status_code == 302
    other = Visitor(visitor.host)
    assert other.sign_in("bientap")["Location"] == CODE


def test_a_new_telephone_is_enrolled_at_once(visitor, site_admin, second_factor_required):
    secret = enrol(site_admin)
    visitor = signed_in(visitor.host, "quantri.xa", secret)
    other = signed_in(visitor.host, "quantri.xa", secret)
    visitor.post(f"{ENROL}remove/")
    assert not Authenticator.objects.filter(user=site_admin).exists()
    assert visitor.get(HOME)["Location"] == ENROL
    assert not other.is_inside


def test_an_old_session_must_prove_itself_before_changes(visitor, site_admin):
    enrol(site_admin)
    visitor.client.force_login(site_admin)
    answer = visitor.get(f"{ENROL}remove/")
    assert "/confirm/" in answer["Location"]


def test_a_reset_takes_factor_codes_and_sessions(
    visitor, site_admin, second_factor_required, django_capture_on_commit_callbacks
):
    secret = enrol(site_admin)
    recovery_codes_of(site_admin)
    visitor = signed_in(visitor.host, "quantri.xa", secret)
    actor = make_user("quantri.tinh")
    told = told_of("second_factor_reset")
    with django_capture_on_commit_callbacks(execute=True):
        ended = second_factor_reset(user=site_admin, actor=actor, now=datetime(2026, 11, 22, tzinfo=UTC))
    assert ended == 1
    assert not SessionStore().exists(visitor.session_key)
    assert not Authenticator.objects.filter(user=site_admin).exists()
    assert [(event["user"], event["actor"]) for event in told] == [(site_admin, actor)]
    assert not visitor.is_inside
    assert visitor.sign_in("quantri.xa").status_code == 302
    assert visitor.get(HOME)["Location"] == ENROL


def test_signing_out_needs_a_post(visitor, editor):
    visitor.sign_in("bientap")
    assert visitor.get("/admin/logout/").status_code == 200
    assert visitor.is_inside
    assert visitor.post("/admin/logout/")["Location"] == LOGIN
    assert not visitor.is_inside
