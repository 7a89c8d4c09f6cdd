"""Boards of the demonstration: one of each common kind."""

from datetime import datetime
from typing import Any

from portal.demo.accounts import TRIAL_CODE
from portal.demo.units import PROVINCE_CODE
from portal.signage.boards.issuing import credential_issue
from portal.signage.boards.selectors import player_address
from portal.signage.boards.services import board_create, tag_create
from portal.signage.enums import ClientKind, ColorDepth, CredentialKind
from sites.models import AdministrativeUnit

_CENTRE, _MARKET = "Trụ sở", "Chợ"
# (unit's code, tag, facts). The second one gets a read-only address, which the command prints.
BOARDS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        PROVINCE_CODE,
        _CENTRE,
        {
            "name": "Bảng trước trụ sở tỉnh",
            "place": "Cổng chính trụ sở, phường 1",
            "width": 192,
            "height": 96,
            "color": ColorDepth.RGB,
            "default_text": "Tỉnh Long An kính chào quý khách",
        },
    ),
    (
        TRIAL_CODE,
        _CENTRE,
        {
            "name": "Bảng trước trụ sở xã",
            "place": "Cổng trụ sở xã Thanh Phú Long",
            "width": 128,
            "height": 64,
            "color": ColorDepth.RGB,
            "default_text": "Xã Thanh Phú Long kính chào quý khách",
            "brightness": [{"from": "06:00", "level": 80}, {"from": "18:30", "level": 40}],
        },
    ),
    (
        TRIAL_CODE,
        _MARKET,
        {
            "name": "Bảng chợ",
            "place": "Cổng chợ Thanh Phú Long",
            "width": 64,
            "height": 16,
            "color": ColorDepth.MONO,
            "client": ClientKind.KEY_VALUE,
            "default_text": "Chợ Thanh Phú Long",
        },
    ),
)


def boards_write(*, units: dict[str, AdministrativeUnit], actor: Any, now: datetime) -> str:
    """Make the boards; the address at which a browser plays the commune's. Nobody can be told it again."""
    tags = {name: tag_create(name=name, actor=actor, now=now) for name in (_CENTRE, _MARKET)}
    address = ""
    for code, tag, facts in BOARDS:
        board = board_create(unit=units[code], facts=facts | {"tags": [tags[tag]]}, actor=actor, now=now)
        if code == TRIAL_CODE and not address:
            kind = CredentialKind.CAPABILITY
            _key, secret = credential_issue(board=board, kind=kind, actor=actor, now=now)
            address = player_address(board, kind, secret)
    return address
