"""What the screens about boards show."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy

from portal.signage.addresses import feed_root
from portal.signage.enums import ColorDepth, CredentialKind
from portal.signage.models import Board, BoardCredential, Enrollment
from sites.models import AdministrativeUnit

IN_USE, NEVER_PAIRED, CLONED, RETIRED = "in_use", "never_paired", "cloned", "retired"


def boards_listed(
    boards: QuerySet[Board],
    *,
    now: datetime,
    query: str = "",
    unit_id: int | None = None,
    tag_id: int | None = None,
    state: str = "",
) -> QuerySet[Board]:
    """Boards with `last_seen_at`, `has_key`, `is_claimed` and `is_cloned`; `state` empty: those in use.

    As many queries for one board as for a thousand: one, and one for their tags.
    """
    keys = BoardCredential.objects.live(now).filter(board=OuterRef("pk"))
    found = boards.annotate(
        last_seen_at=Max("credentials__last_used_at"),
        has_key=Exists(keys),
        is_cloned=Exists(keys.filter(cloned_at__isnull=False)),
        is_claimed=Exists(devices_claimed(now).filter(board=OuterRef("pk"))),
    ).prefetch_related("tags")
    found = found.order_by("unit__code", "name", "pk")  # a grouped query forgets the model's own order
    if query:
        found = found.filter(Q(name__icontains=query) | Q(place__icontains=query) | Q(uid=query))
    if unit_id is not None:
        found = found.filter(unit_id=unit_id)
    if tag_id is not None:
        # A subquery: a join would count the keys once for each tag.
        found = found.filter(pk__in=Board.tags.through.objects.filter(boardtag_id=tag_id).values("board_id"))
    if state == RETIRED:
        return found.filter(retired_at__isnull=False)
    found = found.filter(retired_at__isnull=True)
    if state == NEVER_PAIRED:
        return found.filter(has_key=False)
    return found.filter(is_cloned=True) if state == CLONED else found


def devices_claimed(now: datetime) -> QuerySet[Enrollment]:
    """Devices that were paired and have not fetched their key yet."""
    return Enrollment.objects.filter(board__isnull=False, delivered_at=None, expires_at__gt=now)


def units_with_boards(boards: QuerySet[Board]) -> QuerySet[AdministrativeUnit]:
    units = AdministrativeUnit.objects.filter(pk__in=boards.order_by().values("unit_id"))
    return units.order_by("level", "name")


def keys_of_board(board: Board, *, now: datetime) -> list[BoardCredential]:
    """Live ones, newest first."""
    return list(
        BoardCredential.objects.live(now)
        .filter(board=board)
        .select_related("created_by")
        .order_by("-created_at", "-pk")
    )


@dataclass(frozen=True)
class FeedAddress:
    """`what` is for people; `url` is whole."""

    what: str
    url: str


_FORMATS = {
    "playlist.json": gettext_lazy("All messages with their times (JSON)"),
    "emergency.json": gettext_lazy("Alerts (JSON)"),
    "frame.png": gettext_lazy("What should show now, as one picture (PNG)"),
    "ticker.txt": gettext_lazy("One message a line (text)"),
    "ticker.kv": gettext_lazy("Lines of keys and values (Huidu)"),
    "feed.xml": gettext_lazy("RSS with pictures (Xibo, BrightSign)"),
    "cap.xml": gettext_lazy("Alert as CAP (Xibo)"),
    "concerto.json": gettext_lazy("Feed for Concerto"),
}


def addresses_of_capability(board: Board, secret: str) -> list[FeedAddress]:
    """Where the board's feed is read with this key, format by format."""
    root = feed_root(board.unit)
    return [FeedAddress(str(what), f"{root}k/{secret}/{name}") for name, what in _FORMATS.items()]


def player_address(board: Board, kind: CredentialKind, secret: str) -> str:
    """The player's address; what follows the # never leaves the device."""
    letter = "t" if kind == CredentialKind.TOKEN else "k"
    return f"{feed_root(board.unit)}player#{letter}={secret}"


def size_of_board(board: Board) -> str:
    return f"{board.width} × {board.height} · {ColorDepth(board.color).label}"
