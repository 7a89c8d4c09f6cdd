"""What boards tell about alerts, and what the portal sees by itself: who fetched, showed, cleared, failed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from portal.signage.emergency.states import AlertFacts
from portal.signage.enums import AckKind
from portal.signage.models import Alert, AlertAck, Board

MOST_A_REQUEST = 100
LATEST = timedelta(days=30)
_KINDS = {kind.value.lower(): kind for kind in (AckKind.SHOWN, AckKind.CLEARED, AckKind.FAILED)}
_NOTED_S = 26 * 3600  # an alert lasts a day at most
_CLOCKS_DIFFER = timedelta(seconds=2)


@dataclass(frozen=True)
class Receipt:
    """`rejected`: pairs of the board's number ("" when it had none) and why."""

    accepted: int
    duplicate: int
    rejected: tuple[tuple[str, str], ...]


def alert_fetched(*, board: Board, alerts: Sequence[AlertFacts], now: datetime) -> None:
    """Note that an answer to this board carried these alerts, once for each version.

    Written on a GET, and only here: it is the one proof there is of a board that cannot acknowledge. Call
    it once the answer is decided, and not for HEAD. After the first time nothing is asked or written; a
    cache that forgot costs one statement.
    """
    fresh = [facts for facts in alerts if cache.add(_noted(board, facts), 1, _NOTED_S)]
    if not fresh:
        return
    AlertAck.objects.bulk_create(
        [
            AlertAck(
                alert_id=facts.alert_id,
                version=facts.number,
                board=board,
                kind=AckKind.FETCHED,
                ack_id=f"fetched-{facts.version_id}",
                at=now,
                received_at=now,
            )
            for facts in fresh
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def acks_receive(*, board: Board, acks: Iterable[Any], now: datetime) -> Receipt:
    """Keep what a board tells. The same `ack_id` twice counts once; one bad entry does not lose the others.

    Each is `{"ack_id": UUID, "alert": id, "version": n, "kind": "shown"|"cleared"|"failed", "at": RFC 3339,
    "reason": words}`; `version`, `at` and `reason` may lack. Up to 30 days late.
    """
    listed = list(acks)
    objects = [ack for ack in listed if isinstance(ack, Mapping)]
    uids = {ack["alert"] for ack in objects if isinstance(ack.get("alert"), str)}
    alerts = {alert.uid: alert for alert in Alert.objects.filter(uid__in=uids)}
    newest = _newest_numbers(alerts.values())
    rows: dict[str, AlertAck] = {}
    rejected, repeated = [], 0
    for ack in listed:
        try:
            row = _row(ack, board=board, alerts=alerts, newest=newest, now=now)
        except ValueError as error:
            rejected.append((_ack_id_sent(ack), str(error)))
            continue
        repeated += row.ack_id in rows
        rows.setdefault(row.ack_id, row)
    known = set(AlertAck.objects.filter(board=board, ack_id__in=rows).values_list("ack_id", flat=True))
    new = [row for ack_id, row in rows.items() if ack_id not in known]
    AlertAck.objects.bulk_create(new, ignore_conflicts=True)
    return Receipt(len(new), len(known) + repeated, tuple(rejected))


def _noted(board: Board, facts: AlertFacts) -> str:
    return f"signage:fetched:{board.pk}:{facts.version_id}"


def _newest_numbers(alerts: Iterable[Alert]) -> dict[int, int]:
    ids = [alert.pk for alert in alerts]
    rows = Alert.objects.filter(pk__in=ids).values_list("pk", "versions__number")
    newest: dict[int, int] = {}
    for pk, number in rows:
        newest[pk] = max(newest.get(pk, 0), number or 0)
    return newest


def _row(
    ack: Any, *, board: Board, alerts: Mapping[str, Alert], newest: Mapping[int, int], now: datetime
) -> AlertAck:
    """Raises ValueError with a sentence for the board's maker."""
    if not isinstance(ack, Mapping):
        raise ValueError(_("Each entry must be an object."))  # noqa: TRY004 - one kind of refusal
    try:
        ack_id = str(UUID(ack["ack_id"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ValueError(_("“ack_id” must be a UUID.")) from None
    alert = alerts.get(ack["alert"]) if isinstance(ack.get("alert"), str) else None
    if alert is None:
        raise ValueError(_("There is no such alert."))
    kind = _KINDS.get(ack["kind"]) if isinstance(ack.get("kind"), str) else None
    if kind is None:
        raise ValueError(_("“kind” must be shown, cleared or failed."))
    version = ack.get("version", newest[alert.pk])
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= newest[alert.pk]:
        raise ValueError(_("The alert has no such version."))
    detail = ack.get("reason", "")
    return AlertAck(
        alert=alert,
        version=version,
        board=board,
        kind=kind,
        ack_id=ack_id,
        at=_moment(ack.get("at"), alert=alert, now=now),
        received_at=now,
        detail=" ".join(detail.split())[:250] if isinstance(detail, str) else "",
    )


def _moment(told: Any, *, alert: Alert, now: datetime) -> datetime:
    """By the board's clock when that can be right: after the alert was made and not in our future."""
    if told is None:
        return now
    try:
        moment = parse_datetime(told) if isinstance(told, str) else None
    except ValueError:
        moment = None
    if moment is None or timezone.is_naive(moment):
        raise ValueError(_("“at” must be a time with its offset, like 2026-11-22T10:41:00+07:00."))
    if moment < now - LATEST:
        raise ValueError(_("This is more than 30 days old."))
    return moment if alert.created_at <= moment <= now + _CLOCKS_DIFFER else now


def _ack_id_sent(ack: Any) -> str:
    sent = ack.get("ack_id") if isinstance(ack, Mapping) else None
    return sent[:60] if isinstance(sent, str) else ""
