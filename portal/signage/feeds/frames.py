"""`frame.png`: which file shows at this moment, by the wall clock (contract 3.5). Pure."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from portal.signage.emergency.selectors import AlertFacts
from portal.signage.feeds.contents import Contents
from portal.signage.looks import Look

LEAST_ALERT_S = 10  # contract 3.8
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def look_now(*, contents: Contents, alerts: Sequence[AlertFacts], now: datetime) -> tuple[Look, float]:
    """What is on the board, and for how many seconds. An alert beats the playlist, whether it asks for
    the whole board or for a band: one picture has no place to put the other beside it."""
    if not alerts:
        item, into = contents.showing(now)
        return item.look, into
    turns = [max(LEAST_ALERT_S, alert.show_s) for alert in alerts]
    into = (now - _EPOCH) / timedelta(seconds=1) % sum(turns)
    for alert, turn in zip(alerts, turns, strict=True):
        if into < turn:
            return alert.look, into
        into -= turn
    return alerts[-1].look, into


def page_now(pages: int, *, look: Look, into: float) -> int:
    """Which of `pages` (from 0) is on after `into` seconds of a look."""
    return int(into // look.page_s) % pages
