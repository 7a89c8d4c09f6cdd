"""The province's sign-in against a real provider, which is honest first and then lies in every way."""

import base64
import json
import time
from urllib.parse import parse_qsl, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount

from portal.accounts import signals
from portal.accounts.models import User
from tests.portal.accounts import addresses_with_sso
from tests.portal.accounts.people import CODE, HOME, LOGIN, Visitor, code_now, enrol, make_user
from tests.support.openid_provider import CLIENT_ID, CLIENT_SECRET, FOREIGN_KEY, KEY, Provider

pytestmark = pytest.mark.django_db
START = "/admin/login/sso/"
BACK = "/admin/login/sso/back/"


@pytest.fixture(scope="module")
def running():
    provider = Provider()
    yield provider
    provider.stop()


@pytest.fixture
def provider(running, settings, visitor):
    running.person = {
        "sub": "42",
        "preferred_username": "bientap",
        "email": "bientap@example.gov.vn",
        "email_verified": True,
    }
    running.lies = {}
    running.asked.clear()
    settings.ROOT_URLCONF = addresses_with_sso.__name__
    settings.OIDC_ISSUER = running.issuer
    settings.WAGTAILADMIN_BASE_URL = f"http://{visitor.host}"
    app = {
        "provider_id": "sso",
        "name": "Tỉnh",
        "client_id": CLIENT_ID,
        "secret": CLIENT_SECRET,
        "settings": {"server_url": running.issuer},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    return running


@pytest.fixture
def told():
    """What the signals say, in order."""
    heard: list[tuple[str, str]] = []

    def signed_in(sender, user, **kwargs):
        heard.append(("signed_in", user.username))

    def failed(sender, username, **kwargs):
        heard.append(("failed", username))

    signals.signed_in.connect(signed_in)
    signals.sign_in_failed.connect(failed)
    yield heard
    signals.signed_in.disconnect(signed_in)
    signals.sign_in_failed.disconnect(failed)


def go_back(visitor: Visitor, provider: Provider, **data):
    """From our button to the provider and back."""
    away = visitor.post(START, data)
    assert away.status_code == 302
    assert away["Location"].startswith(f"{provider.issuer}/authorize?")
    return visitor.get(path_of(provider.authorize(away["Location"])))


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def is_refused(answer, visitor: Visitor) -> bool:
    return answer.status_code == 403 and not visitor.is_inside and 'lang="vi"' in answer.content.decode()


# --- The honest way


def test_it_opens_the_account_that_exists(visitor, provider, editor, told):
    others = make_user("nguoikhac")
    answer = go_back(visitor, provider, next="/admin/pages/")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/pages/")
    assert visitor.client.session["_auth_user_id"] == str(editor.pk)
    assert visitor.is_inside
    assert set(User.objects.all()) == {editor, others}
    assert SocialAccount.objects.get().user == editor
    assert told == [("signed_in", "bientap")]
    assert {"/token", "/keys", "/userinfo"} <= set(provider.asked)


def test_the_person_is_known_by_subject_afterwards(visitor, provider, editor):
    """Whatever name and address the provider says later."""
    go_back(visitor, provider)
    make_user("nguoikhac")
    provider.person |= {"preferred_username": "nguoikhac", "email": "nguoikhac@example.gov.vn"}
    other = Visitor(visitor.host)
    go_back(other, provider)
    assert other.client.session["_auth_user_id"] == str(editor.pk)


def test_the_page_offers_it(visitor, provider):
    page = visitor.get(LOGIN).content.decode()
    assert f'action="{START}"' in page
    assert "Tỉnh" in page or "SSO" in page


def test_the_session_key_changes(visitor, provider, editor):
    visitor.post(START)
    before = visitor.session_key
    go_back(visitor, provider)
    assert visitor.session_key != before


def test_each_sign_in_has_its_own_state_nonce_and_challenge(visitor, provider):
    asked = [dict(parse_qsl(urlsplit(visitor.post(START)["Location"]).query)) for _time in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert len(asked[0][name]) >= 16
        assert asked[0][name] != asked[1][name]
    assert asked[0]["redirect_uri"] == f"http://{visitor.host}{BACK}"


# --- Who may not


def test_a_stranger_is_told_and_nothing_is_made(visitor, provider, editor, told):
    provider.person = {"sub": "7", "preferred_username": "nguoila", "email": "la@example.gov.vn"}
    answer = go_back(visitor, provider)
    assert is_refused(answer, visitor)
    assert "chưa có tài khoản" in answer.content.decode()
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()
    assert told == [("failed", "nguoila")]


def test_a_switched_off_account_stays_shut(visitor, provider, editor):
    go_back(visitor, provider)
    editor.is_active = False
    editor.save()
    other = Visitor(visitor.host)
    answer = go_back(other, provider)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/login/inactive/")
    assert not other.is_inside
    SocialAccount.objects.all().delete()
    assert is_refused(go_back(other, provider), other)


def test_a_superuser_is_never_opened_by_what_another_system_says(visitor, provider):
    make_user("goc", is_superuser=True)
    provider.person |= {"preferred_username": "goc", "email": "goc@example.gov.vn"}
    assert is_refused(go_back(visitor, provider), visitor)


def test_the_second_factor_is_asked_for_all_the_same(visitor, provider, site_admin, second_factor_required):
    secret = enrol(site_admin)
    provider.person |= {"preferred_username": "quantri.xa", "email": "quantri.xa@example.gov.vn"}
    answer = go_back(visitor, provider)
    assert (answer.status_code, answer["Location"]) == (302, CODE)
    assert not visitor.is_inside
    visitor.type_code(code_now(secret))
    assert visitor.is_inside


def test_who_must_enrol_must_do_so_here_too(visitor, provider, site_admin, second_factor_required):
    provider.person |= {"preferred_username": "quantri.xa", "email": "quantri.xa@example.gov.vn"}
    go_back(visitor, provider)
    assert not visitor.is_inside


# --- What is not what it says


def now_and(seconds: int) -> int:
    return int(time.time()) + seconds


def another_signature(token: str) -> str:
    head, body, signature = token.split(".")
    return ".".join((head, body, ("A" if signature[0] != "A" else "B") + signature[1:]))


def another_subject(token: str) -> str:
    head, body, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "==")) | {"sub": "1"}
    return ".".join(
        (head, base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode(), signature)
    )


