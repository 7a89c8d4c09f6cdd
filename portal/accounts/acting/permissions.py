"""Who may act as whom."""

from typing import Any

from portal.accounts.models import User
from portal.accounts.users.permissions import UserPolicy
from sites.enums import NetworkRole
from sites.models import NetworkGroup


def may_act(actor: Any) -> bool:
    """Superusers and the province's administrators."""
    if not actor.is_active:
        return False
    role = NetworkRole.PROVINCE_ADMIN
    return bool(actor.is_superuser or NetworkGroup.objects.filter(role=role, group__user=actor).exists())


def may_act_as(actor: Any, user: User) -> bool:
    """Only as people whose rights are roles of sub-sites, and who could sign in themselves.

    So never as a superuser, as anybody with a role over the network, as a shut account or as
    oneself: acting must not be a way to more rights than one has.
    """
    return user.is_active and may_act(actor) and UserPolicy(actor).may_edit_person(user)
