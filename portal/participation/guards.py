"""What keeps robots out of a form without asking people anything.

A trap that people do not see, a signed stamp of the time at which the form was drawn, and a limit
of submissions from one address. No service of others is asked and no address is stored in clear.
"""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.accounts.client_addresses import client_address
from portal.participation.forms import GuardForm

SHORTEST_FILLING = timedelta(seconds=3)
LONGEST_FILLING = timedelta(hours=24)
# Many people share one address behind a mobile operator or a counter of the commune.
SUBMISSIONS_PER_ADDRESS = 20
LIMIT_SECONDS = 600
_REMEMBER_SECONDS = 3600
_SALT = "portal.participation.stamp"


@dataclass(frozen=True)
class Refusal:
    """Why a submission is not taken, in the sender's language; `status` is the answer's."""

    message: str
    status: int = 422
    needs_new_stamp: bool = False


def stamp_at(page: Any, moment: datetime) -> str:
    """A signed word that this form was drawn at `moment`."""
    return signing.dumps([page.pk, int(moment.timestamp())], salt=_SALT)


def fresh_guard(page: Any, request: HttpRequest) -> GuardForm:
    """The hidden fields of a form drawn now."""
    return GuardForm(initial={"stamp": stamp_at(page, request.frame.now)})  # type: ignore[attr-defined]


def refusal_of(page: Any, guard: GuardForm, *, now: datetime) -> Refusal | None:
    """Why this sending looks like a robot's, or None. People may send again at once."""
    guard.is_valid()
    if guard.errors or guard.cleaned_data["website"]:
        return Refusal(
            _(
                "A hidden box of the form was filled in, probably by the browser. "
                "We emptied it: please send again."
            )
        )
    drawn_at = _read_stamp(page, guard.cleaned_data["stamp"])
    if drawn_at is None or not timedelta(0) <= now - drawn_at <= LONGEST_FILLING:
        return Refusal(
            _("The form had been open for too long. What you wrote is still here: please send again."),
            needs_new_stamp=True,
        )
    if now - drawn_at < SHORTEST_FILLING:
        return Refusal(_("That was very quick. What you wrote is still here: please send again."))
    return None


def limit_refusal(page: Any, request: HttpRequest) -> Refusal | None:
    """Counts one submission of the request's address; a refusal when there were too many."""
    key = f"form-limit:{page.pk}:{_digest(_network_of(client_address(request)))}"
    cache.add(key, 0, LIMIT_SECONDS)
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out between the two lines
        return None
    if count <= SUBMISSIONS_PER_ADDRESS:
        return None
    return Refusal(
        _("Too many have been sent from your network. Please wait ten minutes and send again."), status=429
    )


def sent_before(guard: GuardForm, values: dict[str, Any]) -> str:
    """The reference number of the very same sending (a button pressed twice), or an empty text."""
    found: str = cache.get(_sending_key(guard, values), "")
    return found


def remember_sent(guard: GuardForm, values: dict[str, Any], *, reference: str) -> None:
    cache.set(_sending_key(guard, values), reference, _REMEMBER_SECONDS)


def _sending_key(guard: GuardForm, values: dict[str, Any]) -> str:
    return f"form-sent:{_digest(guard.cleaned_data['stamp'] + repr(sorted(values.items())))}"


def _read_stamp(page: Any, stamp: str) -> datetime | None:
    try:
        page_id, seconds = signing.loads(stamp, salt=_SALT)
        drawn_at = datetime.fromtimestamp(seconds).astimezone()
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return drawn_at if page_id == page.pk else None


def _network_of(address: str) -> str:
    """An IPv6 visitor owns at least a /64: one address of it counts as all."""
    found = ipaddress.ip_address(address)
    return str(ipaddress.ip_network((address, 64), strict=False)) if found.version == 6 else address


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
