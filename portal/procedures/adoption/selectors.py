"""What the units' screens read. The number of queries depends on nothing but the screen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet, Value

from portal.procedures.adoption.wording import part_lines
from portal.procedures.enums import Facet, FieldPolicy, TaskState
from portal.procedures.models import (
    AdoptionRule,
    LocalFacts,
    Override,
    OverrideTask,
    Procedure,
    ProcedureFacet,
    ProcedureVersion,
)
from portal.procedures.models.versions import ProcedureVersionQuerySet
from portal.procedures.parts import LOCAL_PARTS, RECORD_PARTS, Part
from portal.procedures.selectors import (
    LEVELS_OF_UNIT,
    local_version,
    performed_by,
    policies_on_day,
    procedures_of_unit,
)
from search.analysis import words
from sites.enums import Level
from sites.models import AdministrativeUnit

STATES = ("own", "task", "missing", "follows", "not_here")


@dataclass(frozen=True)
class PartRow:
    """One part on the page of a procedure at a unit.

    `own` is the unit's own wording of it; `task` waits after the record changed it.
    """

    part: Part
    policy: FieldPolicy
    lines: tuple[str, ...]
    own: Override | None
    task: OverrideTask | None

    @property
    def is_overridable(self) -> bool:
        return self.policy == FieldPolicy.OVERRIDABLE


@dataclass(frozen=True)
class ProcedureHere:
    """One procedure as its unit's people see it in the admin."""

    version: ProcedureVersion
    is_performed: bool
    parts: tuple[PartRow, ...]
    facts: tuple[tuple[Part, FieldPolicy, str], ...]
    missing: tuple[Part, ...]
    shown_by: int


def required_facts(policies: Mapping[str, FieldPolicy]) -> tuple[str, ...]:
    """Keys of local facts that each unit must state."""
    return tuple(key for key in LOCAL_PARTS if policies[key] == FieldPolicy.LOCAL_REQUIRED)


def versions_here(
    *, unit: AdministrativeUnit, day: date, query: str, field_id: int | None, state: str
) -> QuerySet[ProcedureVersion]:
    """The list of one unit: what it carries out, or with state "not_here" what it does not.

    Each version has `has_own`, `has_task` and `lacks_facts`. Three queries with the policies.
    """
    performed = procedures_of_unit(unit=unit, day=day)
    if state == "not_here":
        others = ProcedureVersion.objects.in_force(day)
        found: ProcedureVersionQuerySet = others.exclude(pk__in=performed.values("pk"))
    else:
        found = performed
    for word in words(query):
        found = found.filter(search_text__contains=word)
    if field_id is not None:
        found = found.filter(field_id=field_id)
    own = Override.objects.filter(unit=unit, procedure=OuterRef("procedure"))
    tasks = OverrideTask.objects.filter(
        override__unit=unit, override__procedure=OuterRef("procedure"), state=TaskState.OPEN
    )
    found = found.annotate(
        has_own=Exists(own), has_task=Exists(tasks), lacks_facts=_lacks_facts(unit=unit, day=day)
    )
    conditions = {
        "own": Q(has_own=True),
        "task": Q(has_task=True),
        "missing": Q(lacks_facts=True),
        "follows": Q(has_own=False),
    }
    if state in conditions:
        found = found.filter(conditions[state])
    return found.select_related("field").defer("content", "search_text").order_by("code")


def _lacks_facts(*, unit: AdministrativeUnit, day: date) -> Any:
    required = required_facts(policies_on_day(day=day))
    general = LocalFacts.objects.filter(unit=unit, procedure=None).first()
    missing = [key for key in required if not (general and getattr(general, key))]
    if not missing:
        return Value(False, output_field=BooleanField())
    complete = LocalFacts.objects.filter(unit=unit, procedure=OuterRef("procedure"))
    for key in missing:
        complete = complete.exclude(**{key: ""})
    return ~Exists(complete)


