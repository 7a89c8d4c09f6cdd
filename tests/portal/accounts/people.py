"""People who sign in, and what they type."""

import time
from dataclasses import dataclass

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from portal.accounts.models import User
from sites.enums import Role
from sites.models import Subsite, SubsiteRole

PASSWORD = "bon tu khong lien quan 7"
LOGIN = "/admin/login/"
CODE = "/admin/login/second-factor/"
ENROL = "/admin/account/security/second-factor/"
HOME = "/admin/"


def make_user(username: str, *, subsite: Subsite | None = None, role: Role | None = None, **fields) -> User:
    user = User.objects.create_user(username, f"{username}@example.gov.vn", PASSWORD, **fields)
    if subsite is not None:
        user.groups.add(SubsiteRole.objects.get(subsite=subsite, role=role).group)
    return user


def enrol(user: User) -> str:
    """Give a user a second factor; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def recovery_codes_of(user: User) -> list[str]:
    return RecoveryCodes.activate(user).get_unused_codes()


def code_now(secret: str) -> str:
    """The code the app shows; as if the half minute of the last one were over."""
    cache.clear()
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@dataclass
class Visitor:
    """A browser at one host."""

    host: str
    address: str = "203.0.113.7"

    def __post_init__(self) -> None:
        self.client = Client()

    def get(self, path: str, **extra) -> HttpResponse:
        return self.client.get(path, **self._told(), **extra)

    def post(self, path: str, data: dict | None = None, **extra) -> HttpResponse:
        return self.client.post(path, data or {}, **self._told(), **extra)

    def sign_in(self, username: str, password: str = PASSWORD, **data) -> HttpResponse:
        return self.post(LOGIN, {"login": username, "password": password, **data})

    def type_code(self, code: str) -> HttpResponse:
        return self.post(CODE, {"code": code})

    @property
    def is_inside(self) -> bool:
        return self.get(HOME).status_code == 200

    @property
    def session_key(self) -> str:
        return self.client.cookies["sessionid"].value

    def _told(self) -> dict[str, str]:
        return {"HTTP_HOST": self.host, "REMOTE_ADDR": self.address}
