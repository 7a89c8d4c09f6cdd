"""Boards, and messages that went through the real publication."""

import itertools
from datetime import datetime
from typing import Any

from portal.signage.models import Board, BoardSetup, BoardTag
from sites.models import AdministrativeUnit
from sites.slugs import vietnamese_slug
from tests.factories.units import NOW

_numbers = itertools.count(1)


def make_board(
    unit: AdministrativeUnit,
    *,
    name: str = "Bảng trước trụ sở",
    tags: tuple[str, ...] = (),
    now: datetime = NOW,
    **fields: Any,
) -> Board:
    """A board of `unit`, in use since `now`: 128×64 in full colour unless told otherwise. `tags` are names."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "uid": f"b{number:07d}",
        "slug": f"{vietnamese_slug(name)}-{number}",
        "place": "Cổng chính trụ sở UBND",
        "width": 128,
        "height": 64,
        "content_changed_at": now,
        "created_at": now,
    }
    board = Board.objects.create(unit=unit, name=name, **(defaults | fields))
    for word in tags:
        tag, _created = BoardTag.objects.get_or_create(slug=vietnamese_slug(word), defaults={"name": word})
        board.tags.add(tag)
    BoardSetup.objects.create(
        board=board,
        valid_from=now,
        facts={
            "unit_id": unit.pk,
            "width": board.width,
            "height": board.height,
            "color": board.color,
            "tags": sorted(tag.slug for tag in board.tags.all()),
            "default_text": board.default_text,
            "name": board.name,
            "place": board.place,
        },
    )
    return board
