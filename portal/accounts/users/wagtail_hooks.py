"""The users' screens in the admin, registered by `portal.accounts.wagtail_hooks`."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.accounts.users import urls
from portal.accounts.users.permissions import policy_of_request


@hooks.register("register_admin_urls")
def register_site_users_urls() -> list[URLPattern | URLResolver]:
    return [path("site-users/", include(urls))]


class UsersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy_of_request(request).may_enter


@hooks.register("register_admin_menu_item")
def register_users_menu_item() -> Any:
    return UsersMenuItem(
        _("Users"), reverse("site_users:index"), name="site-users", icon_name="group", order=160
    )


@hooks.register("register_log_actions")
def register_user_log_actions(actions: Any) -> None:
    actions.register_action("accounts.user_created", _("Make an account"), _("Account made"))
    actions.register_action("accounts.user_changed", _("Change a person"), _("Name or address changed"))
    actions.register_action("accounts.roles_changed", _("Change roles"), _("Roles changed"))
    actions.register_action(
        "accounts.second_factor_reset", _("Forget the second step"), _("Second step forgotten")
    )
    actions.register_action("accounts.user_disabled", _("Shut an account"), _("Account shut"))
    actions.register_action("accounts.user_enabled", _("Open an account"), _("Account opened"))
    actions.register_action("accounts.password_link_sent", _("Send a password link"), _("Password link sent"))
