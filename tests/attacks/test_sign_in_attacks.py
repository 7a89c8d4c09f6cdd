"""Sessions planted, forms forged, guesses spread, visitors sent elsewhere."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.test import Client

from tests.portal.accounts.people import LOGIN, PASSWORD, Visitor

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "//evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "http://evil.example",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "////evil.example",
    "/\t/evil.example",
    " //evil.example",
    "\x01//evil.example",
    "／／evil.example",
    "//evil。example",
    "https://longan.localhost@evil.example/",
    "https://longan.localhost.evil.example/",
    "//longan.localhost:80@evil.example",
    "?next=//evil.example",
]


# --- Sessions


def test_a_planted_session_is_not_adopted(visitor, editor):
    """Neither a made-up key nor one the attacker was given."""
    given = SessionStore()
    given["of"] = "attacker"
    given.create()
    for planted in ("a" * 32, given.session_key):
        victim = Visitor(visitor.host)
        victim.client.cookies["sessionid"] = planted
        assert victim.sign_in("bientap").status_code == 302
        assert victim.is_inside
        assert victim.session_key != planted
        attacker = Visitor(visitor.host)
        attacker.client.cookies["sessionid"] = planted
        assert not attacker.is_inside
        assert "_auth_user_id" not in SessionStore(planted).load()


def test_a_session_ends_with_the_sign_out(visitor, editor):
    visitor.sign_in("bientap")
    stolen = visitor.session_key
    visitor.post("/admin/logout/")
    thief = Visitor(visitor.host)
    thief.client.cookies["sessionid"] = stolen
    assert not thief.is_inside


# --- Forged forms


def test_no_form_of_a_stranger_is_taken(visitor, editor):
    visitor.client = Client(enforce_csrf_checks=True)
    for path in (
        LOGIN,
        "/admin/password_reset/",
        "/admin/logout/",
        "/admin/password_reset/key/1-set-password/",
    ):
        assert visitor.post(path, {"login": "bientap", "password": PASSWORD}).status_code in (302, 403), path
        assert not visitor.is_inside
    assert visitor.post(LOGIN, {"login": "bientap", "password": PASSWORD}).status_code == 403
    assert visitor.post("/admin/password_reset/", {"email": "bientap@example.gov.vn"}).status_code == 403
    assert visitor.post("/admin/logout/").status_code == 403
    assert not visitor.is_inside
    assert not mail.outbox


def test_no_forged_form_acts_for_who_is_signed_in(subsite, visitor, site_admin):
    visitor.client = Client(enforce_csrf_checks=True)
    visitor.client.force_login(site_admin)
    home = subsite.root_page.get_children().first()
    for path in (
        "/admin/logout/",
        "/admin/account/",
        "/admin/account/security/password/",
        "/admin/account/security/second-factor/",
        "/admin/account/security/second-factor/remove/",
        "/admin/account/security/codes/new/",
        "/admin/account/security/sessions/",
        "/admin/account/security/confirm/",
        f"/admin/pages/{home.pk}/edit/",
        f"/admin/pages/{home.pk}/delete/",
        "/admin/images/add/",
        "/admin/images/multiple/add/",
        "/admin/documents/add/",
        "/admin/documents/multiple/add/",
    ):
        assert visitor.post(path, {"title": "x"}).status_code == 403, path
    assert visitor.is_inside
    home.refresh_from_db()
    assert home.title != "x"


def test_a_right_token_from_a_wrong_place_is_refused(visitor, editor):
    visitor.client = Client(enforce_csrf_checks=True)
    token = str(visitor.get(LOGIN).context["csrf_token"])
    form = {"login": "bientap", "password": PASSWORD, "csrfmiddlewaretoken": token}
    for told in (
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": f"http://{visitor.host}.evil.example"},
        {"HTTP_REFERER": "https://evil.example/", "secure": True},
    ):
        assert visitor.post(LOGIN, form, **told).status_code == 403, told
    assert visitor.post(LOGIN, form, HTTP_ORIGIN=f"http://{visitor.host}").status_code == 302


# --- Guesses


def test_guesses_from_everywhere_come_to_an_end(visitor, editor, settings):
    """A name is not shut by one address for others; by very many it is."""
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed": "30/10m/ip,6/h/key"}
    for number in range(6):
        Visitor(visitor.host, address=f"198.51.100.{number}").sign_in("bientap", "sai")
    last = Visitor(visitor.host, address="198.51.100.99")
    last.sign_in("bientap")
    assert not last.is_inside


def test_the_limit_for_a_name_is_set(settings):
    assert "/key" in settings.ACCOUNT_RATE_LIMITS["login_failed"]


# --- Elsewhere


def stays(location: str, host: str) -> bool:
    """Whether a browser that reads this header is still here. It reads a backslash as a slash."""
    read = location.replace("\\", "/").strip()
    parts = urlsplit(urljoin(f"http://{host}/admin/", read))
    return (parts.scheme, parts.netloc) == ("http", host)


def test_nobody_is_led_away_by_an_address_of_ours(visitor, editor):
    for target in ELSEWHERE:
        places = [visitor.post("/tuy-chon/", {"text_size": "LARGE", "next": target})]
        page = visitor.get(LOGIN, data={"next": target}).content.decode()
        assert 'href="//' not in page, target
        assert 'href="javascript' not in page, target
        places.append(visitor.sign_in("bientap", next=target))
        places.append(visitor.get(LOGIN, data={"next": target}))
        places.append(visitor.post("/admin/logout/", {"next": target}))
        for answer in places:
            assert answer.status_code == 302, target
            assert stays(answer["Location"], visitor.host), (target, answer["Location"])
