"""Does a request in the name of the one as whom its session acts."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.acting.enums import Ending
from portal.accounts.acting.permissions import may_act_as
from portal.accounts.acting.services import SESSION_KEY, Acting, acting_end
from portal.accounts.models import User
from portal.accounts.sign_in_pages import as_sign_in_page

# What is the account's own: nobody else changes it, nor sees how it is protected.
SHUT_PREFIXES = (
    "account_",
    "mfa_",
    "usersessions_",
    "openid_connect_",
    "own_account",
    "wagtailadmin_account",
    "wagtailusers_api_tokens",
)


class ActingMiddleware:
    """Stands between the second factor, which is the real person's, and the doors of the admin, which
    are those of the one acted as. Whether it is still allowed is asked at every request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
            return None
        if not request.user.is_authenticated:
            return None
        now = timezone.now()
        acting, ending = _acting_of_session(request, now=now)
        if acting is None:
            del request.session[SESSION_KEY]
            return HttpResponseRedirect(reverse("wagtailadmin_home"))
        if ending is not None:
            # Whatever was asked was meant in another's name: it is not done in one's own.
            acting_end(request=request, acting=acting, how=ending, now=now)
            text = _("You no longer act as %(name)s. What you last sent was not done.")
            messages.warning(request, text % {"name": _name(acting.user)})
            return HttpResponseRedirect(reverse("wagtailadmin_home"))
        request.user = acting.user
        request.acting = acting  # type: ignore[attr-defined]
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith(SHUT_PREFIXES):
            return as_sign_in_page(render(request, "accounts/acting/shut.html", status=403))
        return None


def _acting_of_session(request: HttpRequest, *, now: datetime) -> tuple[Acting | None, Ending | None]:
    noted = request.session[SESSION_KEY]
    user = User.objects.filter(pk=noted["user"]).first()
    if user is None:
        return None, Ending.NOT_ALLOWED
    signed_in: Any = request.user
    actor = User.objects.get(pk=signed_in.pk)
    until = datetime.fromisoformat(noted["until"])
    acting = Acting(actor, user, noted["reason"], until)
    if now >= until:
        return acting, Ending.EXPIRED
    return acting, None if may_act_as(actor, user) else Ending.NOT_ALLOWED


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()
