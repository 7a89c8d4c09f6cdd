"""Guessing is made slow, for one name from one address; others are left alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.accounts import selectors, signals
from portal.accounts.client_addresses import UNKNOWN, client_address
from portal.accounts.lockout import attempted_name
from sites.enums import Role
from tests.portal.accounts.people import CODE, Visitor, code_now, enrol, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """`clock(minutes=5)` moves the time of attempts on."""
    moved = timedelta()
    true_now = timezone.now

    def now():
        return true_now() + moved

    def move(**kwargs):
        nonlocal moved
        moved += timedelta(**kwargs)

    for module in ("django.utils.timezone", "axes.handlers.proxy", "axes.attempts"):
        monkeypatch.setattr(f"{module}.now", now)
    return move


def guess(visitor: Visitor, times: int, name: str = "bientap"):
    for _number in range(times):
        answer = visitor.sign_in(name, "sai")
    return answer


def test_five_guesses_shut_the_name_and_say_so(visitor, editor, clock):
    assert guess(visitor, 4).status_code == 200
    answer = guess(visitor, 1)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert "no-store" in answer["Cache-Control"]
    assert "15 minutes" in answer.content.decode() or "15 phút" in answer.content.decode()
    # Even the right password.
    assert visitor.sign_in("bientap").status_code == 429
    assert not visitor.is_inside


def test_each_lockout_lasts_twice_as_long(visitor, editor, clock):
    guess(visitor, 5)
    clock(minutes=14)
    assert visitor.sign_in("bientap").status_code == 429
    clock(minutes=2)
    assert guess(visitor, 4).status_code == 200
    assert guess(visitor, 1)["Retry-After"] == "1800"
    clock(minutes=29)
    assert visitor.sign_in("bientap").status_code == 429
    clock(minutes=2)
    assert visitor.sign_in("bientap").status_code == 302


def test_trying_while_shut_out_does_not_prolong_it(visitor, editor, clock):
    guess(visitor, 5)
    clock(minutes=10)
    guess(visitor, 3)
    clock(minutes=6)
    assert visitor.sign_in("bientap").status_code == 302


def test_a_pause_has_an_end(db):
    pause = selectors.pause_after_failures(username="x", ip_address="203.0.113.7", now=timezone.now())
    assert pause == selectors.FIRST_PAUSE
    assert timedelta(hours=24) == selectors.LONGEST_PAUSE


def test_others_are_not_shut_out(visitor, editor, subsite):
    make_user("nguoikhac", subsite=subsite, role=Role.EDITOR)
    guess(visitor, 5)
    assert visitor.sign_in("nguoikhac").status_code == 302
    assert Visitor(visitor.host, address="198.51.100.9").sign_in("bientap").status_code == 302


def test_a_name_is_one_however_it_is_typed(visitor, editor, rf):
    for name in ("bientap", "BIENTAP", " Bientap ", "ｂｉｅｎｔａｐ"):
        guess(visitor, 1, name)
    assert guess(visitor, 1, "bIENTAP").status_code == 429
    assert attempted_name(rf.post("/", {"login": "BıEnTaP\0"})) == "bientap"


def test_wrong_codes_count_too(visitor, site_admin, second_factor_required):
    secret = enrol(site_admin)
    visitor.sign_in("quantri.xa")
    for _number in range(4):
        assert visitor.type_code("000000").status_code == 200
    assert visitor.type_code("000000").status_code == 429
    assert visitor.type_code(code_now(secret)).status_code == 429
    assert not visitor.is_inside
    # Nor by starting again.
    other = Visitor(visitor.host)
    assert other.sign_in("quantri.xa").status_code == 429
    assert other.get(CODE).status_code == 302


def test_one_address_cannot_try_a_thousand_names(visitor, editor, settings):
    for number in range(30):
        visitor.sign_in(f"ten{number}", "sai")
    page = visitor.sign_in("bientap")
    assert page.status_code == 200
    assert not visitor.is_inside
    assert Visitor(visitor.host, address="198.51.100.9").sign_in("bientap").status_code == 302


def test_a_lockout_is_told(visitor, editor):
    told = []

    def hear(sender, **kwargs):
        told.append((kwargs["user"], kwargs["username"], kwargs["ip_address"]))

    signals.locked_out.connect(hear)
    guess(visitor, 5)
    assert told == [(editor, "bientap", "203.0.113.7")]


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "expected"),
    [
        (False, "198.51.100.1", "203.0.113.7"),
        (False, None, "203.0.113.7"),
        (True, "198.51.100.1", "198.51.100.1"),
        (True, "1.1.1.1, 198.51.100.1", "198.51.100.1"),
        (True, "198.51.100.1, nonsense", "203.0.113.7"),
        (True, "::ffff:198.51.100.1", "198.51.100.1"),
        (True, "2001:db8::1", "2001:db8::1"),
        (True, None, "203.0.113.7"),
    ],
)
def test_an_address_is_believed_only_from_our_proxy(rf, settings, behind_proxy, forwarded, expected):
    settings.BEHIND_PROXY = behind_proxy
    told = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert client_address(rf.get("/", REMOTE_ADDR="203.0.113.7", **told)) == expected


def test_changing_the_header_does_not_help(visitor, editor, settings):
    settings.BEHIND_PROXY = True
    for number in range(5):
        answer = visitor.post(
            "/admin/login/",
            {"login": "bientap", "password": "sai"},
            HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, 198.51.100.1",
        )
    assert answer.status_code == 429


def test_a_socket_without_an_address_is_no_error(rf):
    assert client_address(rf.get("/", REMOTE_ADDR="")) == UNKNOWN
