"""Our catalog beside a national list: what is missing, extra, or called otherwise (TT 32/2017 Art. 6, 13).

Reads only. Names are compared composed and trimmed; a difference of capitals alone is told apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.procedures.codes import PROCEDURE_CODE
from portal.procedures.enums import Facet, VersionStatus
from portal.procedures.imports.crawl import incoming_of_crawl
from portal.procedures.imports.lists import ListRow, list_read
from portal.procedures.imports.planning import CODES_A_QUERY
from portal.procedures.imports.problems import Problem
from portal.procedures.imports.reading import FileFormat, format_of_file, lines_read, object_of_line
from portal.procedures.imports.records import DecisionGiven, Incoming, version_of_line
from portal.procedures.models import ProcedureVersion
from portal.procedures.selectors import procedures_of_unit
from sites.models import AdministrativeUnit


@dataclass(frozen=True, slots=True)
class Difference:
    """One procedure that both have and that differs. `ours` and `theirs` are texts, empty for none."""

    code: str
    ours: str
    theirs: str


@dataclass
class Comparison:
    """Codes and names by kind of difference; all empty when both say the same.

    `failed_checks` are rules our own records break (DV-03, DV-15), with the reason as `ours`.
    """

    listed: int = 0
    ours: int = 0
    missing: list[Difference] = field(default_factory=list)
    extra: list[Difference] = field(default_factory=list)
    renamed: list[Difference] = field(default_factory=list)
    capitals: list[Difference] = field(default_factory=list)
    field_differs: list[Difference] = field(default_factory=list)
    level_differs: list[Difference] = field(default_factory=list)
    failed_checks: list[Difference] = field(default_factory=list)

    @property
    def groups(self) -> dict[str, list[Difference]]:
        names = (
            "missing",
            "extra",
            "renamed",
            "capitals",
            "field_differs",
            "level_differs",
            "failed_checks",
        )
        return {name: getattr(self, name) for name in names}

    @property
    def number(self) -> int:
        return sum(len(group) for group in self.groups.values())

    def as_json(self) -> dict[str, Any]:
        groups = {name: [asdict(difference) for difference in group] for name, group in self.groups.items()}
        return {"listed": self.listed, "ours": self.ours, **groups}


def procedure_rows_read(path: Path) -> tuple[list[ListRow], list[Problem]]:
    """Codes, names, fields and levels of any file the import knows. Raises FileRefused.

    Of several versions of one procedure the last line counts; none when that one ends it.
    """
    file_format = format_of_file(path)
    if file_format is FileFormat.LIST:
        listed = list_read(path)
        return listed.rows, listed.problems
    rows: dict[str, ListRow] = {}
    problems: list[Problem] = []
    for row, text in lines_read(path):
        if not text.strip():
            continue
        try:
            record = object_of_line(text)
        except ValueError as error:
            problems.append(Problem(row, "", str(error)))
            continue
        incoming = _incoming(record, row, file_format)
        problems += incoming.problems
        if incoming.decision.status in (VersionStatus.ABOLISHED, VersionStatus.REPLACED):
            rows.pop(incoming.code, None)
        elif not incoming.problems:
            rows[incoming.code] = _row_of(incoming)
    return list(rows.values()), problems


def catalog_compare(
    *, rows: Iterable[ListRow], day: date, level: str = "", unit: AdministrativeUnit | None = None
) -> Comparison:
    """`rows` beside what holds on `day`: all of it, the records of one level, or a unit's own list."""
    versions: QuerySet[ProcedureVersion]
    if unit is not None:
        versions = procedures_of_unit(unit=unit, day=day)
    else:
        versions = ProcedureVersion.objects.in_force(day)
        if level:
            versions = versions.filter(facets__facet=Facet.LEVEL, facets__value=level)
    ours = {version.code: version for version in versions.order_by("code").iterator(chunk_size=500)}
    listed = {row.code: row for row in rows}
    found = Comparison(listed=len(listed), ours=len(ours))
    elsewhere = _levels_elsewhere(sorted(listed.keys() - ours.keys()), day) if level else {}
    for code, row in listed.items():
        if code in ours:
            _compare(found, ours[code].content, row)
        elif code in elsewhere:
            found.level_differs.append(Difference(code, elsewhere[code], level))
        else:
            found.missing.append(Difference(code, "", row.name))
    found.extra = [Difference(code, ours[code].name, "") for code in ours.keys() - listed.keys()]
    found.extra.sort(key=lambda difference: difference.code)
    for code, version in ours.items():
        found.failed_checks += [Difference(code, reason, "") for reason in _failed(version)]
    return found


def _levels_elsewhere(codes: Sequence[str], day: date) -> dict[str, str]:
    """The levels of those of `codes` that the catalog holds at another level than the one compared."""
    levels: dict[str, str] = {}
    for start in range(0, len(codes), CODES_A_QUERY):
        versions = ProcedureVersion.objects.in_force(day).filter(
            code__in=codes[start : start + CODES_A_QUERY]
        )
        for version in versions:
            levels[version.code] = ", ".join(sorted(version.content["levels"]))
    return levels


def _compare(found: Comparison, content: Mapping[str, Any], row: ListRow) -> None:
    name = " ".join(content["name"].split())
    if name != row.name:
        group = found.capitals if name.casefold() == row.name.casefold() else found.renamed
        group.append(Difference(row.code, name, row.name))
    if row.field and (content["field"] or "") != row.field:
        found.field_differs.append(Difference(row.code, content["field"] or "", row.field))
    if row.levels and set(row.levels) != set(content["levels"]):
        ours, theirs = (", ".join(sorted(levels)) for levels in (content["levels"], row.levels))
        found.level_differs.append(Difference(row.code, ours, theirs))


def _failed(version: ProcedureVersion) -> list[str]:
    content, reasons = version.content, []
    if not PROCEDURE_CODE.fullmatch(version.code):
        reasons.append(_("The code is not of the right form."))
    if not content["methods"]:
        reasons.append(_("There is no way of filing."))
    if any(method["time"]["value"] is None and not method["note"] for method in content["methods"]):
        reasons.append(_("A way of filing has no time limit."))
    if any(not method["fees"] for method in content["methods"]):
        reasons.append(_("A way of filing says nothing of fees."))
    if "DISTRICT" in content["levels"]:
        reasons.append(_("The district level ended on 30/06/2025."))
    if version.decided_on and version.effective_from and version.effective_from < version.decided_on:
        reasons.append(_("A decision cannot take effect before it is made."))
    return reasons


def _incoming(record: dict[str, Any], row: int, file_format: FileFormat) -> Incoming:
    if file_format is FileFormat.SCHEMA:
        return version_of_line(record, row=row, given=DecisionGiven())
    return incoming_of_crawl(record, row=row, given=DecisionGiven())


def _row_of(incoming: Incoming) -> ListRow:
    content = incoming.content
    return ListRow(
        row=incoming.row,
        code=incoming.code,
        name=" ".join(content["name"].split()),
        ministry=content["ministry"],
        agency=content["agency"],
        field=content["field"],
        levels=tuple(content["levels"]),
    )
