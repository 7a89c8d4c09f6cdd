"""Reads alerts. What boards know of them is computed in `states`, which this file hands on."""

from portal.signage.emergency.states import (
    AlertFacts,
    AlertState,
    Tombstone,
    alerts_for_board,
    alerts_for_boards,
)

__all__ = ["AlertFacts", "AlertState", "Tombstone", "alerts_for_board", "alerts_for_boards"]
