"""Sends, renews, corrects and cancels alerts. Each change is told to the boards in its own transaction."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.enums import ActionGroup
from portal.audit.origin import place_of
from portal.audit.services import audit_write
from portal.signage.boards.callers import callers_drop
from portal.signage.emergency.permissions import AlertPolicy
from portal.signage.emergency.selectors import boards_in_reach, boards_of_alert, boards_without_room
from portal.signage.emergency.states import (
    MOST_ACTIVE,
    alerts_for_board,
    level_of,
    look_of_alert,
    standing_of,
)
from portal.signage.emergency.wording import Words, words_of
from portal.signage.enums import AlertMode, AlertStatus, Severity
from portal.signage.models import Alert, AlertVersion, Board, BoardTag
from portal.signage.models.alerts import LONGEST, TOMBSTONE_KEPT
from portal.signage.permissions import SignagePolicy
from portal.signage.renditions import grids_of, renditions_ensure
from portal.signage.services import alerts_bump
from sites.models import AdministrativeUnit

SENT = "signage.alert_sent"
RENEWED = "signage.alert_renewed"
CORRECTED = "signage.alert_corrected"
CANCELLED = "signage.alert_cancelled"


class AlertRefused(ValidationError):
    """A rule of alerts stands against it; the text says which, by field where there is one."""


class AlertChanged(AlertRefused):
    """Somebody else was faster, or the same button came twice; look at the alert first."""


def new_uid() -> str:
    """An alert's identity on the wire. Made with the form, so that a form sent twice is one alert."""
    return f"a{secrets.token_hex(8)}"


@dataclass(frozen=True)
class Plan:
    """An alert that may be sent as it is: everything is checked, nothing is written."""

    issuer: AdministrativeUnit
    words: Words
    begin: datetime
    end: datetime
    reason: str
    reached: tuple[Board, ...]


def alert_plan(
    *,
    unit: AdministrativeUnit,
    status: AlertStatus,
    text_full: str,
    reason: str,
    not_after: datetime | None,
    actor: Any,
    now: datetime,
    text_short: str = "",
    not_before: datetime | None = None,
    boards: Collection[Board] = (),
    tags: Collection[BoardTag] = (),
) -> Plan:
    """What sending would do. Raises PermissionDenied, AlertRefused and ValidationError by field."""
    issuer = _policy(actor, now).issuer_for(unit)
    if issuer is None:
        raise PermissionDenied
    words = words_of(full=text_full, short=text_short, status=status)
    begin, end = _span(not_before or now, not_after, now)
    reason = _reason(reason)
    chosen = {board.pk for board in boards}
    if chosen - set(Board.objects.in_use().of_unit_and_below(unit.pk).values_list("pk", flat=True)):
        raise AlertRefused({"boards": _("A board was chosen that this alert cannot reach.")})
    in_reach = boards_in_reach(unit_id=unit.pk, status=status, board_ids=chosen, tags=_slugs(tags))
    reached = tuple(in_reach.select_related("unit"))
    if not reached:
        is_exercise = status == AlertStatus.EXERCISE
        nobody = (
            _("None of these boards takes part in exercises.") if is_exercise else _("No board is reached.")
        )
        raise AlertRefused(nobody)
    rank = standing_of(status, level_of(issuer))
    if full := boards_without_room(standing=rank, boards=reached, moment=now):
        message = _(
            "These boards have %(most)d alerts already: %(boards)s. Cancel one that is no longer needed, "
            "or correct one so that it says this too."
        )
        names = ", ".join(f"{board.name} ({board.unit.full_name})" for board in full[:5])
        raise AlertRefused(message % {"most": MOST_ACTIVE, "boards": names + ("…" if full[5:] else "")})
    return Plan(issuer, words, begin, end, reason, reached)


