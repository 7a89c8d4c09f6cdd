"""What the status wall and the watch read: as many queries for a thousand boards as for one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Min, OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone

from portal.signage.emergency.selectors import AlertState, alerts_for_boards
from portal.signage.enums import AckKind, BoardState, Evidence, PlayOutcome
from portal.signage.models import (
    AlertAck,
    Board,
    BoardCredential,
    BoardNotice,
    FlashDay,
    FlashMemory,
    MessageVersion,
    Play,
    Screenshot,
)
from portal.signage.monitoring.flash import RATE_OVER, FlashWear, flash_wear
from portal.signage.monitoring.states import evidence_of, fresh_status, is_skewed, state_of, status_of
from portal.signage.playlists import BoardFacts, facts_of_board, playlist_of, versions_at_boards
from portal.signage.schedule.playing import showing_at
from portal.signage.schedule.windows import horizon_of


@dataclass(frozen=True)
class Showing:
    """What a board shows. `is_computed`: by our own reckoning, the board has not said it.

    `since` as the board says it. `is_alert`: an alert stands in front of everything else.
    """

    text: str
    is_computed: bool
    is_alert: bool = False
    since: datetime | None = None


@dataclass(frozen=True)
class WallRow:
    """One board on the wall. `wear` only of boards whose memory has a rating. `ack`: what the board said
    last of the alerts that are on now; empty when it has not answered."""

    board: Board
    state: BoardState
    seen_at: datetime | None
    is_cloned: bool
    is_skewed: bool
    showing: Showing | None
    evidence: Evidence
    shot: Screenshot | None
    wear: FlashWear | None
    notices: tuple[BoardNotice, ...]
    alerts: AlertState
    ack: str


@dataclass(frozen=True)
class Overview:
    """Boards with their states, and how many there are of each."""

    boards: tuple[tuple[Board, BoardState], ...]
    counts: dict[BoardState, int]


def boards_seen(boards: QuerySet[Board]) -> QuerySet[Board]:
    """Annotates `seen_at` (a key of the board was used) and `cloned_at` (by two devices at once)."""
    keys = BoardCredential.objects.filter(board=OuterRef("pk")).order_by().values("board")
    return boards.annotate(
        seen_at=Subquery(keys.annotate(last=Max("last_used_at")).values("last")),
        cloned_at=Subquery(
            keys.filter(revoked_at__isnull=True).annotate(last=Max("cloned_at")).values("last")
        ),
    )


def overview_of(*, boards: QuerySet[Board], now: datetime) -> Overview:
    """Every board of the queryset with its state. One query."""
    found = boards_seen(boards.select_related("unit__parent__parent", "status")).order_by(
        "unit__level", "unit__code", "name", "pk"
    )
    rows = tuple((board, state_of(board, seen_at=seen_at(board), now=now)) for board in found)
    counts = dict.fromkeys(BoardState, 0)
    for _board, state in rows:
        counts[state] += 1
    return Overview(rows, counts)


def wall_rows(*, boards: Sequence[tuple[Board, BoardState]], now: datetime) -> list[WallRow]:
    """Everything the wall says of these boards, from `overview_of`. Fifteen queries at most."""
    ids = [board.pk for board, _state in boards]
    plays = _played(ids, now)
    shots = _shots(ids)
    notices = open_notices(ids)
    wears = flash_wears(boards=[board for board, _state in boards], today=timezone.localdate(now))
    in_use = [board for board, state in boards if state != BoardState.RETIRED]
    alerts = alerts_for_boards(boards=in_use, moment=now)
    acks = _acks(alerts)
    showing = showing_now(boards=in_use, alerts=alerts, now=now)
    return [
        WallRow(
            board=board,
            state=state,
            seen_at=seen_at(board),
            is_cloned=getattr(board, "cloned_at", None) is not None,
            is_skewed=is_skewed(status_of(board)),
            showing=showing.get(board.pk),
            evidence=evidence_of(
                board,
                seen_at=seen_at(board),
                played_at=plays.get(board.pk),
                shot_at=shots[board.pk].taken_at if board.pk in shots else None,
                now=now,
            ),
            shot=shots.get(board.pk),
            wear=wears.get(board.pk),
            notices=tuple(notices.get(board.pk, ())),
            alerts=alerts.get(board.pk, AlertState()),
            ack=acks.get(board.pk, ""),
        )
        for board, state in boards
    ]


def seen_at(board: Board) -> datetime | None:
    """As `boards_seen` annotated it."""
    found: datetime | None = getattr(board, "seen_at", None)
    return found


def showing_now(
    *, boards: Sequence[Board], alerts: dict[int, AlertState], now: datetime
) -> dict[int, Showing]:
    """By the board's own word while that is fresh, else by computation. Four queries at most."""
    told = {board.pk: status for board in boards if (status := fresh_status(board, now=now))}
    said = {pk: status for pk, status in told.items() if status.showing_item}
    titles = _titles({(status.showing_item, status.showing_version) for status in said.values()})
    facts = [facts_of_board(board) for board in _with_tags(boards) if board.pk not in said]
    computed = _computed(facts, {board.pk: board for board in boards}, now)
    showing: dict[int, Showing] = {}
    for board in boards:
        state = alerts.get(board.pk, AlertState())
        words = {alert.uid: alert.short for alert in (*state.active, *state.upcoming)}
        if board.pk in said:
            status = said[board.pk]
            item = status.showing_item
            is_alert = item in words
            text = words.get(item) or titles.get((item, status.showing_version)) or _own_words(board, item)
            showing[board.pk] = Showing(text, False, is_alert, status.showing_since)
        elif state.active:
            showing[board.pk] = Showing(state.active[0].short, True, True)
        elif board.pk in computed:
            showing[board.pk] = Showing(computed[board.pk], True)
    return showing


