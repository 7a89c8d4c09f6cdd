"""Letters to people whose account was made or given roles. The link in one reaches its owner only."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.encoding import force_bytes
from django.utils.http import int_to_base36, urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import override

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
    try:
        return reverse(
            "account_reset_password_from_key", kwargs={"uidb36": int_to_base36(user.pk), "key": token}
        )
    except NoReverseMatch:
        uid = urlsafe_base64_encode(force_bytes(user.pk))
        return reverse("wagtailadmin_password_reset_confirm", kwargs={"uidb64": uid, "token": token})


def _send(user: User, subsite: Subsite, title: str, name: str, facts: dict[str, Any]) -> None:
    body = render_to_string(
        f"accounts/users/letters/{name}.txt", {"user": user, "unit": subsite.unit, **facts}
    )
    subject = f"{subsite.unit.full_name}: {title}"
    send_mail(" ".join(subject.split()), body, settings.DEFAULT_FROM_EMAIL, [user.email])
