"""The province's screens in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from sites.permissions import may_view_network
from sites.views import SubsiteCreateView, SubsiteIndexView, UnitChooseView


@hooks.register("register_admin_urls")
def register_subsite_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("", SubsiteIndexView.as_view(), name="index"),
        path("new/", UnitChooseView.as_view(), name="choose_unit"),
        path("new/<int:unit_id>/", SubsiteCreateView.as_view(), name="create"),
    ]
    return [path("sub-sites/", include((patterns, "portal_sites"), namespace="portal_sites"))]


class NetworkMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_view_network(request.user)


@hooks.register("register_admin_menu_item")
def register_network_menu_item() -> Any:
    return NetworkMenuItem(_("Sub-sites"), reverse("portal_sites:index"), icon_name="site", order=150)