@transaction.atomic
def alert_publish(
    *,
    unit: AdministrativeUnit,
    status: AlertStatus,
    severity: Severity,
    mode: AlertMode,
    actor: Any,
    now: datetime,
    boards: Collection[Board] = (),
    tags: Collection[BoardTag] = (),
    uid: str = "",
    **stated: Any,
) -> Alert:
    """Send an alert to the boards of `unit` and below, narrowed to `boards` or `tags`. `stated`: what
    `alert_plan` takes besides.

    With the `uid` of an alert this actor has sent already, that alert: a second press sends nothing.
    Raises as `alert_plan`.
    """
    if uid and (sent := _sent_already(uid, actor)):
        return sent
    plan = alert_plan(unit=unit, status=status, boards=boards, tags=tags, actor=actor, now=now, **stated)
    alert = Alert(
        uid=uid or new_uid(),
        unit=unit,
        issuer=plan.issuer,
        status=status,
        tags=_slugs(tags),
        created_at=now,
    )
    alert.full_clean(exclude=["cancelled_at", "cancelled_by", "tags"], validate_unique=False)
    try:
        with transaction.atomic():
            alert.save()
    except IntegrityError:  # the other press came in between
        if sent := _sent_already(alert.uid, actor):
            return sent
        raise
    alert.boards.set(boards)
    version = _version_write(
        alert=alert,
        severity=severity,
        mode=mode,
        words=plan.words,
        reason=plan.reason,
        not_before=plan.begin,
        not_after=plan.end,
        actor=actor,
        now=now,
    )
    _tell_boards(alert, version, now)
    _note(SENT, alert, version, actor, now, plan.reason)
    return alert


@transaction.atomic
def alert_renew(
    *, alert: Alert, number: int, not_after: datetime | None, reason: str, actor: Any, now: datetime
) -> AlertVersion:
    """A new end, at most 24 hours ahead. `number`: the version looked at. Raises as `alert_publish`."""
    last = _locked_last(alert, number, actor, now)
    _begin, end = _span(min(last.not_before, now), not_after, now)
    words = Words(last.text_full, last.text_short, last.text_ascii)
    return _next(RENEWED, last, words=words, not_after=end, reason=reason, actor=actor, now=now)


@transaction.atomic
def alert_correct(
    *,
    alert: Alert,
    number: int,
    text_full: str,
    text_short: str = "",
    severity: Severity,
    mode: AlertMode,
    reason: str,
    actor: Any,
    now: datetime,
) -> AlertVersion:
    """Other words, severity or space; boards show them at once. Raises as `alert_publish`."""
    last = _locked_last(alert, number, actor, now)
    words = words_of(full=text_full, short=text_short, status=alert.status)
    return _next(
        CORRECTED,
        last,
        words=words,
        not_after=last.not_after,
        reason=reason,
        actor=actor,
        now=now,
        severity=severity,
        mode=mode,
    )


@transaction.atomic
def alert_cancel(*, alert: Alert, reason: str, actor: Any, now: datetime) -> Alert:
    """Take it off at once; boards without a line learn of it for 72 hours. Raises as `alert_publish`."""
    last = _locked_last(alert, None, actor, now)
    cancelled = last.alert
    cancelled.cancelled_at, cancelled.cancelled_by, cancelled.cancel_reason = now, actor, _reason(reason, 250)
    cancelled.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    alerts_bump(boards=boards_of_alert(cancelled), until=now + TOMBSTONE_KEPT)
    _note(CANCELLED, cancelled, last, actor, now, cancelled.cancel_reason)
    return cancelled


def board_alerts_refresh(*, board: Board, now: datetime) -> None:
    """Call when a board is made, moved, tagged, resized, or enters or leaves drill mode: the alerts that
    reach it are others now, and nobody has raised its number."""
    state = alerts_for_board(board, now)
    ends = [
        *(facts.not_after for facts in state.told),
        *(tombstone.at + TOMBSTONE_KEPT for tombstone in state.cancelled),
    ]
    callers_drop()
    Board.objects.filter(pk=board.pk).update(
        alert_number=F("alert_number") + 1, alerts_until=max(ends, default=None)
    )
    renditions_ensure(looks=[facts.look for facts in state.told], grids=grids_of([board]), now=now)


def _policy(actor: Any, now: datetime) -> AlertPolicy:
    return AlertPolicy(SignagePolicy(actor), day=timezone.localdate(now))


def _sent_already(uid: str, actor: Any) -> Alert | None:
    alert = Alert.objects.filter(uid=uid).first()
    if alert is None:
        return None
    first = alert.versions.get(number=1)
    if first.published_by_id != actor.pk:
        raise AlertRefused(_("This form was used already. Open it anew."))
    return alert


