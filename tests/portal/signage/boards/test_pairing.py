"""From a code on a board's face to a token, through the addresses a device asks."""

import json
from datetime import timedelta
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from portal.audit.models import AuditEntry
from portal.signage.boards.pairing import MOST_WAITING_AT_ADDRESS, board_pair
from portal.signage.boards.services import board_retire
from portal.signage.models import BoardCredential, Enrollment
from tests.factories.signage import make_board, make_token
from tests.factories.units import NOW


@pytest.fixture
def board(network):
    return make_board(network["hoa_phu"].unit)


@pytest.fixture
def ask():
    """`ask("enroll", {…}, minutes=3)`: a device posts JSON some minutes after the start."""
    client = Client(HTTP_HOST="any.example.org", enforce_csrf_checks=True)

    def _ask(path, body, minutes=0.0):
        with mock.patch("django.utils.timezone.now", return_value=NOW + timedelta(minutes=minutes)):
            content = body if isinstance(body, bytes) else json.dumps(body)
            return client.post(f"/signage/v1/{path}", content, content_type="application/json")

    return _ask


def pair(board, code, minutes=0):
    return board_pair(claim_code=code, board=board, actor=None, now=NOW + timedelta(minutes=minutes))


def test_a_device_becomes_a_board_and_gets_its_token_once(ask, board):
    begun = ask(
        "enroll", {"name": "LED 1", "width": 128, "height": 64, "player": {"name": "x", "version": "1"}}
    )
    assert begun.status_code == 200
    told = begun.json()
    assert len(told["claim_code"]) == 9
    assert told["claim_code"][4] == "-"
    assert (told["interval"], told["expires_in"]) == (5, 900)
    device = {"device_code": told["device_code"]}
    waiting = ask("enroll/token", device)
    assert (waiting.status_code, waiting.json()["status"]) == (202, "waiting")
    pair(board, f" {told['claim_code'].lower().replace('-', ' ')} ")
    given = ask("enroll/token", device)
    assert given.status_code == 200
    assert given.json()["board_id"] == board.uid
    assert "no-store" in given["Cache-Control"]
    assert BoardCredential.objects.filter(board=board).count() == 1
    assert given.json()["token"].startswith(BoardCredential.objects.get(board=board).prefix)
    again = ask("enroll/token", device)
    assert (again.status_code, again.json()["error"]) == (410, "pairing_over")
    assert BoardCredential.objects.filter(board=board).count() == 1


def test_nothing_kept_opens_anything(ask, board):
    told = ask("enroll", {}).json()
    pair(board, told["claim_code"])
    token = ask("enroll/token", {"device_code": told["device_code"]}).json()["token"]
    secrets = (token, told["device_code"], told["claim_code"], told["claim_code"].replace("-", ""))
    kept = repr(
        [*Enrollment.objects.values(), *BoardCredential.objects.values(), *AuditEntry.objects.values()]
    )
    assert not [secret for secret in secrets if secret in kept]


def test_a_code_lives_a_quarter_of_an_hour(ask, board):
    told = ask("enroll", {}).json()
    with pytest.raises(ValidationError, match="hết hạn"):
        pair(board, told["claim_code"], minutes=15)
    assert ask("enroll/token", {"device_code": told["device_code"]}, minutes=15).status_code == 410


def test_a_code_pairs_one_board(ask, board, network):
    told = ask("enroll", {}).json()
    pair(board, told["claim_code"])
    other = make_board(network["phuoc_ly"].unit)
    with pytest.raises(ValidationError, match="Không có bảng nào"):
        pair(other, told["claim_code"])
    assert ask("enroll/token", {"device_code": told["device_code"]}).json()["board_id"] == board.uid


@pytest.mark.parametrize("code", ["", "AAAA-AAAA", "💡" * 8, "x" * 500])
def test_a_wrong_code_pairs_nothing(ask, board, code):
    ask("enroll", {})
    with pytest.raises(ValidationError, match="Không có bảng nào"):
        pair(board, code)


def test_a_pairing_that_would_be_the_third_key_is_refused(ask, board):
    first, second = ask("enroll", {}).json(), ask("enroll", {}).json()
    make_token(board)
    pair(board, first["claim_code"])
    with pytest.raises(ValidationError, match="hai khóa"):
        pair(board, second["claim_code"])
    with pytest.raises(ValidationError, match="hai khóa"):
        make_token(board)  # the paired device has not fetched its key yet
    assert ask("enroll/token", {"device_code": first["device_code"]}).status_code == 200


def test_a_board_out_of_use_is_not_paired(ask, board):
    told = ask("enroll", {}).json()
    pair(board, told["claim_code"])
    board_retire(board=board, actor=None, now=NOW)
    assert ask("enroll/token", {"device_code": told["device_code"]}).status_code == 410
    with pytest.raises(ValidationError, match="ngừng sử dụng"):
        pair(board, ask("enroll", {}).json()["claim_code"])


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "bad_json"),
        (b"{", 400, "bad_json"),
        (b"[1]", 400, "bad_json"),
        (b"\xff\xfe", 400, "bad_json"),
        (b"[" * 4000, 400, "bad_json"),
        (b'{"name": "\\u0000"}', 400, "bad_json"),
        (b'{"name": "\\ud800"}', 400, "bad_json"),
        (b'{"width": NaN}', 400, "bad_json"),
        (b'{"width": 0}', 400, "bad_field"),
        (b'{"width": 5000}', 400, "bad_field"),
        (b'{"width": "128"}', 400, "bad_field"),
        (b'{"height": true}', 400, "bad_field"),
        (b'{"name": 5}', 400, "bad_field"),
        (b'{"player": {"name": []}}', 400, "bad_field"),
        (b'{"name": "' + b"x" * 101 + b'"}', 400, "bad_field"),
        (b'{"name": "' + b"x" * 5000 + b'"}', 413, "too_large"),
    ],
)
def test_bad_bodies_are_refused_with_a_reason(ask, db, body, status, code):
    answer = ask("enroll", body)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert answer.json()["message"]
    assert not Enrollment.objects.exists()


@pytest.mark.parametrize("body", [{}, {"device_code": 5}, {"device_code": ""}, {"device_code": "unknown"}])
def test_an_unknown_device_is_refused(ask, db, body):
    answer = ask("enroll/token", body)
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_field")


def test_both_addresses_take_posts_only(db):
    for path in ("enroll", "enroll/token"):
        answer = Client().get(f"/signage/v1/{path}")
        assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_one_address_begins_so_many_pairings_only(ask, db):
    answers = [ask("enroll", {}).status_code for _call in range(21)]
    assert answers == [200] * 20 + [429]
    later = ask("enroll", {}, minutes=1)
    assert later.status_code == 429, f"{MOST_WAITING_AT_ADDRESS} wait already"
    assert int(later["Retry-After"]) > 0
    assert ask("enroll", {}, minutes=16).status_code == 200
    ask("enroll", {}, minutes=16 + 26 * 60)
    assert Enrollment.objects.count() == 1, "what ended a day ago is forgotten"
