"""The log stands among the reports of the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.audit import urls
from portal.audit.permissions import audit_policy_of


@hooks.register("register_admin_urls")
def register_audit_urls() -> list[URLPattern | URLResolver]:
    return [path("audit/", include(urls))]


class AuditMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return audit_policy_of(request).may_enter


@hooks.register("register_reports_menu_item")
def register_audit_menu_item() -> Any:
    return AuditMenuItem(
        _("Activity log"), reverse("audit:index"), name="audit-log", icon_name="history", order=100
    )
