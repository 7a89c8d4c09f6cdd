"""Shared records, the home and the menu screen in the admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.views import home
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.core.desk.panels import FirstStepsPanel, WaitingPanel
from portal.core.finding import urls as searches_urls
from portal.core.finding.reports import may_read_searches
from portal.core.menus import urls as menu_urls
from portal.core.models import BestBet, Topic
from sites.permissions import may_add_subsite
from sites.scopes import scope_of_request


class TopicViewSet(SnippetViewSet):
    """Topics: the province's administrators change them, all sub-sites show them."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_name = "topics"
    menu_order = 160
    add_to_admin_menu = True
    list_display = ["name", "name_en", "slug", "sort_order"]
    panels = [FieldPanel("name"), FieldPanel("name_en"), FieldPanel("slug"), FieldPanel("sort_order")]


class BestBetViewSet(SnippetViewSet):
    """What the province puts above the results of a query."""

    model = BestBet
    icon = "pick"
    menu_label = _("Search recommendations")
    menu_name = "best-bets"
    menu_order = 165
    add_to_admin_menu = True
    list_display = ["title", "queries", "valid_from", "valid_until"]
    panels = [
        FieldPanel("queries"),
        FieldPanel("title"),
        FieldPanel("note"),
        FieldPanel("page"),
        FieldPanel("address"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        FieldPanel("sort_order"),
    ]


register_snippet(TopicViewSet)
register_snippet(BestBetViewSet)


# Wagtail's panels ask every approval step of the network in turn, and count other sub-sites' pages.
REPLACED_PANELS = (
    home.WorkflowObjectsToModeratePanel,
    home.UserObjectsInWorkflowModerationPanel,
    home.RecentEditsPanel,
    home.LockedPagesPanel,
)


@hooks.register("construct_homepage_panels")
def use_own_panels(request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED_PANELS)]
    panels += [WaitingPanel(), FirstStepsPanel()]


@hooks.register("construct_homepage_summary_items", order=1000)
def show_no_numbers_of_others(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("register_admin_urls")
def register_menu_urls() -> list[URLPattern | URLResolver]:
    return [path("site-menu/", include(menu_urls))]


class SiteMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_add_subsite(request.user) or bool(scope_of_request(request).administered_site_ids)


@hooks.register("register_settings_menu_item")
def register_menu_item() -> Any:
    return SiteMenuItem(_("Menu of the site"), reverse("site_menu:index"), icon_name="bars", order=110)


@hooks.register("register_admin_urls")
def register_searches_urls() -> list[URLPattern | URLResolver]:
    return [path("reports/searches/", include(searches_urls))]


class SearchesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_read_searches(scope_of_request(request))


@hooks.register("register_reports_menu_item")
def register_searches_menu_item() -> Any:
    label = _("What readers look for")
    return SearchesMenuItem(label, reverse("site_searches:index"), icon_name="search", order=650)


@hooks.register("register_log_actions")
def register_menu_log_action(actions: Any) -> None:
    actions.register_action("core.menu_changed", _("Change the menu"), _("Menu changed"))


@hooks.register("before_create_page")
@hooks.register("before_edit_page")
def act_once(request: HttpRequest, page: Any, *args: Any) -> HttpResponse | None:
    """An action is taken by who pressed its button, once.

    A button leaves its name in the form, and an autosave that leaves a moment later carries it
    along: the same approval would come twice. Its second coming found no step to approve.
    """
    if request.method != "POST" or not any(name.startswith("action-") for name in request.POST):
        return None
    if not request.accepts("text/html"):
        told = {"success": False, "error_code": "action", "error_message": str(_("Nothing was saved twice."))}
        return JsonResponse(told, status=400)
    is_approval = "action-workflow-action" in request.POST
    if is_approval and isinstance(page, Page) and page.current_workflow_task is None:
        messages.warning(request, _("This step has been decided already."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None
