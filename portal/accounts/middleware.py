"""Holds back whoever needs a second factor and has not given one; notes when a session was last seen."""

import hashlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from portal.accounts.selectors import has_proved_second_factor, has_second_factor, must_have_second_factor

# What is open to a signed-in user who has yet to enrol.
OPEN_PAGES = frozenset({"mfa_activate_totp", "account_reauthenticate", "wagtailadmin_logout"})
SEEN_EVERY = 300  # seconds


class SecondFactorMiddleware:
    """Stands behind every way of signing in, so none of them goes round the second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        _note_seen(request)
        if not settings.REQUIRE_SECOND_FACTOR or has_proved_second_factor(request=request):
            return None
        match = request.resolver_match
        if match is not None and match.view_name in OPEN_PAGES:
            return None
        if not must_have_second_factor(user=request.user):
            return None
        if has_second_factor(user=request.user):
            logout(request)
            return HttpResponseRedirect(_with_next("account_login", request))
        return HttpResponseRedirect(reverse("mfa_activate_totp"))


def _with_next(name: str, request: HttpRequest) -> str:
    back = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
    return reverse(name) + back


def _note_seen(request: HttpRequest) -> None:
    """At most one write per session in five minutes. A session whose key has changed is noted anew."""
    key = hashlib.sha256((request.session.session_key or "").encode()).hexdigest()
    if get_authentication_records(request, request.user) and cache.add(f"session-seen:{key}", 1, SEEN_EVERY):
        UserSession.objects.create_from_request(request)
