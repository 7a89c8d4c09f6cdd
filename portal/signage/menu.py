"""The submenu "LED boards" of the admin: each part of the room adds its items by the hook."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from sites.enums import NetworkRole
from sites.scopes import scope_of_request

HOOK = "register_signage_menu_item"


class SignageMenuItem(MenuItem):
    """For everybody with a role somewhere; asks nothing that the request does not know already."""

    def is_shown(self, request: HttpRequest) -> bool:
        scope = scope_of_request(request)
        return scope.is_network or bool(scope.unit_ids)


class RunnersMenuItem(MenuItem):
    """For who runs boards somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        scope = scope_of_request(request)
        return bool(scope.administered_site_ids) or NetworkRole.PROVINCE_ADMIN in scope.network_roles


class NetworkSignageMenuItem(MenuItem):
    """For the province's people and the auditor."""

    def is_shown(self, request: HttpRequest) -> bool:
        return scope_of_request(request).is_network


def signage_menu() -> Any:
    return SubmenuMenuItem(
        _("LED boards"), Menu(register_hook_name=HOOK), name="signage", icon_name="desktop", order=157
    )
