"""Django, allauth and axes say what happened in three dialects; here it becomes one (`signals`)."""

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.internal.flows.login import clear_authentication_records
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from axes import signals as axes_signals
from django.contrib.auth import signals as auth_signals
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts import signals
from portal.accounts.acting.enums import Ending
from portal.accounts.acting.services import acting_end, acting_of
from portal.accounts.models import User
from portal.accounts.selectors import has_proved_second_factor
from portal.accounts.services import sessions_end


def _user_named(username: str | None) -> User | None:
    return User.objects.filter(username__iexact=username).first() if username else None


def on_signed_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    proved = getattr(request, "user", None) is not None and has_proved_second_factor(request=request)
    signals.signed_in.send(User, request=request, user=user, second_factor=proved)


def on_signed_out(sender: Any, request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    acting = acting_of(request)
    if acting is not None:
        acting_end(request=request, acting=acting, how=Ending.SIGN_OUT, now=timezone.now())
        user = acting.actor
    if user is not None:
        signals.signed_out.send(User, request=request, user=user)


def on_failed(
    sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    username = str(credentials.get("username") or "")[:150]
    signals.sign_in_failed.send(
        User,
        request=request,
        user=_user_named(username),
        username=username,
        second_factor=bool(credentials.get("second_factor")),
    )


def on_locked_out(sender: Any, request: HttpRequest, username: str, ip_address: str, **kwargs: Any) -> None:
    signals.locked_out.send(
        User, request=request, user=_user_named(username), username=username, ip_address=ip_address
    )


def on_wrong_code(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A wrong code counts like a wrong password, in the same lockout."""
    credentials = {"username": user.get_username(), "second_factor": True}
    auth_signals.user_login_failed.send(sender=__name__, credentials=credentials, request=request)


def on_enrolled(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        signals.second_factor_enrolled.send(User, request=request, user=user)


def on_removed(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """What the session proved is gone with it, here and on the user's other devices."""
    if authenticator.type != Authenticator.Type.TOTP:
        return
    clear_authentication_records(request)
    sessions_end(user=user, except_key=request.session.session_key, request=request)
    signals.second_factor_reset.send(User, request=request, user=user, actor=user)


def on_password_changed(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    sessions_end(user=user, except_key=request.session.session_key, request=request)
    by_mail = kwargs.get("signal") is account_signals.password_reset
    signals.password_changed.send(User, request=request, user=user, by_mail=by_mail)


def connect() -> None:
    auth_signals.user_logged_in.connect(on_signed_in, dispatch_uid="accounts.signed_in")
    auth_signals.user_logged_out.connect(on_signed_out, dispatch_uid="accounts.signed_out")
    auth_signals.user_login_failed.connect(on_failed, dispatch_uid="accounts.failed")
    axes_signals.user_locked_out.connect(on_locked_out, dispatch_uid="accounts.locked_out")
    mfa_signals.authentication_failed.connect(on_wrong_code, dispatch_uid="accounts.wrong_code")
    mfa_signals.authenticator_added.connect(on_enrolled, dispatch_uid="accounts.enrolled")
    mfa_signals.authenticator_removed.connect(on_removed, dispatch_uid="accounts.removed")
    for signal in (
        account_signals.password_changed,
        account_signals.password_set,
        account_signals.password_reset,
    ):
        signal.connect(on_password_changed, dispatch_uid="accounts.password_changed")
