"""Who may send which alert where, change it, and see it."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.signage.models import Alert, Board
from portal.signage.permissions import SignagePolicy
from sites.models import AdministrativeUnit


class AlertPolicy:
    """An alert is issued by the highest unit for which its writer may: a province's alert stays the
    province's, also when it goes to one commune, and a commune cannot touch it."""

    def __init__(self, policy: SignagePolicy, *, day: date) -> None:
        self.policy = policy
        self.day = day

    def issuer_for(self, unit: AdministrativeUnit) -> AdministrativeUnit | None:
        """In whose name the actor would alert the boards of `unit`; None: not at all."""
        may = (here for here in reversed(_chain(unit)) if self.policy.may_alert(here, day=self.day))
        return next(may, None)

    def may_change(self, alert: Alert) -> bool:
        """Renew, correct and cancel: who may alert for its issuer or for a unit above."""
        return any(self.policy.may_alert(unit, day=self.day) for unit in _chain(alert.issuer))

    @cached_property
    def targets(self) -> list[AdministrativeUnit]:
        """Units to whose boards, own or below, the actor may send, as a tree; only units with boards."""
        with_boards = Board.objects.in_use().filter(
            Q(unit=OuterRef("pk")) | Q(unit__parent=OuterRef("pk")) | Q(unit__parent__parent=OuterRef("pk"))
        )
        units = AdministrativeUnit.objects.valid_on(self.day).filter(Exists(with_boards))
        if not self.policy.runs_network:
            own = [unit.pk for unit in self.policy.units if self.policy.may_alert(unit, day=self.day)]
            units = units.filter(below(own))
        tree = units.select_related("parent__parent")
        return sorted(tree, key=lambda unit: [above.code for above in reversed(_chain(unit))])

    @property
    def may_publish(self) -> bool:
        return bool(self.targets)

    @property
    def alerts(self) -> QuerySet[Alert]:
        """Alerts the actor may see: own ones, those to units below, and those from above that reach own."""
        alerts = Alert.objects.select_related("issuer__parent__parent", "unit")
        if self.policy.is_network_wide:
            return alerts
        own = list(self.policy.units.values_list("pk", "parent_id", "parent__parent_id"))
        ids = [chain[0] for chain in own]
        above = {unit_id for chain in own for unit_id in chain[1:] if unit_id}
        narrowed = Alert.boards.through.objects.filter(alert=OuterRef("pk"))
        reaching = ~Exists(narrowed) | Exists(narrowed.filter(board__unit__in=ids))
        return alerts.filter(
            Q(issuer__in=ids) | below(ids, "unit__") | (Q(unit__in=above) & Q(reaching))
        ).distinct()

    def boards_of(self, alert: Alert, boards: QuerySet[Board]) -> QuerySet[Board]:
        """Those of the alert's boards the actor may see: all of them for who may change it."""
        if self.policy.is_network_wide or self.may_change(alert):
            return boards
        return boards.filter(unit__in=self.policy.units.values("pk"))


def below(unit_ids: Iterable[int], prefix: str = "") -> Q:
    """A unit that is one of these or stands below one of them: three levels at most."""
    ids = list(unit_ids)
    here = prefix.rstrip("_") or "pk"
    return (
        Q(**{f"{here}__in": ids})
        | Q(**{f"{prefix}parent__in": ids})
        | Q(**{f"{prefix}parent__parent__in": ids})
    )


def _chain(unit: AdministrativeUnit) -> list[AdministrativeUnit]:
    """The unit and those above it, nearest first."""
    chain = []
    here: AdministrativeUnit | None = unit
    while here is not None:
        chain.append(here)
        here = here.parent
    return chain
