"""Letters to people whose account was made or given roles. The link in one reaches its owner only."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import int_to_base36
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.accounts.mail import send_soon
from portal.accounts.models import User
from sites.enums import Role
from sites.models import Subsite


def password_letter_send(*, user: User, subsite: Subsite, sender: Any) -> None:
    """A link to set a password, on the sub-site's host, good for PASSWORD_RESET_TIMEOUT."""
    path = _password_path(user)
    with override(settings.LANGUAGE_CODE):
        _send(
            user,
            subsite,
            _("Set a password for your account"),
            "set_password",
            {
                "link": f"{subsite.site.root_url}{path}",
                "sender": sender,
                "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
            },
        )


def roles_letter_send(*, user: User, subsite: Subsite, roles: Collection[Role], sender: Any) -> None:
    """A notice to somebody who has an account: another sub-site counts on you."""
    with override(settings.LANGUAGE_CODE):
        labels = ", ".join(str(role.label) for role in roles)
        link = f"{subsite.site.root_url}{reverse('wagtailadmin_home')}"
        facts = {"link": link, "sender": sender, "roles": labels}
        _send(user, subsite, _("You have been given a role"), "roles_given", facts)


def _password_path(user: User) -> str:
    token = default_token_generator.make_token(user)
    key = {"uidb36": int_to_base36(user.pk), "key": token}
    return reverse("account_reset_password_from_key", kwargs=key)


def _send(user: User, subsite: Subsite, title: str, name: str, facts: dict[str, Any]) -> None:
    body = render_to_string(
        f"accounts/users/letters/{name}.txt", {"user": user, "unit": subsite.unit, **facts}
    )
    subject = f"{subsite.unit.full_name}: {title}"
    send_soon(EmailMessage(" ".join(subject.split()), body, to=[user.email]))