def open_notices(board_ids: Iterable[int]) -> dict[int, list[BoardNotice]]:
    """What stands now, by board. One query."""
    found: dict[int, list[BoardNotice]] = {}
    for notice in BoardNotice.objects.filter(board__in=board_ids, closed_at__isnull=True):
        found.setdefault(notice.board_id, []).append(notice)
    return found


def flash_wears(*, boards: Iterable[Board], today: date) -> dict[int, FlashWear]:
    """Of boards with a rating, by board. Two queries; none when no board has one."""
    ratings = {board.pk: board.flash_rating for board in boards if board.flash_rating}
    if not ratings:
        return {}
    totals = dict(FlashMemory.objects.filter(board__in=ratings).values_list("board").annotate(Sum("writes")))
    days = FlashDay.objects.filter(board__in=ratings, day__gt=today - RATE_OVER)
    recent = {
        row["board"]: row
        for row in days.values("board").annotate(writes=Sum("writes"), first=Min("day")).order_by()
    }
    return {
        pk: flash_wear(
            rating=rating,
            writes=totals.get(pk, 0),
            recent=recent[pk]["writes"] if pk in recent else 0,
            first_day=recent[pk]["first"] if pk in recent else None,
            today=today,
        )
        for pk, rating in ratings.items()
    }


def plays_of(*, board: Board, start: datetime, end: datetime) -> QuerySet[Play]:
    """Plays that began in [start, end), the newest first."""
    return board.plays.within(start, end).order_by("-started_at", "-pk")


def _with_tags(boards: Sequence[Board]) -> QuerySet[Board] | list[Board]:
    if not boards:
        return []
    return (
        Board.objects.filter(pk__in=[board.pk for board in boards])
        .select_related("unit__parent__parent")
        .prefetch_related("tags")
    )


def _computed(facts: Sequence[BoardFacts], boards: dict[int, Board], now: datetime) -> dict[int, str]:
    versions = versions_at_boards(facts, now)
    # A day is enough to say what shows at this moment.
    start = horizon_of(now)[0]
    shown = {}
    for fact in facts:
        board = boards[fact.id]
        playlist = playlist_of(
            facts=fact,
            versions=versions[fact.id],
            content_number=board.content_number,
            content_changed_at=board.content_changed_at,
            now=now,
            horizon=(start, start + timedelta(days=1)),
        )
        found = showing_at((*playlist.items, playlist.default_item), now)
        if found is not None:
            shown[fact.id] = found[0].title
    return shown


def _titles(wanted: set[tuple[str, int | None]]) -> dict[tuple[str, int | None], str]:
    """Titles of messages by uid and number; of an unknown number the newest."""
    if not wanted:
        return {}
    rows = MessageVersion.objects.filter(uid__in={item for item, _version in wanted}).order_by("number")
    titles: dict[tuple[str, int | None], str] = {}
    for uid, number, title in rows.values_list("uid", "number", "title"):
        titles[(uid, number)] = titles[(uid, None)] = title
    return {key: titles.get(key) or titles.get((key[0], None), "") for key in wanted}


def _own_words(board: Board, item: str) -> str:
    if item == f"default-{board.uid}":
        return board.default_text or board.unit.full_name
    return item


def _acks(alerts: dict[int, AlertState]) -> dict[int, str]:
    """The newest word of each board about the alerts that are on. One query, none without an alert."""
    active = {alert.alert_id for state in alerts.values() for alert in state.active}
    if not active:
        return {}
    told = AlertAck.objects.filter(alert__in=active, board__in=alerts).order_by("received_at", "pk")
    return {board_id: str(AckKind(kind).label) for board_id, kind in told.values_list("board", "kind")}


def _played(ids: Sequence[int], now: datetime) -> dict[int, datetime]:
    recent = Play.objects.filter(board__in=ids, started_at__gt=now - RATE_OVER, started_at__lte=now)
    shown = recent.exclude(outcome=PlayOutcome.FAILED).order_by()
    return dict(shown.values_list("board").annotate(Max("started_at")))


def _shots(ids: Sequence[int]) -> dict[int, Screenshot]:
    newest = Screenshot.objects.filter(board=OuterRef("board")).order_by("-taken_at").values("pk")[:1]
    found: Any = Screenshot.objects.filter(board__in=ids, pk=Subquery(newest))
    return {shot.board_id: shot for shot in found}
