"""What the publication of a message leaves for boards, and what ends it."""

import pytest
from django.utils import timezone

from portal.signage.models import MessageVersion
from portal.signage.playlists import facts_of_board, playlist_of, versions_at
from tests.factories.signage import make_board, make_message

pytestmark = pytest.mark.django_db


def words_on(board):
    """What the board's playlist holds now."""
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
    return [item.full for item in playlist.items]


def test_published_reaches_the_boards_of_the_unit_only(network):
    unit = network["hoa_phu"].unit
    ours, theirs = make_board(unit), make_board(network["thanh_phu_long"].unit)
    before = ours.content_number
    make_message(unit, "Nộp thuế đất trước ngày 31/12")
    assert words_on(ours) == ["Nộp thuế đất trước ngày 31/12"]
    assert words_on(theirs) == []
    assert ours.content_number == before + 1
    version = MessageVersion.objects.get()
    assert version.text_ascii == "Nop thue dat truoc ngay 31/12" and version.unit == unit
