"""Boards and their keys, made as the product makes them."""

from datetime import datetime
from typing import Any

from portal.signage.boards.issuing import credential_issue
from portal.signage.boards.services import board_create
from portal.signage.enums import CredentialKind
from portal.signage.models import Board
from sites.models import AdministrativeUnit
from tests.factories.units import NOW


def make_board(
    unit: AdministrativeUnit, name: str = "Bảng trước trụ sở", *, now: datetime = NOW, **facts: Any
) -> Board:
    defaults: dict[str, Any] = {"place": "Cổng ủy ban", "width": 128, "height": 64}
    return board_create(unit=unit, facts={"name": name} | defaults | facts, actor=None, now=now)


def make_token(board: Board, *, now: datetime = NOW) -> str:
    """A live token; at most two for a board."""
    return credential_issue(board=board, kind=CredentialKind.TOKEN, actor=None, now=now)[1]


def make_capability(board: Board, *, now: datetime = NOW) -> str:
    """The key of the board's read-only address; the one before it dies."""
    return credential_issue(board=board, kind=CredentialKind.CAPABILITY, actor=None, now=now)[1]
