"""Acceptance (a), (b), (e), (m): unchanged polls, stable tags, edits seen in time, HEAD."""

import gzip
import json
import os
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import OperationalError

from portal.signage.boards.issuing import credential_revoke
from portal.signage.boards.services import board_retire, board_update
from portal.signage.feeds import views
from portal.signage.models import Board, BoardCredential
from portal.signage.schedule.rules import Rule
from tests.factories.units import NOW
from tests.portal.signage.feeds.making import FEEDS, Asking, publish, take_off
from tests.support.queries import assert_queries

EVERYTHING = ("", *FEEDS)
EVENING = Rule(NOW.date(), times=((time(17), time(18)),))


@pytest.mark.parametrize("tail", EVERYTHING)
def test_read_both_ways_with_the_headers_of_the_contract(asking, unit, tail):
    publish(unit, "Lịch tiêm chủng tháng 12")
    for answer in (asking.get(tail), asking.by_key(tail)):
        assert answer.status_code == 200, answer.content
        assert answer["ETag"].startswith('"')
        assert answer["Cache-Control"] == ("private, no-cache" if tail else "private, max-age=60")
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "Content-Security-Policy" in answer
        assert not answer.cookies
        assert ("Last-Modified" in answer) == (tail not in ("", "frame.png"))
    assert "Authorization" in asking.get(tail)["Vary"]


@pytest.mark.parametrize("tail", EVERYTHING)
def test_an_unchanged_poll_is_304_without_body_after_one_query(asking, unit, tail):
    publish(unit, "Lịch tiêm chủng tháng 12")
    first = asking.get(tail)
    with assert_queries(1, "the board behind the token"):
        again = asking.get(tail, tag=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]
    assert asking.get(tail, tag=f"W/{first['ETag']}").status_code == 304
    assert asking.get(tail, tag=f'"x", {first["ETag"]}').status_code == 304


def test_a_playlist_is_304_though_nothing_is_remembered(asking):
    tag = asking.get()["ETag"]
    cache.clear()
    with assert_queries(1, "the tag is made of the board's row"):
        assert asking.get(tag=tag).status_code == 304


@pytest.mark.parametrize("tail", EVERYTHING)
def test_head_is_get_without_body(asking, unit, tail):
    publish(unit, "Lịch tiêm chủng tháng 12")
    for ask in (asking.get, asking.by_key):
        got, head = ask(tail), ask(tail, method="head")
        assert (head.status_code, head.content) == (200, b"")
        assert dict(head.headers) == dict(got.headers)


@pytest.mark.parametrize("tail", [tail for tail in FEEDS if tail != "frame.png"])
def test_an_unchanged_poll_by_date(asking, clock, tail):
    clock.forward(minutes=5)
    modified = asking.get(tail)["Last-Modified"]
    assert asking.get(tail, **{"If-Modified-Since": modified}).status_code == 304


def test_compression_makes_the_tag_weak_and_it_still_matches(asking, unit):
    publish(unit, "Lịch tiêm chủng tháng 12")
    answer = asking.get(**{"Accept-Encoding": "gzip"})
    assert answer["ETag"].startswith('W/"')
    assert json.loads(gzip.decompress(answer.content))["items"]
    assert asking.get(tag=answer["ETag"], **{"Accept-Encoding": "gzip"}).status_code == 304


_ELSEWHERE = """
import django
django.setup()
from datetime import datetime
from portal.signage.feeds.views import _tag
from portal.signage.models import Board
now = datetime.fromisoformat("{now}")
board = Board(uid="{uid}", content_number={number})
print(_tag("playlist", board, now, "{root}"))
"""


def test_the_tag_is_the_same_in_another_process(asking, board, unit):
    publish(unit, "Lịch tiêm chủng tháng 12")
    tag = asking.get()["ETag"]
    number = Board.objects.get(pk=board.pk).content_number
    told = {"now": NOW.isoformat(), "uid": board.uid, "number": number}
    script = _ELSEWHERE.format(root="http://longan.localhost/signage/v1/", **told)
    environment = os.environ | {"PYTHONHASHSEED": "7", "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, text=True, check=True, env=environment, cwd=Path(__file__).parents[4],
    )  # fmt: skip
    assert f'"{ran.stdout.split()[-1]}"' == tag


def test_the_same_revision_is_the_same_bytes(asking, unit, clock):
    publish(unit, "Lịch tiêm chủng tháng 12")
    bodies = {tail: asking.get(tail).content for tail in EVERYTHING}
    clock.forward(minutes=7)
    cache.clear()
    for tail, body in bodies.items():
        assert asking.get(tail).content == body, tail


