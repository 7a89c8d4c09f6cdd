"""The validator of emergency.json and cap.xml: it can be checked by itself, without asking for any alert.

It names the board's alert number and the moment until which nothing changes by time alone, so an unchanged
poll costs the query that finds the board, in every process, whatever the cache holds.
"""

import hashlib
import re
from datetime import datetime

from portal.signage.models import Board

_FORMAT = 1  # raise it when the same alerts make another body
_TAG = re.compile(r'(?:W/)?"(e-(\d{1,18})-(\d{1,12})-[0-9a-f]{16})"')


def validator_of(*, board: Board, form: str, until: datetime) -> str:
    """The strong ETag, quotes included. `form` tells apart what is made of the same alerts: the format, and
    the address below which files are named."""
    return f'"{_value(board, form, int(until.timestamp()))}"'


def validator_still_right(*, board: Board, form: str, sent: str, now: datetime) -> str | None:
    """The validator of If-None-Match that is still right. Weak comparison (RFC 9110 section 13.1.2)."""
    for value, number, until in _TAG.findall(sent):
        if (
            int(number) == board.alert_number
            and now.timestamp() < int(until)
            and value == _value(board, form, int(until))
        ):
            return f'"{value}"'
    return None


def _value(board: Board, form: str, until: int) -> str:
    # What else decides the body stands on the board's row.
    facts = (
        _FORMAT, form, board.uid, board.unit_id, board.is_drill, board.width, board.height, board.color,
        board.alert_number, until,
    )  # fmt: skip
    digest = hashlib.sha256(repr(facts).encode()).hexdigest()[:16]
    return f"e-{board.alert_number}-{until}-{digest}"
