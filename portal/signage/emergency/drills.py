"""The monthly report of exercises: how many boards showed each within 30 and 60 seconds."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from portal.signage.emergency.live import LiveList, live_list
from portal.signage.emergency.permissions import AlertPolicy
from portal.signage.emergency.selectors import boards_of_alert
from portal.signage.enums import AlertStatus
from portal.signage.models import Alert, AlertVersion

WITHIN_S = (30, 60)


@dataclass(frozen=True)
class Drill:
    """One exercise. `missed`: boards that never said they showed it, and how far it came on them."""

    alert: Alert
    version: AlertVersion
    live: LiveList

    @property
    def boards(self) -> int:
        return len(self.live.rows)

    @property
    def within(self) -> list[int]:
        return [self.live.shown_within(seconds) for seconds in WITHIN_S]

    @property
    def missed(self) -> list[str]:
        rows = (row for row in self.live.rows if row.shown_at is None)
        return [f"{row.board.name} ({row.board.unit.full_name}): {row.progress.label}" for row in rows]


def drills_of_month(*, policy: AlertPolicy, month: date, now: datetime) -> Iterator[Drill]:
    """Exercises sent in the month of a day, oldest first. Five queries each."""
    first = month.replace(day=1)
    last = month.replace(day=monthrange(month.year, month.month)[1])
    start = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last, time.max))
    alerts = policy.alerts.filter(status=AlertStatus.EXERCISE, created_at__gte=start, created_at__lte=end)
    for alert in alerts.order_by("created_at"):
        live = live_list(alert=alert, boards=policy.boards_of(alert, boards_of_alert(alert)), now=now)
        yield Drill(alert, live.version, live)
