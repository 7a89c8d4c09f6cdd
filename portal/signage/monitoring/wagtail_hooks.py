"""The status wall in the admin and on its home; `portal.signage.wagtail_hooks` reads this file."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from portal.signage.menu import HOOK, SignageMenuItem
from portal.signage.monitoring import wall_urls
from portal.signage.monitoring.panels import SilentBoardsPanel


@hooks.register("register_admin_urls")
def register_wall_urls() -> list[URLPattern | URLResolver]:
    return [path("signage/wall/", include(wall_urls))]


@hooks.register(HOOK)
def register_wall_menu_item() -> Any:
    return SignageMenuItem(
        _("State of the boards"),
        reverse("signage_wall:index"),
        name="signage-wall",
        icon_name="view",
        order=90,
    )


@hooks.register("construct_homepage_panels")
def show_silent_boards(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(SilentBoardsPanel())
