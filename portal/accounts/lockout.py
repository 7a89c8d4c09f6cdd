"""Answers that django-axes asks for: whose attempt it is, how long the pause, what the visitor reads."""

import unicodedata
from datetime import timedelta
from typing import Any

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.accounts.client_addresses import client_address
from portal.accounts.selectors import pause_after_failures
from portal.accounts.sign_in_pages import as_sign_in_page


def attempted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The name under which failures are counted: one, however its letters are typed."""
    name = (credentials or {}).get("username") or request.POST.get("login") or ""
    if not name and getattr(request, "user", None) is not None and request.user.is_authenticated:
        name = request.user.get_username()
    folded = unicodedata.normalize("NFKC", str(name)).strip().upper().lower()
    return folded.replace("\0", "")[:150]


def cool_off(request: HttpRequest | None) -> timedelta:
    """Passed to axes as AXES_COOLOFF_TIME; grows with the lockouts of the last day."""
    if request is None:
        return timedelta(days=1)
    pause = getattr(request, "_lockout_pause", None)
    if pause is None:
        credentials = getattr(request, "axes_credentials", None)
        pause = pause_after_failures(
            username=attempted_name(request, credentials),
            ip_address=client_address(request),
            now=getattr(request, "axes_attempt_time", None) or timezone.now(),
        )
        request._lockout_pause = pause  # type: ignore[attr-defined]
    return pause


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """The page a locked-out visitor gets; the same whether the name exists or not."""
    if hasattr(request, "_lockout_pause"):
        del request._lockout_pause  # the lockout just recorded counts
    pause = get_cool_off(request) or timedelta()
    minutes = max(1, int(pause.total_seconds() // 60))
    response = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return as_sign_in_page(response)
