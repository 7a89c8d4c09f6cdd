"""Who may see and change what a unit says of its own."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from sites.enums import Role
from sites.models import AdministrativeUnit, SubsiteRole
from sites.permissions import may_add_subsite, may_view_network

EDITING_ROLES = frozenset({Role.SITE_ADMIN, Role.PUBLISHER, Role.RECORDS_CLERK})
VIEW_PROCEDURES = "procedures.view_procedure"
CHANGE_PROCEDURES = "procedures.change_procedure"


class AdoptionPolicy:
    """People of a sub-site read their unit's page; three roles write. The province helps everywhere.

    What a unit that has ended says is kept as it was (Decree 43/2011 Art. 17.2), by everybody.
    """

    def __init__(self, actor: Any) -> None:
        self.actor = actor

    @cached_property
    def is_network_wide(self) -> bool:
        """Whether the actor sees every unit: the province's people and the auditor."""
        return may_view_network(self.actor) and self.actor.has_perm(VIEW_PROCEDURES)

    @cached_property
    def may_answer(self) -> bool:
        return self.is_network_wide and self.actor.has_perm(CHANGE_PROCEDURES)

    @cached_property
    def _roles(self) -> dict[int, set[str]]:
        held: dict[int, set[str]] = {}
        rows = SubsiteRole.objects.filter(group__user=self.actor).values_list("subsite__unit", "role")
        for unit_id, role in rows:
            held.setdefault(unit_id, set()).add(role)
        return held

    @property
    def units(self) -> QuerySet[AdministrativeUnit]:
        """Units whose page the actor may read."""
        units = AdministrativeUnit.objects.filter(subsite__isnull=False)
        return units if self.is_network_wide else units.filter(pk__in=self._roles)

    def may_read(self, unit: AdministrativeUnit) -> bool:
        return self.is_network_wide or unit.pk in self._roles

    def may_edit(self, unit: AdministrativeUnit, *, day: date) -> bool:
        if not unit.is_valid_on(day):
            return False
        return may_add_subsite(self.actor) or bool(self._roles.get(unit.pk, set()) & EDITING_ROLES)


def policy_of_request(request: Any) -> AdoptionPolicy:
    """The policy of who is signed in, remembered on the request."""
    found: AdoptionPolicy | None = getattr(request, "_adoption_policy", None)
    if found is None:
        found = request._adoption_policy = AdoptionPolicy(request.user)
    return found
