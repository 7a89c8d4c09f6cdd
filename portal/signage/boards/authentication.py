"""Who is asking: the board behind a token, a Basic password or a read-only address (contract 3.2).

One query, no write. Unknown, expired and withdrawn keys look the same from outside.
"""

import base64
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from portal.signage.boards.callers import KeptCallers
from portal.signage.boards.keys import LONGEST, digest_of, is_same_digest
from portal.signage.boards.prepared import credential_by_digest
from portal.signage.boards.refusals import Refused, refusal_response
from portal.signage.boards.sightings import credential_seen, fingerprint_note
from portal.signage.enums import CredentialKind
from portal.signage.models import Board, BoardCredential

FEED_READ = "feed:read"
STATUS_WRITE = "status:write"
PLAYS_WRITE = "plays:write"
SCOPES = {
    CredentialKind.TOKEN: frozenset({FEED_READ, STATUS_WRITE, PLAYS_WRITE}),
    CredentialKind.CAPABILITY: frozenset({FEED_READ}),
}
CALLS_A_MINUTE = 60
RETRY_SECONDS = 30  # of an answer 503
FINGERPRINT_HEADER = "HTTP_X_BOARD_FINGERPRINT"
_QUERY_KEYS = frozenset({"token", "t", "key", "k", "access_token"})


@dataclass(frozen=True)
class Caller:
    """`scopes` are words of the contract."""

    board: Board
    credential: BoardCredential
    scopes: frozenset[str]


def authenticate(request: HttpRequest, *, key: str | None = None, now: datetime) -> Caller:
    """The board that asks. `key` is the capability of an address /k/<key>/…, else the header is read.

    Raises Refused: 400 a secret in the query, 401 no live key, 410 the board is out of use.
    One query; none while the caller is remembered (`callers`).
    """
    if request.META.get("QUERY_STRING") and _QUERY_KEYS & {name.lower() for name in request.GET}:
        raise Refused(
            400,
            "secret_in_query",
            _(
                "A key in the query of an address ends up in logs. Send it in the header Authorization: "
                "Bearer …, and have this one replaced."
            ),
        )
    uid, secret = ("", key) if key is not None else _sent(request)
    credential = _credential_of(secret) if 0 < len(secret) <= LONGEST else None
    if (
        credential is None
        or credential.revoked_at is not None
        or (credential.expires_at is not None and credential.expires_at <= now)
        or (key is not None and credential.kind != CredentialKind.CAPABILITY)
        or (uid and uid != credential.board.uid)
    ):
        raise Refused(
            401,
            "unknown_key",
            _("No valid key was sent. The board must be paired again, or given a new key."),
            _challenge(request, key),
        )
    if credential.board.retired_at is not None:
        raise Refused(410, "board_retired", _("This board is out of use."))
    return Caller(credential.board, credential, SCOPES[CredentialKind(credential.kind)])


def caller_admitted(request: HttpRequest, *, scope: str, key: str | None = None, now: datetime) -> Caller:
    """As `authenticate`, within the limit of calls and with this scope; notes that the key was used.

    Raises Refused: also 403 and 429. Besides the one query, at most one write a minute.
    """
    caller = authenticate(request, key=key, now=now)
    _count(caller.credential, now)
    if scope not in caller.scopes:
        raise Refused(403, "wrong_scope", _("This key may only read."))
    credential_seen(credential=caller.credential, now=now)
    if fingerprint := request.META.get(FINGERPRINT_HEADER):
        fingerprint_note(credential=caller.credential, fingerprint=fingerprint, now=now)
    return caller