def _reason(reason: str, longest: int = 500) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise AlertRefused({"reason": _("Say why: it stands in the log.")})
    if len(reason) > longest:
        raise AlertRefused({"reason": _("At most %(limit)d characters.") % {"limit": longest}})
    return reason


def _span(begin: datetime, end: datetime | None, now: datetime) -> tuple[datetime, datetime]:
    """From `begin`, or from now when that is past, until `end`."""
    begin = max(begin, now)
    if end is None:
        raise AlertRefused({"not_after": _("Say until when: an alert without an end is not sent.")})
    if end <= now:
        raise AlertRefused({"not_after": _("This time is past. Choose a later one.")})
    if end <= begin:
        raise AlertRefused({"not_after": _("The alert would end before it begins.")})
    if end > now + LONGEST:
        raise AlertRefused(
            {"not_after": _("At most 24 hours from now. An alert that is still needed then can be renewed.")}
        )
    return begin, end


def _slugs(tags: Collection[BoardTag]) -> list[str]:
    return sorted(tag.slug for tag in tags)


def _locked_last(alert: Alert, number: int | None, actor: Any, now: datetime) -> AlertVersion:
    """The newest version of an alert that is still on, the alert locked and read anew."""
    locked = (
        Alert.objects.select_for_update(of=("self",))
        .select_related("issuer__parent__parent")
        .get(pk=alert.pk)
    )
    if not _policy(actor, now).may_change(locked):
        raise PermissionDenied
    last = locked.versions.order_by("-number").first()
    if last is None:
        raise AlertChanged(_("This alert has no words."))
    last.alert = locked
    if locked.cancelled_at is not None:
        raise AlertChanged(_("This alert was cancelled already."))
    if last.not_after <= now:
        raise AlertChanged(_("This alert is over. Send a new one."))
    if number is not None and number != last.number:
        raise AlertChanged(_("This alert was changed meanwhile. Look at it before you change it again."))
    return last


def _next(
    action: str,
    last: AlertVersion,
    *,
    words: Words,
    not_after: datetime,
    reason: str,
    actor: Any,
    now: datetime,
    severity: Severity | None = None,
    mode: AlertMode | None = None,
) -> AlertVersion:
    version = _version_write(
        alert=last.alert,
        number=last.number + 1,
        severity=severity or Severity(last.severity),
        mode=mode or AlertMode(last.mode),
        words=words,
        reason=_reason(reason),
        not_before=last.not_before,
        not_after=not_after,
        actor=actor,
        now=now,
    )
    _tell_boards(last.alert, version, now)
    _note(action, last.alert, version, actor, now, version.reason)
    return version


def _version_write(
    *,
    alert: Alert,
    severity: Severity,
    mode: AlertMode,
    words: Words,
    reason: str,
    not_before: datetime,
    not_after: datetime,
    actor: Any,
    now: datetime,
    number: int = 1,
) -> AlertVersion:
    version = AlertVersion(
        alert=alert,
        number=number,
        severity=severity,
        mode=mode,
        text_full=words.full,
        text_short=words.short,
        text_ascii=words.ascii,
        reason=reason,
        not_before=not_before,
        not_after=not_after,
        published_at=now,
        published_by=actor,
    )
    version.full_clean(exclude=["published_by"])
    version.save()
    return version


def _tell_boards(alert: Alert, version: AlertVersion, now: datetime) -> None:
    reached = boards_of_alert(alert)
    look = look_of_alert(version.text_full, alert.status)
    renditions_ensure(looks=[look], grids=grids_of(reached), now=now)
    alerts_bump(boards=reached, until=version.not_after)


def _note(action: str, alert: Alert, version: AlertVersion, actor: Any, now: datetime, reason: str) -> None:
    """Who, when, which words, where and why (contract 3.8)."""
    audit_write(
        action=action,
        group=ActionGroup.SIGNAGE,
        actor=actor,
        instance=alert,
        object_label=version.text_short,
        place=place_of(unit_id=alert.issuer_id),
        now=now,
        detail={
            "words": version.text_full,
            "area": alert.unit.full_name,
            "tags": alert.tags,
            "boards": [board.name for board in alert.boards.all()],
            "status": str(AlertStatus(alert.status).label),
            "severity": str(Severity(version.severity).label),
            "from": version.not_before,
            "until": version.not_after,
            "version": version.number,
            "reason": reason,
        },
    )
