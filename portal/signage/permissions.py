"""Who may see and run boards, and who may send an alert."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from portal.signage.models import Board
from sites.enums import NetworkRole, Role
from sites.models import AdministrativeUnit, NetworkGroup, SubsiteRole

# Boards and their keys are technical; an alert overrides whatever hangs on a board.
BOARD_ROLES = frozenset({Role.SITE_ADMIN})
ALERT_ROLES = frozenset({Role.SITE_ADMIN, Role.PUBLISHER})


class SignagePolicy:
    """People of a sub-site see the boards of their own unit; site admins run them. The province's
    administrators run all, its editors and the auditor read. Two queries at most."""

    def __init__(self, actor: Any) -> None:
        self.actor = actor

    @cached_property
    def _network_roles(self) -> frozenset[str]:
        if self.actor.is_superuser:
            return frozenset(NetworkRole.values)
        return frozenset(NetworkGroup.objects.filter(group__user=self.actor).values_list("role", flat=True))

    @cached_property
    def _roles(self) -> dict[int, set[str]]:
        held: dict[int, set[str]] = {}
        for unit_id, role in SubsiteRole.objects.filter(group__user=self.actor).values_list(
            "subsite__unit", "role"
        ):
            held.setdefault(unit_id, set()).add(role)
        return held

    @property
    def is_network_wide(self) -> bool:
        """Whether the actor sees every board."""
        return bool(self._network_roles)

    @property
    def sees_boards(self) -> bool:
        """Whether the actor is somebody at one unit at least."""
        return self.is_network_wide or bool(self._roles)

    @property
    def runs_network(self) -> bool:
        return NetworkRole.PROVINCE_ADMIN in self._network_roles

    @property
    def units(self) -> QuerySet[AdministrativeUnit]:
        """Units whose boards the actor may see."""
        units = AdministrativeUnit.objects.filter(subsite__isnull=False)
        return units if self.is_network_wide else units.filter(pk__in=self._roles)

    @property
    def boards(self) -> QuerySet[Board]:
        """Boards the actor may see, retired ones included."""
        boards = Board.objects.select_related("unit")
        return boards if self.is_network_wide else boards.filter(unit__in=self._roles)

    def may_see(self, unit: AdministrativeUnit) -> bool:
        return self.is_network_wide or unit.pk in self._roles

    def may_run(self, unit: AdministrativeUnit, *, day: date) -> bool:
        """Make, change and retire boards of this unit, their keys and their pairing."""
        if self.runs_network:
            return True
        return unit.is_valid_on(day) and bool(self._roles.get(unit.pk, set()) & BOARD_ROLES)

    def units_to_run(self, *, day: date) -> QuerySet[AdministrativeUnit]:
        """Units, existing on `day`, whose boards the actor may make and change."""
        units = AdministrativeUnit.objects.valid_on(day).filter(subsite__isnull=False)
        if self.runs_network:
            return units
        return units.filter(pk__in=[unit_id for unit_id, roles in self._roles.items() if roles & BOARD_ROLES])

    def may_alert(self, unit: AdministrativeUnit, *, day: date) -> bool:
        """Send an alert to the boards of this unit and of the units below it, and cancel one of its own.

        A commune reaches its own boards only, and never a province's alert.
        """
        if not unit.is_valid_on(day):
            return False
        return self.runs_network or bool(self._roles.get(unit.pk, set()) & ALERT_ROLES)


def policy_of_request(request: Any) -> SignagePolicy:
    """The policy of who is signed in, remembered on the request."""
    found: SignagePolicy | None = getattr(request, "_signage_policy", None)
    if found is None:
        found = request._signage_policy = SignagePolicy(request.user)
    return found
