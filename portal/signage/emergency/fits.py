"""How the words of an alert sit on each board: at once, in pages, or cut."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.signage.enums import ColorDepth
from portal.signage.looks import Grid, Look
from portal.signage.models import Board
from portal.signage.rendering.decorations import decoration_of
from portal.signage.rendering.layout import Style, layout_text
from portal.signage.rendering.profiles import Profile
from portal.signage.rendering.typefaces import LOWEST_ROWS


@dataclass(frozen=True)
class Fit:
    """`pages` turn one after the other. `is_cut`: even so the end of the words is not seen.
    `loses_marks`: too few rows for Vietnamese marks."""

    pages: int
    is_cut: bool
    loses_marks: bool

    @property
    def is_whole(self) -> bool:
        return self.pages == 1 and not self.is_cut


def grid_of(board: Board) -> Grid:
    return Grid(board.width, board.height, ColorDepth(board.color))


def profile_of(grid: Grid) -> Profile:
    return Profile(grid.width, grid.height, grid.color.wire)  # type: ignore[arg-type]


def fits_of(*, look: Look, boards: Iterable[Board]) -> list[tuple[Board, Fit]]:
    """Each board with how these words sit on it; every size is set once."""
    known: dict[Grid, Fit] = {}
    found = []
    for board in boards:
        grid = grid_of(board)
        if grid not in known:
            known[grid] = fit_on(look, grid)
        found.append((board, known[grid]))
    return found


def fit_on(look: Look, grid: Grid) -> Fit:
    profile = profile_of(grid)
    area = decoration_of(profile, look.emphasis).area  # type: ignore[arg-type]
    if area is None:  # a board that has room for "exercise" and for nothing more
        return Fit(pages=1, is_cut=True, loses_marks=False)
    pages = layout_text(look.text, profile=profile, style=Style(), area=area)
    return Fit(len(pages), is_cut=pages[-1].is_cut, loses_marks=area.height < LOWEST_ROWS)
