"""Whether what a board shows by itself can be read on it."""

from typing import cast

from portal.signage.enums import ColorDepth
from portal.signage.models import Board
from portal.signage.rendering.budget import Problem, check_text
from portal.signage.rendering.profiles import Color, Profile


def profile_of_board(board: Board) -> Profile:
    return Profile(board.width, board.height, cast(Color, ColorDepth(board.color).wire))


def default_text_problems(board: Board) -> list[Problem]:
    """What is wrong with its words for when nothing else is on, or with the unit's name in their place."""
    text = board.default_text or board.unit.full_name
    return check_text(text, profile=profile_of_board(board))
