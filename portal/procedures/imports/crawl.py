"""A record collected from the National Public Service Portal, in the shape of the catalog.

The keys are those of the collected files (`procedures.jsonl`): `code name ministry field levels kind
decision applicants agency … methods dossier results legal_bases source_url`. Pure: no database.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from portal.procedures.content import SCHEMA_NAME, Content, number_text
from portal.procedures.enums import Audience, Channel, ProcedureKind, ProcedureLevel, TimeUnit
from portal.procedures.imports.cleaning import has_symbols, one_line, tidy, value_or_none
from portal.procedures.imports.fees import NegativeFee, fees_read
from portal.procedures.imports.problems import Problem, Remark, RemarkKind, shortened
from portal.procedures.imports.records import DecisionGiven, Incoming
from portal.procedures.imports.results import results_read
from portal.procedures.imports.words import AUDIENCES, CHANNELS, KINDS, LEVELS, TIME_UNITS, word

MOST_COPIES, USUAL_COPIES = 99, 20
LONGEST_NUMBER = 80
_TEXTS = ("agency", "authority", "receiving_address", "delegated_agency", "coordinating_agency")
_KNOWN = {
    "code", "name", "ministry", "field", "levels", "kind", "decision", "applicants", *_TEXTS,
    "procedure_text", "steps", "methods", "dossier", "requirements", "results", "legal_bases", "related",
    "source_url", "source",
}  # fmt: skip
# The last two headings of the page and their emptiness, which the collector took for the text before.
_TAIL = re.compile(r"(?:(?:Từ khóa|Mô tả)\s*Không có thông tin\s*)+$")
_HEAD = re.compile(r"^Không có thông tin(?=\S)")


class _Mapping:
    """One record on its way: what it says, and what had to be left out."""

    def __init__(self, record: Mapping[str, Any], row: int) -> None:
        self.record, self.row = record, row
        self.code = one_line(_string(record.get("code"))).upper()
        self.remarks: list[Remark] = []
        self.problems: list[Problem] = []

    def remark(self, kind: RemarkKind, detail: object = "") -> None:
        self.remarks.append(Remark(self.row, self.code, kind, shortened(detail)))

    def refuse(self, reason: str) -> None:
        self.problems.append(Problem(self.row, self.code, reason))

    def refuse_type(self, place: str, value: Any) -> None:
        detail = {"place": place or _("the whole row"), "value": shortened(value, 60)}
        self.refuse(_("%(place)s: “%(value)s” is not of the right type.") % detail)

    def text(self, value: Any, *, is_line: bool = False) -> str | None:
        """A text as the catalog keeps it; remarks on what was cut off or cannot be shown."""
        if isinstance(value, dict | list | bool):
            self.refuse_type("", value)
            return None
        given = _string(value)
        if has_symbols(given):
            self.remark(RemarkKind.SYMBOLS, given)
        clean = one_line(given) if is_line else tidy(given)
        for pattern in (_TAIL, _HEAD):
            if pattern.search(clean) and value_or_none(clean) is not None:
                clean = pattern.sub("", clean).strip()
                self.remark(RemarkKind.GLUED, given[:80])
        return value_or_none(clean)

    def choice(self, words: Mapping[str, str], value: Any) -> str | None:
        return words.get(word(_string(value)))


def incoming_of_crawl(record: Mapping[str, Any], *, row: int, given: DecisionGiven) -> Incoming:
    """The record as the catalog keeps it. Its own decision wins over the number `given`."""
    mapping = _Mapping(record, row)
    for key in sorted(set(record) - _KNOWN):
        mapping.remark(RemarkKind.UNKNOWN_KEY, f"{key}: {record[key]}")
    number = mapping.text(record.get("decision"), is_line=True) or given.number
    decision = DecisionGiven(
        number=number,
        status=given.status,
        decided_on=given.decided_on,
        decided_by=given.decided_by,
        effective_from=given.effective_from,
        is_dated=given.is_dated,
    )
    return Incoming(row, mapping.code, _content(mapping), decision, mapping.remarks, mapping.problems)


def _content(mapping: _Mapping) -> Content:
    record, text = mapping.record, mapping.text
    related = text(record.get("related"), is_line=True)
    return {
        "schema": SCHEMA_NAME,
        "code": mapping.code,
        "name": text(record.get("name"), is_line=True),
        "kind": _kind(mapping),
        "ministry": text(record.get("ministry"), is_line=True),
        "field": text(record.get("field"), is_line=True),
        "levels": _levels(mapping),
        "audiences": _audiences(mapping),
        **{name: text(record.get(name)) for name in _TEXTS},
        "related": [related] if related else [],
        "keywords": [],
        "description": None,
        "requirements": text(record.get("requirements")),
        "source_url": text(record.get("source_url"), is_line=True),
        "dossier_sets": None,
        "steps": _steps(mapping),
        "methods": [_method(mapping, method) for method in _objects(mapping, mapping.record, "methods")],
        "dossier": _dossier(mapping),
        "results": _results(mapping),
        "legal_bases": _legal_bases(mapping),
        "service": {
            "mode": None,
            "partial_reason": None,
            "partial_basis": None,
            "code": None,
            "url": None,
            "historic_level": None,
            "postal": None,
        },
    }


def _kind(mapping: _Mapping) -> str | None:
    value = mapping.text(mapping.record.get("kind"), is_line=True)
    kind: str | None = mapping.choice(KINDS, value)
    if value and kind is None:
        mapping.remark(RemarkKind.KIND, value)
    return ProcedureKind(kind).value if kind else None


def _levels(mapping: _Mapping) -> list[str]:
    values = [value for value in _list(mapping, mapping.record, "levels") if _string(value).strip()]
    for value in values:
        if mapping.choice(LEVELS, value) is None:
            mapping.refuse(_("The level is unknown: “%(value)s”.") % {"value": shortened(value, 60)})
    return sorted(
        {ProcedureLevel(level).value for value in values if (level := mapping.choice(LEVELS, value))}
    )


def _audiences(mapping: _Mapping) -> list[str]:
    found = set()
    for value in _list(mapping, mapping.record, "applicants"):
        audience = mapping.choice(AUDIENCES, value)
        if audience:
            found.add(Audience(audience).value)
        elif mapping.text(value):
            mapping.remark(RemarkKind.AUDIENCE, value)
    return sorted(found)


def _steps(mapping: _Mapping) -> list[str]:
    """The steps when they say all that the text says, else one step with the text."""
    steps = [step for value in _list(mapping, mapping.record, "steps") if (step := mapping.text(value))]
    text = mapping.text(mapping.record.get("procedure_text"))
    if text is None:
        return steps
    if steps and re.sub(r"\s", "", "".join(steps)) == re.sub(r"\s", "", text):
        return steps
    if steps:
        mapping.remark(RemarkKind.STEPS, len(steps))
    return [text]


def _method(mapping: _Mapping, method: Mapping[str, Any]) -> dict[str, Any]:
    channel = mapping.choice(CHANNELS, method.get("channel"))
    if channel is None:
        value = shortened(_string(method.get("channel")), 60)
        mapping.refuse(_("The way of filing is unknown: “%(value)s”.") % {"value": value})
    fees: list[dict[str, Any]] = []
    for fee in _objects(mapping, method, "fees"):
        fees += _fees(mapping, fee)
    return {
        "channel": Channel(channel).value if channel else None,
        "time": _time(mapping, method),
        "fees": fees,
        "note": mapping.text(method.get("note")),
    }


def _fees(mapping: _Mapping, fee: Mapping[str, Any]) -> list[dict[str, Any]]:
    amount = fee.get("amount_vnd")
    try:
        if isinstance(amount, int | float) and amount < 0:
            raise NegativeFee(str(amount))
        read = fees_read(text=_string(fee.get("text")), note=_string(fee.get("note")))
    except NegativeFee as error:
        mapping.refuse(_("The fee is negative: %(value)s.") % {"value": error})
        return []
    for kind, detail in read.remarks:
        mapping.remark(kind, detail)
    return read.fees


def _time(mapping: _Mapping, method: Mapping[str, Any]) -> dict[str, str | None]:
    value, unit_text = method.get("time_value"), mapping.text(method.get("time_unit"), is_line=True)
    unit = mapping.choice(TIME_UNITS, unit_text)
    if unit_text and unit is None:
        mapping.remark(RemarkKind.TIME, f"{value} {unit_text}")
        return {"value": None, "unit": None}
    if value is None or value == "":
        return {"value": None, "unit": TimeUnit(unit).value if unit else None}
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 100_000:
        mapping.remark(RemarkKind.TIME, f"{value} {unit_text or ''}")
        return {"value": None, "unit": None}
    if unit is None:
        mapping.remark(RemarkKind.TIME_UNIT, value)
    return {
        "value": number_text(Decimal(str(round(value, 2)))),
        "unit": TimeUnit(unit).value if unit else None,
    }


def _dossier(mapping: _Mapping) -> list[dict[str, Any]]:
    cases = []
    for group in _objects(mapping, mapping.record, "dossier"):
        items = []
        for item in _objects(mapping, group, "items"):
            name = mapping.text(item.get("name"))
            form = mapping.text(item.get("form_file"), is_line=True) if item.get("form_file") else None
            if name is None:
                mapping.remark(RemarkKind.EMPTY, item)
                continue
            items.append(
                {
                    "name": name,
                    "originals": _copies(mapping, item.get("originals"), name),
                    "copies": _copies(mapping, item.get("copies"), name),
                    "present_only": False,
                    "form": (form or "") if form or item.get("has_form") else None,
                }
            )
        case = mapping.text(group.get("group"))
        if case or items:
            cases.append({"case": case, "items": items})
    return cases


def _copies(mapping: _Mapping, value: Any, name: str) -> int | None:
    """A year or the number of a form often stuck to the figure: “Mẫu 2026” + “1 bản” is no 20261."""
    if value is None or value == "":
        return None
    if not isinstance(value, int) or not 0 <= value <= MOST_COPIES:
        mapping.remark(RemarkKind.COUNT, f"{value}: {name}")
        return None
    if value > USUAL_COPIES:
        mapping.remark(RemarkKind.COUNT_ODD, f"{value}: {name}")
    return value


def _results(mapping: _Mapping) -> list[dict[str, str | None]]:
    results: list[dict[str, str | None]] = []
    for result in _objects(mapping, mapping.record, "results"):
        read = results_read(name=mapping.text(result.get("name")), code=_string(result.get("code")).strip())
        for kind, detail in read.remarks:
            mapping.remark(kind, detail)
        results += read.results
    return results


def _legal_bases(mapping: _Mapping) -> list[dict[str, str | None]]:
    bases = []
    for basis in _objects(mapping, mapping.record, "legal_bases"):
        number = mapping.text(basis.get("code"), is_line=True)
        title = mapping.text(basis.get("title"), is_line=True)
        if number and len(number) > LONGEST_NUMBER:
            mapping.remark(RemarkKind.LEGAL_BASIS, number)
            number, title = None, " ".join(filter(None, (number, title)))
        if number or title:
            bases.append({"number": number, "title": title, "issued_on": None, "authority": None})
        else:
            mapping.remark(RemarkKind.EMPTY, basis)
    return bases


def _objects(mapping: _Mapping, holder: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    values = _list(mapping, holder, key)
    for value in values:
        if not isinstance(value, dict):
            mapping.refuse_type(key, value)
    return [value for value in values if isinstance(value, dict)]


def _list(mapping: _Mapping, holder: Mapping[str, Any], key: str) -> list[Any]:
    value = holder.get(key)
    if isinstance(value, list):
        return value
    if value not in (None, ""):
        mapping.refuse_type(key, value)
    return []


def _string(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)
