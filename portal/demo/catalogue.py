"""Writes the demonstration's catalog of procedures, and what units say of their own about them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Locale

from portal.accounts.models import User
from portal.demo.records import Order, Record, record_content, ways_content
from portal.demo.selectors import demo_units
from portal.demo.texts.procedures import (
    AMENDMENTS,
    DECIDED_BY,
    DECISIONS,
    FIELDS,
    RECORDS,
    REPLACEMENTS,
    english,
)
from portal.demo.texts.procedures.units import ADOPTIONS, FACTS, OWN_WAYS
from portal.procedures.content import Content, procedure_fill
from portal.procedures.enums import VersionStatus
from portal.procedures.life_events.services import life_events_apply
from portal.procedures.models import (
    AdoptionRule,
    LocalFacts,
    Override,
    Procedure,
    ProcedureField,
    ProcedureVersion,
)
from portal.procedures.services import Decision, Publication, version_record, versions_record
from sites.enums import Level
from sites.slugs import vietnamese_slug

_DECIDED_BEFORE = timedelta(days=10)


def catalogue_write(*, now: datetime, actor: User) -> int:
    """Write all of it into an empty catalog, inside the caller's transaction; the number of procedures.

    What a decision changes is a version of its own: one amendment is in force, one takes effect on
    the first day of the month after `now`, one procedure has been replaced.
    """
    today = timezone.localdate(now)
    fields = _fields()
    decisions = {key: _decision(order, today) for key, order in DECISIONS.items()}
    procedures: dict[str, Procedure] = {}
    publications: list[Publication] = []
    for record in RECORDS:
        told = _publications(record, procedures, fields, decisions)
        newest = told[-1]
        procedure_fill(newest.procedure, newest.content, field=fields[record.field])
        _mark(newest.procedure, newest.decision, now)
        newest.procedure.save()
        procedures[record.code] = newest.procedure
        publications += told
    versions_record(publications=publications, actor=actor, now=now)
    _translate(procedures, fields, now, actor)
    _tell_locally(procedures, now, actor)
    for adoption in ADOPTIONS:
        AdoptionRule.objects.create(
            level=Level.DISTRICT,
            field=fields[adoption.field],
            performs=True,
            reason=adoption.reason,
            decided_at=now,
            decided_by=actor,
        )
    life_events_apply(now=now)
    return len(procedures)


def _fields() -> dict[str, ProcedureField]:
    found = {}
    for key, (name, name_en) in FIELDS.items():
        facts = {"name_en": name_en, "slug": vietnamese_slug(name)}
        found[key], _created = ProcedureField.objects.get_or_create(name=name, defaults=facts)
    return found


def _decision(order: Order, today: date) -> Decision:
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    starts = order.when.day(today) if order.when else next_month
    return Decision(
        number=order.number,
        decided_on=min(starts - _DECIDED_BEFORE, today),
        decided_by=DECIDED_BY,
        effective_from=starts,
    )


def _publications(
    record: Record,
    procedures: Mapping[str, Procedure],
    fields: Mapping[str, ProcedureField],
    decisions: Mapping[str, Decision],
) -> list[Publication]:
    """The record as its decisions publish it, oldest first. `procedures` holds those told before."""
    field = fields[record.field]
    procedure = Procedure(locale=Locale.objects.get(language_code="vi"), field=field)
    content: Content = record_content(record=record, field_name=field.name)
    told = [Publication(procedure, content, decisions[record.decision])]
    for amendment in AMENDMENTS:
        if amendment.code == record.code:
            content = {**content, "methods": ways_content(amendment.ways)}
            decision = _with(decisions[amendment.decision], VersionStatus.AMENDED)
            told.append(Publication(procedure, content, decision))
    for replacement in REPLACEMENTS:
        if replacement.code == record.code:
            follower = procedures[replacement.replaced_by]
            decision = _with(decisions[replacement.decision], VersionStatus.REPLACED, follower)
            told.append(Publication(procedure, content, decision))
    return told


def _with(decision: Decision, status: VersionStatus, replaced_by: Procedure | None = None) -> Decision:
    return Decision(
        number=decision.number,
        status=status,
        decided_on=decision.decided_on,
        decided_by=decision.decided_by,
        effective_from=decision.effective_from,
        replaced_by=replaced_by,
    )


def _mark(procedure: Procedure, decision: Decision, now: datetime) -> None:
    """The working copy as published by a decision."""
    procedure.decision_number, procedure.status = decision.number, decision.status
    procedure.decided_on, procedure.decided_by = decision.decided_on, decision.decided_by
    procedure.effective_from, procedure.replaced_by = decision.effective_from, decision.replaced_by
    procedure.live, procedure.first_published_at, procedure.last_published_at = True, now, now


def _translate(
    procedures: Mapping[str, Procedure], fields: Mapping[str, ProcedureField], now: datetime, actor: Any
) -> None:
    locale = Locale.objects.get(language_code="en")
    for record in english.RECORDS:
        original = procedures[record.code]
        field = fields[record.field]
        procedure = Procedure(
            locale=locale,
            translation_key=original.translation_key,
            decision_number=original.decision_number,
            status=original.status,
            decided_on=original.decided_on,
            decided_by=original.decided_by,
            effective_from=original.effective_from,
            live=True,
            first_published_at=now,
            last_published_at=now,
        )
        procedure_fill(procedure, record_content(record=record, field_name=field.name), field=field)
        procedure.save()
        version_record(procedure=procedure, actor=actor, now=now)


def _tell_locally(procedures: Mapping[str, Procedure], now: datetime, actor: User) -> None:
    units = {unit.code: unit for unit in demo_units()}
    for facts in FACTS:
        row = LocalFacts(
            unit=units[facts.unit],
            procedure=procedures[facts.procedure] if facts.procedure else None,
            office=facts.office,
            address=facts.address,
            hours=facts.hours,
            phone=facts.phone,
            note=facts.note,
            updated_at=now,
        )
        row.full_clean()
        row.save()
    today = timezone.localdate(now)
    own = Override(
        unit=units[OWN_WAYS.unit],
        procedure=procedures[OWN_WAYS.procedure],
        part="methods",
        value=ways_content(OWN_WAYS.ways),
        reason=OWN_WAYS.reason,
        review_on=today + timedelta(days=OWN_WAYS.review_in_days),
        base_version=ProcedureVersion.objects.on_day(today).get(procedure=procedures[OWN_WAYS.procedure]),
        written_at=now,
        written_by=actor,
    )
    own.full_clean()
    own.save()
