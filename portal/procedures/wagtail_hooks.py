"""The province's screens of the catalog in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.procedures.statistics.permissions import may_view_statistics
from portal.procedures.statistics.views import StatisticsView


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
