"""What a list must be as a whole: every code once, every parent present, no province out of place."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from sites.enums import Level
from sites.spelling import fold_spelling
from sites.unit_history.problems import Problem
from sites.unit_history.rows import EdgeRow, Facts, UnitRow

_ORDER = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2}


def units_in_order(*, facts: Facts, province_codes: Collection[str]) -> list[UnitRow]:
    """The units of all files as one list, parents first. Adds to `facts.problems` what is wrong with it."""
    by_code = _by_code(facts)
    for row in by_code.values():
        reason = _reason_to_refuse(row, by_code, province_codes)
        if reason:
            facts.problems.append(Problem(row.file, row.line, reason))
    return sorted(by_code.values(), key=lambda row: (_ORDER[row.level], row.code))


def _by_code(facts: Facts) -> dict[str, UnitRow]:
    by_code: dict[str, UnitRow] = {}
    # A unit's own row goes before what other rows say of it.
    for row in sorted(facts.units, key=lambda row: row.implied):
        known = by_code.setdefault(row.code, row)
        if known is row:
            continue
        if not row.implied:
            reason = _("Code %(code)s is already used in %(file)s, line %(line)d.") % {
                "code": row.code,
                "file": known.file,
                "line": known.line,
            }
        elif fold_spelling(row.full_name) != fold_spelling(known.full_name):
            reason = _("Code %(code)s is called “%(name)s” in %(file)s, line %(line)d.") % {
                "code": row.code,
                "name": known.full_name,
                "file": known.file,
                "line": known.line,
            }
        else:
            continue
        facts.problems.append(Problem(row.file, row.line, reason))
    return by_code


def _reason_to_refuse(row: UnitRow, by_code: dict[str, UnitRow], province_codes: Collection[str]) -> str:
    if province_codes and row.province_code not in province_codes:
        return _("Unit %(code)s is of province %(province)s, which was not asked for.") % {
            "code": row.code,
            "province": row.province_code,
        }
    if row.level == Level.PROVINCE:
        if row.province_code != row.code:
            return _("Province %(code)s names another province as its own.") % {"code": row.code}
        return ""
    parent = by_code.get(row.parent_code)
    if parent is None:
        return _("The parent %(parent)s of unit %(code)s is not in the list.") % {
            "parent": row.parent_code,
            "code": row.code,
        }
    if parent.province_code != row.province_code:
        return _("Unit %(code)s is of province %(province)s, but its parent %(parent)s is not.") % {
            "code": row.code,
            "province": row.province_code,
            "parent": row.parent_code,
        }
    return ""


def check_edges(*, facts: Facts) -> None:
    """Add to `facts.problems` the edges that repeat or contradict another row."""
    pairs: dict[tuple[str, str], EdgeRow] = {}
    whole: dict[str, EdgeRow] = {}
    targets: dict[str, int] = {}
    for edge in facts.edges:
        known = pairs.setdefault((edge.old_code, edge.new_code), edge)
        if known is not edge:
            _repeated(facts, edge, known)
            continue
        targets[edge.old_code] = targets.get(edge.old_code, 0) + 1
        if not edge.partial:
            whole.setdefault(edge.old_code, edge)
    for code, edge in whole.items():
        if targets[code] > 1:
            reason = _("Unit %(code)s went whole to one unit, yet other rows give it to others.")
            facts.problems.append(Problem(edge.file, edge.line, reason % {"code": code}))
    seen: dict[str, int] = {}
    for change in facts.changes:
        if seen.setdefault(change.code, change.line) != change.line:
            reason = _("Code %(code)s is already on line %(line)d.")
            facts.problems.append(
                Problem(change.file, change.line, reason % {"code": change.code, "line": seen[change.code]})
            )


def _repeated(facts: Facts, edge: EdgeRow, known: EdgeRow) -> None:
    reason = _("The edge from %(old)s to %(new)s is already in %(file)s, line %(line)d.") % {
        "old": edge.old_code,
        "new": edge.new_code,
        "file": known.file,
        "line": known.line,
    }
    facts.problems.append(Problem(edge.file, edge.line, reason))
