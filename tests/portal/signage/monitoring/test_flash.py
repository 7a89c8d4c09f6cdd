"""Writes into flash memory: counted when the content differs, projected to a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.signage.enums import ClientKind
from portal.signage.models import Board, FlashDay, FlashMemory
from portal.signage.monitoring.flash import flash_wear, flash_write_count
from portal.signage.services import contents_bump
from tests.factories.signage import make_board, make_token
from tests.support.queries import assert_queries

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


@pytest.fixture
def board(network):
    return make_board(network["hoa_phu"].unit, flash_rating=100_000)


def test_the_same_content_is_written_once(board):
    said = [
        flash_write_count(board=board, form="ticker.kv", digest=digest, now=NOW + timedelta(minutes=minute))
        for minute, digest in enumerate(["a", "a", "b", "b", "a"])
    ]
    assert said == [True, False, True, False, True]
    assert FlashMemory.objects.get(board=board).writes == 3
    assert FlashDay.objects.get(board=board).writes == 3


def test_two_forms_side_by_side_do_not_look_like_changes(board):
    for _round in range(3):
        for form in ("ticker.kv", "frame.png"):
            flash_write_count(board=board, form=form, digest="a", now=NOW)
    assert list(FlashMemory.objects.values_list("writes", flat=True)) == [1, 1]


def test_days_are_those_of_hanoi(board):
    for hour, digest in ((16, "a"), (17, "b")):
        flash_write_count(board=board, form="x", digest=digest, now=NOW.replace(hour=hour))
    assert list(FlashDay.objects.order_by("day").values_list("day", flat=True)) == [
        date(2026, 11, 22),
        date(2026, 11, 23),
    ]


def test_an_unchanged_poll_costs_one_query_and_none_without_a_rating(board, network):
    flash_write_count(board=board, form="x", digest="a", now=NOW)
    with assert_queries(1, "what it was given last"):
        flash_write_count(board=board, form="x", digest="a", now=NOW)
    other = make_board(network["hoa_phu"].unit)
    with assert_queries(0, "memory that does not wear out"):
        assert flash_write_count(board=other, form="x", digest="a", now=NOW) is False


@pytest.mark.parametrize(
    ("writes", "recent", "first_day", "ends_on", "is_pressing"),
    [
        (0, 0, None, None, False),
        # Contract 0.6: a change every five minutes spends 100,000 in 347 days.
        (288, 288, date(2026, 11, 22), date(2027, 11, 3), False),
        # Every minute, in 69 days.
        (1440, 1440, date(2026, 11, 22), date(2027, 1, 29), True),
        (80_000, 0, None, None, True),
        (100_000, 30, date(2026, 10, 24), date(2026, 11, 22), True),
        (1000, 1, date(2026, 10, 24), None, False),
    ],
)
def test_the_last_day_is_foretold(writes, recent, first_day, ends_on, is_pressing):
    today = date(2026, 11, 22)
    wear = flash_wear(rating=100_000, writes=writes, recent=recent, first_day=first_day, today=today)
    assert wear.ends_on == ends_on
    assert wear.is_pressing(today) is is_pressing


def test_polls_are_counted_when_they_bring_something_new(network):
    unit = network["hoa_phu"].unit
    board = make_board(unit, flash_rating=100_000, client=ClientKind.KEY_VALUE, default_text="Xin chào")
    token = {"HTTP_AUTHORIZATION": f"Bearer {make_token(board)}"}
    client = Client(HTTP_HOST="any.example.org")

    def poll(**headers):
        return client.get("/signage/v1/boards/me/ticker.txt", **token, **headers)

    def writes():
        return FlashMemory.objects.filter(board=board).values_list("writes", flat=True).first() or 0

    first = poll()
    poll()
    assert poll(HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    client.head("/signage/v1/boards/me/ticker.txt", **token)
    assert writes() == 1
    Board.objects.filter(pk=board.pk).update(default_text="Kính chào")
    contents_bump(boards=Board.objects.filter(pk=board.pk), now=timezone.now())
    assert "Kính chào" in poll().content.decode()
    assert writes() == 2
    # Another number of the playlist with the same words is nothing to write.
    contents_bump(boards=Board.objects.filter(pk=board.pk), now=timezone.now())
    assert poll().status_code == 200
    assert writes() == 2
