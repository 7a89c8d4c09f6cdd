"""A second opinion on windows that shares nothing with the product: paint every second, read the runs.

It reads the wire form, takes lunar days from printed tables and days off from the conformance file.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from tests.portal.signage.schedule.lunar_tables import lunar_days

HANOI = timezone(timedelta(hours=7))
LUNAR = {solar.isoformat(): found for solar, found in lunar_days()}


def painted_windows(
    rules: Iterable[dict],
    *,
    within: Iterable[str],
    days_off: frozenset[str],
    not_before: str | None = None,
    not_after: str | None = None,
) -> list[list[str]]:
    """Windows as RFC 3339 pairs, of rules in wire form."""
    start, until = map(_seconds, within)
    board = bytearray(until - start)
    midnight = start - (start + 7 * 3600) % 86400 - 86400
    while midnight < until:
        day = datetime.fromtimestamp(midnight, HANOI)
        for rule in rules:
            if _is_day_of(rule, day, days_off):
                for first, last in rule["times"] or [["00:00", "00:00"]]:
                    length = (_minutes(last) - _minutes(first)) % 1440 or 1440
                    begin = midnight + _minutes(first) * 60 - start
                    _paint(board, begin, begin + length * 60, 1)
        midnight += 86400
    if not_before:
        _paint(board, 0, _seconds(not_before) - start, 0)
    if not_after:
        _paint(board, _seconds(not_after) - start, len(board), 0)
    return [[_wire(start + begin), _wire(start + end)] for begin, end in _runs(board)]


def _is_day_of(rule: dict, day: datetime, days_off: frozenset[str]) -> bool:
    name = f"{day:%Y-%m-%d}"
    allowed = {"any": True, "only": name in days_off, "never": name not in days_off}
    return (
        rule["first_on"] <= name <= (rule["last_on"] or "9999")
        and name not in rule["except_on"]
        and (not rule["weekdays"] or int(f"{day:%u}") in rule["weekdays"])
        and (not rule["lunar"] or any(_is_lunar(wanted, LUNAR[name]) for wanted in rule["lunar"]))
        and allowed[rule["holidays"]]
    )


def _is_lunar(wanted: dict, found: tuple[int, int, int, bool]) -> bool:
    day, month, _year, leap = found
    return wanted["day"] == day and (wanted["month"] is None or (wanted["month"] == month and not leap))


def _paint(board: bytearray, begin: int, end: int, colour: int) -> None:
    begin, end = max(begin, 0), min(end, len(board))
    if begin < end:
        board[begin:end] = bytes([colour]) * (end - begin)


def _runs(board: bytearray) -> Iterable[tuple[int, int]]:
    begin = board.find(1)
    while begin >= 0:
        end = board.find(0, begin)
        yield begin, len(board) if end < 0 else end
        begin = board.find(1, end) if end >= 0 else -1


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).astimezone(UTC).timestamp())


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _wire(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, HANOI).isoformat()
