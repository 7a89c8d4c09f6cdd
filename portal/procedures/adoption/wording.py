"""Parts of a record as lines that a clerk reads and compares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.procedures.catalogue.wording import copies_words, fee_words, no_information, time_words
from portal.procedures.enums import Audience, Channel, PartialReason, ProcedureLevel, ServiceMode

Lines = list[str]


@dataclass(frozen=True)
class Line:
    """A line of a column; `mark` says in words how it differs from the other columns."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Comparison:
    """The record when the unit wrote its own part, the record now, and the unit's own part."""

    then: tuple[Line, ...]
    now: tuple[Line, ...]
    own: tuple[Line, ...]


def part_lines(part: str, value: Any) -> Lines:
    """The lines of one part's value; one line says so when the record is silent."""
    writer = _WRITERS.get(part, _text)
    return [line for line in writer(value) if line] if value else [no_information()]


def comparison(part: str, *, then: Any, now: Any, own: Any) -> Comparison:
    """The three columns, with words at the lines that differ: colour alone tells nothing."""
    before, after, ours = part_lines(part, then), part_lines(part, now), part_lines(part, own)
    return Comparison(
        then=_marked(before, after, _("no longer so")),
        now=_marked(after, before, _("new")),
        own=_marked(ours, after, _("only here")),
    )


def _marked(lines: Lines, others: Lines, mark: str) -> tuple[Line, ...]:
    known = set(others)
    return tuple(Line(line, "" if line in known else mark) for line in lines)


def _text(value: Any) -> Lines:
    return [line.strip() for line in str(value).splitlines()]


def _texts(values: Sequence[str]) -> Lines:
    return [" ".join(text.split()) for text in values]


def _methods(methods: Sequence[Mapping[str, Any]]) -> Lines:
    lines = []
    for method in methods:
        name = Channel(method["channel"]).label
        lines.append(_("%(way)s: %(time)s") % {"way": name, "time": time_words(method["time"])})
        for fee in method["fees"]:
            lines.append(f"{name} – {fee_words(fee)}")
            if fee["note"]:
                lines += [f"{name} – {line}" for line in _text(fee["note"])]
        if method["note"]:
            lines += [f"{name} – {line}" for line in _text(method["note"])]
    return lines


def _dossier(cases: Sequence[Mapping[str, Any]]) -> Lines:
    lines = []
    for case in cases:
        lines.append(case["case"] or "")
        lines += [f"{' '.join(item['name'].split())} ({copies_words(item)})" for item in case["items"]]
    return lines


def _results(results: Sequence[Mapping[str, Any]]) -> Lines:
    return [" ".join(result["name"].split()) for result in results]


def _bases(bases: Sequence[Mapping[str, Any]]) -> Lines:
    return [" – ".join(filter(None, (basis["number"], basis["title"]))) for basis in bases]


def _service(service: Mapping[str, Any]) -> Lines:
    if not service["mode"]:
        return [no_information()]
    reason = service["partial_reason"]
    return [
        str(ServiceMode(service["mode"]).label),
        str(PartialReason(reason).label) if reason else "",
        service["partial_basis"] or "",
    ]


def _labels(choices: Any) -> Any:
    def lines(values: Iterable[str]) -> Lines:
        return [str(choices(value).label) for value in values]

    return lines


_WRITERS: dict[str, Any] = {
    "levels": _labels(ProcedureLevel),
    "audiences": _labels(Audience),
    "steps": _texts,
    "methods": _methods,
    "dossier": _dossier,
    "results": _results,
    "legal_bases": _bases,
    "service": _service,
}