@pytest.mark.parametrize("tail", FEEDS)
def test_an_edit_is_seen_by_the_next_poll(asking, unit, clock, tail):
    version = publish(unit, "Lịch tiêm chủng", uid="m7")
    first = asking.get(tail)
    assert json.loads(asking.get("").content)["poll"]["playlist_s"] <= 60
    take_off(version, now=clock.forward(seconds=20), reason="REPLACED")
    publish(unit, "Đổi lịch tiêm chủng", uid="m7", number=2, now=clock.now)
    clock.forward(seconds=40)
    answer = asking.get(tail, tag=first["ETag"], **{"If-Modified-Since": first.get("Last-Modified", "")})
    assert answer.status_code == 200
    assert answer.content != first.content


def test_what_follows_the_clock_changes_at_its_minute(asking, unit, clock):
    publish(unit, "Họp dân lúc 17 giờ", rules=[EVENING])
    before = {tail: asking.get(tail) for tail in FEEDS}
    clock.now = NOW.replace(hour=10, minute=0)  # 17:00 at home
    for tail in FEEDS:
        answer = asking.get(tail, tag=before[tail]["ETag"])
        # The playlist told of the window in the morning already.
        assert answer.status_code == (304 if tail == "playlist.json" else 200), tail
    assert "Họp dân" in asking.get("ticker.txt").content.decode()
    clock.now = NOW.replace(hour=11, minute=0)
    assert "Họp dân" not in asking.get("ticker.txt").content.decode()


def test_a_new_day_is_a_new_revision(asking, clock):
    first = asking.get()
    clock.forward(days=1)
    second = asking.get(tag=first["ETag"])
    assert second.status_code == 200
    assert second.json()["revision"] == first.json()["revision"] + 1


def test_a_changed_board_is_told_at_once(asking, board, clock):
    first, me = asking.get(), asking.get("")
    facts = {"playlist_s": 30, "operating_from": time(6), "operating_until": time(22)}
    board_update(board=board, facts=facts, actor=None, now=clock.forward(seconds=1))
    assert asking.get(tag=first["ETag"]).json()["poll"]["playlist_s"] == 30
    told = asking.get("", tag=me["ETag"]).json()
    assert told["operating"] == {"from": "06:00", "until": "22:00"}


def test_a_withdrawn_key_and_a_retired_board_are_told_at_once(asking, board, clock):
    assert asking.get().status_code == 200
    board_retire(board=board, actor=None, now=clock.forward(seconds=1))
    gone = asking.get()
    assert (gone.status_code, gone.json()["error"]) == (410, "board_retired")
    credential_revoke(credential=BoardCredential.objects.get(kind="TOKEN"), actor=None, now=clock.now)
    refused = asking.get()
    assert refused.status_code == 401
    assert refused["WWW-Authenticate"].startswith("Bearer")


def test_a_database_that_is_away_is_503(asking, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("could not connect to server")

    monkeypatch.setattr(views, "contents_of", away)
    for tail in FEEDS[1:5]:
        answer = asking.get(tail)
        assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
        assert int(answer["Retry-After"]) > 0
        assert answer.json()["message"]


def test_too_many_calls_are_told_when_to_come_back(board, clock):
    asking = Asking(board)
    answers = [asking.get() for _call in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {200}
    assert answers[60].status_code == 429
    assert 0 < int(answers[60]["Retry-After"]) <= 60
    clock.forward(minutes=1)
    assert asking.get().status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("ticker.txt?form=vni", 400),
        ("ticker.txt?eol=cr", 400),
        ("ticker.txt?max=0", 400),
        ("ticker.txt?max=51", 400),
        ("ticker.txt?max=²", 400),
        ("ticker.kv?form=", 400),
        ("playlist.json?token=abc", 400),
        ("playlist.xml", 404),
        ("playlist.json/", 404),
    ],
)
def test_a_wrong_question_is_told_in_vietnamese(asking, path, status):
    for answer in (asking.get(path), asking.by_key(path)):
        assert answer.status_code == status
        assert any(ord(letter) > 127 for letter in answer.json()["message"])
        assert not answer.cookies


def test_only_reading_is_answered(asking):
    for method in ("post", "put", "delete", "patch"):
        answer = asking.get(method=method)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_an_edit_is_no_new_day(asking, unit, clock):
    """One server's clock may be past midnight already: its tag must not fit what was edited before."""
    clock.now = NOW.replace(hour=16, minute=59, second=59)
    evening = asking.get()
    clock.forward(seconds=1)
    morning = asking.get()
    clock.forward(seconds=-1)
    publish(unit, "Tin lúc nửa đêm", now=clock.now)
    edited = asking.get(tag=morning["ETag"])
    assert edited.status_code == 200
    assert edited.json()["revision"] == morning.json()["revision"] == evening.json()["revision"] + 1
    assert edited.json()["items"]
