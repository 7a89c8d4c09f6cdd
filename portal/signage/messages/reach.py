"""Which boards a unit's messages may go to, and which ones a message goes to."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from portal.signage.enums import Reach
from portal.signage.models.boards import Board, BoardTag
from sites.models import AdministrativeUnit


def boards_within(unit: AdministrativeUnit) -> QuerySet[Board]:
    """Boards in use of a unit and of those below it: all its messages can ever reach."""
    return Board.objects.in_use().of_unit_and_below(unit.pk).select_related("unit")


def tags_within(unit: AdministrativeUnit) -> QuerySet[BoardTag]:
    """Tags of those boards."""
    return BoardTag.objects.filter(boards__in=boards_within(unit)).distinct()


def has_units_below(unit: AdministrativeUnit) -> bool:
    return AdministrativeUnit.objects.filter(parent=unit, valid_to__isnull=True).exists()


def boards_of(
    *, unit: AdministrativeUnit, reach: str, chosen: Iterable[Board], tags: Iterable[BoardTag]
) -> list[Board]:
    """The boards a message with this reach goes to, by unit and name. Two queries at most."""
    boards = boards_within(unit).prefetch_related("tags")
    if reach == Reach.OWN:
        boards = boards.filter(unit=unit)
    elif reach == Reach.CHOSEN:
        boards = boards.filter(pk__in=[board.pk for board in chosen])
    wanted = {tag.pk for tag in tags}
    found: list[Any] = list(boards)
    return [board for board in found if not wanted or wanted & {tag.pk for tag in board.tags.all()}]
