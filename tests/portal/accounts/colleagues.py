"""People of a sub-site, for the tests of the users' screens."""

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.test import Client

from portal.accounts.models import User
from portal.accounts.selectors import has_second_factor
from sites.enums import Role
from sites.models import Subsite, SubsiteRole


def group_of(subsite: Subsite, role: Role):
    return SubsiteRole.objects.get(subsite=subsite, role=role).group


def make_user(username: str, *places: tuple[Subsite, Role], **fields) -> User:
    """A user with a password and these roles."""
    fields = {"full_name": username.title(), "email": f"{username}@example.vn"} | fields
    user = get_user_model().objects.create_user(username, password="x", **fields)
    user.groups.set([group_of(subsite, role) for subsite, role in places])
    return user


def roles_of(user: User, subsite: Subsite) -> set[str]:
    return set(SubsiteRole.objects.filter(subsite=subsite, group__user=user).values_list("role", flat=True))


def state_of(user: User) -> tuple:
    """Everything that a stranger's request must leave alone."""
    fresh = get_user_model().objects.get(pk=user.pk)
    return (
        fresh.username,
        fresh.full_name,
        fresh.email,
        fresh.password,
        fresh.is_active,
        fresh.is_superuser,
        sorted(fresh.groups.values_list("pk", flat=True)),
        sorted(fresh.user_permissions.values_list("pk", flat=True)),
        has_second_factor(user=fresh),
    )


def enrol(user: User) -> None:
    """A second factor, as if set up with a telephone."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})


def signed_in(user: User, subsite: Subsite) -> Client:
    client = Client(HTTP_HOST=subsite.site.hostname)
    client.force_login(user)
    return client
