"""Which records of a file are new to the catalog, which change it, and which say what it says already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from portal.procedures.content import digest_of
from portal.procedures.enums import VersionStatus
from portal.procedures.imports.problems import Outcome, Remark, RemarkKind
from portal.procedures.imports.records import DecisionGiven, Incoming
from portal.procedures.models import ProcedureVersion
from portal.procedures.parts import RECORD_PARTS

CODES_A_QUERY = 400


@dataclass(frozen=True, slots=True)
class Planned:
    """A record, what becomes of it, and its decision with the day and the status filled in."""

    incoming: Incoming
    outcome: Outcome
    decision: DecisionGiven


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """What a plan needs to know of one version, kept or to come."""

    digest: str
    decision_number: str
    status: str
    decided_on: date | None
    decided_by: str
    effective_from: date | None
    effective_to: date | None
    number: int

    @property
    def rank(self) -> tuple[date, date, int]:
        """The order of law, as `services.newest_first`."""
        return (self.effective_from or date.min, self.decided_on or date.min, self.number)

    def holds_on(self, day: date) -> bool:
        return (self.effective_from is None or self.effective_from <= day) and (
            self.effective_to is None or day < self.effective_to
        )


def incomings_plan(incomings: Sequence[Incoming], *, day: date) -> list[Planned]:
    """What becomes of each valid record if the file were imported on `day`. Reads only."""
    known = _known_versions({incoming.code for incoming in incomings})
    planned = [_planned(incoming, known.setdefault(incoming.code, []), day) for incoming in incomings]
    _remark_differences([entry for entry in planned if entry.outcome == Outcome.CHANGED], day)
    return planned


def newest_decisions(planned: Iterable[Planned]) -> dict[str, DecisionGiven]:
    """By code, the decision among those to be written that will hold last."""
    newest: dict[str, DecisionGiven] = {}
    for entry in planned:
        decision, before = entry.decision, newest.get(entry.incoming.code)
        if before is None or decision_rank(decision) >= decision_rank(before):
            newest[entry.incoming.code] = decision
    return newest


def decision_rank(decision: DecisionGiven) -> tuple[date, date]:
    """The order of law among decisions; of equals the later arrival counts."""
    return (decision.effective_from or date.min, decision.decided_on or date.min)


def batches_of(planned: Sequence[Planned], *, size: int) -> list[list[Planned]]:
    """Entries to write in groups of about `size`; who replaces whom stays in one group."""
    by_code: dict[str, list[Planned]] = {}
    for entry in planned:
        by_code.setdefault(entry.incoming.code, []).append(entry)
    leader = {code: code for code in by_code}

    def find(code: str) -> str:
        while leader[code] != code:
            leader[code] = leader[leader[code]]
            code = leader[code]
        return code

    for code, entries in by_code.items():
        for entry in entries:
            target = entry.decision.replaced_by
            if target in leader:
                leader[find(target)] = find(code)
    families: dict[str, list[Planned]] = {}
    for code, entries in by_code.items():
        families.setdefault(find(code), []).extend(entries)
    batches: list[list[Planned]] = [[]]
    for family in families.values():
        if batches[-1] and len(batches[-1]) + len(family) > size:
            batches.append([])
        batches[-1] += family
    return [batch for batch in batches if batch]


def _planned(incoming: Incoming, versions: list[KnownVersion], day: date) -> Planned:
    given, digest = incoming.decision, digest_of(incoming.content)
    if same := _same_version(digest, given, versions, day):
        if (same.decided_on, same.decided_by) != (given.decided_on, given.decided_by) and given.is_dated:
            incoming.remarks.append(Remark(incoming.row, incoming.code, RemarkKind.DECISION, given.number))
        return Planned(incoming, Outcome.UNCHANGED, given)
    is_new = not versions
    status = given.status or (VersionStatus.NEW if is_new else VersionStatus.AMENDED)
    starts = given.effective_from
    if not given.is_dated:
        # A change of unknown day is shown from now on, not before anybody knew of it.
        starts = None if is_new else max(day, given.decided_on or day)
    decision = replace(given, status=status, effective_from=starts, is_dated=True)
    versions.append(
        KnownVersion(
            digest,
            decision.number,
            status,
            decision.decided_on,
            decision.decided_by,
            decision.effective_from,
            None,
            len(versions) + 1,
        )
    )
    return Planned(incoming, Outcome.NEW if is_new else Outcome.CHANGED, decision)


def _same_version(
    digest: str, given: DecisionGiven, versions: Sequence[KnownVersion], day: date
) -> KnownVersion | None:
    """The kept version that says the same by the same decision, or None.

    Of a record without a day, only what holds now or will hold last counts: an old wording that comes
    back is a change.
    """
    candidates = versions
    if not given.is_dated and versions:
        newest = max(versions, key=lambda version: version.rank)
        candidates = [newest, *(version for version in versions if version.holds_on(day))]
    for version in candidates:
        if (
            (version.digest, version.decision_number) == (digest, given.number)
            and given.status in (None, version.status)
            and (not given.is_dated or version.effective_from == given.effective_from)
        ):
            return version
    return None


def _known_versions(codes: Iterable[str]) -> dict[str, list[KnownVersion]]:
    known: dict[str, list[KnownVersion]] = {}
    names = [field.name for field in fields(KnownVersion)]
    for chunk in _chunks(sorted(codes)):
        rows = ProcedureVersion.objects.filter(code__in=chunk).order_by("number")
        for code, *values in rows.values_list("code", *names):
            known.setdefault(code, []).append(KnownVersion(*values))
    return known


def _remark_differences(changed: Sequence[Planned], day: date) -> None:
    """Say which parts change, against what holds on `day` (else against what will hold last)."""
    by_code = {entry.incoming.code: entry for entry in changed}
    for chunk in _chunks(sorted(by_code)):
        before: dict[str, dict[str, Any]] = {}
        versions = ProcedureVersion.objects.filter(code__in=chunk).order_by("number")
        for version in versions.values("code", "content", "effective_from", "effective_to"):
            starts, ends = version["effective_from"], version["effective_to"]
            if version["code"] not in before or (
                (starts is None or starts <= day) and (ends is None or day < ends)
            ):
                before[version["code"]] = version["content"]
        for code, content in before.items():
            incoming = by_code[code].incoming
            keys = [key for key, value in incoming.content.items() if content.get(key) != value]
            labels = [str(RECORD_PARTS[key].label) if key in RECORD_PARTS else key for key in keys]
            incoming.remarks.append(
                Remark(
                    incoming.row,
                    code,
                    RemarkKind.DIFFERENCE,
                    ", ".join(labels) or by_code[code].decision.number,
                )
            )


def _chunks(codes: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(codes), CODES_A_QUERY):
        yield codes[start : start + CODES_A_QUERY]
