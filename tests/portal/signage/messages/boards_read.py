"""What a board is told now."""

from django.utils import timezone

from portal.signage.models import Board
from portal.signage.playlists import facts_of_board, playlist_of, versions_at
from portal.signage.schedule.playing import active_at


def words_on(board: Board) -> list[str]:
    """The words that take turns now, without the board's own default."""
    board.refresh_from_db()
    now = timezone.now()
    facts = facts_of_board(board)
    playlist = playlist_of(
        facts=facts,
        versions=versions_at(facts, now),
        content_number=board.content_number,
        content_changed_at=board.content_changed_at,
        now=now,
    )
    return [item.full for item in active_at(playlist.items, now)]
