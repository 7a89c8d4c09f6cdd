"""What the catalog tells: which procedures a unit carries out on a day, and what each says there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from portal.procedures.enums import Facet, FieldPolicy, ProcedureLevel
from portal.procedures.models.adoption import AdoptionRule, LocalFacts, Override
from portal.procedures.models.policies import PartPolicy
from portal.procedures.models.versions import (
    ProcedureFacet,
    ProcedureVersion,
    ProcedureVersionQuerySet,
    VersionTranslation,
)
from portal.procedures.parts import LOCAL_PARTS, PARTS
from sites.enums import Level
from sites.models import AdministrativeUnit

# Whose procedures a unit shows where no rule speaks. The province publishes the list of all levels
# in it (Decree 63/2010 Art. 13.2a); a department carries out what it is told to.
LEVELS_OF_UNIT = {
    Level.PROVINCE: (ProcedureLevel.PROVINCE, ProcedureLevel.DISTRICT, ProcedureLevel.COMMUNE),
    Level.DISTRICT: (ProcedureLevel.DISTRICT,),
    Level.COMMUNE: (ProcedureLevel.COMMUNE,),
    Level.DEPARTMENT: (),
}


@dataclass(frozen=True)
class LocalVersion:
    """A version as one unit shows it.

    `content` is the record with the unit's own parts in their place, `own_parts` names them;
    `facts` maps the keys of `LOCAL_PARTS` to texts, empty where the unit says nothing.
    """

    version: ProcedureVersion
    content: Mapping[str, Any]
    own_parts: frozenset[str]
    facts: Mapping[str, str]


def procedures_of_unit(*, unit: AdministrativeUnit, day: date) -> ProcedureVersionQuerySet:
    """Versions in force on `day` of the procedures `unit` carries out."""
    return ProcedureVersion.objects.in_force(day).filter(performed_by(unit=unit))


def performed_by(*, unit: AdministrativeUnit) -> Q:
    """Which versions are of procedures that `unit` carries out: by its own rules, by those of its
    level, by the record's levels. No query of its own."""
    of_level = ProcedureFacet.objects.filter(
        version=OuterRef("pk"), facet=Facet.LEVEL, value__in=LEVELS_OF_UNIT[Level(unit.level)]
    )
    return _ruled(Q(unit=unit), _ruled(Q(level=unit.level), Q(Exists(of_level))))


def version_on_day(*, code: str, day: date) -> ProcedureVersion | None:
    """What the record said on `day`, abolished or not; None before its first day. One query."""
    return (
        ProcedureVersion.objects.on_day(day)
        .filter(code=code)
        .select_related("field", "procedure", "replaced_by")
        .first()
    )


def version_at_unit(*, code: str, unit: AdministrativeUnit, day: date) -> ProcedureVersion | None:
    """As `version_on_day`, but only where the unit carries the procedure out. One query."""
    return (
        ProcedureVersion.objects.on_day(day)
        .filter(performed_by(unit=unit), code=code)
        .select_related("field", "procedure", "replaced_by")
        .first()
    )


def versions_of(*, code: str) -> list[ProcedureVersion]:
    """All versions of a procedure, the law's newest first, without their contents. One query."""
    return list(
        ProcedureVersion.objects.filter(code=code)
        .defer("content", "search_text")
        .order_by(F("effective_from").desc(nulls_last=True), F("decided_on").desc(nulls_last=True), "-number")
    )


def local_version(
    *, version: ProcedureVersion, unit: AdministrativeUnit, language: str = "vi"
) -> LocalVersion:
    """The version with the unit's own parts and facts, in `language` where it is translated.

    Two queries, three in another language, whatever the number of units.
    """
    return local_versions(versions=[version], unit=unit, language=language)[0]


def local_versions(
    *, versions: Sequence[ProcedureVersion], unit: AdministrativeUnit, language: str = "vi"
) -> list[LocalVersion]:
    """As `local_version` for many, in their order and with the same number of queries."""
    procedures = [version.procedure_id for version in versions]
    own: dict[int, dict[str, Any]] = {}
    for override in Override.objects.filter(unit=unit, procedure__in=procedures):
        own.setdefault(override.procedure_id, {})[override.part] = override.value
    rows = LocalFacts.objects.filter(Q(procedure__in=procedures) | Q(procedure=None), unit=unit)
    facts = {row.procedure_id: row for row in rows}
    translated: dict[int, dict[str, Any]] = {}
    if language != "vi":
        translations = VersionTranslation.objects.filter(version__in=versions, locale__language_code=language)
        translated = dict(translations.values_list("version_id", "content"))
    return [
        LocalVersion(
            version,
            {**translated.get(version.pk, version.content), **own.get(version.procedure_id, {})},
            frozenset(own.get(version.procedure_id, {})),
            _facts_of(facts.get(version.procedure_id), facts.get(None)),
        )
        for version in versions
    ]


def policies_on_day(*, day: date) -> dict[str, FieldPolicy]:
    """The policy of each part on `day`: what the province decided last, or the default."""
    policies = {key: FieldPolicy(part.policy) for key, part in PARTS.items()}
    for row in PartPolicy.objects.filter(valid_from__lte=day).order_by("valid_from"):
        policies[row.part] = FieldPolicy(row.policy)
    return policies


def _facts_of(*rows: LocalFacts | None) -> dict[str, str]:
    """Each fact from the first row that states it: the procedure's own, then the unit's general one."""
    return {
        key: next((text for row in rows if row and (text := getattr(row, key))), "") for key in LOCAL_PARTS
    }


def _ruled(scope: Q, otherwise: Q) -> Q:
    """Procedures as `scope`'s rules say; those no rule names, as its general rule; then `otherwise`."""
    rules = AdoptionRule.objects.filter(scope)
    general = rules.filter(procedure=None, field=None)
    rest = Q(Exists(general.filter(performs=True))) | (Q(~Exists(general.filter(performs=False))) & otherwise)
    for name in ("field", "procedure"):
        named = rules.filter(**{f"{name}__isnull": False}).values(name)
        chosen = Q(**{f"{name}_id__in": named.filter(performs=True)})
        refused = Q(**{f"{name}_id__in": named.filter(performs=False)})
        # A row without a field is named by no field's rule: NOT (NULL IN …) would lose it.
        untouched = ~refused | Q(**{f"{name}_id__isnull": True})
        rest = chosen | (untouched & rest)
    return rest
