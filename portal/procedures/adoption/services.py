"""What a unit decides about the record: own parts, tasks, facts, opting out, proposals.

Every service asks the policy of the part and of the actor again. Public changes bump the content
version of the unit's sub-site alone; nothing is written for anybody else.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from portal.core.services import subsite_version_bump
from portal.procedures.adoption.permissions import AdoptionPolicy
from portal.procedures.content import content_validator
from portal.procedures.enums import FieldPolicy, TaskState
from portal.procedures.models import (
    AdoptionRule,
    LocalFacts,
    Override,
    OverrideTask,
    Procedure,
    ProcedureVersion,
    ProposedChange,
)
from portal.procedures.parts import LOCAL_PARTS, PARTS, RECORD_PARTS
from portal.procedures.selectors import policies_on_day, procedures_of_unit
from portal.procedures.services import newest_first
from sites.models import AdministrativeUnit, Subsite

LONGEST_REVIEW = timedelta(days=366)


class AdoptionRefused(ValidationError):
    """A rule stands against it; the text says which."""


@transaction.atomic
def override_write(
    *,
    unit: AdministrativeUnit,
    version: ProcedureVersion,
    part: str,
    value: Any,
    reason: str,
    review_on: date,
    actor: Any,
    now: datetime,
) -> Override:
    """Make `value` what this unit says in place of one part of the record, until it is looked at again.

    `version` is what the unit had before its eyes. Raises AdoptionRefused for a part that is not the
    unit's to state, a review day that is past or more than a year away, a value of the wrong shape,
    and a value that the record has anyway.
    """
    day = timezone.localdate(now)
    _require(unit, actor, day)
    if part not in RECORD_PARTS or policies_on_day(day=day)[part] != FieldPolicy.OVERRIDABLE:
        raise AdoptionRefused(_("This part is the same everywhere: the province looks after it."))
    if not reason.strip():
        raise AdoptionRefused({"reason": _("Say why your unit states its own.")})
    if not day < review_on <= day + LONGEST_REVIEW:
        raise AdoptionRefused({"review_on": _("Choose a day from tomorrow up to one year from today.")})
    if next(content_validator().iter_errors({**version.content, part: value}), None) is not None:
        raise AdoptionRefused(_("What was sent does not have the form of this part."))
    if value == version.content[part]:
        raise AdoptionRefused(_("This is what the record says: nothing of your own is needed."))
    override, _created = Override.objects.update_or_create(
        unit=unit,
        procedure=version.procedure,
        part=part,
        defaults={
            "value": value,
            "reason": reason.strip(),
            "review_on": review_on,
            "base_version": version,
            "written_at": now,
            "written_by": actor,
        },
    )
    _tasks_follow(override, actor, now)
    _tell("override_written", version.procedure, unit, actor, now, part=part, reason=override.reason)
    _bump(unit)
    return override


@transaction.atomic
def override_remove(*, override: Override, actor: Any, now: datetime) -> None:
    """Follow the record again in this part. The unit's facts stay."""
    _require(override.unit, actor, timezone.localdate(now))
    _remove(override, actor, now)
    _bump(override.unit)


@transaction.atomic
def task_decide(*, task: OverrideTask, decision: str, actor: Any, now: datetime) -> None:
    """KEPT confirms the own part on the ground of the changed record; TAKEN_OVER removes it.

    Raises AdoptionRefused for a task that somebody has decided already.
    """
    override = task.override
    _require(override.unit, actor, timezone.localdate(now))
    if not OverrideTask.objects.select_for_update().filter(pk=task.pk, state=TaskState.OPEN).exists():
        raise AdoptionRefused(_("Somebody has decided this already."))
    if decision == TaskState.TAKEN_OVER:
        _remove(override, actor, now)
    elif decision == TaskState.KEPT:
        override.base_version = task.version
        override.save(update_fields=["base_version"])
        _tasks_follow(override, actor, now)
        _tell("override_kept", override.procedure, override.unit, actor, now, part=override.part)
    else:
        raise AdoptionRefused(_("Choose to keep your own or to take the record over."))
    _bump(override.unit)


@transaction.atomic
def tasks_take_over(
    *, unit: AdministrativeUnit, tasks: Iterable[OverrideTask], actor: Any, now: datetime
) -> int:
    """Take the record over in all these tasks of one unit; returns how many. Foreign ones are refused."""
    _require(unit, actor, timezone.localdate(now))
    overrides = {task.override_id: task.override for task in tasks}
    if any(override.unit_id != unit.pk for override in overrides.values()):
        raise PermissionDenied
    for override in overrides.values():
        _remove(override, actor, now)
    if overrides:
        _bump(unit)
    return len(overrides)


