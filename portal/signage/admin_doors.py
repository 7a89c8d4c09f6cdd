"""Doors of the room's screens: every query of theirs begins with the boards the reader may see."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from portal.signage.emergency.permissions import AlertPolicy
from portal.signage.models import Board
from portal.signage.permissions import policy_of_request
from sites.admin_doors import register_doors
from sites.doors import Door, is_open, is_shut
from sites.scopes import Scope


def own_board(request: HttpRequest, scope: Scope, kwargs: Any) -> bool:
    board_id = kwargs.get("board_id")
    return board_id is None or Board.objects.filter(pk=board_id, unit__in=scope.unit_ids).exists()


def seen_alert(request: HttpRequest, scope: Scope, kwargs: Any) -> bool:
    alert_id = kwargs.get("alert_id")
    if alert_id is None:
        return True
    policy = AlertPolicy(policy_of_request(request), day=timezone.localdate())
    return policy.alerts.filter(pk=alert_id).exists()


register_doors(
    {
        "signage_alerts:*": Door(seen_alert, "alerts that reach the own unit; changing asks the service"),
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
