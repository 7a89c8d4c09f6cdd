"""`/boards/me`: what a board should know of itself."""

from collections.abc import Sequence
from typing import Any

from portal.signage.feeds.playlist_json import json_bytes, poll_of
from portal.signage.models import Board
from portal.signage.schedule.zone import ZONE

SCHEMA = "portal.signage.board/1"


def board_body(*, board: Board, capabilities: Sequence[str]) -> bytes:
    """`capabilities`: the last parts of the addresses it may ask."""
    operating: dict[str, Any] | None = None
    if board.operating_from is not None and board.operating_until is not None:
        operating = {
            "from": board.operating_from.isoformat("minutes"),
            "until": board.operating_until.isoformat("minutes"),
        }
    return json_bytes(
        {
            "schema": SCHEMA,
            "id": board.uid,
            "name": board.name,
            "width": board.width,
            "height": board.height,
            "color": board.color.lower(),
            "tz": ZONE.key,
            "poll": poll_of(board),
            "brightness": board.brightness,
            "operating": operating,
            "drill": board.is_drill,
            "offline_ttl_s": board.offline_ttl_s,
            "capabilities": list(capabilities),
        }
    )
