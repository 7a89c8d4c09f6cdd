"""Which alerts a board knows at a moment: the one computation behind emergency.json, CAP, ticker, frame,
status wall and archive. `alerts_for_boards` reads; the rest is pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from portal.signage.emergency.wording import EXERCISE_PREFIX
from portal.signage.enums import AlertMode, AlertStatus, Severity
from portal.signage.looks import Look
from portal.signage.models import Alert, AlertVersion, Board
from portal.signage.models.alerts import TOMBSTONE_KEPT
from sites.enums import Level
from sites.models import AdministrativeUnit

MOST_ACTIVE = 5
MOST_TOMBSTONES = 50
_SEVERITIES = [Severity.EXTREME, Severity.SEVERE, Severity.MODERATE]


@dataclass(frozen=True)
class AlertFacts:
    """One alert as its newest version says it. Times are aware; `level` is a word of the contract.
    `previous_at`: when the version before it was published."""

    alert_id: int
    version_id: int
    uid: str
    number: int
    status: AlertStatus
    severity: Severity
    level: str
    mode: AlertMode
    not_before: datetime
    not_after: datetime
    full: str
    short: str
    ascii: str
    show_s: int
    published_at: datetime
    issuer_name: str
    unit_name: str
    unit_code: str
    previous_at: datetime | None = None

    @property
    def look(self) -> Look:
        return look_of_alert(self.full, self.status)


@dataclass(frozen=True)
class Tombstone:
    """An alert that was cancelled; `facts` is what it said last."""

    uid: str
    at: datetime
    facts: AlertFacts


@dataclass(frozen=True)
class AlertState:
    """`active` are shown now, in their order; `upcoming` begin later. Together at most MOST_ACTIVE.

    `changes_at`: the next moment at which this state is another one without anybody doing anything.
    """

    active: tuple[AlertFacts, ...] = ()
    upcoming: tuple[AlertFacts, ...] = ()
    cancelled: tuple[Tombstone, ...] = ()
    changes_at: datetime | None = None

    @property
    def told(self) -> tuple[AlertFacts, ...]:
        """What a board is told of: it begins and ends them by its own clock."""
        return tuple(sorted((*self.active, *self.upcoming), key=showing_order))

    def __bool__(self) -> bool:
        return bool(self.active or self.upcoming or self.cancelled)


def look_of_alert(text: str, status: str) -> Look:
    """Every frame of an exercise has its mark drawn above the words, so the words need not say it again."""
    if status == AlertStatus.EXERCISE:
        return Look(text=text.removeprefix(EXERCISE_PREFIX) or text, emphasis="exercise")
    return Look(text=text, emphasis="alert")


def level_of(issuer: AdministrativeUnit) -> str:
    """The contract knows two levels: the province, and everybody below it."""
    return "province" if issuer.level == Level.PROVINCE else "commune"


def showing_order(alert: AlertFacts) -> tuple[int, bool, float, str]:
    """Severity, then level, then the newest first (contract 3.8)."""
    newest = -alert.not_before.timestamp()
    return _SEVERITIES.index(alert.severity), alert.level != "province", newest, alert.uid


def standing(alert: AlertFacts) -> tuple[bool, bool]:
    return standing_of(alert.status, alert.level)


def standing_of(status: str, level: str) -> tuple[bool, bool]:
    """Who gives way when a board is full: exercises first, then alerts of communes.

    So neither a drill nor five alerts of a commune can keep a province's alert from a board.
    """
    return status != AlertStatus.ACTUAL, level != "province"


def alerts_for_board(board: Board, moment: datetime) -> AlertState:
    """What one board knows at `moment`, in the past too. One query when there is nothing, else four."""
    return alerts_for_boards(boards=[board], moment=moment)[board.pk]


def alerts_for_boards(*, boards: Sequence[Board], moment: datetime) -> dict[int, AlertState]:
    """Of many boards at once, by their id; as many queries as for one.

    Units, tags and drill mode of boards are those of today.
    """
    known = known_to_boards(boards=boards, moment=moment)
    return {board_id: _state_of(reaching, moment) for board_id, reaching in known.items()}


def known_to_boards(
    *, boards: Sequence[Board], moment: datetime
) -> dict[int, list[tuple[Alert, AlertFacts]]]:
    """By board id: the alerts that reach it and have not ended, or whose tombstone stands. Unordered."""
    found = [(version.alert, facts_of_version(version)) for version in _versions_alive(moment)]
    if not found or not boards:
        return {board.pk: [] for board in boards}
    reach = _Reach([alert for alert, _facts in found], boards)
    return {
        board.pk: [(alert, facts) for alert, facts in found if reach.holds(alert, board)] for board in boards
    }


def is_cancelled_at(alert: Alert, moment: datetime) -> bool:
    return alert.cancelled_at is not None and alert.cancelled_at <= moment


def facts_of_version(version: AlertVersion) -> AlertFacts:
    """Its alert with issuer and unit must be at hand, else two queries."""
    alert = version.alert
    return AlertFacts(
        alert_id=alert.pk,
        version_id=version.pk,
        uid=alert.uid,
        number=version.number,
        status=AlertStatus(alert.status),
        severity=Severity(version.severity),
        level=level_of(alert.issuer),
        mode=AlertMode(version.mode),
        not_before=version.not_before,
        not_after=version.not_after,
        full=version.text_full,
        short=version.text_short,
        ascii=version.text_ascii,
        show_s=version.show_s,
        published_at=version.published_at,
        issuer_name=alert.issuer.full_name,
        unit_name=alert.unit.full_name,
        unit_code=alert.unit.code,
        previous_at=getattr(version, "previous_at", None),
    )


def _versions_alive(moment: datetime) -> Iterable[AlertVersion]:
    """The newest versions at `moment` of alerts that have not ended, or whose tombstone stands."""
    uncancelled = Q(alert__cancelled_at__isnull=True) | Q(alert__cancelled_at__gt=moment)
    buried = Q(alert__cancelled_at__lte=moment, alert__cancelled_at__gt=moment - TOMBSTONE_KEPT)
    before = AlertVersion.objects.filter(alert=OuterRef("alert"), number=OuterRef("number") - 1)
    return (
        AlertVersion.objects.newest_at(moment)
        .filter((uncancelled & Q(not_after__gt=moment)) | buried)
        .select_related("alert__issuer", "alert__unit")
        .annotate(previous_at=Subquery(before.values("published_at")[:1]))
    )


def _state_of(reaching: Sequence[tuple[Alert, AlertFacts]], moment: datetime) -> AlertState:
    living, tombstones = [], []
    for alert, facts in reaching:
        if alert.cancelled_at is not None and is_cancelled_at(alert, moment):
            tombstones.append(Tombstone(alert.uid, alert.cancelled_at, facts))
        else:
            living.append(facts)
    # What is shown now goes before what is only announced.
    living.sort(key=lambda facts: (facts.not_before > moment, standing(facts), showing_order(facts)))
    kept = sorted(living[:MOST_ACTIVE], key=showing_order)
    tombstones.sort(key=lambda tombstone: (tombstone.at, tombstone.uid), reverse=True)
    changes = [
        *(facts.not_after for facts in living),
        *(facts.not_before for facts in living if facts.not_before > moment),
        *(tombstone.at + TOMBSTONE_KEPT for tombstone in tombstones),
    ]
    return AlertState(
        active=tuple(facts for facts in kept if facts.not_before <= moment),
        upcoming=tuple(facts for facts in kept if facts.not_before > moment),
        cancelled=tuple(tombstones[:MOST_TOMBSTONES]),
        changes_at=min(changes, default=None),
    )


class _Reach:
    """Which of some alerts go to which of some boards. Three queries at most."""

    def __init__(self, alerts: Sequence[Alert], boards: Sequence[Board]) -> None:
        chosen = Alert.boards.through.objects.filter(alert__in=[alert.pk for alert in alerts])
        self._chosen: dict[int, set[int]] = {}
        for alert_id, board_id in chosen.values_list("alert_id", "board_id"):
            self._chosen.setdefault(alert_id, set()).add(board_id)
        units = AdministrativeUnit.objects.filter(pk__in={board.unit_id for board in boards})
        chains = units.values_list("pk", "parent_id", "parent__parent_id")
        self._chains = {chain[0]: {unit_id for unit_id in chain if unit_id} for chain in chains}
        self._tags: dict[int, set[str]] = {}
        if any(alert.tags for alert in alerts):
            tagged = Board.tags.through.objects.filter(board__in=[board.pk for board in boards])
            for board_id, slug in tagged.values_list("board_id", "boardtag__slug"):
                self._tags.setdefault(board_id, set()).add(slug)

    def holds(self, alert: Alert, board: Board) -> bool:
        if alert.status == AlertStatus.EXERCISE and not board.is_drill:
            return False
        if alert.unit_id not in self._chains[board.unit_id]:
            return False
        if alert.pk in self._chosen and board.pk not in self._chosen[alert.pk]:
            return False
        return not alert.tags or bool(self._tags.get(board.pk, set()) & set(alert.tags))
