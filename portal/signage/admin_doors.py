"""Doors of the room's screens: every query of theirs begins with the boards the reader may see."""

from typing import Any

from django.http import HttpRequest

from portal.signage.models import Board
from sites.admin_doors import register_doors
from sites.doors import Door, is_open, is_shut
from sites.scopes import Scope


def own_board(request: HttpRequest, scope: Scope, kwargs: Any) -> bool:
    board_id = kwargs.get("board_id")
    return board_id is None or Board.objects.filter(pk=board_id, unit__in=scope.unit_ids).exists()


register_doors(
    {
        "signage_messages:*": is_open("messages of the user's own units; asks for the right to add"),
        "signage_wall:*": Door(own_board, "boards of the own unit; every query begins with them"),
        "signage_timeline:*": Door(own_board, "boards of the own unit; every query begins with them"),
        "signage_boards:*": Door(own_board, "boards of the own unit; every query begins with them"),
        **dict.fromkeys(
            (
                "signage_boards:tags",
                "signage_boards:tag_edit",
                "signage_boards:tag_delete",
                "signage_boards:move",
            ),
            is_shut("concerns the whole network"),
        ),
    }
)
