"""The room's screens in the admin: the record, the units' own screens, the province's overview."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from portal.procedures.adoption import urls as adoption_urls
from portal.procedures.editing.viewsets import ProceduresGroup
from portal.procedures.network import urls as network_urls
from portal.procedures.statistics.permissions import may_view_statistics
from portal.procedures.statistics.views import StatisticsView
from sites.scopes import scope_of_request

register_snippet(ProceduresGroup)


@hooks.register("register_admin_urls")
def register_procedure_urls() -> list[URLPattern | URLResolver]:
    return [
        path("procedures-here/", include(adoption_urls)),
        path("procedures-network/", include(network_urls)),
    ]


class HereMenuItem(MenuItem):
    """For people of sub-sites."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(scope_of_request(request).unit_ids)


class NetworkMenuItem(MenuItem):
    """For the province's people and the auditor."""

    def is_shown(self, request: HttpRequest) -> bool:
        return scope_of_request(request).is_network


@hooks.register("register_admin_menu_item")
def register_here_menu_item() -> Any:
    return HereMenuItem(
        _("Procedures at our unit"),
        reverse("procedures_here:index"),
        name="procedures-here",
        icon_name="doc-full-inverse",
        order=155,
    )


@hooks.register("register_admin_menu_item")
def register_network_menu_item() -> Any:
    return NetworkMenuItem(
        _("Procedures in the units"),
        reverse("procedures_network:index"),
        name="procedures-network",
        icon_name="site",
        order=156,
    )


@hooks.register("register_log_actions")
def register_procedure_log_actions(actions: Any) -> None:
    for name, label, message in (
        ("translated", _("Make an English version"), _("English version made")),
        ("override_written", _("State an own part"), _("A unit stated a part of its own")),
        ("override_removed", _("Give up an own part"), _("A unit gave up its own part")),
        ("override_kept", _("Keep an own part"), _("A unit kept its own part after a change")),
        ("facts_written", _("State local facts"), _("A unit stated its local facts")),
        ("adoption_set", _("Carry out or not"), _("A unit said whether it carries this out")),
        ("change_proposed", _("Propose a change"), _("A unit proposed a change")),
        ("proposal_answered", _("Answer a proposal"), _("A proposal was answered")),
    ):
        actions.register_action(f"procedures.{name}", label, message)


@hooks.register("register_admin_urls")
def register_statistics_urls() -> list[URLPattern | URLResolver]:
    patterns = [path("", StatisticsView.as_view(), name="index")]
    return [
        path(
            "procedure-statistics/",
            include((patterns, "procedure_statistics"), namespace="procedure_statistics"),
        )
    ]


class StatisticsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_view_statistics(request.user)


@hooks.register("register_admin_menu_item")
def register_statistics_menu_item() -> Any:
    return StatisticsMenuItem(
        _("Service statistics"), reverse("procedure_statistics:index"), icon_name="table", order=260
    )