PUBLIC_KEY = base64.b64encode(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()).encode()).decode()
LIES = {
    "issuer": {"claims": {"iss": "https://evil.example"}},
    "audience": {"claims": {"aud": "he-thong-khac"}},
    "authorized party": {"claims": {"aud": [CLIENT_ID, "khac"], "azp": "khac"}},
    "expired": {"claims": {"exp": now_and(-3600), "iat": now_and(-7200)}},
    "not yet": {"claims": {"nbf": now_and(3600)}},
    "no expiry": {"claims": {"exp": None}},
    "nonce": {"claims": {"nonce": "cua-lan-khac"}},
    "no nonce": {"claims": {"nonce": None}},
    "no subject": {"claims": {"sub": None}},
    "signature": {"change": another_signature},
    "content": {"change": another_subject},
    "foreign key": {"sign": {"key": FOREIGN_KEY, "algorithm": "RS256"}},
    "no signature": {"sign": {"key": None, "algorithm": "none"}},
    "public key as secret": {"sign": {"key": PUBLIC_KEY, "algorithm": "HS256"}},
    "no token": {"no_id_token": True},
    "nonsense": {"change": lambda token: "a.b.c"},
    "somebody else's data": {"userinfo": {"sub": "1"}},
}


def test_a_lie_signs_nobody_in(visitor, provider, editor, told):
    for name, lie in LIES.items():
        provider.lies = lie
        assert is_refused(go_back(visitor, provider), visitor), name
        assert told.pop() == ("failed", ""), name
    assert not told
    assert not SocialAccount.objects.exists()
    provider.lies = {}
    assert go_back(visitor, provider).status_code == 302


def test_another_issuer_in_the_configuration(visitor, provider, editor):
    provider.lies = {"configuration": {"issuer": "https://evil.example"}}
    assert is_refused(visitor.post(START), visitor)


def test_a_state_nobody_gave(visitor, provider, editor):
    back = path_of(provider.authorize(visitor.post(START)["Location"]))
    for address in (back.replace("state=", "state=x"), back.split("&state")[0], BACK):
        assert is_refused(visitor.get(address), visitor)


def test_a_state_of_another_browser(visitor, provider, editor):
    """Somebody lures a victim to the end of his own sign-in."""
    back = path_of(provider.authorize(visitor.post(START)["Location"]))
    victim = Visitor(visitor.host)
    victim.post(START)
    assert is_refused(victim.get(back), victim)


def test_a_code_counts_once(visitor, provider, editor):
    back = path_of(provider.authorize(visitor.post(START)["Location"]))
    assert visitor.get(back).status_code == 302
    visitor.post("/admin/logout/")
    assert is_refused(visitor.get(back), visitor)


def test_a_stolen_code_is_of_no_use_in_another_sign_in(visitor, provider, editor):
    """Nonce and code challenge belong to the browser that began."""
    stolen = dict(parse_qsl(urlsplit(provider.authorize(visitor.post(START)["Location"])).query))["code"]
    thief = Visitor(visitor.host)
    state = dict(parse_qsl(urlsplit(thief.post(START)["Location"]).query))["state"]
    assert is_refused(thief.get(f"{BACK}?code={stolen}&state={state}"), thief)


def test_a_provider_out_of_order_is_said_so(visitor, provider, editor):
    for lie in ({"status": 500}, {"body": b"<html>"}, {"body": b"[]"}, {"body": b"{}"}):
        provider.lies = {}
        back = path_of(provider.authorize(visitor.post(START)["Location"]))
        provider.lies = lie
        assert is_refused(visitor.get(back), visitor), lie
        assert is_refused(visitor.post(START), visitor), lie


def test_who_says_no_there_is_not_signed_in_here(visitor, provider, editor):
    state = dict(parse_qsl(urlsplit(visitor.post(START)["Location"]).query))["state"]
    assert is_refused(visitor.get(f"{BACK}?error=access_denied&state={state}"), visitor)


# --- Doors beside


def test_a_link_starts_nothing(visitor, provider):
    answer = visitor.get(START)
    assert (answer.status_code, answer["Location"]) == (302, LOGIN)


def test_no_parameter_changes_what_is_asked(visitor, provider):
    """allauth reads process, scope and further parameters from the address; ours does not."""
    superuser = make_user("goc", is_superuser=True)
    visitor.client.force_login(superuser)
    away = visitor.post(f"{START}?process=connect&scope=admin&auth_params=nonce%3Dx%26prompt%3Dnone")
    asked = dict(parse_qsl(urlsplit(away["Location"]).query))
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["nonce"] != "x"
    assert "prompt" not in asked
    make_user("nguoikhac")
    provider.person |= {"preferred_username": "nguoikhac", "email": "nguoikhac@example.gov.vn"}
    visitor.get(path_of(provider.authorize(away["Location"])))
    assert not SocialAccount.objects.filter(user=superuser).exists()


def test_nobody_is_sent_elsewhere_afterwards(visitor, provider, editor):
    assert go_back(visitor, provider, next="https://evil.example/")["Location"] == HOME
