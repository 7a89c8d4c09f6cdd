"""Alerts on a board through a day, with the exact times at which it had to show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from portal.signage.archive.days import Part
from portal.signage.enums import AlertStatus, Severity
from portal.signage.models import Alert, AlertVersion, Board
from portal.signage.playlists import BoardFacts
from portal.signage.schedule.windows import Window


@dataclass(frozen=True)
class ShownAlert:
    """Words of one alert from `start` until `end`. `cancelled_at`: it was taken back then."""

    uid: str
    text: str
    severity: Severity
    is_exercise: bool
    issuer: str
    start: datetime
    end: datetime
    cancelled_at: datetime | None

    def holds(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


def alerts_shown(board: Board, parts: list[Part]) -> list[ShownAlert]:
    """By the time at which they began. One query when there was none, else three.

    Whom an alert goes to is asked of the board as it was. Exercises are those of a board that takes
    part in exercises today.
    """
    if not parts:
        return []
    span = (parts[0].span[0], parts[-1].span[1])
    overlapping = AlertVersion.objects.filter(
        not_before__lt=span[1], not_after__gt=span[0], published_at__lt=span[1]
    )
    alert_ids = set(overlapping.values_list("alert", flat=True))
    if not alert_ids:
        return []
    versions = (
        AlertVersion.objects.filter(alert__in=alert_ids)
        .select_related("alert__issuer")
        .order_by("alert", "number")
    )
    chosen: dict[int, set[int]] = {}
    through = Alert.boards.through.objects.filter(alert__in=alert_ids)
    for alert_id, board_id in through.values_list("alert_id", "board_id"):
        chosen.setdefault(alert_id, set()).add(board_id)
    shown = []
    for alert, of_alert in groupby(versions, key=lambda version: version.alert):
        if alert.status == AlertStatus.EXERCISE and not board.is_drill:
            continue
        for found in _told(alert, list(of_alert)):
            part = _part_at(parts, found)
            if part is not None and _reaches(alert, part.facts, chosen.get(alert.pk)):
                shown.append(found)
    return sorted(shown, key=lambda found: (found.start, found.uid))


def _told(alert: Alert, versions: list[AlertVersion]) -> Iterator[ShownAlert]:
    """Each version from its publication to the next, to its end or to the cancellation."""
    current: ShownAlert | None = None
    for version, following in zip(versions, [*versions[1:], None], strict=True):
        ends = [version.not_after]
        if following is not None:
            ends.append(following.published_at)
        if alert.cancelled_at is not None:
            ends.append(alert.cancelled_at)
        start, end = max(version.not_before, version.published_at), min(ends)
        if start >= end:
            continue
        cancelled_at = alert.cancelled_at if end == alert.cancelled_at else None
        if current and current.end == start and current.text == version.text_full:
            current = replace(current, end=end, cancelled_at=cancelled_at)
            continue
        if current:
            yield current
        current = ShownAlert(
            uid=alert.uid,
            text=version.text_full,
            severity=Severity(version.severity),
            is_exercise=alert.status == AlertStatus.EXERCISE,
            issuer=alert.issuer.full_name,
            start=start,
            end=end,
            cancelled_at=cancelled_at,
        )
    if current:
        yield current


def _part_at(parts: Iterable[Part], shown: ShownAlert) -> Part | None:
    """The first part of the day in which it would have stood."""
    return next((part for part in parts if _overlap(part.span, (shown.start, shown.end))), None)


def _overlap(one: Window, other: Window) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _reaches(alert: Alert, facts: BoardFacts, chosen: set[int] | None) -> bool:
    if alert.unit_id not in facts.chain or (chosen is not None and facts.id not in chosen):
        return False
    return not alert.tags or bool(facts.tags & set(alert.tags))
