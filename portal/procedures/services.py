"""What is done to the catalog: a decision becomes a version, and everybody follows it at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from portal.core.services import network_version_bump
from portal.procedures.content import Content, content_of, digest_of
from portal.procedures.enums import Carriage, Facet, TaskState, VersionStatus
from portal.procedures.models import (
    Override,
    OverrideTask,
    Procedure,
    ProcedureFacet,
    ProcedureVersion,
    VersionTranslation,
)
from portal.procedures.search_changes import codes_mark
from search.analysis import fold

_ROWS_A_STATEMENT = 500


@dataclass(frozen=True)
class Decision:
    """The publication decision behind a version. `effective_from` None: since ever, as far as known."""

    number: str
    status: str = VersionStatus.NEW
    decided_on: date | None = None
    decided_by: str = ""
    effective_from: date | None = None
    replaced_by: Procedure | None = None


@dataclass(frozen=True)
class Publication:
    """A record as a decision publishes it. `procedure` is saved; `content` as in `content.py`."""

    procedure: Procedure
    content: Content
    decision: Decision


def version_record(*, procedure: Procedure, actor: Any, now: datetime) -> ProcedureVersion | None:
    """Keep what the working copy says as a version of its decision; None when that is kept already.

    A working copy in another language gives its words to the newest version instead, and returns it.
    """
    content = content_of(procedure)
    source = _source_of(procedure)
    if source is not None:
        return _translation_record(source=source, procedure=procedure, content=content, now=now)
    decision = Decision(
        number=procedure.decision_number,
        status=procedure.status,
        decided_on=procedure.decided_on,
        decided_by=procedure.decided_by,
        effective_from=procedure.effective_from,
        replaced_by=procedure.replaced_by,
    )
    made = versions_record(publications=[Publication(procedure, content, decision)], actor=actor, now=now)
    return made[0] if made else None


@transaction.atomic
def versions_record(
    *, publications: Sequence[Publication], actor: Any, now: datetime
) -> list[ProcedureVersion]:
    """Keep many records as versions; those kept already are left out. Returns the new versions.

    A version that arrives late takes the place in the order its day gives it, and changes nothing
    that is in force. The number of statements does not depend on the number of units; rows are
    written only for units that have a part of their own which the record now changes.
    """
    known = _versions_by_procedure([publication.procedure.pk for publication in publications])
    made: list[ProcedureVersion] = []
    for publication in publications:
        versions = known.setdefault(publication.procedure.pk, [])
        version = _version(publication, number=len(versions) + 1, actor=actor, now=now)
        if not any(_is_same(version, other) for other in versions):
            versions.append(version)
            made.append(version)
    ProcedureVersion.objects.bulk_create(made, batch_size=_ROWS_A_STATEMENT)
    ProcedureFacet.objects.bulk_create(
        [row for version in made for row in _facets(version)], batch_size=_ROWS_A_STATEMENT
    )
    _order_versions(known[pk] for pk in {version.procedure_id for version in made})
    _open_tasks({pk: known[pk] for pk in {version.procedure_id for version in made}}, now)
    if made:
        codes_mark((version.code for version in made), now=now)
        network_version_bump()
    return made


@transaction.atomic
def version_revert(
    *, version: ProcedureVersion, decision: Decision, actor: Any, now: datetime
) -> ProcedureVersion | None:
    """Publish again what an earlier version said, by a decision of its own."""
    publication = Publication(version.procedure, version.content, decision)
    made = versions_record(publications=[publication], actor=actor, now=now)
    return made[0] if made else None


def newest_first(version: ProcedureVersion) -> tuple[Any, ...]:
    """The order of law, for `sorted`: by the day it takes effect, the day it was made, arrival."""
    return (version.effective_from or date.min, version.decided_on or date.min, version.number)


def _versions_by_procedure(pks: Sequence[int]) -> dict[int, list[ProcedureVersion]]:
    found: dict[int, list[ProcedureVersion]] = {}
    for start in range(0, len(pks), _ROWS_A_STATEMENT):
        chunk = ProcedureVersion.objects.filter(procedure__in=pks[start : start + _ROWS_A_STATEMENT])
        for version in chunk.defer("search_text").order_by("number"):
            found.setdefault(version.procedure_id, []).append(version)
    return found


def _version(publication: Publication, *, number: int, actor: Any, now: datetime) -> ProcedureVersion:
    content, decision = publication.content, publication.decision
    # Half of all names begin with the word itself: no way into an alphabet.
    folded = fold(content["name"]).removeprefix("thu tuc ")
    words = " ".join([content["name"], content["field"] or "", *content["keywords"]])
    return ProcedureVersion(
        procedure=publication.procedure,
        number=number,
        status=decision.status,
        decision_number=decision.number,
        decided_on=decision.decided_on,
        decided_by=decision.decided_by,
        effective_from=decision.effective_from,
        replaced_by=decision.replaced_by,
        code=content["code"],
        name=content["name"],
        initial=next((char.upper() for char in folded if char.isalpha()), "#"),
        search_text=f"{content['code']} {fold(words)}",
        field_id=publication.procedure.field_id,
        service_mode=content["service"]["mode"] or "",
        content=content,
        digest=digest_of(content),
        recorded_at=now,
        recorded_by=actor,
    )


def _is_same(version: ProcedureVersion, other: ProcedureVersion) -> bool:
    return all(
        getattr(version, name) == getattr(other, name)
        for name in ("digest", "decision_number", "effective_from", "status")
    )


def _facets(version: ProcedureVersion) -> Iterable[ProcedureFacet]:
    content = version.content
    values = [(Facet.LEVEL, value) for value in content["levels"]]
    values += [(Facet.AUDIENCE, value) for value in content["audiences"]]
    values += [(Facet.CHANNEL, value) for value in {method["channel"] for method in content["methods"]}]
    if mode := content["service"]["mode"]:
        values.append((Facet.MODE, mode))
    if content["service"]["postal"]:
        values.append((Facet.POSTAL, Carriage.YES))
    return [ProcedureFacet(version=version, facet=facet, value=value) for facet, value in values]


def _order_versions(groups: Iterable[list[ProcedureVersion]]) -> None:
    moved = []
    for versions in groups:
        ordered = sorted(versions, key=newest_first)
        for version, following in zip(ordered, [*ordered[1:], None], strict=True):
            # What an unknown day follows never held: it ends before the first day there is.
            end = (following.effective_from or date.min) if following else None
            if version.effective_to != end:
                version.effective_to = end
                moved.append(version)
    ProcedureVersion.objects.bulk_update(moved, ["effective_to"], batch_size=_ROWS_A_STATEMENT)


def _open_tasks(groups: dict[int, list[ProcedureVersion]], now: datetime) -> None:
    """A task for each own part whose ground has moved; tasks whose ground came back are closed."""
    overrides = Override.objects.filter(procedure__in=groups).select_related("base_version")
    opened, settled = [], []
    for override in overrides:
        newest = max(groups[override.procedure_id], key=newest_first)
        before = override.base_version.content.get(override.part)
        if newest.content.get(override.part) == before:
            settled.append(override.pk)
        elif newest_first(newest) > newest_first(override.base_version):
            opened.append(OverrideTask(override=override, version=newest, opened_at=now))
    # One question about a part at a time: the newest version is what there is to compare with.
    OverrideTask.objects.filter(
        override__in=[task.override_id for task in opened], state=TaskState.OPEN
    ).exclude(version__in=[task.version_id for task in opened]).update(state=TaskState.KEPT, closed_at=now)
    OverrideTask.objects.bulk_create(opened, ignore_conflicts=True)
    OverrideTask.objects.filter(override__in=settled, state=TaskState.OPEN).update(
        state=TaskState.KEPT, closed_at=now
    )


def _source_of(procedure: Procedure) -> Procedure | None:
    """The Vietnamese record this one translates, or None when it is the Vietnamese one."""
    if procedure.locale.language_code == "vi":
        return None
    return Procedure.objects.get(translation_key=procedure.translation_key, locale__language_code="vi")


@transaction.atomic
def _translation_record(
    *, source: Procedure, procedure: Procedure, content: Content, now: datetime
) -> ProcedureVersion | None:
    versions = sorted(source.versions.all(), key=newest_first)
    if not versions:
        return None
    VersionTranslation.objects.update_or_create(
        version=versions[-1],
        locale=procedure.locale,
        defaults={"name": procedure.name, "content": content},
    )
    codes_mark([source.code], now=now)
    network_version_bump()
    return versions[-1]
