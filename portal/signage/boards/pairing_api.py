"""POST /enroll and /enroll/token: for devices that have no identity yet (contract 3.1)."""

import hashlib
import unicodedata
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from portal.accounts.client_addresses import client_address
from portal.signage.boards.authentication import answered, method_refused
from portal.signage.boards.bodies import json_body
from portal.signage.boards.keys import LONGEST, digest_of
from portal.signage.boards.pairing import (
    INTERVAL_SECONDS,
    LIFETIME,
    Device,
    TooManyWaiting,
    enrollment_begin,
    enrollment_deliver,
)
from portal.signage.boards.refusals import Refused
from portal.signage.models import Enrollment

MOST_BYTES = 4096
BEGUN_A_MINUTE = 20
ASKED_A_MINUTE = 300  # a whole office of boards behind one address asks every five seconds


@csrf_exempt  # nobody is signed in
def enroll(request: HttpRequest) -> HttpResponseBase:
    """A device code to ask with, and a claim code to show."""

    def answer() -> HttpResponseBase:
        _only_post(request)
        now = timezone.now()
        address = client_address(request)
        _count(f"enroll:{address}", BEGUN_A_MINUTE, now)
        device = _device_of(json_body(request, most_bytes=MOST_BYTES))
        try:
            device_code, claim_code = enrollment_begin(device=device, address=address, now=now)
        except TooManyWaiting as error:
            raise _too_many(int(LIFETIME.total_seconds())) from error
        return _told(
            {
                "device_code": device_code,
                "claim_code": claim_code,
                "interval": INTERVAL_SECONDS,
                "expires_in": int(LIFETIME.total_seconds()),
            }
        )

    return answered(answer)


@csrf_exempt
def enroll_token(request: HttpRequest) -> HttpResponseBase:
    """202 while nobody has typed the code, then once the board and its token, then 410."""

    def answer() -> HttpResponseBase:
        _only_post(request)
        now = timezone.now()
        _count(f"enroll-token:{client_address(request)}", ASKED_A_MINUTE, now)
        body = json_body(request, most_bytes=MOST_BYTES)
        code = body.get("device_code")
        if not isinstance(code, str) or not 0 < len(code) <= LONGEST:
            raise _wrong("device_code")
        found = (
            Enrollment.objects.select_related("board__unit", "claimed_by")
            .filter(device_digest=digest_of(code))
            .first()
        )
        if found is None:
            raise _wrong("device_code")
        if found.expires_at <= now or found.delivered_at is not None:
            raise _over()
        if found.board is None:
            return _told({"status": "waiting", "interval": INTERVAL_SECONDS}, status=202)
        delivered = enrollment_deliver(enrollment=found, now=now)
        if delivered is None:
            raise _over()
        board, token = delivered
        return _told({"board_id": board.uid, "token": token})

    return answered(answer)


def _device_of(body: dict[str, Any]) -> Device:
    """Raises Refused 400 that names the field. Unknown fields are passed over."""
    player = body.get("player")
    if isinstance(player, dict):
        player = " ".join(_text(player, key, 60) for key in ("name", "version")).strip()[:60]
        body = body | {"player": player}
    fingerprint = _text(body, "fingerprint", 200)
    return Device(
        name=_text(body, "name", 100),
        width=_pixels(body, "width", 16),
        height=_pixels(body, "height", 8),
        player=_text(body, "player", 60),
        fingerprint=hashlib.sha256(fingerprint.encode()).hexdigest() if fingerprint else "",
    )


def _text(body: dict[str, Any], key: str, longest: int) -> str:
    value = body.get(key)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > longest:
        raise _wrong(key)
    shown = "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in value)
    return unicodedata.normalize("NFC", " ".join(shown.split()))


def _pixels(body: dict[str, Any], key: str, least: int) -> int | None:
    value = body.get(key)
    if value is None:
        return None
    if type(value) is not int or not least <= value <= 4096:
        raise _wrong(key)
    return value


def _only_post(request: HttpRequest) -> None:
    if request.method != "POST":
        raise method_refused(["POST"])


def _wrong(key: str) -> Refused:
    return Refused(400, "bad_field", _("The field “%(name)s” is missing or wrong.") % {"name": key})


def _over() -> Refused:
    return Refused(410, "pairing_over", _("This pairing has ended. Begin a new one."))


def _too_many(seconds: int) -> Refused:
    message = _("Too many devices ask at the moment. Try again later.")
    return Refused(429, "too_many_calls", message, {"Retry-After": str(seconds)})


def _count(name: str, most: int, now: datetime) -> None:
    minute, second = divmod(int(now.timestamp()), 60)
    key = f"signage:{name}:{minute}"
    cache.add(key, 0, 70)
    try:
        calls = cache.incr(key)
    except ValueError:  # thrown out between the two
        calls = 1
    if calls > most:
        raise _too_many(60 - second)


def _told(body: dict[str, Any], *, status: int = 200) -> JsonResponse:
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})
