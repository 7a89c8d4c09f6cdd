import pytest
from django.utils import timezone

from portal.signage.renditions import board_renditions_ensure
from tests.factories.signage import make_board
from tests.factories.units import NOW
from tests.portal.signage.feeds.making import Asking, Clock


@pytest.fixture
def clock(monkeypatch) -> Clock:
    moved = Clock(NOW)
    monkeypatch.setattr(timezone, "now", moved)
    return moved


@pytest.fixture
def unit(network):
    return network["thanh_phu_long"].unit


@pytest.fixture
def board(unit):
    made = make_board(unit, now=NOW, default_text="UBND xã Thanh Phú Long")
    board_renditions_ensure(board=made, now=NOW)
    return made


@pytest.fixture
def asking(board, clock) -> Asking:
    return Asking(board)
