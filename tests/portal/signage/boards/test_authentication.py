"""Who may ask, seen from a small endpoint of our own that answers with the board's uid."""

import base64
from datetime import timedelta
from unittest import mock

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone

from portal import urls as portal_urls
from portal.signage.boards import callers
from portal.signage.boards.authentication import (
    FEED_READ,
    STATUS_WRITE,
    board_endpoint,
    both_ways,
)
from portal.signage.boards.issuing import credential_revoke
from portal.signage.boards.services import board_restore, board_retire
from portal.signage.models import Board, BoardCredential
from portal.signage.services import contents_bump
from tests.factories.signage import make_board, make_capability, make_token
from tests.factories.units import NOW
from tests.support.queries import assert_queries


@board_endpoint(FEED_READ)
def echo(request, caller):
    return HttpResponse(f"{caller.board.uid} {caller.board.content_number}")


@board_endpoint(STATUS_WRITE, methods=("POST",))
def state(request, caller):
    return HttpResponse(caller.board.uid)


machine = ([*both_ways("echo.txt", echo), path("boards/me/state", state, name="state")], "probe")
urlpatterns = [path("signage/v1/", include(machine)), *portal_urls.urlpatterns]
pytestmark = pytest.mark.urls(__name__)

ECHO = "/signage/v1/boards/me/echo.txt"
STATE = "/signage/v1/boards/me/state"


@pytest.fixture
def board(network):
    return make_board(network["hoa_phu"].unit)


@pytest.fixture
def client():
    return Client(HTTP_HOST="any.example.org")


def bearer(secret):
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


