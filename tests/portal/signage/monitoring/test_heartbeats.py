"""A board tells its state and learns the time and what is new."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.signage.models import Board, BoardStatus
from portal.signage.playlists import playlist_revision
from portal.signage.schedule.zone import to_wire
from portal.signage.services import contents_bump
from tests.factories.signage import make_capability, make_token
from tests.support.queries import assert_queries


def state(**changed):
    return {
        "board_time": to_wire(timezone.now()),
        "mono_ms": 5000,
        "boot_id": "a1",
        "player": {"name": "lien-cong-player", "version": "1.0"},
        "playlist_rev": 326,
        "emergency_rev": 1,
        "showing": {"item": "m12", "version": 3, "since": to_wire(timezone.now())},
        "queue": {"plays": 4, "oldest": to_wire(timezone.now())},
        "storage_free": 5_000_000_000,
        "last_error": "",
        "brightness": 80,
        "temp": 41.5,
    } | changed


def test_state_goes_up_and_time_and_revisions_come_down(say, board):
    before = timezone.now().replace(microsecond=0)
    answer = say("heartbeat", state())
    assert answer.status_code == 200
    told = answer.json()
    assert before <= datetime.fromisoformat(told["server_time"]) <= timezone.now()
    revision = playlist_revision(content_number=1, day=timezone.localdate())
    assert (told["playlist_rev"], told["emergency_rev"], told["ask_screenshot"]) == (revision, 1, False)
    status = BoardStatus.objects.get(board=board)
    assert (status.showing_item, status.showing_version, status.queued_plays) == ("m12", 3, 4)
    assert (status.player, status.brightness, status.temperature) == ("lien-cong-player 1.0", 80, 41.5)
    assert abs(status.skew_s) < 5
    contents_bump(boards=Board.objects.filter(pk=board.pk), now=timezone.now())
    assert say("heartbeat", state()).json()["playlist_rev"] == revision + 1


def test_a_heartbeat_costs_three_queries(say):
    say("heartbeat", state())
    with assert_queries(3, "the key with its board, the note that it was used, the state"):
        say("heartbeat", state())


def test_what_is_missing_unknown_or_odd_does_no_harm(say, board):
    assert say("heartbeat", {}).status_code == 200
    odd = state(
        brightness="hell", temp=True, showing="m12", playlist_rev=-1, storage_free=2**80,
        board_time="2026-11-22T08:00:00", last_error="a\nb", new_in_version_9={"x": [1]},
    )  # fmt: skip
    answer = say("heartbeat", odd)
    assert answer.status_code == 200
    assert sorted(answer.json()["ignored"]) == [
        "board_time", "brightness", "last_error", "playlist_rev", "showing", "storage_free", "temp",
    ]  # fmt: skip
    status = BoardStatus.objects.get(board=board)
    assert (status.skew_s, status.brightness, status.showing_item) == (None, None, "")
    assert status.queued_plays == 4
    for value in (float("inf"), 1e400):
        assert say("heartbeat", f'{{"brightness": {value}}}'.replace("inf", "1e999")).status_code == 200


@pytest.mark.parametrize("body", ["", "{", "[]", "7", '"x"', '{"a": NaN}', b"\xff\xfe", "[" * 100_000])
def test_what_is_no_json_object_is_refused_in_vietnamese(say, body):
    answer = say("heartbeat", body)
    assert answer.status_code in (400, 413)
    assert (answer.json()["error"] and "JSON" in answer.json()["message"]) or answer.status_code == 413


def test_too_much_is_refused_before_it_is_read(say):
    answer = say("heartbeat", {"x": "y" * 20_000})
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


def test_a_reading_key_may_not_tell_and_get_is_no_way(board):
    client = Client(HTTP_HOST="any.example.org")
    basic = {"HTTP_AUTHORIZATION": f"Bearer {make_capability(board)}"}
    path = "/signage/v1/boards/me/heartbeat"
    assert client.post(path, "{}", content_type="application/json", **basic).status_code == 403
    assert client.post(path, "{}", content_type="application/json").status_code == 401
    token = {"HTTP_AUTHORIZATION": f"Bearer {make_token(board)}"}
    assert client.get(path, **token).status_code == 405


def test_the_clock_of_a_board_is_compared_with_ours(say, board):
    say("heartbeat", state(board_time=to_wire(timezone.now() + timedelta(minutes=10))))
    assert 595 < BoardStatus.objects.get(board=board).skew_s < 605


def test_an_error_is_dated_by_its_first_heartbeat(say, board):
    say("heartbeat", state(last_error="sha256 differs"))
    first = BoardStatus.objects.get(board=board).error_since_at
    say("heartbeat", state(last_error="sha256 differs"))
    assert BoardStatus.objects.get(board=board).error_since_at == first is not None
    say("heartbeat", state())
    assert BoardStatus.objects.get(board=board).error_since_at is None
