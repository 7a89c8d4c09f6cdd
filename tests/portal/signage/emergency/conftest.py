"""A commune with two boards, its publisher, the province's administrator, and a clock that tests set."""

from datetime import datetime

import pytest
from django.test import Client

from tests.factories.alerts import make_province_admin, make_publisher
from tests.factories.signage import make_board, make_token
from tests.factories.units import NOW

EMERGENCY = "/signage/v1/boards/me/emergency.json"
CAP = "/signage/v1/boards/me/cap.xml"
ACKS = "/signage/v1/boards/me/acks"


class Clock:
    """What `timezone.now` says while a test runs."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


class Reader:
    """A board at the other end of the line: asks with its token and keeps the validator."""

    def __init__(self, board) -> None:
        self.board = board
        self.token = make_token(board)
        self.client = Client(HTTP_HOST="bang.example.org")
        self.tags: dict[str, str] = {}

    def get(self, path=EMERGENCY, *, method="get", fresh=False):
        headers = {"Authorization": f"Bearer {self.token}"}
        if path in self.tags and not fresh:
            headers["If-None-Match"] = self.tags[path]
        answer = getattr(self.client, method)(path, headers=headers)
        if answer.status_code == 200:
            self.tags[path] = answer.headers["ETag"]
        return answer

    def alerts(self):
        """Identities of the alerts it is told of, in their order; empty for 204."""
        answer = self.get(fresh=True)
        return [alert["id"] for alert in answer.json()["alerts"]] if answer.status_code == 200 else []

    def tell(self, *acks, **kwargs):
        return self.client.post(
            ACKS,
            {"acks": list(acks)},
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}"},
            **kwargs,
        )


@pytest.fixture
def clock(monkeypatch):
    clock = Clock(NOW)
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock


@pytest.fixture
def publisher(network):
    return make_publisher(network["hoa_phu"])


@pytest.fixture
def province(network):
    return make_province_admin()


@pytest.fixture
def commune(network):
    return network["hoa_phu"].unit


@pytest.fixture
def board(commune):
    return make_board(commune)


@pytest.fixture
def reader(board, clock):
    return Reader(board)
