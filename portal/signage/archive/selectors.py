"""Which boards the public may read about, and what is on all boards of a unit at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.signage.emergency.selectors import AlertFacts, alerts_for_boards
from portal.signage.looks import Grid, Look
from portal.signage.models import Board, BoardSetup
from portal.signage.models.boards import BoardQuerySet
from portal.signage.playlists import Item, facts_of_board, playlist_of, versions_at_boards
from portal.signage.renditions import Drawing, drawings_of
from portal.signage.schedule.playing import cycle_at
from portal.signage.schedule.zone import local
from sites.models import AdministrativeUnit


@dataclass(frozen=True)
class BoardNow:
    """A board, the messages that take turns on it now, in play order, each once, and its alerts.
    `drawing` is the file of the first message, when there is one."""

    board: Board
    items: tuple[Item, ...]
    alerts: tuple[AlertFacts, ...]
    drawing: Drawing | None


def public_boards(unit: AdministrativeUnit) -> BoardQuerySet:
    """Boards of a unit that the public may read about, those out of use included."""
    return Board.objects.filter(unit=unit, is_public=True).order_by("name", "pk")


def board_of_unit(*, unit: AdministrativeUnit, slug: str) -> Board | None:
    """One query."""
    return public_boards(unit).select_related("unit").filter(slug=slug).first()


def retired_boards(*, unit: AdministrativeUnit) -> list[Board]:
    """What is out of use keeps its past. One query."""
    return list(public_boards(unit).filter(retired_at__isnull=False))


def first_day_of(board: Board) -> date:
    """Since when is known what the board was. One query."""
    first = BoardSetup.objects.filter(board=board).order_by("valid_from").values_list("valid_from", flat=True)
    return local(first.first() or board.created_at).date()


def boards_now(*, unit: AdministrativeUnit, now: datetime) -> list[BoardNow]:
    """The boards of a unit in use. Eight queries at most and one for each size of board."""
    boards = list(
        public_boards(unit).in_use().select_related("unit__parent__parent").prefetch_related("tags")
    )
    facts = {board.pk: facts_of_board(board) for board in boards}
    versions = versions_at_boards(list(facts.values()), now)
    alerts = alerts_for_boards(boards=boards, moment=now)
    shown = {}
    for board in boards:
        playlist = playlist_of(
            facts=facts[board.pk],
            versions=versions[board.pk],
            content_number=board.content_number,
            content_changed_at=board.content_changed_at,
            now=now,
        )
        cycle = dict.fromkeys(cycle_at(playlist.items, now))
        shown[board.pk] = tuple(cycle) or (playlist.default_item,)
    drawn = _drawn({pk: (facts[pk].grid, items[0].look) for pk, items in shown.items()})
    return [
        BoardNow(board, shown[board.pk], alerts[board.pk].active, drawn.get(board.pk)) for board in boards
    ]


def _drawn(wanted: dict[int, tuple[Grid, Look]]) -> dict[int, Drawing]:
    by_grid: dict[Grid, list[Look]] = {}
    for grid, look in wanted.values():
        by_grid.setdefault(grid, []).append(look)
    files: dict[tuple[Grid, Look], Sequence[Drawing]] = {}
    for grid, looks in by_grid.items():
        for look, drawings in drawings_of(looks=looks, grid=grid).items():
            files[(grid, look)] = drawings
    return {
        pk: files[key][0]
        for pk, key in wanted.items()
        if key in files and files[key][0].content_type != "video/mp4"
    }
