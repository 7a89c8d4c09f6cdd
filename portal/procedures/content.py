"""The record as one JSON value: what versions keep, imports bring, exports and the API give.

The shape is published as `schemas/procedure-1.json` (JSON Schema 2020-12). Every key is always
there; null means that the national record says nothing. `canonical` gives the one spelling of it,
so equal records have equal digests.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from portal.procedures.models.classification import ProcedureField
from portal.procedures.models.parts import (
    DossierCase,
    DossierItem,
    Fee,
    LegalBasis,
    ProcedureResult,
    Step,
    SubmissionMethod,
)
from portal.procedures.models.procedures import Procedure

SCHEMA_NAME = "lien-cong/procedure/1"
SCHEMA_FILE = Path(__file__).parent / "schemas" / "procedure-1.json"
_TEXTS = (
    "kind",
    "ministry",
    "agency",
    "authority",
    "receiving_address",
    "delegated_agency",
    "coordinating_agency",
    "requirements",
    "description",
    "source_url",
)
_SERVICE_TEXTS = {
    "mode": "service_mode",
    "partial_reason": "partial_reason",
    "partial_basis": "partial_basis",
    "code": "service_code",
    "url": "service_url",
}

Content = dict[str, Any]


@lru_cache(maxsize=1)
def content_validator() -> Draft202012Validator:
    """The validator of the published schema."""
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def canonical(value: Any) -> str:
    """The one spelling of a JSON value: sorted keys, no spaces, no escapes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(value: Any) -> str:
    """SHA-256 of the canonical spelling, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def content_of(procedure: Procedure) -> Content:
    """What the working copy says now, unsaved rows included."""
    return {
        "schema": SCHEMA_NAME,
        "code": procedure.code,
        "name": procedure.name,
        "field": procedure.field.name if procedure.field else None,
        "levels": sorted(procedure.levels),
        "audiences": sorted(procedure.audiences),
        **{name: getattr(procedure, name) or None for name in _TEXTS},
        "related": _lines(procedure.related),
        "keywords": _lines(procedure.keywords),
        "dossier_sets": procedure.dossier_sets,
        "steps": [step.text for step in procedure.steps.all()],
        "methods": [_method(method) for method in procedure.methods.all()],
        "dossier": [_case(case) for case in procedure.dossier_cases.all()],
        "results": [{"name": result.name, "code": result.code or None} for result in procedure.results.all()],
        "legal_bases": [
            {
                "number": basis.number or None,
                "title": basis.title or None,
                "issued_on": basis.issued_on.isoformat() if basis.issued_on else None,
                "authority": basis.authority or None,
            }
            for basis in procedure.legal_bases.all()
        ],
        "service": {
            **{key: getattr(procedure, name) or None for key, name in _SERVICE_TEXTS.items()},
            "historic_level": procedure.historic_level,
            "postal": procedure.is_postal,
        },
    }


def procedure_fill(procedure: Procedure, content: Mapping[str, Any], *, field: ProcedureField | None) -> None:
    """Make the working copy say what `content` says. Nothing is saved; rows hang on the instance.

    `field` is the record of `content["field"]`. Forms already attached to a paper of the same name
    in the same case are kept: files are no part of the national record.
    """
    files = {
        (case.name, item.name): item.form_file_id
        for case in (procedure.dossier_cases.all() if procedure.pk else ())
        for item in case.items.all()
        if item.form_file_id
    }
    service = content["service"]
    procedure.code, procedure.name, procedure.field = content["code"], content["name"], field
    procedure.levels, procedure.audiences = list(content["levels"]), list(content["audiences"])
    for name in _TEXTS:
        setattr(procedure, name, content[name] or "")
    procedure.related = "\n".join(content["related"])
    procedure.keywords = "\n".join(content["keywords"])
    procedure.dossier_sets = content["dossier_sets"]
    for key, name in _SERVICE_TEXTS.items():
        setattr(procedure, name, service[key] or "")
    procedure.historic_level, procedure.is_postal = service["historic_level"], service["postal"]
    procedure.steps.set([Step(sort_order=n, text=text) for n, text in enumerate(content["steps"])])
    procedure.methods.set([_method_row(n, method) for n, method in enumerate(content["methods"])])
    procedure.dossier_cases.set([_case_row(n, case, files) for n, case in enumerate(content["dossier"])])
    procedure.results.set(
        [
            ProcedureResult(sort_order=n, name=result["name"], code=result["code"] or "")
            for n, result in enumerate(content["results"])
        ]
    )
    procedure.legal_bases.set(
        [
            LegalBasis(
                sort_order=n,
                number=basis["number"] or "",
                title=basis["title"] or "",
                issued_on=date.fromisoformat(basis["issued_on"]) if basis["issued_on"] else None,
                authority=basis["authority"] or "",
            )
            for n, basis in enumerate(content["legal_bases"])
        ]
    )


def number_text(value: Decimal | None) -> str | None:
    """A number without the zeros a database column adds: 1.50 is 1.5, 5000.00 is 5000."""
    if value is None:
        return None
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _method(method: SubmissionMethod) -> dict[str, Any]:
    return {
        "channel": method.channel,
        "time": {"value": number_text(method.time_value), "unit": method.time_unit or None},
        "fees": [
            {
                "kind": fee.kind,
                "amount": number_text(fee.amount),
                "currency": fee.currency,
                "per_unit": fee.per_unit or None,
                "note": fee.note or None,
            }
            for fee in method.fees.all()
        ],
        "note": method.note or None,
    }


def _case(case: DossierCase) -> dict[str, Any]:
    return {
        "case": case.name or None,
        "items": [
            {
                "name": item.name,
                "originals": item.originals,
                "copies": item.copies,
                "present_only": item.is_present_only,
                "form": item.form_name if item.has_form else None,
            }
            for item in case.items.all()
        ],
    }


def _method_row(order: int, method: Mapping[str, Any]) -> SubmissionMethod:
    value = method["time"]["value"]
    row = SubmissionMethod(
        sort_order=order,
        channel=method["channel"],
        time_value=Decimal(value) if value is not None else None,
        time_unit=method["time"]["unit"] or "",
        note=method["note"] or "",
    )
    row.fees.set(
        [
            Fee(
                sort_order=n,
                kind=fee["kind"],
                amount=Decimal(fee["amount"]) if fee["amount"] is not None else None,
                currency=fee["currency"],
                per_unit=fee["per_unit"] or "",
                note=fee["note"] or "",
            )
            for n, fee in enumerate(method["fees"])
        ]
    )
    return row


def _case_row(order: int, case: Mapping[str, Any], files: Mapping[tuple[str, str], int]) -> DossierCase:
    name = case["case"] or ""
    row = DossierCase(sort_order=order, name=name)
    row.items.set(
        [
            DossierItem(
                sort_order=n,
                name=item["name"],
                originals=item["originals"],
                copies=item["copies"],
                is_present_only=item["present_only"],
                has_form=item["form"] is not None,
                form_name=item["form"] or "",
                form_file_id=files.get((name, item["name"])),
            )
            for n, item in enumerate(case["items"])
        ]
    )
    return row


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
