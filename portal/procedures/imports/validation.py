"""What is held against the records of a file before anything is written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from portal.procedures.codes import PROCEDURE_CODE
from portal.procedures.content import content_validator
from portal.procedures.enums import ServiceMode, VersionStatus
from portal.procedures.imports.problems import shortened
from portal.procedures.imports.records import (
    MAX_ERRORS_A_ROW,
    DecisionGiven,
    Incoming,
    schema_reason,
    wrong_code_reason,
)

LONGEST_DECISION_NUMBER = 60
# PostgreSQL keeps no NUL, no lone surrogate is UTF-8, and nobody can see the others.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def content_check(incoming: Incoming) -> None:
    """Hold the published schema and the rules a schema cannot say against one record."""
    if not PROCEDURE_CODE.fullmatch(incoming.code):
        incoming.refuse(wrong_code_reason(shortened(incoming.code, 60)))
        return
    errors = sorted(
        content_validator().iter_errors(incoming.content), key=lambda error: list(map(str, error.path))
    )
    for error in errors[:MAX_ERRORS_A_ROW]:
        incoming.refuse(schema_reason(error))
    if not errors:
        rules_check(incoming)


def rules_check(incoming: Incoming) -> None:
    """The rules that the schema cannot say, on content that it has passed."""
    content = incoming.content
    for place, text in _texts(content, ""):
        if _UNSTORABLE.search(text):
            incoming.refuse(_("%(place)s: holds control characters.") % {"place": place})
            return
    service = content["service"]
    if service["mode"] == ServiceMode.PARTIAL and not (
        service["partial_reason"] and service["partial_basis"]
    ):
        incoming.refuse(_("A partly online service states the reason and its legal basis."))
    _check_decision(incoming)


def file_check(incomings: Iterable[Incoming], *, is_versions: bool) -> None:
    """Refuse what comes twice. In a file of versions a code may repeat, a version may not."""
    seen: dict[Any, int] = {}
    for incoming in incomings:
        decision = incoming.decision
        key: Any = incoming.code
        if is_versions:
            key = (incoming.code, decision.number, decision.effective_from, decision.status)
        if not incoming.code:
            continue
        if key in seen:
            reason = (
                _("The same version stands in row %(row)d already.")
                if is_versions
                else _("The code stands in row %(row)d already.")
            )
            incoming.refuse(reason % {"row": seen[key]})
        else:
            seen[key] = incoming.row


def replacements_check(
    incomings: list[Incoming], *, known: Mapping[str, str | None], newest: Mapping[str, DecisionGiven]
) -> None:
    """Refuse replacements by unknown procedures, and circles: A replaced by B replaced by A.

    `known` maps the codes of the catalog to the code by which each is replaced now; `newest` maps
    those of the file to the decision that will hold last.
    """
    codes = set(known) | {incoming.code for incoming in incomings}
    replaced_by = dict(known)
    replaced_by.update(
        {
            code: decision.replaced_by if decision.status == VersionStatus.REPLACED else None
            for code, decision in newest.items()
        }
    )
    for incoming in incomings:
        target = incoming.decision.replaced_by
        if target and target not in codes:
            incoming.refuse(_("It is replaced by %(code)s, which nobody knows.") % {"code": target})
        elif target and (circle := _circle(incoming.code, {**replaced_by, incoming.code: target})):
            incoming.refuse(_("The replacements go in a circle: %(circle)s.") % {"circle": circle})


def _circle(start: str, replaced_by: Mapping[str, str | None]) -> str:
    path = [start]
    while (following := replaced_by.get(path[-1])) is not None:
        path.append(following)
        if following == start:
            return " → ".join(path)
        if following in path[:-1]:
            break
    return ""


def _check_decision(incoming: Incoming) -> None:
    decision = incoming.decision
    if not decision.number:
        incoming.refuse(_("The publication decision is missing."))
    elif len(decision.number) > LONGEST_DECISION_NUMBER:
        incoming.refuse(_("The number of the decision is longer than 60 characters."))
    if decision.decided_on and decision.effective_from and decision.effective_from < decision.decided_on:
        incoming.refuse(_("A decision cannot take effect before it is made."))
    if decision.status == VersionStatus.REPLACED and not decision.replaced_by:
        incoming.refuse(_("Name the procedure that takes its place."))


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{place} › {key}" if place else key)
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _texts(inner, f"{place} › {number}")