def board_endpoint(scope: str, methods: Iterable[str] = ("GET", "HEAD")) -> Callable[[Any], Any]:
    """A view `view(request, caller, **kwargs)` for machines: no CSRF, no cookies, refusals as JSON.

    What the view does not say about caching is `private, no-cache`; a database that is away is 503.
    """
    allowed = frozenset(methods)

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @csrf_exempt  # a key is no cookie: no browser sends it by itself
        @wraps(view)
        def endpoint(request: HttpRequest, key: str | None = None, **kwargs: Any) -> HttpResponseBase:
            def answer() -> HttpResponseBase:
                if request.method not in allowed:
                    raise method_refused(allowed)
                caller = caller_admitted(request, scope=scope, key=key, now=timezone.now())
                return view(request, caller, **kwargs)

            response = answered(answer)
            response.headers.setdefault("Cache-Control", "private, no-cache")
            response.headers.setdefault("Referrer-Policy", "no-referrer")
            if key is None:
                response.headers.setdefault("Vary", "Authorization")
            return response

        return endpoint

    return decorate


def answered(answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What `answer` gives; its refusals and a database that is away as JSON."""
    try:
        return answer()
    except Refused as refused:
        return refusal_response(refused)
    except (OperationalError, InterfaceError):
        message = _("The portal is not reachable at the moment. Keep showing what you have.")
        return refusal_response(Refused(503, "unavailable", message, {"Retry-After": str(RETRY_SECONDS)}))


def method_refused(allowed: Iterable[str]) -> Refused:
    names = ", ".join(sorted(allowed))
    message = _("This address knows only %(methods)s.") % {"methods": names}
    return Refused(405, "wrong_method", message, {"Allow": names})


def both_ways(tail: str, view: Callable[..., Any], *, name: str = "") -> list[URLPattern]:
    """The two addresses of what a board reads: /boards/me/<tail> with a token, /k/<key>/<tail> without.

    Their names: `name` (else the tail with `_` for what is no letter), and the same with `_by_key`.
    """
    name = name or re.sub(r"\W", "_", tail)
    return [
        path(f"boards/me/{tail}", view, name=name),
        path(f"k/<str:key>/{tail}", view, name=f"{name}_by_key"),
    ]


def not_found(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Whatever below the prefix is no address."""
    return refusal_response(Refused(404, "unknown_address", _("There is nothing at this address.")))


def _sent(request: HttpRequest) -> tuple[str, str]:
    """User (of Basic; else empty) and secret of the header Authorization; empty when there is none."""
    kind, _space, value = request.META.get("HTTP_AUTHORIZATION", "").strip().partition(" ")
    if kind.lower() == "bearer":
        return "", value.strip()
    if kind.lower() == "basic":
        try:
            uid, colon, secret = base64.b64decode(value.strip(), validate=True).decode().partition(":")
        except ValueError:
            return "", ""
        # Without a user the password could be any board's.
        return (uid, secret) if uid and colon else ("", "")
    return "", ""


def _credential_of(secret: str) -> BoardCredential | None:
    digest = digest_of(secret)
    kept = KeptCallers(digest)
    found = kept.find()
    if found is None:
        found = credential_by_digest(digest)
        if found is not None:
            kept.keep(found)
    return found if found is not None and is_same_digest(found.digest, digest) else None


def _challenge(request: HttpRequest, key: str | None) -> dict[str, str]:
    # Only who speaks Basic, or nothing yet, is asked for it: a browser would open its own window.
    sent = request.headers.get("Authorization", "").lower()
    kinds = ["Bearer", "Basic"] if key is None and not sent.startswith("bearer") else ["Bearer"]
    return {"WWW-Authenticate": ", ".join(f'{kind} realm="signage"' for kind in kinds)}


def _incremented(name: str) -> int:
    try:
        return int(cache.incr(name))
    except ValueError:  # thrown out between the two
        return 1


def _count(credential: BoardCredential, now: datetime) -> None:
    """One more call in this minute. In a cache of one process it counts this process's calls."""
    minute, second = divmod(int(now.timestamp()), 60)
    name = f"signage:calls:{credential.pk}:{minute}"
    try:
        calls = cache.incr(name)
    except ValueError:  # the first in this minute
        cache.add(name, 0, 70)
        calls = _incremented(name)
    if calls > CALLS_A_MINUTE:
        message = _("More than %(calls)d calls in a minute.") % {"calls": CALLS_A_MINUTE}
        raise Refused(429, "too_many_calls", message, {"Retry-After": str(60 - second)})