def basic(user, secret):
    return {"HTTP_AUTHORIZATION": "Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode()}


def by_key(secret):
    return f"/signage/v1/k/{secret}/echo.txt"


def test_a_token_a_basic_password_and_a_read_only_address_name_the_board(client, board):
    token, key = make_token(board), make_capability(board)
    answers = [
        client.get(ECHO, **bearer(token)),
        client.get(ECHO, **basic(board.uid, token)),
        client.get(by_key(key)),
    ]
    for answer in answers:
        assert (answer.status_code, answer.content.decode().split()[0]) == (200, board.uid)
        assert answer["Cache-Control"] == "private, no-cache"
        assert not answer.cookies
    assert "Authorization" in answers[0]["Vary"]
    assert answers[2]["Referrer-Policy"] == "no-referrer"


def test_head_answers_like_get(client, board):
    token = make_token(board)
    got, headed = client.get(ECHO, **bearer(token)), client.head(ECHO, **bearer(token))
    assert headed.status_code == 200
    assert headed.content == b""
    assert {name: got[name] for name in got.headers} == {name: headed[name] for name in headed.headers}


def test_a_poll_costs_one_query_and_its_note_one_a_minute(client, board):
    token = make_token(board)
    with assert_queries(2, "the key with its board, and the note that it was used"):
        client.get(ECHO, **bearer(token))
    with assert_queries(1, "the key with its board"):
        client.get(ECHO, **bearer(token))
    used = BoardCredential.objects.get(board=board).last_used_at
    assert timezone.now() - used < timedelta(minutes=1)


def test_unknown_expired_withdrawn_and_foreign_keys_look_the_same(client, board, network):
    expired, withdrawn = make_token(board), make_token(board)
    BoardCredential.objects.filter(prefix=expired[:10]).update(expires_at=NOW)
    credential_revoke(credential=BoardCredential.objects.get(prefix=withdrawn[:10]), actor=None, now=NOW)
    token, key = make_token(board), make_capability(board)
    other = make_board(network["phuoc_ly"].unit)
    answers = [
        client.get(ECHO),
        client.get(ECHO, **bearer("lct_" + "A" * 43)),
        client.get(ECHO, **bearer("x" * 5000)),
        client.get(ECHO, **bearer(expired)),
        client.get(ECHO, **bearer(withdrawn)),
        client.get(ECHO, **basic(other.uid, token)),
        client.get(ECHO, **basic("", token)),
        client.get(ECHO, HTTP_AUTHORIZATION="Basic \xff\xfe"),
        client.get(ECHO, HTTP_AUTHORIZATION="Basic !!!!"),
        client.get(by_key(token)),
        client.get(by_key(key[:-1])),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].json()["error"] == "unknown_key"
    assert "ghép lại" in answers[0].json()["message"]
    assert "Basic" not in answers[1]["WWW-Authenticate"]


def test_a_read_only_key_may_not_write(client, board):
    answer = client.post(STATE, **bearer(make_capability(board)))
    assert (answer.status_code, answer.json()["error"]) == (403, "wrong_scope")
    assert client.post(STATE, **bearer(make_token(board))).status_code == 200


def test_no_forgery_token_is_asked_of_a_board(board):
    client = Client(enforce_csrf_checks=True)
    assert client.post(STATE, **bearer(make_token(board))).status_code == 200


def test_a_board_out_of_use_is_told_so_and_comes_back_with_its_keys(client, board):
    token, key = make_token(board), make_capability(board)
    board_retire(board=board, actor=None, now=NOW)
    for answer in (client.get(ECHO, **bearer(token)), client.get(by_key(key))):
        assert (answer.status_code, answer.json()["error"]) == (410, "board_retired")
    board_restore(board=board, actor=None, now=NOW + timedelta(minutes=1))
    assert client.get(ECHO, **bearer(token)).status_code == 200


@pytest.mark.parametrize("name", ["token", "t", "key", "access_token", "Token"])
def test_a_secret_in_the_query_is_refused(client, board, name):
    token = make_token(board)
    answer = client.get(ECHO, {name: token}, **bearer(token))
    assert (answer.status_code, answer.json()["error"]) == (400, "secret_in_query")
    assert "nhật ký" in answer.json()["message"]


def test_only_the_methods_of_an_address(client, board):
    answer = client.post(ECHO, **bearer(make_token(board)))
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_more_than_sixty_calls_a_minute_are_too_many_for_one_key_only(client, board):
    first, second = make_token(board), make_token(board)
    with mock.patch("django.utils.timezone.now", return_value=NOW):
        answers = [client.get(ECHO, **bearer(first)) for _call in range(61)]
        assert [answer.status_code for answer in answers] == [200] * 60 + [429]
        assert 0 < int(answers[-1]["Retry-After"]) <= 60
        assert answers[-1].json()["error"] == "too_many_calls"
        assert client.get(ECHO, **bearer(second)).status_code == 200
    with mock.patch("django.utils.timezone.now", return_value=NOW + timedelta(minutes=1)):
        assert client.get(ECHO, **bearer(first)).status_code == 200


def test_a_database_that_is_away_is_told_as_such(client, board):
    token = make_token(board)
    with mock.patch("portal.signage.boards.authentication._credential_of", side_effect=OperationalError):
        answer = client.get(ECHO, **bearer(token))
    assert (answer.status_code, answer.json()["error"]) == (503, "unavailable")
    assert int(answer["Retry-After"]) > 0


def test_what_is_no_address_is_told_as_json(client, db):
    answer = client.get("/signage/v1/nothing/here")
    assert (answer.status_code, answer.json()["error"]) == (404, "unknown_address")


def test_two_devices_with_one_key_raise_the_alarm(client, board):
    token = make_token(board)
    credential = BoardCredential.objects.get()

    def poll(device, minutes):
        cache.clear()
        with mock.patch("django.utils.timezone.now", return_value=NOW + timedelta(minutes=minutes)):
            client.get(ECHO, HTTP_X_BOARD_FINGERPRINT=device, **bearer(token))
        credential.refresh_from_db()
        return credential.cloned_at is not None

    assert not poll("a", 0)
    assert not poll("a", 2)
    assert not poll("b", 13), "another device eleven minutes later is a repaired board"
    assert poll("a", 15)
    assert client.get(ECHO, **bearer(token)).status_code == 200, "nothing is blocked"


class TestKeptCallers:
    """With a cache that all processes share."""

    @pytest.fixture(autouse=True)
    def shared(self, monkeypatch):
        monkeypatch.setattr(callers, "is_shared", lambda: True)

    def test_the_next_poll_asks_nothing(self, client, board):
        token = make_token(board)
        client.get(ECHO, **bearer(token))
        client.get(ECHO, **bearer(token))
        with assert_queries(0, "the caller is remembered"):
            assert client.get(ECHO, **bearer(token)).status_code == 200

    @pytest.mark.parametrize(
        ("change", "status"),
        [
            (lambda key: credential_revoke(credential=key, actor=None, now=NOW), 401),
            (lambda key: board_retire(board=key.board, actor=None, now=NOW), 410),
        ],
    )
    def test_what_changes_a_key_or_a_board_counts_at_once(
        self, client, board, change, status, django_capture_on_commit_callbacks
    ):
        token = make_token(board)
        for _poll in range(2):
            client.get(ECHO, **bearer(token))
        with django_capture_on_commit_callbacks(execute=True):
            change(BoardCredential.objects.select_related("board__unit").get())
        assert client.get(ECHO, **bearer(token)).status_code == status

    def test_a_new_content_counts_at_once(self, client, board, django_capture_on_commit_callbacks):
        token = make_token(board)
        before = client.get(ECHO, **bearer(token)).content
        with django_capture_on_commit_callbacks(execute=True):
            contents_bump(boards=Board.objects.all(), now=NOW)
        assert client.get(ECHO, **bearer(token)).content != before
