"""What can be said of a board from when it was heard of. Pure, given rows that are read."""

from datetime import datetime, timedelta

from portal.signage.enums import BoardState, ClientKind, Evidence
from portal.signage.models import Board, BoardStatus
from portal.signage.playlists import is_switched_on

ONLINE_WITHIN = timedelta(seconds=180)
SKEW_AT_MOST_S = 120
# Only these send heartbeats; the others are heard of when they read.
TELLING_CLIENTS = frozenset({ClientKind.PLAYER, ClientKind.ADAPTER})


def online_within(board: Board) -> timedelta:
    """180 s, more for a board that was told to ask more seldom: two of its rounds must fail."""
    rounds = [board.playlist_s, board.emergency_s]
    if board.client in TELLING_CLIENTS:
        rounds.append(board.heartbeat_s)
    longest = min(rounds) * (1 + board.jitter) * 2
    return max(ONLINE_WITHIN, timedelta(seconds=longest))


def state_of(board: Board, *, seen_at: datetime | None, now: datetime) -> BoardState:
    if board.retired_at is not None:
        return BoardState.RETIRED
    if seen_at is None:
        return BoardState.NEVER
    if seen_at > now - online_within(board):
        return BoardState.ONLINE
    return BoardState.SILENT if is_on(board, now) else BoardState.OFF


def is_on(board: Board, moment: datetime) -> bool:
    return is_switched_on(
        moment=moment, operating_from=board.operating_from, operating_until=board.operating_until
    )


def status_of(board: Board) -> BoardStatus | None:
    """The related row, which a board that never sent a heartbeat lacks."""
    return getattr(board, "status", None)


def fresh_status(board: Board, *, now: datetime) -> BoardStatus | None:
    """What the board says of itself, unless that is too old to be told as the present."""
    status = status_of(board)
    if status is None or status.heartbeat_at is None:
        return None
    return status if status.heartbeat_at > now - max(online_within(board), _rounds(board)) else None


def evidence_of(
    board: Board,
    *,
    seen_at: datetime | None,
    played_at: datetime | None,
    shot_at: datetime | None,
    now: datetime,
) -> Evidence:
    """The best proof that the board shows its present content.

    `played_at`: when it last reported a play that was shown; `shot_at`: its last picture. What is
    older than the last change of its content proves nothing about the present. A board that only
    reads never gets beyond FETCHED: nobody saw what it drew.
    """
    since = board.content_changed_at
    if shot_at is not None and shot_at >= since:
        return Evidence.PHOTOGRAPHED
    status = fresh_status(board, now=now)
    if status is not None and status.showing_item and status.heartbeat_at and status.heartbeat_at >= since:
        return Evidence.REPORTED
    if played_at is not None and played_at >= since:
        return Evidence.REPORTED
    if seen_at is not None and seen_at >= since:
        return Evidence.FETCHED
    return Evidence.NONE


def is_skewed(status: BoardStatus | None) -> bool:
    return status is not None and status.skew_s is not None and abs(status.skew_s) > SKEW_AT_MOST_S


def _rounds(board: Board) -> timedelta:
    return timedelta(seconds=board.heartbeat_s * (1 + board.jitter) * 2)
