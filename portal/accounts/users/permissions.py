"""Who may see, change and give roles to whom. Every screen and every service asks here."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from portal.accounts.models import User
from portal.accounts.users.selectors import administered_subsites, groups_of_subsites, users_of_subsites
from sites.models import Subsite
from sites.permissions import may_add_subsite


class UserPolicy:
    """What `actor` may do with other people.

    A site admin looks after the roles of his sub-sites. The person behind the account is his to
    change only when the account serves nothing else: no other sub-site, no network role, no right
    of its own, no superuser. Superusers and network roles are nobody's here, not even the province's.
    """

    def __init__(self, actor: Any) -> None:
        self.actor = actor

    @cached_property
    def is_network_wide(self) -> bool:
        return may_add_subsite(self.actor)

    @property
    def subsites(self) -> QuerySet[Subsite]:
        """Sub-sites whose people the actor looks after."""
        return administered_subsites(user=self.actor)

    @property
    def users(self) -> QuerySet[User]:
        """People whom the actor may see."""
        return users_of_subsites(subsites=self.subsites)

    @cached_property
    def subsites_listed(self) -> list[Subsite]:
        """As `subsites`, read once."""
        return list(self.subsites)

    @cached_property
    def may_enter(self) -> bool:
        return self.is_network_wide or bool(self.subsites_listed)

    def may_see(self, user: User) -> bool:
        return self.users.filter(pk=user.pk).exists()

    def may_set_roles(self, subsite: Subsite) -> bool:
        return self.subsites.filter(pk=subsite.pk).exists()

    def is_used_elsewhere(self, user: User) -> bool:
        """Whether the account opens anything that the actor does not look after."""
        if user.is_superuser or user.user_permissions.exists():
            return True
        here = groups_of_subsites(subsites=self.subsites)
        return user.groups.exclude(pk__in=here.values("pk")).exists()

    def may_edit_person(self, user: User) -> bool:
        """Name, address, password link, second factor, active or not.

        Never one's own: a stolen session must not be enough to move the account to another address.
        """
        return user.pk != self.actor.pk and self.may_see(user) and not self.is_used_elsewhere(user)


def policy_of_request(request: Any) -> UserPolicy:
    """The policy of who is signed in, remembered on the request: the menu asks on every page."""
    found: UserPolicy | None = getattr(request, "_user_policy", None)
    if found is None:
        found = request._user_policy = UserPolicy(request.user)
    return found


class SuperusersOnly(BasePermissionPolicy):
    """A Wagtail policy that no permission row opens."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_active and user.is_superuser)

    def users_with_any_permission(self, actions: Any) -> QuerySet[User]:
        return User.objects.filter(is_active=True, is_superuser=True)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        everything: QuerySet[Any] = self.model._default_manager.all()
        return everything if self.user_has_permission(user, "change") else everything.none()

    def users_with_any_permission_for_instance(self, actions: Any, instance: Any) -> QuerySet[User]:
        return self.users_with_any_permission(actions)
