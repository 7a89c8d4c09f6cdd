"""From the password to the admin, with and without the second step."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from portal.accounts import signals
from portal.accounts.models import User
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


def test_names_of_wagtail_lead_to_our_page(visitor):
    assert reverse("wagtailadmin_login") == reverse("account_login") == LOGIN
    assert reverse("wagtailadmin_logout") == "/admin/logout/"
    answer = visitor.get("/admin/pages/")
    assert (answer.status_code, answer["Location"]) == (302, f"{LOGIN}?next=/admin/pages/")
    assert "accounts/sign_in.html" in [template.name for template in visitor.get(LOGIN).templates]


def test_an_editor_signs_in_with_a_password(visitor, editor, second_factor_required):
    answer = visitor.sign_in("bientap")
    assert (answer.status_code, answer["Location"]) == (302, HOME)
    assert visitor.is_inside


def test_a_wrong_password_says_nothing_about_the_name(visitor, editor):
    texts = [visitor.sign_in(name, "sai").content.decode() for name in ("bientap", "khong.co")]
    assert not visitor.is_inside
    assert 'role="alert"' in texts[0]
    seen = [text.replace("khong.co", "bientap").partition("<main")[2] for text in texts]
    assert _without_tokens(seen[0]) == _without_tokens(seen[1])


def _without_tokens(text: str) -> list[str]:
    return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]


def test_password_then_code_then_the_admin(visitor, site_admin, second_factor_required):
    secret = enrol(site_admin)
    answer = visitor.sign_in("quantri.xa", next="/admin/pages/")
    assert (answer.status_code, answer["Location"]) == (302, CODE)
    assert not visitor.is_inside
    assert visitor.type_code("000000").status_code == 200
    assert not visitor.is_inside
    answer = visitor.type_code(code_now(secret))
    assert (answer.status_code, answer["Location"]) == (302, "/admin/pages/")
    assert visitor.is_inside


def test_a_code_counts_once(visitor, site_admin):
    code = code_now(enrol(site_admin))
    visitor.sign_in("quantri.xa")
    visitor.type_code(code)
    assert visitor.is_inside
    other = Visitor(visitor.host)
    other.sign_in("quantri.xa")
    assert other.type_code(code).status_code == 200
    assert not other.is_inside


def test_a_recovery_code_signs_in_once(visitor, site_admin, second_factor_required):
    enrol(site_admin)
    code = recovery_codes_of(site_admin)[0]
    visitor.sign_in("quantri.xa")
    visitor.type_code(code)
    assert visitor.is_inside
    other = Visitor(visitor.host)
    other.sign_in("quantri.xa")
    other.type_code(code)
    assert not other.is_inside


def test_who_must_enrol_gets_no_further(
    visitor, site_admin, second_factor_required, django_capture_on_commit_callbacks
):
    visitor.sign_in("quantri.xa")
    for path in (HOME, "/admin/pages/", "/admin/account/", "/admin/account/security/sessions/", "/"):
        assert visitor.get(path)["Location"] == ENROL
    page = visitor.get(ENROL)
    assert page.status_code == 200
    assert "data:image/svg+xml;base64," in page.content.decode()
    secret = page.context["form"].secret
    assert page.context["secret_in_groups"].replace(" ", "") == secret
    with django_capture_on_commit_callbacks(execute=True):
        answer = visitor.post(ENROL, {"code": code_now(secret)})
    codes = visitor.get(answer["Location"]).content.decode()
    assert codes.count("<li>") == 10
    # Shown once.
    again = visitor.get(answer["Location"]).content.decode()
    assert not any(code in again for code in codes.split("<li>") if code[:8].isdigit())
    assert visitor.is_inside


def test_the_secret_is_enciphered(site_admin):
    secret = enrol(site_admin)
    stored = Authenticator.objects.get(user=site_admin).data["secret"]
    assert secret not in stored
    assert Authenticator.objects.get(user=site_admin).wrap().validate_code(code_now(secret))


@pytest.mark.parametrize("kind", ["site_admin", "superuser", "network", "editor"])
def test_rights_say_who_must_have_a_second_factor(
    kind, visitor, subsite, site_admin, editor, second_factor_required
):
    province = make_user("quantri.tinh")
    from_network(province)
    superuser = make_user("goc", is_superuser=True)
    user = {"site_admin": site_admin, "superuser": superuser, "network": province, "editor": editor}[kind]
    visitor.sign_in(user.username)
    assert visitor.is_inside is (kind == "editor")


def from_network(user: User) -> None:
    far = Group.objects.filter(subsite_role__isnull=True, permissions__codename="access_admin")
    user.groups.add(far.first())


def test_a_session_without_the_code_is_sent_back(visitor, site_admin, second_factor_required):
    """However it came to be signed in."""
    enrol(site_admin)
    visitor.client.force_login(site_admin)
    assert visitor.get(HOME)["Location"] == f"{LOGIN}?next=%2Fadmin%2F"
    assert not visitor.is_inside


def test_wagtails_own_forms_are_shadowed(visitor, site_admin, second_factor_required):
    enrol(site_admin)
    visitor.post(LOGIN, {"username": "quantri.xa", "password": PASSWORD})
    assert not visitor.is_inside
    for path in ("/admin/password_reset/confirm/MQ/set-password/", "/admin/password_reset/complete/"):
        assert visitor.get(path)["Location"] == LOGIN


def test_the_session_key_changes_at_sign_in(visitor, site_admin):
    secret = enrol(site_admin)
    visitor.sign_in("quantri.xa")
    before = visitor.session_key
    visitor.type_code(code_now(secret))
    assert visitor.session_key != before


def test_the_cookie_is_of_this_host_only(visitor, editor):
    visitor.sign_in("bientap")
    cookie = visitor.client.cookies["sessionid"]
    assert cookie["domain"] == ""
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["expires"] == ""


def test_forms_need_their_token(visitor, editor):
    visitor.client = Client(enforce_csrf_checks=True)
    assert visitor.sign_in("bientap").status_code == 403
    page = visitor.get(LOGIN)
    token = page.context["csrf_token"]
    assert visitor.sign_in("bientap", csrfmiddlewaretoken=str(token)).status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "https://evil.example/admin/",
        "http:///evil.example",
        "https://longan.localhost/admin/",
        "data:text/html,x",
        "\t//evil.example",
    ],
)
def test_nobody_is_sent_elsewhere(visitor, editor, target):
    assert visitor.sign_in("bientap", next=target)["Location"] == HOME
    assert visitor.get(LOGIN, data={"next": target})["Location"] == HOME


def test_pages_are_never_kept_and_strict(visitor, settings):
    settings.PAGE_CACHE_SECONDS = 60
    for path in (LOGIN, "/admin/password_reset/", "/admin/password_reset/done/"):
        answer = visitor.get(path)
        assert "no-store" in answer["Cache-Control"]
        assert "ETag" not in answer
        assert "unsafe-inline" not in answer["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_the_page_speaks_two_languages(visitor):
    assert 'lang="vi"' in visitor.get(LOGIN).content.decode()[:300]
    assert 'lang="en"' in visitor.get(LOGIN, data={"lang": "en"}).content.decode()[:300]
    assert 'lang="en"' in visitor.get(LOGIN).content.decode()[:300]


def test_fields_are_labelled_and_known_to_password_managers(visitor):
    page = visitor.get(LOGIN).content.decode()
    for name, kind in (("login", "username"), ("password", "current-password")):
        assert f'for="id_{name}"' in page
        assert f'autocomplete="{kind}"' in page


def test_a_user_without_rights_is_not_sent_in_circles(visitor):
    make_user("khongquyen")
    visitor.sign_in("khongquyen")
    assert visitor.get(LOGIN).status_code == 403


def test_a_switched_off_account_stays_out(visitor, editor):
    editor.is_active = False
    editor.save()
    visitor.sign_in("bientap")
    assert not visitor.is_inside


def test_nobody_signs_himself_up(visitor):
    for path in ("/admin/signup/", "/accounts/signup/", "/admin/login/signup/"):
        assert visitor.get(path).status_code in (302, 404)
    assert not User.objects.exists()


def test_what_happens_is_told(visitor, site_admin):
    told = []
    heard = {
        name: lambda sender, signal, name=name, **kwargs: told.append((name, kwargs.get("second_factor")))
        for name in ("signed_in", "sign_in_failed", "signed_out")
    }
    for name, hear in heard.items():
        getattr(signals, name).connect(hear)
    secret = enrol(site_admin)
    visitor.sign_in("quantri.xa", "sai")
    visitor.sign_in("quantri.xa")
    visitor.type_code("000000")
    visitor.type_code(code_now(secret))
    visitor.post("/admin/logout/")
    assert told == [
        ("sign_in_failed", False),
        ("sign_in_failed", True),
        ("signed_in", True),
        ("signed_out", None),
    ]
