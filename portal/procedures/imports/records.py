"""What the three kinds of files come down to: records with a decision, and rows of lists."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from portal.procedures.content import SCHEMA_FILE, Content, content_validator
from portal.procedures.enums import VersionStatus
from portal.procedures.imports.problems import Problem, Remark

LINE_SCHEMA_NAME = "lien-cong/procedure-version/1"
LINE_SCHEMA_FILE = SCHEMA_FILE.parent / "procedure-version-1.json"
MAX_ERRORS_A_ROW = 5


@dataclass(frozen=True, slots=True)
class DecisionGiven:
    """The decision of one record. `status` None: by whether the procedure is known.

    `is_dated`: `effective_from` is what the file or the command says, null included; otherwise a new
    record holds since ever and a changed one from the day of the import.
    """

    number: str = ""
    status: str | None = None
    decided_on: date | None = None
    decided_by: str = ""
    effective_from: date | None = None
    replaced_by: str | None = None
    is_dated: bool = False


@dataclass(slots=True)
class Incoming:
    """One record of the file. `content` is in the shape of `content.py` and may still be invalid."""

    row: int
    code: str
    content: Content
    decision: DecisionGiven
    remarks: list[Remark] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, reason: str) -> None:
        self.problems.append(Problem(self.row, self.code, reason))


@lru_cache(maxsize=1)
def line_validator() -> Draft202012Validator:
    """The validator of one line of an export: a version with its decision."""
    schema = _json(LINE_SCHEMA_FILE)
    Draft202012Validator.check_schema(schema)
    record = Resource.from_contents(content_validator().schema)
    registry: Registry[Any] = Registry().with_resource("urn:lien-cong:procedure:1", record)
    return Draft202012Validator(schema, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


def version_of_line(record: Mapping[str, Any], *, row: int, given: DecisionGiven) -> Incoming:
    """A line of our own format. Its decision wins; `given` serves lines that have none."""
    content = record.get("content")
    content = content if isinstance(content, dict) else {}
    code = content.get("code")
    incoming = Incoming(row, code if isinstance(code, str) else "", content, given)
    errors = sorted(line_validator().iter_errors(record), key=lambda error: list(map(str, error.path)))
    for error in errors[:MAX_ERRORS_A_ROW]:
        incoming.refuse(schema_reason(error))
    block = record.get("decision")
    if not errors and block is not None:
        incoming.decision = DecisionGiven(
            number=block["number"],
            status=block["status"],
            decided_on=_day(block["decided_on"]),
            decided_by=block["decided_by"] or "",
            effective_from=_day(block["effective_from"]),
            replaced_by=block["replaced_by"],
            is_dated=True,
        )
    return incoming


def schema_reason(error: Any) -> str:
    """What the schema says against a value, in a clerk's words."""
    path = [str(step + 1) if isinstance(step, int) else str(step) for step in error.absolute_path]
    if path[:1] == ["content"]:
        path = path[1:]
    value = str(error.instance)
    value = value if len(value) <= 60 else f"{value[:59]}…"
    values = {"place": " › ".join(path) or _("the whole row"), "value": value, "rule": error.validator_value}
    if path == ["name"] and error.validator == "pattern":
        return _("The name holds HTML or control characters: “%(value)s”.") % values
    if path[-1:] == ["amount"] and value.startswith("-"):
        return _("The fee is negative: %(value)s.") % values
    if path[:1] == ["levels"] and error.validator == "enum":
        return _("The level is unknown: “%(value)s”.") % values
    if path == ["code"] and error.validator == "pattern":
        return wrong_code_reason(value)
    templates = {
        "required": _("%(place)s: a key is missing (%(missing)s)."),
        "additionalProperties": _("%(place)s: there are keys that the format does not know."),
        "maxLength": _("%(place)s: longer than %(rule)s characters."),
        "minLength": _("%(place)s: empty."),
        "minItems": _("%(place)s: empty."),
        "maxItems": _("%(place)s: more than %(rule)s entries."),
        "type": _("%(place)s: “%(value)s” is not of the right type."),
    }
    if error.validator == "required":
        values["missing"] = error.message.split("'")[1]
    template = templates.get(error.validator, _("%(place)s: “%(value)s” is not allowed."))
    return template % values


def wrong_code_reason(code: str) -> str:
    """Why a code is refused, with the two forms it may have."""
    return _("“%(code)s” is not a code like 1.001193 or 1.001193.000.00.00.H40.") % {"code": code}


def line_of_version(version: Any) -> dict[str, Any]:
    """A `ProcedureVersion` (with `replaced_by` loaded) as one line of an export."""
    return {
        "schema": LINE_SCHEMA_NAME,
        "content": version.content,
        "decision": {
            "number": version.decision_number,
            "status": VersionStatus(version.status).value,
            "decided_on": version.decided_on.isoformat() if version.decided_on else None,
            "decided_by": version.decided_by or None,
            "effective_from": version.effective_from.isoformat() if version.effective_from else None,
            "replaced_by": version.replaced_by.code if version.replaced_by else None,
        },
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