def procedure_here(*, version: ProcedureVersion, unit: AdministrativeUnit, day: date) -> ProcedureHere:
    """Everything of one procedure at one unit. A fixed number of queries."""
    local = local_version(version=version, unit=unit)
    policies = policies_on_day(day=day)
    own = {row.part: row for row in Override.objects.filter(unit=unit, procedure=version.procedure_id)}
    tasks = {task.override.part: task for task in open_tasks(unit=unit).filter(override__in=own.values())}
    facts = tuple((part, policies[key], local.facts[key]) for key, part in LOCAL_PARTS.items())
    return ProcedureHere(
        version=version,
        is_performed=ProcedureVersion.objects.filter(performed_by(unit=unit), pk=version.pk).exists(),
        parts=tuple(
            PartRow(
                part,
                policies[key],
                tuple(part_lines(key, local.content[key])),
                own.get(key),
                tasks.get(key),
            )
            for key, part in RECORD_PARTS.items()
        ),
        facts=facts,
        missing=tuple(
            part for part, policy, text in facts if policy == FieldPolicy.LOCAL_REQUIRED and not text
        ),
        shown_by=sum(
            version.procedure_id in performed
            for performed in performed_by_units(day=day, procedures=[version.procedure_id]).values()
        ),
    )


def open_tasks(*, unit: AdministrativeUnit | None = None) -> QuerySet[OverrideTask]:
    """Tasks that wait, of one unit or of all, the oldest first. One query."""
    tasks = OverrideTask.objects.filter(state=TaskState.OPEN)
    if unit is not None:
        tasks = tasks.filter(override__unit=unit)
    return tasks.select_related(
        "version", "override__base_version", "override__procedure", "override__unit"
    ).order_by("opened_at", "pk")


def version_here(*, procedure_id: int, day: date) -> ProcedureVersion | None:
    """The version of a procedure that holds on `day`; the first to come when none holds yet."""
    versions = ProcedureVersion.objects.select_related("field", "procedure")
    return (
        versions.on_day(day).filter(procedure=procedure_id).first()
        or versions.filter(procedure=procedure_id).order_by("effective_from").first()
    )


def performed_by_units(*, day: date, procedures: Iterable[int] | None = None) -> dict[int, set[int]]:
    """Procedures in force by unit with a sub-site, for some procedures or all. Four queries.

    The same precedence as `selectors.performed_by`, for all units at once.
    """
    versions = ProcedureVersion.objects.in_force(day)
    facets = ProcedureFacet.objects.filter(version__in=versions, facet=Facet.LEVEL)
    if procedures is not None:
        versions = versions.filter(procedure__in=list(procedures))
        facets = facets.filter(version__in=versions)
    field_of = dict(versions.values_list("procedure", "field"))
    at_level: dict[str, set[int]] = {}
    for procedure_id, level in facets.values_list("version__procedure", "value"):
        at_level.setdefault(level, set()).add(procedure_id)
    rules: dict[Any, list[tuple[int | None, int | None, bool]]] = {}
    for row in AdoptionRule.objects.all():
        rule = (row.procedure_id, row.field_id, row.performs)
        rules.setdefault(row.unit_id or row.level, []).append(rule)
    units = AdministrativeUnit.objects.valid_on(day).filter(subsite__isnull=False)
    by_level = {
        level: _ruled(
            set().union(*(at_level.get(name, set()) for name in LEVELS_OF_UNIT[level])),
            rules.get(level.value, []),
            field_of,
        )
        for level in Level
    }
    return {
        pk: _ruled(by_level[Level(level)], rules.get(pk, []), field_of)
        for pk, level in units.values_list("pk", "level")
    }


def _ruled(
    performed: set[int],
    rules: Iterable[tuple[int | None, int | None, bool]],
    field_of: Mapping[int, int | None],
) -> set[int]:
    """`performed` after rules of one scope: everything, then fields, then procedures."""
    found = set(performed)
    for procedure_id, field_id, performs in sorted(
        rules, key=lambda rule: (rule[0] is not None, rule[1] is not None)
    ):
        if procedure_id is not None:
            named = {procedure_id} & field_of.keys()
        elif field_id is not None:
            named = {pk for pk, field in field_of.items() if field == field_id}
        else:
            named = set(field_of)
        found = found | named if performs else found - named
    return found


def proposals_of(*, unit: AdministrativeUnit, procedure: Procedure) -> QuerySet[Any]:
    """What this unit proposed about a procedure, the latest first."""
    return procedure.proposed_changes.filter(unit=unit).select_related("author", "answered_by")
