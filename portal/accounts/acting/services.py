"""Begins and ends acting as somebody.

The session stays the real person's, with the password, the second factor and the device it was
opened with; it only notes as whom its requests are done. So nobody's list of devices shows a session
that is not his, and whatever ends the real person's session ends the acting.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from portal.accounts import signals
from portal.accounts.acting.enums import Ending
from portal.accounts.acting.permissions import may_act_as
from portal.accounts.models import User

SESSION_KEY = "acting"
AT_MOST = timedelta(hours=1)
REASON_LENGTH = 500


@dataclass(frozen=True)
class Acting:
    """`actor` is the real person, `user` the one as whom requests are done."""

    actor: User
    user: User
    reason: str
    until: datetime


def acting_start(*, request: HttpRequest, user: User, reason: str, now: datetime) -> None:
    """Let this session act as `user`. Raises PermissionDenied, also when it acts as somebody already."""
    actor: Any = request.user
    if acting_of(request) is not None or SESSION_KEY in request.session or not may_act_as(actor, user):
        raise PermissionDenied
    until = now + AT_MOST
    reason = reason[:REASON_LENGTH]
    request.session[SESSION_KEY] = {"user": user.pk, "reason": reason, "until": until.isoformat()}
    _renew(request)
    signals.acting_started.send(
        User, request=request, actor=actor, user=user, reason=reason, until=until, now=now
    )


def acting_end(*, request: HttpRequest, acting: Acting, how: Ending, now: datetime) -> None:
    """The session is the real person's own again."""
    request.session.pop(SESSION_KEY, None)
    _renew(request)
    request.user = acting.actor
    request.acting = None  # type: ignore[attr-defined]
    signals.acting_ended.send(
        User, request=request, actor=acting.actor, user=acting.user, how=how, reason=acting.reason, now=now
    )


def acting_of(request: Any) -> Acting | None:
    """As whom this request is done; None for most. No query: the middleware has looked."""
    found: Acting | None = getattr(request, "acting", None)
    return found


def _renew(request: HttpRequest) -> None:
    """What was seen of the session before is worth nothing after."""
    request.session.cycle_key()
    rotate_token(request)
