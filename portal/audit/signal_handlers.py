"""What others tell becomes entries: the sign-in, the users' screens, groups and rights, Wagtail's log."""

from functools import partial
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import Signal
from wagtail.models import ModelLogEntry, PageLogEntry

from portal.accounts import signals as accounts
from portal.accounts.acting.enums import Ending
from portal.accounts.models import User
from portal.accounts.users import signals as users
from portal.audit import wagtail_log
from portal.audit.enums import ActionGroup
from portal.audit.origin import Place, current_origin
from portal.audit.places import place_of_person
from portal.audit.services import audit_write
from sites.models import Subsite

# --- The door


def on_own_account(
    sender: Any, user: User | None, action: str, signal: Signal, request: Any = None, **facts: Any
) -> None:
    """Somebody signs in or out, or changes how the own account is protected."""
    actor = facts.pop("actor", None) or user
    audit_write(
        action=action,
        group=ActionGroup.SIGN_IN,
        actor=actor,
        instance=user,
        place=place_of_person(user, at_host=True),
        detail=_told(facts),
    )


def on_failure(
    sender: Any, user: User | None, action: str, signal: Signal, request: Any = None, **facts: Any
) -> None:
    """Nobody is signed in: the entry has no person, its object is the account that was tried.

    Of a name that nobody has only the beginning is kept: it may be a password in the wrong field.
    """
    username = str(facts.pop("username", ""))
    label = username if user is not None else f"{username[:3]}…"
    audit_write(
        action=action,
        group=ActionGroup.SIGN_IN,
        object_type=User._meta.label,
        object_id=user.pk if user is not None else "",
        object_label=label,
        place=place_of_person(user, at_host=True) if user is not None else _place_of_host(),
        detail=_told(facts) | {"account_exists": user is not None},
    )


def on_acting_started(sender: Any, actor: User, user: User, **facts: Any) -> None:
    _acting("accounts.acting_started", actor, user, facts, until=facts["until"])


def on_acting_ended(sender: Any, actor: User, user: User, how: Ending, **facts: Any) -> None:
    _acting("accounts.acting_ended", actor, user, facts, how=how.value)


def _acting(action: str, actor: User, user: User, facts: dict[str, Any], **detail: Any) -> None:
    audit_write(
        action=action,
        group=ActionGroup.ACTING,
        actor=actor,
        instance=user,
        place=place_of_person(user, at_host=True),
        detail={"reason": facts["reason"]} | detail,
        now=facts["now"],
    )


# --- The users' screens


def on_person(
    sender: Any, user: User, action: str, signal: Signal, actor: Any, now: Any, **facts: Any
) -> None:
    """What an administrator did with somebody's account or roles."""
    subsite: Subsite | None = facts.pop("subsite", None)
    place = Place(subsite.pk, subsite.unit.full_name) if subsite is not None else place_of_person(user)
    audit_write(
        action=action,
        group=ActionGroup.PEOPLE,
        actor=actor,
        instance=user,
        place=place,
        detail=_told(facts),
        now=now,
    )


# --- Groups and rights

_MEMBERS = "accounts.groups_changed"
_OWN_RIGHTS = "accounts.permissions_changed"
_RIGHTS = "groups.permissions_changed"
_VERBS = {"post_add": "added", "post_remove": "removed", "pre_clear": "removed"}


def on_rights(
    sender: Any,
    instance: Any,
    action: str,
    reverse: bool,
    model: type[Model],
    pk_set: set[int] | None,
    act: str,
    **kwargs: Any,
) -> None:
    """Groups of a person, rights of a person or a group, changed past the screens that tell it themselves."""
    origin = current_origin()
    if action not in _VERBS or users.roles_are_told.get():
        return
    if origin is not None and origin.watch is not None:
        return
    objects = (
        _related(instance, act, reverse)
        if action == "pre_clear"
        else model._default_manager.filter(pk__in=pk_set)
    )
    names = sorted(str(found) for found in objects)
    if not names:
        return
    is_person = isinstance(instance, User)
    audit_write(
        action=act,
        group=ActionGroup.PEOPLE if is_person else ActionGroup.RIGHTS,
        instance=instance,
        place=place_of_person(instance) if is_person else None,
        detail={_VERBS[action]: names},
    )


def _related(instance: Any, act: str, reverse: bool) -> Any:
    if reverse:
        return instance.user_set.all()
    return instance.groups.all() if act == _MEMBERS else _own_rights(instance)


def _own_rights(instance: Any) -> Any:
    return (instance.user_permissions if isinstance(instance, User) else instance.permissions).all()


def on_user_saved(sender: Any, instance: User, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and instance.is_superuser and not raw:
        audit_write(action="accounts.superuser_made", group=ActionGroup.PEOPLE, instance=instance)


def _place_of_host() -> Place | None:
    origin = current_origin()
    return origin.place if origin is not None else None


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    """What a signal carries beside who and when."""
    return {
        key: [role.value for role in value] if isinstance(value, tuple) else value
        for key, value in facts.items()
        if key not in ("sender", "now") and value not in (None, "")
    }


_OWN_ACCOUNT = {
    "accounts.signed_in": accounts.signed_in,
    "accounts.signed_out": accounts.signed_out,
    "accounts.second_factor_enrolled": accounts.second_factor_enrolled,
    "accounts.second_factor_reset": accounts.second_factor_reset,
    "accounts.password_changed": accounts.password_changed,
    "accounts.session_revoked": accounts.session_revoked,
}
_FAILURES = {
    "accounts.sign_in_failed": accounts.sign_in_failed,
    "accounts.locked_out": accounts.locked_out,
}
_PEOPLE = {
    "accounts.roles_changed": users.user_roles_changed,
    "accounts.user_created": users.user_created,
    "accounts.user_changed": users.user_details_changed,
    "accounts.user_disabled": users.user_disabled,
    "accounts.user_enabled": users.user_enabled,
    "accounts.password_link_sent": users.user_password_link_sent,
}


def connect() -> None:
    """Called once at start-up."""
    for handler, told in ((on_own_account, _OWN_ACCOUNT), (on_failure, _FAILURES), (on_person, _PEOPLE)):
        for action, signal in told.items():
            receiver = partial(handler, action=action)
            signal.connect(receiver, weak=False, dispatch_uid=f"audit.{action}")
    accounts.acting_started.connect(on_acting_started, dispatch_uid="audit.acting_started")
    accounts.acting_ended.connect(on_acting_ended, dispatch_uid="audit.acting_ended")
    for through, act in (
        (User.groups.through, _MEMBERS),
        (User.user_permissions.through, _OWN_RIGHTS),
        (Group.permissions.through, _RIGHTS),
    ):
        receiver = partial(on_rights, act=act)
        m2m_changed.connect(receiver, sender=through, weak=False, dispatch_uid=f"audit.{act}")
    post_save.connect(on_user_saved, sender=User, dispatch_uid="audit.superuser")
    pre_save.connect(wagtail_log.before_saving, dispatch_uid="audit.before_saving")
    post_save.connect(wagtail_log.on_page_logged, sender=PageLogEntry, dispatch_uid="audit.page_logged")
    post_save.connect(wagtail_log.on_record_logged, sender=ModelLogEntry, dispatch_uid="audit.logged")
