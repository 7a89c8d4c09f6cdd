"""What allauth asks of us: nobody signs himself up, one host, one address, our words."""

import logging
import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from portal.accounts import signals
from portal.accounts.client_addresses import client_address
from portal.accounts.models import User
from portal.accounts.secrets_at_rest import deciphered, enciphered
from portal.accounts.services import session_end

logger = logging.getLogger(__name__)
_MESSAGES = {
    "account/messages/password_changed.txt": _(
        "Your password has been changed. Other devices have been signed out."
    ),
    "mfa/messages/totp_deactivated.txt": _("The app on your telephone no longer counts as second factor."),
}
_TOO_MANY = _("Too many failed attempts. Try again later.")
_WRONG_CODE = _("This code is not right. Codes change every half minute: type the one shown now.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is switched off."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": _("This password is not right."),
        "invalid_password_reset": _("This link is not valid any more."),
        "rate_limited": _TOO_MANY,
        "too_many_login_attempts": _TOO_MANY,
        "username_password_mismatch": _("User name and password do not fit together."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only addresses of the host that was asked: other sub-sites are other origins."""
        request = context.request
        hosts = {request.get_host()}
        return url_has_allowed_host_and_scheme(url, hosts, require_https=request.is_secure())

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within minutes of signing in: who has just typed the password need not do so again."""
        records = get_authentication_records(context.request, context.request.user)
        newest = max((record.get("at", 0) for record in records), default=0)
        if time.time() - newest < account_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: Any = None,
    ) -> None:
        text = message or _MESSAGES.get(message_template or "")
        if text and request.user.is_authenticated:
            messages.add_message(request, level, text, extra_tags=extra_tags)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _WRONG_CODE,
        "cannot_generate_recovery_codes": _("Recovery codes belong to a second factor: set that up first."),
    }

    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())

    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def encrypt(self, text: str) -> str:
        return enciphered(text)

    def decrypt(self, encrypted_text: str) -> str:
        return deciphered(encrypted_text)


class SessionsAdapter(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions: Any) -> None:
        for session in sessions:
            session_end(session=session, request=context.request)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """The province's own sign-in opens accounts that exist here; it never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Link by verified e-mail address, else by user name; refuse whatever is not one person.

        A superuser is never linked by what another system says about an address.
        """
        if sociallogin.is_existing:
            return
        user = _user_told(sociallogin)
        if user is None:
            _tell_failure(request, sociallogin.user.username or sociallogin.user.email)
            page = render(request, "accounts/sso_unknown.html", status=403)
            raise ImmediateHttpResponse(page)
        sociallogin.connect(request, user)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        _tell_failure(request, "")
        logger.warning("Single sign-on failed: %s", exception or error)
        raise ImmediateHttpResponse(render(request, "accounts/sso_failed.html", status=403))


def _tell_failure(request: HttpRequest, username: str) -> None:
    signals.sign_in_failed.send(
        User, request=request, user=None, username=username[:150], second_factor=False
    )


def _user_told(sociallogin: Any) -> User | None:
    candidates = User.objects.filter(is_active=True, is_superuser=False)
    verified = [address.email for address in sociallogin.email_addresses if address.verified is True]
    for email in verified:
        found = list(candidates.filter(email__iexact=email)[:2])
        if found:
            return found[0] if len(found) == 1 and found[0].email.casefold() == email.casefold() else None
    name = sociallogin.user.username
    return candidates.filter(username=name).first() if name else None
