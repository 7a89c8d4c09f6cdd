"""A board that speaks."""

import json

import pytest
from django.test import Client

from tests.factories.signage import make_board, make_token

ROOT = "/signage/v1/boards/me/"


@pytest.fixture
def board(network):
    return make_board(network["hoa_phu"].unit)


@pytest.fixture
def say(board):
    """`say("plays", {…})` with the board's token; bytes or text go as they are."""
    client = Client(HTTP_HOST="any.example.org")
    tokens = {board.pk: make_token(board)}

    def _say(what, body, *, by=board, content_type="application/json", **headers):
        if by.pk not in tokens:
            tokens[by.pk] = make_token(by)
        data = body if isinstance(body, bytes | str) else json.dumps(body)
        headers = {"HTTP_AUTHORIZATION": f"Bearer {tokens[by.pk]}"} | headers
        return client.post(ROOT + what, data, content_type=content_type, **headers)

    return _say
