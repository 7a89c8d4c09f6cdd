"""Working copies, their rows and their versions, written many at a time.

Only `services.py` calls this. No per-row signals: what they would do (content version, tasks of units)
`versions_record` does once a batch.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from portal.procedures.content import procedure_fill
from portal.procedures.imports.planning import Planned, decision_rank
from portal.procedures.imports.problems import Remark, RemarkKind
from portal.procedures.models import (
    DossierCase,
    DossierItem,
    Fee,
    LegalBasis,
    Procedure,
    ProcedureField,
    ProcedureResult,
    ProcedureVersion,
    Step,
    SubmissionMethod,
)
from portal.procedures.services import Decision, Publication, versions_record
from sites.slugs import vietnamese_slug

ROWS_A_STATEMENT = 500
_LONGEST_SLUG = 110  # leaves room for a number after it


@transaction.atomic
def batch_write(*, planned: Sequence[Planned], actor: Any, now: datetime) -> list[Remark]:
    """Write a batch: all of it or nothing. Returns remarks on drafts somebody left unpublished.

    A working copy says what the version says that holds last, in the order of law.
    """
    locale = Locale.objects.get(language_code="vi")
    fields = _fields({entry.incoming.content["field"] for entry in planned})
    by_code: dict[str, list[Planned]] = {}
    for entry in planned:
        by_code.setdefault(entry.incoming.code, []).append(entry)
    copies = {
        procedure.code: procedure
        for procedure in Procedure.objects.select_for_update().filter(code__in=by_code, locale=locale)
    }
    ranks = _newest_ranks(copies.values())
    created: list[Procedure] = []
    updated: list[Procedure] = []
    remarks: list[Remark] = []
    filled: dict[str, Planned] = {}
    for code, entries in by_code.items():
        newest = entries[0]
        for entry in entries[1:]:
            if decision_rank(entry.decision) >= decision_rank(newest.decision):
                newest = entry
        procedure = copies.get(code)
        if procedure is None:
            procedure = Procedure(locale=locale, live=True, first_published_at=now)
            created.append(procedure)
        elif decision_rank(newest.decision) >= ranks.get(procedure.pk, (date.min, date.min)):
            if procedure.has_unpublished_changes:
                remarks.append(Remark(newest.incoming.row, code, RemarkKind.DRAFT, ""))
            updated.append(procedure)
        else:
            continue
        _fill(procedure, newest, fields, now)
        copies[code], filled[code] = procedure, newest
    _save(created, updated)
    _set_replacements(copies, filled)
    _record_versions(planned, copies, fields, actor, now)
    return remarks


def _fill(procedure: Procedure, entry: Planned, fields: dict[str, ProcedureField], now: datetime) -> None:
    content, decision = entry.incoming.content, entry.decision
    # Without its key the copy asks the database for no old rows: they are replaced as a whole.
    pk, procedure.pk = procedure.pk, None
    procedure_fill(procedure, content, field=fields.get(content["field"]))
    procedure.pk = pk
    procedure.decision_number, procedure.status = decision.number, decision.status or ""
    procedure.decided_on, procedure.decided_by = decision.decided_on, decision.decided_by
    procedure.effective_from, procedure.replaced_by_id = decision.effective_from, None
    procedure.live, procedure.last_published_at = True, now
    if not procedure.has_unpublished_changes:
        # The editor opens the latest revision: an older one would hide what was imported.
        procedure.latest_revision = procedure.live_revision = None
    procedure.fill_search_text()


def _save(created: Sequence[Procedure], updated: Sequence[Procedure]) -> None:
    Procedure.objects.bulk_create(created, batch_size=ROWS_A_STATEMENT)
    if updated:
        _keep_form_files(updated)
        Procedure.objects.bulk_create(
            updated,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[field.name for field in Procedure._meta.concrete_fields if not field.primary_key],
            batch_size=ROWS_A_STATEMENT,
        )
        _delete_rows([procedure.pk for procedure in updated])
    procedures = [*created, *updated]
    for model, relation in (
        (Step, "steps"),
        (ProcedureResult, "results"),
        (LegalBasis, "legal_bases"),
    ):
        _create_rows(model, _rows(procedures, relation))
    methods, cases = _rows(procedures, "methods"), _rows(procedures, "dossier_cases")
    _create_rows(SubmissionMethod, methods)
    _create_rows(Fee, _rows(methods, "fees"))
    _create_rows(DossierCase, cases)
    _create_rows(DossierItem, _rows(cases, "items"))


def _rows(owners: Iterable[Any], relation: str) -> list[Any]:
    return [row for owner in owners for row in getattr(owner, relation).get_object_list()]


def _create_rows(model: Any, rows: list[Any]) -> None:
    model.objects.bulk_create(rows, batch_size=ROWS_A_STATEMENT)


def _delete_rows(pks: Sequence[int]) -> None:
    Fee.objects.filter(method__procedure__in=pks).delete()
    DossierItem.objects.filter(case__procedure__in=pks).delete()
    for model in (Step, SubmissionMethod, DossierCase, ProcedureResult, LegalBasis):
        model.objects.filter(procedure__in=pks).delete()


def _keep_form_files(updated: Sequence[Procedure]) -> None:
    """A form stays on the paper of the same name in the same case: files are no part of the record."""
    rows = DossierItem.objects.filter(case__procedure__in=updated, form_file__isnull=False)
    files = {
        (procedure, case, name): file
        for procedure, case, name, file in rows.values_list(
            "case__procedure", "case__name", "name", "form_file"
        )
    }
    for procedure in updated if files else ():
        for case in procedure.dossier_cases.get_object_list():
            for item in case.items.get_object_list():
                item.form_file_id = files.get((procedure.pk, case.name, item.name))


def _set_replacements(copies: dict[str, Procedure], filled: dict[str, Planned]) -> None:
    """Second pass: the procedure that takes the place may have been made in this very batch."""
    wanted = {code: entry.decision.replaced_by for code, entry in filled.items()}
    targets = _pks_of({target for target in wanted.values() if target})
    moved = []
    for code, target in wanted.items():
        if target:
            copies[code].replaced_by_id = targets[target]
            moved.append(copies[code])
    Procedure.objects.bulk_update(moved, ["replaced_by"], batch_size=ROWS_A_STATEMENT)


def _pks_of(codes: set[str]) -> dict[str, int]:
    return dict(
        Procedure.objects.filter(code__in=codes, locale__language_code="vi").values_list("code", "pk")
    )


def _record_versions(
    planned: Sequence[Planned],
    copies: dict[str, Procedure],
    fields: dict[str, ProcedureField],
    actor: Any,
    now: datetime,
) -> None:
    targets = _pks_of({entry.decision.replaced_by for entry in planned if entry.decision.replaced_by})
    publications = []
    for entry in planned:
        content, given = entry.incoming.content, entry.decision
        # A version belongs to the field it names, which the working copy may have left since.
        holder = Procedure(pk=copies[entry.incoming.code].pk, field=fields.get(content["field"]))
        target = Procedure(pk=targets[given.replaced_by]) if given.replaced_by else None
        decision = Decision(
            number=given.number,
            status=given.status or "",
            decided_on=given.decided_on,
            decided_by=given.decided_by,
            effective_from=given.effective_from,
            replaced_by=target,
        )
        publications.append(Publication(holder, content, decision))
    versions_record(publications=publications, actor=actor, now=now)


def _newest_ranks(copies: Iterable[Procedure]) -> dict[int, tuple[date, date]]:
    ranks: dict[int, tuple[date, date]] = {}
    rows = ProcedureVersion.objects.filter(procedure__in=list(copies))
    for pk, starts, decided in rows.values_list("procedure", "effective_from", "decided_on"):
        rank = (starts or date.min, decided or date.min)
        ranks[pk] = max(rank, ranks.get(pk, rank))
    return ranks


def _fields(names: set[str | None]) -> dict[str, ProcedureField]:
    """The records of the fields named, made where there is none, each with an address of its own."""
    wanted = sorted(name for name in names if name)
    found = {field.name: field for field in ProcedureField.objects.filter(name__in=wanted)}
    missing = [name for name in wanted if name not in found]
    if missing:
        taken = set(ProcedureField.objects.values_list("slug", flat=True))
        for name in missing:
            base = vietnamese_slug(name)[:_LONGEST_SLUG].strip("-") or "linh-vuc"
            slug, number = base, 1
            while slug in taken:
                number += 1
                slug = f"{base}-{number}"
            taken.add(slug)
            found[name] = ProcedureField.objects.create(name=name, slug=slug)
    return found
