"""What is done to a user's ways of signing in."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import int_to_base36
from django.utils.translation import gettext as _

from portal.accounts import signals
from portal.accounts.mail import send_soon
from portal.accounts.models import User
from portal.accounts.selectors import address_of_subsite


def second_factor_reset(*, user: User, actor: User | None, now: datetime) -> int:
    """Forget a user's second factor and recovery codes and end all sessions; returns how many ended.

    For a lost telephone. Whoever must have a second factor enrols again at the next sign-in.
    Whether `actor` may do this is the caller's question.
    """
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        ended = sessions_end(user=user)
        transaction.on_commit(
            lambda: signals.second_factor_reset.send(User, request=None, user=user, actor=actor)
        )
    return ended


def sessions_end(*, user: User, except_key: str | None = None, request: HttpRequest | None = None) -> int:
    """End a user's sessions but for the one that is named; returns how many."""
    sessions = UserSession.objects.filter(user=user)
    if except_key is not None:
        sessions = sessions.exclude(session_key=except_key)
    ended = list(sessions)
    for session in ended:
        session_end(session=session, request=request)
    return len(ended)


def session_end(*, session: UserSession, request: HttpRequest | None = None) -> None:
    """Sign one device out. What had ended by itself is only forgotten."""
    was_open = session.exists()
    session.end()
    if not was_open:
        return
    signals.session_revoked.send(
        User, request=request, user=session.user, ip_address=session.ip, user_agent=session.user_agent
    )


def password_reset_mail(*, request: HttpRequest, email: str) -> None:
    """Write to every active holder of an address; for nobody's address do the same work and send nothing."""
    found = User.objects.filter(email__iexact=email, is_active=True) if email else User.objects.none()
    users = [
        user for user in found if user.has_usable_password() and user.email.casefold() == email.casefold()
    ]
    messages = [_reset_message(request, user) for user in users or [User(pk=0, username="x", email=email)]]
    for message in messages if users else []:
        send_soon(message)


def _reset_message(request: HttpRequest, user: User) -> EmailMessage:
    hostname = request.get_host().rsplit(":", 1)[0]
    base = address_of_subsite(hostname=hostname) or settings.WAGTAILADMIN_BASE_URL
    token = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": int_to_base36(user.pk), "key": token})
    context = {
        "user": user,
        "address": base.rstrip("/") + path,
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
    }
    return EmailMessage(
        subject=_("New password for %(site)s") % {"site": settings.WAGTAIL_SITE_NAME},
        body=render_to_string("accounts/password_reset_message.txt", context),
        to=[user.email],
    )
