"""Wake-ups: without ASGI a clear no; with it words without content, one look for all listeners."""

import asyncio
from contextlib import aclosing

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.test import AsyncClient
from django.utils import timezone

from portal.signage.boards.services import board_retire
from portal.signage.emergency import events
from portal.signage.models import Board
from portal.signage.services import alerts_bump, contents_bump
from tests.factories.signage import make_board, make_token

EVENTS = "/signage/v1/boards/me/events"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(events, "LOOKS_EVERY_S", 0.01)
    # The test's transaction lives in this connection, as in Django's own client.
    monkeypatch.setattr(events, "close_old_connections", lambda: None)


def test_under_wsgi_a_board_is_told_to_keep_polling(reader):
    answer = reader.get(EVENTS)
    assert answer.status_code == 501
    assert answer.json()["error"] == "no_events"
    assert "hỏi định kỳ" in answer.json()["message"]


def test_a_stranger_hears_nothing(db):
    answer = async_to_sync(AsyncClient().get)(EVENTS)
    assert answer.status_code == 401


async def heard(stream, count):
    """The next words of a stream."""
    words = []
    while len(words) < count:
        chunk = await asyncio.wait_for(anext(stream), 5)
        words += [line[7:] for line in chunk.decode().splitlines() if line.startswith("event: ")]
    return words


def test_listeners_are_woken_by_what_concerns_them_and_nothing_else(commune, monkeypatch):
    boards = [make_board(commune), make_board(commune)]
    looks = []
    numbers_of = events.numbers_of
    monkeypatch.setattr(events, "numbers_of", lambda ids: looks.append(set(ids)) or numbers_of(ids))

    async def listen():
        async with aclosing(events.stream(boards[0])) as one, aclosing(events.stream(boards[1])) as other:
            assert await heard(one, 2) == await heard(other, 2) == ["emergency", "playlist"]
            now = timezone.now()
            first = Board.objects.filter(pk=boards[0].pk)
            await sync_to_async(alerts_bump)(boards=first, until=now)
            assert await heard(one, 1) == ["emergency"]
            await sync_to_async(contents_bump)(boards=Board.objects.filter(unit=commune), now=now)
            assert await heard(one, 1) == await heard(other, 1) == ["playlist"]
            await sync_to_async(board_retire)(board=boards[1], actor=None, now=now)
            with pytest.raises(StopAsyncIteration):
                while True:
                    await asyncio.wait_for(anext(other), 5)

    async_to_sync(listen)()
    assert {boards[0].pk, boards[1].pk} in looks, "one look for both"


def test_under_asgi_the_stream_is_one(commune, clock):
    board = make_board(commune)
    token = make_token(board)

    async def ask():
        headers = {"authorization": f"Bearer {token}"}
        answer = await AsyncClient().get(EVENTS, headers=headers)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-store"
        async with aclosing(aiter(answer.streaming_content)) as stream:
            assert (await asyncio.wait_for(anext(stream), 5)).startswith(b"retry: ")
        return answer

    assert async_to_sync(ask)().headers["Content-Encoding"] == "identity"


def test_silence_is_filled_and_the_stream_ends_in_time(commune, monkeypatch):
    monkeypatch.setattr(events, "KEEP_ALIVE_S", 0.02)
    monkeypatch.setattr(events, "LONGEST_S", 0.2)
    board = make_board(commune)

    async def listen():
        return [chunk async for chunk in events.stream(board)]

    chunks = async_to_sync(listen)()
    assert b": on\n\n" in chunks
