"""The room's screens in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from portal.audit.actions import register_actions
from portal.signage.boards import urls as boards_urls
from portal.signage.boards.views import LINKS_HOOK
from portal.signage.emergency import admin_urls as alerts_urls
from portal.signage.menu import HOOK, NetworkSignageMenuItem, RunnersMenuItem, SignageMenuItem, signage_menu
from portal.signage.messages import wagtail_hooks as messages
from portal.signage.models import Board
from portal.signage.monitoring import wagtail_hooks as monitoring

__all__ = ["messages", "monitoring"]  # their hooks are registered when they are read


@hooks.register("register_admin_menu_item")
def register_signage_menu() -> Any:
    return signage_menu()


# --- Boards


@hooks.register("register_admin_urls")
def register_board_urls() -> list[URLPattern | URLResolver]:
    return [path("signage/boards/", include(boards_urls))]


@hooks.register(HOOK)
def register_boards_menu_item() -> Any:
    return SignageMenuItem(
        _("Boards"), reverse("signage_boards:index"), name="signage-boards", icon_name="list-ul", order=100
    )


@hooks.register(HOOK)
def register_pair_menu_item() -> Any:
    return RunnersMenuItem(
        _("Pair a board"), reverse("signage_boards:pair"), name="signage-pair", icon_name="link", order=110
    )


@hooks.register(HOOK)
def register_tags_menu_item() -> Any:
    return NetworkSignageMenuItem(
        _("Tags of boards"), reverse("signage_boards:tags"), name="signage-tags", icon_name="tag", order=900
    )


@hooks.register(LINKS_HOOK)
def link_to_day(board: Board, request: HttpRequest) -> tuple[Any, str]:
    return _("Day of a board"), reverse("signage_timeline:day", args=[board.pk])


@hooks.register(LINKS_HOOK)
def link_to_state(board: Board, request: HttpRequest) -> tuple[Any, str]:
    return _("State"), reverse("signage_wall:board", args=[board.pk])


register_actions(
    {
        "signage.board_created": _("Board entered"),
        "signage.board_changed": _("Board changed"),
        "signage.board_retired": _("Board taken out of use"),
        "signage.board_restored": _("Board put into use again"),
        "signage.board_moved": _("Board given to another unit"),
        "signage.board_paired": _("Board paired"),
        "signage.key_issued": _("Key of a board issued"),
        "signage.key_withdrawn": _("Key of a board withdrawn"),
        "signage.tag_created": _("Tag of boards made"),
        "signage.tag_renamed": _("Tag of boards renamed"),
        "signage.tag_deleted": _("Tag of boards deleted"),
    }
)


# --- Alerts


@hooks.register("register_admin_urls")
def register_alert_urls() -> list[URLPattern | URLResolver]:
    return [path("signage/alerts/", include(alerts_urls))]


@hooks.register(HOOK)
def register_alerts_menu_item() -> Any:
    return SignageMenuItem(
        _("Alerts"), reverse("signage_alerts:index"), name="signage-alerts", icon_name="warning", order=50
    )


register_actions(
    {
        "signage.alert_sent": _("Alert sent"),
        "signage.alert_renewed": _("Alert renewed"),
        "signage.alert_corrected": _("Alert corrected"),
        "signage.alert_cancelled": _("Alert cancelled"),
    }
)
