"""Rows of text become figures: every rule of the table, with the reason when one is broken."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from portal.procedures.codes import procedure_code
from portal.procedures.models.procedures import Procedure
from portal.procedures.models.statistics import COUNTS, GRADES
from portal.procedures.statistics.reading import RawRow
from portal.procedures.statistics.refusals import Problem, StatisticsRefused
from sites.models import AdministrativeUnit

_MOST = 100_000_000
_FIRST_YEAR = 2016
# 1.234 and 1 234, as people write thousands; a count has no decimals.
_WHOLE = re.compile(r"\d+|\d{1,3}(?:[.,\u00a0 ]\d{3})+")


@dataclass(frozen=True, slots=True)
class Figures:
    """Checked figures of one unit and procedure. `counts` has every key of `COUNTS`."""

    line: int
    unit_id: int
    unit_code: str
    procedure_id: int
    procedure_code: str
    as_of: date
    counts: Mapping[str, int | None]


def figures_checked(*, rows: Sequence[RawRow], today: date) -> list[Figures]:
    """Every row as figures. Raises StatisticsRefused with all problems of all rows. Two queries."""
    units = _Units()
    procedures = dict(Procedure.objects.filter(locale__language_code="vi").values_list("code", "pk"))
    problems: list[Problem] = []
    found: list[Figures] = []
    first_lines: dict[tuple[int, int, date], int] = {}
    for line, row in rows:
        reasons: list[str] = []
        as_of = _day(row.get("as_of", ""), today, reasons)
        unit = units.find(row.get("unit", ""), as_of or today, reasons)
        code, procedure_id = _procedure(row.get("procedure", ""), procedures, reasons)
        counts = _counts(row, reasons)
        if not reasons and as_of and unit:
            key = (unit[0], procedure_id, as_of)
            first = first_lines.setdefault(key, line)
            if first != line:
                reasons.append(_("The same unit, procedure and day stand in row %(line)d.") % {"line": first})
            else:
                found.append(Figures(line, unit[0], unit[1], procedure_id, code, as_of, counts))
        problems += [Problem(line, reason) for reason in reasons]
    if problems:
        raise StatisticsRefused(problems)
    return found


class _Units:
    """Units by code and day; codes are reused, so one code has several units."""

    def __init__(self) -> None:
        self._spans: dict[str, list[tuple[int, date, date | None]]] = {}
        columns = ("code", "pk", "valid_from", "valid_to")
        for code, pk, valid_from, valid_to in AdministrativeUnit.objects.values_list(*columns):
            self._spans.setdefault(code, []).append((pk, valid_from, valid_to))

    def find(self, text: str, day: date, reasons: list[str]) -> tuple[int, str] | None:
        for code in (text, text.zfill(5)):  # Excel drops the zeros in front
            for pk, valid_from, valid_to in self._spans.get(code, []):
                if valid_from <= day and (valid_to is None or day < valid_to):
                    return pk, code
        reasons.append(
            _("No unit has the code “%(code)s” on %(day)s.") % {"code": text[:40], "day": f"{day:%d/%m/%Y}"}
            if text
            else _("The unit's code is missing.")
        )
        return None


def _day(text: str, today: date, reasons: list[str]) -> date | None:
    day = None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
    if day is None:
        reasons.append(_("“%(day)s” is not a date. Write it as 31/10/2026.") % {"day": text[:40]})
    elif day > today:
        reasons.append(_("%(day)s is still to come.") % {"day": f"{day:%d/%m/%Y}"})
    elif day.year < _FIRST_YEAR:
        reasons.append(_("%(day)s is too long ago.") % {"day": f"{day:%d/%m/%Y}"})
    else:
        return day
    return None


def _procedure(text: str, known: Mapping[str, int], reasons: list[str]) -> tuple[str, int]:
    try:
        code = procedure_code(text)
    except ValueError:
        reasons.append(_("“%(code)s” is not the code of a procedure (1.001193).") % {"code": text[:40]})
        return "", 0
    if code not in known:
        reasons.append(_("The catalog has no procedure %(code)s.") % {"code": code})
        return code, 0
    return code, known[code]


def _counts(row: Mapping[str, str], reasons: list[str]) -> dict[str, int | None]:
    counts: dict[str, int | None] = {}
    for name in COUNTS:
        text = row.get(name, "")
        if not text and name in GRADES:
            counts[name] = None
        elif _WHOLE.fullmatch(text) and (value := int(re.sub(r"\D", "", text))) <= _MOST:
            counts[name] = value
        else:
            reasons.append(
                _("%(name)s: “%(value)s” is not a whole number from 0 up.")
                % {"name": label_of(name), "value": text[:40]}
            )
    if len(counts) < len(COUNTS):
        return counts
    grades = [counts[name] for name in GRADES]
    if None in grades and any(grade is not None for grade in grades):
        reasons.append(_("Satisfaction needs all three grades, or none."))
    chain = ("on_time_online", "resolved_online", "received_online", "received_total")
    for part, whole in pairwise(chain):
        if (counts[part] or 0) > (counts[whole] or 0):
            reasons.append(
                _("%(part)s (%(part_count)d) is more than %(whole)s (%(whole_count)d).")
                % {
                    "part": label_of(part),
                    "part_count": counts[part],
                    "whole": label_of(whole),
                    "whole_count": counts[whole],
                }
            )
    return counts


def label_of(name: str) -> str:
    """The heading of a column in the active language."""
    return {
        "received_total": _("Received, all ways"),
        "received_online": _("Received online"),
        "resolved_online": _("Resolved online"),
        "on_time_online": _("Resolved online on time"),
        "very_satisfied": _("Very satisfied"),
        "satisfied": _("Satisfied"),
        "not_satisfied": _("Not satisfied"),
    }[name]
