"""Adds colleagues to a sub-site, gives and takes their roles, shuts and opens their accounts.

Every change asks UserPolicy again, whatever the screen showed, and is told to Wagtail's log and by
a signal in the same transaction. Letters leave after it.
"""

from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import PageSubscription

from portal.accounts.models import User
from portal.accounts.selectors import has_second_factor
from portal.accounts.services import second_factor_reset
from portal.accounts.users import letters, signals
from portal.accounts.users.permissions import UserPolicy
from portal.accounts.users.selectors import account_with_email, other_site_admins, users_of_subsites
from sites.enums import Role
from sites.models import Subsite, SubsiteRole


class UsersRefused(ValidationError):
    """A rule stands against it; the text says which."""


class LastSiteAdmin(UsersRefused):
    """A sub-site would be left without anybody who can look after its people."""


@transaction.atomic
def colleague_add(
    *,
    subsite: Subsite,
    full_name: str,
    username: str,
    email: str,
    roles: Collection[Role],
    actor: Any,
    now: datetime,
) -> None:
    """Give roles on a sub-site to whoever has this e-mail address; without an account, make one.

    Answers the same in both cases and returns nothing: a site admin must not learn who works
    elsewhere. An account that exists keeps its own name and sign-in name. A superuser is left as he
    is, and only the province is told. Raises UsersRefused for what the actor may see anyway.
    """
    policy = UserPolicy(actor)
    _require(policy.may_set_roles(subsite))
    if not roles:
        raise UsersRefused({"roles": _("Choose at least one role.")})
    username = _free_username(username, subsite=subsite, policy=policy)
    user = account_with_email(email=email)
    if user is None:
        user = User(username=username, full_name=full_name, email=email, date_joined=now)
        user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.save()
        _tell(signals.user_created, "accounts.user_created", user=user, actor=actor, now=now, subsite=subsite)
        _roles_write(user=user, subsite=subsite, roles=roles, policy=policy, now=now)
        _password_letter(user=user, subsite=subsite, actor=actor, now=now)
        return
    if users_of_subsites(subsites=Subsite.objects.filter(pk=subsite.pk)).filter(pk=user.pk).exists():
        raise UsersRefused({"email": _("This person is on the list of this site already.")})
    if user.is_superuser:
        if policy.is_network_wide:
            raise UsersRefused({"email": _("This is a technical administrator: no role is needed.")})
        return
    _roles_write(user=user, subsite=subsite, roles=roles, policy=policy, now=now)
    after = partial(letters.roles_letter_send, user=user, subsite=subsite, roles=tuple(roles), sender=actor)
    transaction.on_commit(after, robust=True)


@transaction.atomic
def roles_set(*, user: User, subsite: Subsite, roles: Collection[Role], actor: Any, now: datetime) -> None:
    """Make `roles` all that a visible person holds on this sub-site. Raises LastSiteAdmin."""
    policy = UserPolicy(actor)
    _require(policy.may_set_roles(subsite) and policy.may_see(user))
    _roles_write(user=user, subsite=subsite, roles=roles, policy=policy, now=now)


def roles_take_away(*, user: User, subsite: Subsite, actor: Any, now: datetime) -> None:
    """Take every role on this sub-site; what the person holds elsewhere stays. Raises LastSiteAdmin."""
    roles_set(user=user, subsite=subsite, roles=(), actor=actor, now=now)


@transaction.atomic
def person_change(*, user: User, full_name: str, email: str, actor: Any, now: datetime) -> None:
    """Correct somebody's name and address.

    With a new address the password and the second factor end, and a link to set a password goes
    there. Otherwise an account could be made with one's own address, be given a stranger's, and so
    be given his roles elsewhere.
    """
    policy = UserPolicy(actor)
    _require(policy.may_edit_person(user))
    user = User.objects.select_for_update().get(pk=user.pk)
    before = {"full_name": user.full_name, "email": user.email}
    after = {"full_name": full_name, "email": email}
    if before == after:
        return
    is_moved = email.lower() != user.email.lower()
    user.full_name, user.email = full_name, email
    if is_moved:
        user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save(update_fields=["full_name", "email", "password"])
    _tell(
        signals.user_details_changed, "accounts.user_changed", user=user, actor=actor, now=now,
        before=before, after=after,
    )  # fmt: skip
    if is_moved:
        _second_factor_end(user=user, actor=actor, now=now)
        _password_letter(user=user, subsite=_home_of(user, policy), actor=actor, now=now)


@transaction.atomic
def own_name_change(*, user: User, full_name: str, now: datetime) -> None:
    """Correct one's own name; the address stays, it is what others vouch for."""
    before = User.objects.select_for_update().values_list("full_name", flat=True).get(pk=user.pk)
    if before == full_name:
        return
    user.full_name = full_name
    user.full_clean(exclude=["password"])
    user.save(update_fields=["full_name"])
    _tell(
        signals.user_details_changed, "accounts.user_changed", user=user, actor=user, now=now,
        before={"full_name": before}, after={"full_name": full_name},
    )  # fmt: skip


@transaction.atomic
def user_disable(*, user: User, actor: Any, now: datetime) -> None:
    """Shut an account and end its sessions; roles stay for the day it opens again. Raises LastSiteAdmin."""
    policy = UserPolicy(actor)
    _require(policy.may_edit_person(user))
    administered = SubsiteRole.objects.select_for_update(of=("self",)).filter(
        role=Role.SITE_ADMIN, group__user=user
    )
    for row in administered.order_by("pk").select_related("subsite"):
        _refuse_to_leave_alone(row.subsite, user=user, policy=policy)
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        return
    user.is_active = False
    user.save(update_fields=["is_active"])
    _sessions_end(user=user, now=now)
    _tell(signals.user_disabled, "accounts.user_disabled", user=user, actor=actor, now=now)


