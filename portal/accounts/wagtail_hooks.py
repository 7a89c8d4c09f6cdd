"""The account area of the admin leads to password, second factor and devices."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from portal.accounts.users import wagtail_hooks as users_hooks

__all__ = ["register_security_item", "users_hooks"]


@hooks.register("register_account_menu_item")
def register_security_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Security of your account"),
        "help_text": _("Password, second step, recovery codes and the devices where you are signed in."),
    }
