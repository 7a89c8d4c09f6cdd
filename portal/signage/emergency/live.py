"""The live list: which board shows an alert, which only fetched it, which is silent, how long it took.

That list, not "sent", is the success message (contract 3.8).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.db.models import Max, QuerySet

from portal.signage.enums import AckKind, AlertProgress, ClientKind
from portal.signage.models import Alert, AlertAck, AlertVersion, Board
from portal.signage.playlists import is_switched_on


@dataclass(frozen=True)
class BoardProgress:
    """One board. `delay_s`: from the alert's beginning to its showing. `heard_at`: its last request."""

    board: Board
    progress: AlertProgress
    fetched_at: datetime | None
    shown_at: datetime | None
    cleared_at: datetime | None
    delay_s: float | None
    fetch_delay_s: float | None
    shows_older: bool
    is_off: bool
    heard_at: datetime | None
    detail: str

    @property
    def is_slow(self) -> bool:
        """Not made for alerts: it may show this one, but nobody can say when."""
        return not ClientKind(self.board.client).is_in_time


@dataclass(frozen=True)
class LiveList:
    """`rows`: boards made for alerts, the worst first. `slow`: the others. Percentiles are in seconds."""

    version: AlertVersion
    rows: tuple[BoardProgress, ...]
    slow: tuple[BoardProgress, ...]

    @property
    def shown(self) -> int:
        return self._count(AlertProgress.SHOWN, AlertProgress.CLEARED)

    @property
    def fetched(self) -> int:
        return self._count(AlertProgress.FETCHED)

    @property
    def silent(self) -> int:
        return self._count(AlertProgress.SILENT)

    @property
    def failed(self) -> int:
        return self._count(AlertProgress.FAILED)

    @property
    def p50_s(self) -> float | None:
        return percentile(self.delays, 50)

    @property
    def p95_s(self) -> float | None:
        return percentile(self.delays, 95)

    @property
    def delays(self) -> list[float]:
        return [row.delay_s for row in self.rows if row.delay_s is not None]

    @property
    def fetch_p95_s(self) -> float | None:
        return percentile([row.fetch_delay_s for row in self.rows if row.fetch_delay_s is not None], 95)

    def shown_within(self, seconds: int) -> int:
        return sum(delay <= seconds for delay in self.delays)

    def _count(self, *kinds: AlertProgress) -> int:
        return sum(row.progress in kinds for row in self.rows)


def percentile(values: Sequence[float], share: int) -> float | None:
    """By nearest rank; None without values."""
    ranked = sorted(values)
    return ranked[ceil(share / 100 * len(ranked)) - 1] if ranked else None


def live_list(*, alert: Alert, boards: QuerySet[Board], now: datetime) -> LiveList:
    """Of these boards, about the newest version. Three queries."""
    version = alert.versions.latest("number")
    listed = (
        boards.select_related("unit")
        .annotate(heard_at=Max("credentials__last_used_at"))
        .order_by("unit__code", "name")
    )
    acks: dict[int, list[AlertAck]] = {}
    for ack in AlertAck.objects.filter(alert=alert).order_by("at"):
        acks.setdefault(ack.board_id, []).append(ack)
    found = [_progress(board, acks.get(board.pk, []), version, now) for board in listed]
    order = list(AlertProgress)
    found.sort(key=lambda row: order.index(row.progress))  # stable: units stay together
    return LiveList(
        version,
        tuple(row for row in found if not row.is_slow),
        tuple(row for row in found if row.is_slow),
    )


def _progress(board: Board, acks: Iterable[AlertAck], version: AlertVersion, now: datetime) -> BoardProgress:
    current = [ack for ack in acks if ack.version == version.number]
    fetched, shown = _first(current, AckKind.FETCHED), _first(current, AckKind.SHOWN)
    failed, cleared = _first(current, AckKind.FAILED), _last(acks, AckKind.CLEARED)
    if cleared and (shown is None or cleared.at >= shown.at):
        progress = AlertProgress.CLEARED
    elif shown:
        progress = AlertProgress.SHOWN
    elif failed:
        progress = AlertProgress.FAILED
    else:
        progress = AlertProgress.FETCHED if fetched else AlertProgress.SILENT
    begin = max(version.published_at, version.not_before)
    shown_at = _believed(shown, begin) if shown else None
    return BoardProgress(
        board=board,
        progress=progress,
        fetched_at=fetched.at if fetched else None,
        shown_at=shown_at,
        cleared_at=cleared.at if cleared else None,
        delay_s=(shown_at - begin).total_seconds() if shown_at else None,
        fetch_delay_s=max(0.0, (fetched.at - begin).total_seconds()) if fetched else None,
        shows_older=shown is None and any(ack.kind == AckKind.SHOWN for ack in acks),
        is_off=not is_switched_on(
            moment=now, operating_from=board.operating_from, operating_until=board.operating_until
        ),
        heard_at=getattr(board, "heard_at", None),
        detail=failed.detail if failed else "",
    )


def _believed(shown: AlertAck, begin: datetime) -> datetime:
    """A board's clock that shows an alert before it began is slow: then the moment we were told counts."""
    return shown.at if shown.at >= begin else max(shown.received_at, begin)


def _first(acks: Iterable[AlertAck], kind: AckKind) -> AlertAck | None:
    return next((ack for ack in acks if ack.kind == kind), None)


def _last(acks: Iterable[AlertAck], kind: AckKind) -> AlertAck | None:
    return next((ack for ack in reversed(list(acks)) if ack.kind == kind), None)