@transaction.atomic
def user_enable(*, user: User, actor: Any, now: datetime) -> None:
    """Open an account again; the person signs in anew."""
    _require(UserPolicy(actor).may_edit_person(user))
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        return
    user.is_active = True
    user.save(update_fields=["is_active"])
    _tell(signals.user_enabled, "accounts.user_enabled", user=user, actor=actor, now=now)


@transaction.atomic
def password_link_send(*, user: User, actor: Any, now: datetime) -> None:
    """Mail a link to set a password; the old one holds until it is used. Nobody else sees the link."""
    policy = UserPolicy(actor)
    _require(policy.may_edit_person(user) and user.is_active)
    _password_letter(user=user, subsite=_home_of(user, policy), actor=actor, now=now)


@transaction.atomic
def second_factor_forget(*, user: User, actor: Any, now: datetime) -> None:
    """For a lost telephone: the second factor is forgotten and every session ends."""
    _require(UserPolicy(actor).may_edit_person(user))
    _second_factor_end(user=user, actor=actor, now=now)


def _require(answer: bool) -> None:
    if not answer:
        raise PermissionDenied


def _roles_write(
    *, user: User, subsite: Subsite, roles: Collection[Role], policy: UserPolicy, now: datetime
) -> None:
    # The rows are the lock: two site admins who dismiss each other at once come one after the other.
    rows = SubsiteRole.objects.select_for_update(of=("self",)).filter(subsite=subsite).order_by("pk")
    groups = {Role(row.role): row.group_id for row in rows}
    held = set(user.groups.filter(pk__in=groups.values()).values_list("pk", flat=True))
    before = tuple(role for role in Role if groups.get(role) in held)
    after = tuple(role for role in Role if role in roles and role in groups)
    if len(after) != len(set(roles)):
        raise UsersRefused(_("This site does not have such a role."))
    if before == after:
        return
    if Role.SITE_ADMIN in before and Role.SITE_ADMIN not in after:
        _refuse_to_leave_alone(subsite, user=user, policy=policy)
    token = signals.roles_are_told.set(True)
    try:
        user.groups.remove(
            *Group.objects.filter(pk__in=[groups[role] for role in before if role not in after])
        )
        user.groups.add(*Group.objects.filter(pk__in=[groups[role] for role in after if role not in before]))
    finally:
        signals.roles_are_told.reset(token)
    if not after:
        # Who has left hears no more of what is discussed there.
        PageSubscription.objects.filter(user=user, page__path__startswith=subsite.root_page.path).delete()
    _tell(
        signals.user_roles_changed, "accounts.roles_changed", user=user, actor=policy.actor, now=now,
        subsite=subsite, before=before, after=after,
    )  # fmt: skip


def _refuse_to_leave_alone(subsite: Subsite, *, user: User, policy: UserPolicy) -> None:
    has_entered = user.has_usable_password() or user.last_login is not None
    is_needed = user.is_active and has_entered and not policy.is_network_wide
    if is_needed and not other_site_admins(subsite=subsite, user=user).exists():
        raise LastSiteAdmin(
            _(
                "%(unit)s would be left without a site admin. Make somebody else site admin first, "
                "or ask the province."
            )
            % {"unit": subsite.unit.full_name}
        )


def _free_username(typed: str, *, subsite: Subsite, policy: UserPolicy) -> str:
    """`mai.tran` → `mai.tran.thanhphulong`.

    With the sub-site's ending a name is hardly ever taken by somebody whom the actor may not know
    of; if it is, a number is added without a word.
    """
    ending = "." + subsite.site.hostname.split(".")[0]
    wanted = typed.lower().removesuffix(ending) + ending
    if policy.users.filter(username__iexact=wanted).exists():
        raise UsersRefused({"username": _("A colleague has this sign-in name. Choose another.")})
    username, number = wanted, 1
    while User.objects.filter(username__iexact=username).exists():
        number += 1
        username = f"{wanted}{number}"
    return username


def _home_of(user: User, policy: UserPolicy) -> Subsite:
    """The first sub-site of the actor's where the person works: the letter speaks in its name."""
    subsite = policy.subsites.filter(roles__group__user=user).first()
    _require(subsite is not None)
    assert subsite is not None  # noqa: S101 - for mypy
    return subsite


def _password_letter(*, user: User, subsite: Subsite, actor: Any, now: datetime) -> None:
    signal, action = signals.user_password_link_sent, "accounts.password_link_sent"
    _tell(signal, action, user=user, actor=actor, now=now, subsite=subsite)
    after = partial(letters.password_letter_send, user=user, subsite=subsite, sender=actor)
    transaction.on_commit(after, robust=True)


def _second_factor_end(*, user: User, actor: Any, now: datetime) -> None:
    if has_second_factor(user=user):
        second_factor_reset(user=user, actor=actor, now=now)
        log(instance=user, action="accounts.second_factor_reset", user=actor, timestamp=now)
    _sessions_end(user=user, now=now)


def _sessions_end(*, user: User, now: datetime) -> None:
    """End the user's sessions for good: a shut account that opens again has to sign in anew."""
    for session in Session.objects.filter(expire_date__gte=now).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def _tell(signal: Signal, action: str, *, user: User, actor: Any, now: datetime, **facts: Any) -> None:
    data = {name: _plain(fact) for name, fact in facts.items()}
    log(instance=user, action=action, user=actor, timestamp=now, data=data)
    signal.send(sender=User, user=user, actor=actor, now=now, **facts)


def _plain(fact: Any) -> Any:
    if isinstance(fact, Subsite):
        return {"id": fact.pk, "name": fact.unit.full_name}
    return [role.value for role in fact] if isinstance(fact, tuple) else fact
