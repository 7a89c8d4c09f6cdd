"""The status wall in the admin, and the silent boards on its home."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from portal.signage.monitoring import wall_urls
from portal.signage.monitoring.panels import SilentBoardsPanel
from portal.signage.permissions import policy_of_request


@hooks.register("register_admin_urls")
def register_wall_urls() -> list[URLPattern | URLResolver]:
    return [path("signage/wall/", include(wall_urls))]


class WallMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy_of_request(request).sees_boards


@hooks.register("register_admin_menu_item")
def register_wall_menu_item() -> Any:
    return WallMenuItem(
        _("State of the boards"),
        reverse("signage_wall:index"),
        name="signage-wall",
        icon_name="desktop",
        order=172,
    )


@hooks.register("construct_homepage_panels")
def show_silent_boards(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(SilentBoardsPanel())