@transaction.atomic
def local_facts_write(
    *,
    unit: AdministrativeUnit,
    procedure: Procedure | None,
    facts: Mapping[str, str],
    actor: Any,
    now: datetime,
) -> None:
    """What the unit says of its office for all procedures, or for one. All empty: the row goes.

    Raises ValidationError by the name of the wrong fact.
    """
    _require(unit, actor, timezone.localdate(now))
    row = LocalFacts.objects.filter(unit=unit, procedure=procedure).first()
    row = row or LocalFacts(unit=unit, procedure=procedure)
    for key in LOCAL_PARTS:
        setattr(row, key, facts.get(key, "").strip())
    row.updated_at = now
    row.full_clean(validate_constraints=False)
    if any(getattr(row, key) for key in LOCAL_PARTS):
        row.save()
    elif row.pk:
        row.delete()
    _tell("facts_written", procedure or unit, unit, actor, now)
    _bump(unit)


@transaction.atomic
def adoption_set(
    *,
    unit: AdministrativeUnit,
    procedure: Procedure,
    performs: bool,
    reason: str,
    actor: Any,
    now: datetime,
) -> None:
    """Say that the unit carries a procedure out, or not. No rule is kept where the level says the same."""
    day = timezone.localdate(now)
    _require(unit, actor, day)
    if not reason.strip():
        raise AdoptionRefused({"reason": _("Say why, with the decision if there is one.")})
    AdoptionRule.objects.filter(unit=unit, procedure=procedure).delete()
    if procedures_of_unit(unit=unit, day=day).filter(procedure=procedure).exists() != performs:
        AdoptionRule.objects.create(
            unit=unit,
            procedure=procedure,
            performs=performs,
            reason=reason.strip(),
            decided_at=now,
            decided_by=actor,
        )
    _tell("adoption_set", procedure, unit, actor, now, performs=performs, reason=reason.strip())


@transaction.atomic
def change_propose(
    *, unit: AdministrativeUnit, procedure: Procedure, part: str, text: str, actor: Any, now: datetime
) -> ProposedChange:
    """Tell the province what is wrong with a part of its record. Open to everybody of the sub-site."""
    if not AdoptionPolicy(actor).may_read(unit):
        raise PermissionDenied
    if not unit.is_valid_on(timezone.localdate(now)):
        raise AdoptionRefused(_("The unit has ended: what it says is kept as it was."))
    if part not in PARTS:
        raise AdoptionRefused({"part": _("There is no such part.")})
    proposal = ProposedChange(
        unit=unit, procedure=procedure, part=part, text=text.strip(), author=actor, sent_at=now
    )
    proposal.full_clean()
    proposal.save()
    _tell("change_proposed", procedure, unit, actor, now, part=part)
    return proposal


@transaction.atomic
def proposal_answer(*, proposal: ProposedChange, answer: str, actor: Any, now: datetime) -> None:
    """The province answers a proposal; the unit reads it on the page of the procedure."""
    if not AdoptionPolicy(actor).may_answer:
        raise PermissionDenied
    if not answer.strip():
        raise AdoptionRefused({"answer": _("Write an answer.")})
    proposal.answer, proposal.answered_at, proposal.answered_by = answer.strip(), now, actor
    proposal.full_clean(exclude=["author"])
    proposal.save(update_fields=["answer", "answered_at", "answered_by"])
    _tell("proposal_answered", proposal.procedure, proposal.unit, actor, now, part=proposal.part)


def _require(unit: AdministrativeUnit, actor: Any, day: date) -> None:
    policy = AdoptionPolicy(actor)
    if policy.may_read(unit) and not unit.is_valid_on(day):
        raise AdoptionRefused(_("The unit has ended: what it says is kept as it was."))
    if not policy.may_edit(unit, day=day):
        raise PermissionDenied


def _remove(override: Override, actor: Any, now: datetime) -> None:
    _tell("override_removed", override.procedure, override.unit, actor, now, part=override.part)
    override.delete()


def _tasks_follow(override: Override, actor: Any, now: datetime) -> None:
    """Tasks up to the base are settled; a later version that changes the part is a task."""
    base = override.base_version
    versions = list(ProcedureVersion.objects.filter(procedure=override.procedure_id).defer("search_text"))
    seen = [version.pk for version in versions if newest_first(version) <= newest_first(base)]
    OverrideTask.objects.filter(override=override, version__in=seen, state=TaskState.OPEN).update(
        state=TaskState.KEPT, closed_at=now, closed_by=actor
    )
    newest = max(versions, key=newest_first)
    if newest.pk not in seen and newest.content[override.part] != base.content[override.part]:
        OverrideTask.objects.update_or_create(
            override=override,
            version=newest,
            defaults={"state": TaskState.OPEN, "opened_at": now, "closed_at": None, "closed_by": None},
        )


def _tell(
    action: str, instance: Any, unit: AdministrativeUnit, actor: Any, now: datetime, **data: Any
) -> None:
    facts = {"unit": unit.full_name, **data}
    log(instance, f"procedures.{action}", user=actor, data=facts, timestamp=now)


def _bump(unit: AdministrativeUnit) -> None:
    for site_id in Subsite.objects.filter(unit=unit).values_list("site_id", flat=True):
        subsite_version_bump(site_id=site_id)
