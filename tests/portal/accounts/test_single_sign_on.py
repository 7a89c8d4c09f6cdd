"""The province's sign-in is off unless named, and opens only accounts that exist."""

from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.urls import NoReverseMatch, reverse

from portal.accounts.adapters import SingleSignOnAdapter
from portal.accounts.models import User
from tests.portal.accounts.people import LOGIN, make_user
from tests.portal.test_settings import python, setting

ISSUER = {
    "LIENCONG_OIDC_ISSUER": "https://sso.longan.example/realms/tinh",
    "LIENCONG_OIDC_CLIENT_ID": "lien-cong",
    "LIENCONG_OIDC_CLIENT_SECRET": "bi-mat-dung-chung",
}
ROUTES = "[p.name for p in __import__('portal.accounts.urls', fromlist=['x']).urlpatterns]"


def told(*, email: str = "", verified: bool = True, username: str = "") -> SocialLogin:
    """What the provider says about a person."""
    addresses = [EmailAddress(email=email, verified=verified)] if email else []
    account = SocialAccount(provider="sso", uid="42", extra_data={})
    login = SocialLogin(user=User(username=username), account=account, email_addresses=addresses)
    login.state = {}
    return login


@pytest.fixture
def linked(rf, db):
    """The user that the adapter links, or None when it refuses."""

    def link(login: SocialLogin) -> User | None:
        request = rf.get("/")
        request.user = SimpleNamespace(is_authenticated=False)
        request.session = {}
        chosen: list[User] = []
        login.connect = lambda request, user: chosen.append(user)
        try:
            SingleSignOnAdapter(request).pre_social_login(request, login)
        except ImmediateHttpResponse as refusal:
            assert refusal.response.status_code == 403
        return chosen[0] if chosen else None

    return link


def test_it_is_off_by_default(client, db):
    with pytest.raises(NoReverseMatch):
        reverse("openid_connect_login", kwargs={"provider_id": "sso"})
    assert b"sso" not in client.get(LOGIN).content.lower()


def test_naming_an_issuer_switches_it_on():
    assert setting("settings.OIDC_ISSUER") == ""
    assert setting("settings.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS']") == "[]"
    app = "settings.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'][0]"
    assert setting(f"{app}['settings']['server_url']", **ISSUER) == ISSUER["LIENCONG_OIDC_ISSUER"]
    assert setting(f"{app}['client_id']", **ISSUER) == "lien-cong"


def test_an_issuer_needs_its_client():
    variables = {"LIENCONG_OIDC_ISSUER": ISSUER["LIENCONG_OIDC_ISSUER"], "LIENCONG_SECRET_KEY": "x" * 50}
    done = python(
        "-c",
        "from django.conf import settings; settings.DEBUG",
        LIENCONG_ALLOWED_HOSTS=".longan.example",
        LIENCONG_DATABASE_URL="sqlite://:memory:",
        LIENCONG_ADMIN_BASE_URL="https://longan.example",
        **variables,
    )
    assert done.returncode != 0
    assert "LIENCONG_OIDC_CLIENT_ID" in done.stderr


def test_a_verified_address_finds_its_user(linked):
    user = make_user("bientap")
    assert linked(told(email="BIENTAP@example.gov.vn")) == user


def test_an_address_nobody_verified_finds_nobody(linked):
    make_user("bientap")
    assert linked(told(email="bientap@example.gov.vn", verified=False)) is None


def test_an_address_of_two_users_finds_neither(linked):
    make_user("bientap")
    User.objects.create_user("haingoi", "bientap@example.gov.vn")
    assert linked(told(email="bientap@example.gov.vn", username="haingoi")) is None


def test_a_user_name_will_do(linked):
    user = make_user("bientap")
    assert linked(told(email="khac@example.gov.vn", username="bientap")) == user
    assert linked(told(username="BIENTAP")) is None


def test_strangers_superusers_and_the_switched_off_are_refused(linked):
    make_user("goc", is_superuser=True)
    make_user("tat", is_active=False)
    for name in ("goc", "tat", "nguoila"):
        assert linked(told(email=f"{name}@example.gov.vn", username=name)) is None
    assert User.objects.count() == 2


def test_nobody_is_made(rf):
    assert SingleSignOnAdapter().is_open_for_signup(rf.get("/"), told()) is False


def test_production_requires_the_second_factor():
    assert setting("settings.REQUIRE_SECOND_FACTOR") == "True"
    assert setting("settings.REQUIRE_SECOND_FACTOR", LIENCONG_REQUIRE_SECOND_FACTOR="false") == "False"
