"""Proof of play: counted once, late is welcome, nonsense is refused one by one."""

import json
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.signage.models import Play
from portal.signage.schedule.zone import to_wire
from tests.factories.signage import make_board
from tests.support.queries import assert_queries


def play(minutes_ago=1.0, **changed):
    return {
        "play_id": str(uuid.uuid4()),
        "item": "m12",
        "version": 3,
        "sha256": "a" * 64,
        "title": "Lịch tiêm chủng",
        "started_at": to_wire(timezone.now() - timedelta(minutes=minutes_ago)),
        "duration_ms": 10_000,
        "outcome": "completed",
        "clock": "trusted",
        "source": "live",
    } | changed


def whys(answer):
    return [refused["why"] for refused in answer.json()["rejected"]]


def test_plays_sent_twice_count_once(say, board):
    plays = [play() for _number in range(3)]
    assert say("plays", {"plays": plays}).json() == {"accepted": 3, "duplicate": 0, "rejected": []}
    again = say("plays", {"plays": [*plays, play(), plays[0]]})
    assert again.json() == {"accepted": 1, "duplicate": 4, "rejected": []}
    assert Play.objects.filter(board=board).count() == 4
    kept = Play.objects.get(play_id=plays[0]["play_id"])
    assert (kept.title, kept.sha256, kept.duration_ms) == ("Lịch tiêm chủng", "a" * 64, 10_000)


def test_late_plays_are_taken_and_the_too_late_and_the_future_are_not(say, board):
    day = 24 * 60
    late, too_late = play(29.9 * day, source="backfill"), play(30.1 * day)
    soon, future = play(-4), play(-10)
    answer = say("plays", {"plays": [late, too_late, soon, future]})
    assert answer.json()["accepted"] == 2
    assert whys(answer) == ["too_old", "future"]
    refused = answer.json()["rejected"][1]
    assert refused["play_id"] == future["play_id"] and "tương lai" in refused["message"]
    assert {str(pk) for pk in Play.objects.values_list("play_id", flat=True)} == {
        late["play_id"],
        soon["play_id"],
    }


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"play_id": "1"}, "bad_play_id"),
        ({"play_id": None}, "bad_play_id"),
        ({"item": ""}, "bad_item"),
        ({"item": "<b>"}, "bad_item"),
        ({"item": 7}, "bad_item"),
        ({"version": -1}, "bad_version"),
        ({"sha256": "xyz"}, "bad_sha256"),
        ({"title": 5}, "bad_title"),
        ({"title": "a\rb"}, "bad_title"),
        ({"started_at": "2026-11-22T08:00:00"}, "bad_started_at"),
        ({"started_at": "0001-01-01T00:00:00+07:00"}, "bad_started_at"),
        ({"started_at": 5}, "bad_started_at"),
        ({"duration_ms": -1}, "bad_duration"),
        ({"duration_ms": 1.5}, "bad_duration"),
        ({"duration_ms": 10**12}, "bad_duration"),
        ({"duration_ms": True}, "bad_duration"),
        ({"outcome": "COMPLETED"}, "bad_outcome"),
        ({"outcome": None}, "bad_outcome"),
        ({"clock": "wrong"}, "bad_clock"),
        ({"source": []}, "bad_source"),
        ({"count": 0}, "bad_count"),
        ({"count": 10**9}, "bad_count"),
    ],
)
def test_a_record_that_does_not_fit_is_refused_and_the_next_is_taken(say, db, changed, why):
    answer = say("plays", {"plays": [play(**changed), play()]})
    assert (answer.status_code, answer.json()["accepted"]) == (200, 1)
    assert whys(answer) == [why]
    assert answer.json()["rejected"][0]["message"]


def test_what_is_no_record_is_refused(say, db):
    answer = say("plays", {"plays": [7, None, "x", [play()]]})
    assert whys(answer) == ["not_an_object"] * 4


def test_sums_of_an_hour_are_records_with_a_count(say, board):
    assert say("plays", {"plays": [play(90, count=120, duration_ms=1_200_000)]}).json()["accepted"] == 1
    assert Play.objects.get(board=board).count == 120


def test_a_play_of_another_board_is_not_overwritten(say, board, network):
    other = make_board(network["phuoc_ly"].unit)
    mine = play()
    say("plays", {"plays": [mine]})
    answer = say("plays", {"plays": [mine | {"title": "Khác"}]}, by=other)
    assert (answer.json()["accepted"], whys(answer)) == (0, ["id_of_another_board"])
    assert Play.objects.get().title == "Lịch tiêm chủng"


@pytest.mark.parametrize("body", ["[]", "{}", '{"plays": {}}', '{"plays": null}', "x"])
def test_a_body_of_another_shape_is_refused(say, db, body):
    answer = say("plays", body)
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_more_than_five_hundred_or_256_kilobytes_are_too_much(say, db):
    many = say("plays", {"plays": [{}] * 501})
    assert (many.status_code, many.json()["error"]) == (413, "too_many_plays")
    large = say("plays", json.dumps({"plays": [play(title="x" * 300_000)]}))
    assert (large.status_code, large.json()["error"]) == (413, "too_large")
    assert not Play.objects.exists()


def test_five_hundred_cost_few_queries(say, db):
    records = [play(number / 10) for number in range(500)]
    # One insert on PostgreSQL; SQLite takes at most 999 values at once.
    with assert_queries(16, "key, note, savepoints, those known already, the insert in parts"):
        assert say("plays", {"plays": records}).json()["accepted"] == 500
