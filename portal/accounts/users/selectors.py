"""What the users' screens ask: whose sub-sites, who works there, in which roles."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet

from portal.accounts.models import User
from sites.enums import Role
from sites.models import Subsite
from sites.permissions import may_add_subsite
from sites.slugs import vietnamese_slug

_MEMBERSHIP = User.groups.through
_ORDER = {role.value: number for number, role in enumerate(Role)}


@dataclass(frozen=True)
class RolesHeld:
    """One person's roles on one sub-site, in the order of the enumeration."""

    subsite_id: int
    name: str
    host: str
    roles: tuple[Role, ...]

    @property
    def labels(self) -> str:
        return ", ".join(str(role.label) for role in self.roles)


def administered_subsites(*, user: Any) -> QuerySet[Subsite]:
    """Sub-sites whose people `user` looks after: all for the province, else where he is site admin."""
    subsites = Subsite.objects.select_related("site", "unit").order_by("unit__slug", "pk")
    if not user.is_active:
        return subsites.none()
    if may_add_subsite(user):
        return subsites
    mine = Subsite.objects.filter(roles__role=Role.SITE_ADMIN, roles__group__user=user)
    return subsites.filter(pk__in=mine.values("pk"))


def groups_of_subsites(*, subsites: QuerySet[Subsite]) -> QuerySet[Group]:
    """The groups that carry the roles of these sub-sites."""
    return Group.objects.filter(subsite_role__subsite__in=subsites.order_by().values("pk"))


def users_of_subsites(*, subsites: QuerySet[Subsite], query: str = "") -> QuerySet[User]:
    """Users who hold a role on any of these sub-sites, by name.

    `query` finds parts of the name, the sign-in name or the address, with or without accents; it
    costs one query more, read here because databases fold Vietnamese each in their own way.
    """
    held = _MEMBERSHIP.objects.filter(
        user=OuterRef("pk"), group__subsite_role__subsite__in=subsites.order_by().values("pk")
    )
    users = User.objects.filter(Exists(held)).order_by("full_name", "username")
    wanted = vietnamese_slug(query)
    if not query.strip():
        return users
    found = [
        pk
        for pk, *texts in users.values_list("pk", "full_name", "username", "email")
        if any(
            (wanted and wanted in vietnamese_slug(text)) or query.lower() in text.lower() for text in texts
        )
    ]
    return users.filter(pk__in=found)


def roles_held(*, users: Collection[User], subsites: QuerySet[Subsite]) -> dict[int, list[RolesHeld]]:
    """Roles of these users on these sub-sites and no others, by user. One query."""
    place = "group__subsite_role__subsite"
    rows = (
        _MEMBERSHIP.objects.filter(
            user__in=users, group__subsite_role__subsite__in=subsites.order_by().values("pk")
        )
        .order_by(f"{place}__unit__slug", f"{place}_id")
        .values_list(
            "user_id",
            f"{place}_id",
            f"{place}__unit__full_name",
            f"{place}__site__hostname",
            "group__subsite_role__role",
        )
    )
    found: dict[int, dict[tuple[int, str, str], list[str]]] = {}
    for user_id, *key, role in rows:
        found.setdefault(user_id, {}).setdefault((key[0], key[1], key[2]), []).append(role)
    return {
        user_id: [RolesHeld(*key, roles=_in_order(roles)) for key, roles in places.items()]
        for user_id, places in found.items()
    }


def account_with_email(*, email: str) -> User | None:
    """The account that a letter to this address reaches; active ones first, then the oldest."""
    return User.objects.filter(email__iexact=email).order_by("-is_active", "pk").first()


def other_site_admins(*, subsite: Subsite, user: User) -> QuerySet[User]:
    """Site admins of a sub-site beside `user` who are able to sign in.

    Active, and either with a password or seen before (the province's own sign-in needs none); who
    has only been invited does not count.
    """
    return (
        User.objects.filter(
            is_active=True,
            groups__subsite_role__subsite=subsite,
            groups__subsite_role__role=Role.SITE_ADMIN,
        )
        .exclude(pk=user.pk)
        .exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX, last_login__isnull=True)
    )


def _in_order(roles: Iterable[str]) -> tuple[Role, ...]:
    return tuple(Role(role) for role in sorted(roles, key=_ORDER.__getitem__))
