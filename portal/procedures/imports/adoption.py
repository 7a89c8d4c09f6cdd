"""Makes the rules of adoption so that exactly a list's procedures are carried out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.core.services import network_version_bump
from portal.procedures.imports.lists import ListRow
from portal.procedures.imports.planning import CODES_A_QUERY
from portal.procedures.imports.problems import Problem
from portal.procedures.models import AdoptionRule, Procedure
from sites.models import AdministrativeUnit

_ROWS_A_STATEMENT = 500


@dataclass(frozen=True)
class Scope:
    """All units of a level, or one unit: exactly one of the two."""

    level: str = ""
    unit: AdministrativeUnit | None = None

    @property
    def rules(self) -> Q:
        return Q(unit=self.unit) if self.unit else Q(level=self.level)


@dataclass
class AdoptionReport:
    """Codes added to and removed from the rules, how many stayed, and what stands against the list.

    `own_rules` counts rules of single units, which win over those of the level.
    """

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: int = 0
    other_rules_removed: int = 0
    own_rules: int = 0
    problems: list[Problem] = field(default_factory=list)
    is_changed: bool = False


@transaction.atomic
def adoption_follow_list(
    *,
    rows: Iterable[ListRow],
    scope: Scope,
    reason: str,
    actor: Any,
    now: datetime,
    dry_run: bool = False,
) -> AdoptionReport:
    """Let the units of `scope` carry out the list's procedures and no others.

    One general rule says no, one rule for each procedure says yes; rules on fields are taken away.
    A code the catalog does not hold is a problem, and then nothing is written.
    """
    listed = {row.code: row for row in rows}
    pks = _pks(listed)
    report = AdoptionReport(
        problems=[
            Problem(row.row, code, _("The catalog does not hold this procedure. Import it first."))
            for code, row in listed.items()
            if code not in pks
        ]
    )
    if scope.level:
        report.own_rules = AdoptionRule.objects.filter(unit__level=scope.level).count()
    if report.problems:
        return report
    rules = list(AdoptionRule.objects.filter(scope.rules).select_related("procedure"))
    wanted = set(pks.values())
    kept = {rule.procedure_id for rule in rules if rule.procedure_id in wanted and rule.performs}
    stays_closed = [rule for rule in rules if not (rule.procedure_id or rule.field_id or rule.performs)]
    useful = {rule.pk for rule in rules if rule.procedure_id in kept} | {rule.pk for rule in stays_closed}
    useless = [rule for rule in rules if rule.pk not in useful]
    report.kept = len(kept)
    report.added = sorted(code for code, pk in pks.items() if pk not in kept)
    report.removed = sorted(
        rule.procedure.code for rule in useless if rule.procedure and rule.procedure_id not in wanted
    )
    report.other_rules_removed = sum(rule.procedure_id is None for rule in useless)
    report.is_changed = bool(report.added or useless or not stays_closed)
    if dry_run or not report.is_changed:
        return report
    AdoptionRule.objects.filter(pk__in=[rule.pk for rule in useless]).delete()
    made: list[int | None] = [] if stays_closed else [None]
    made += [pks[code] for code in report.added]
    AdoptionRule.objects.bulk_create(
        [
            AdoptionRule(
                level=scope.level,
                unit=scope.unit,
                procedure_id=pk,
                performs=pk is not None,
                reason=reason,
                decided_at=now,
                decided_by=actor,
            )
            for pk in made
        ],
        batch_size=_ROWS_A_STATEMENT,
    )
    network_version_bump()
    return report


def _pks(codes: Iterable[str]) -> dict[str, int]:
    wanted = sorted(codes)
    pks: dict[str, int] = {}
    for start in range(0, len(wanted), CODES_A_QUERY):
        chunk = wanted[start : start + CODES_A_QUERY]
        found = Procedure.objects.filter(code__in=chunk, locale__language_code="vi")
        pks.update(found.values_list("code", "pk"))
    return pks
