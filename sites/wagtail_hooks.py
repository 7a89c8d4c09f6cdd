"""The province's screens in the admin, and the lock on closed sub-sites."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail_localize import wagtail_hooks as localize

from sites import redirects
from sites.explorer import (
    ExplorerPagesViewSet,
    install,
    translation_buttons,
    with_parents,
    with_row_facts,
)
from sites.page_screens import SubsitePageViewSet, pages_below
from sites.permissions import is_frozen_for, may_view_network
from sites.scopes import scope_of_request
from sites.views import SubsiteCreateView, SubsiteIndexView, UnitChooseView


@hooks.register("register_admin_urls")
def register_subsite_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("", SubsiteIndexView.as_view(), name="index"),
        path("new/", UnitChooseView.as_view(), name="choose_unit"),
        path("new/<int:unit_id>/", SubsiteCreateView.as_view(), name="create"),
    ]
    return [
        path("sub-sites/", include((patterns, "portal_sites"), namespace="portal_sites")),
        path(
            "site-redirects/", include((redirects.urlpatterns, "site_redirects"), namespace="site_redirects")
        ),
    ]


# After Wagtail's own for the base page, which it takes the place of.
@hooks.register("register_admin_viewset", order=1)
def register_page_screens() -> SubsitePageViewSet:
    return SubsitePageViewSet()


class NetworkMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_view_network(request.user)


@hooks.register("register_admin_menu_item")
def register_network_menu_item() -> Any:
    return NetworkMenuItem(_("Network"), reverse("portal_sites:index"), icon_name="site", order=150)


class OwnRedirectsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(scope_of_request(request).administered_site_ids)


@hooks.register("register_settings_menu_item")
def register_redirects_menu_item() -> Any:
    return OwnRedirectsMenuItem(
        _("Redirects of my site"), reverse("site_redirects:index"), icon_name="redirect", order=120
    )


@hooks.register("construct_page_chooser_queryset")
def choose_own_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Wagtail's chooser offers every tree, drafts included (wagtail/wagtail#1700, #9714)."""
    pages = with_parents(with_row_facts(pages))
    scope = scope_of_request(request)
    return pages if scope.is_network else pages.filter(pages_below(scope))


def refuse_if_frozen(request: HttpRequest, page: Page, *args: Any, **kwargs: Any) -> None:
    """A closed unit's sub-site is read-only (it is an archive; Archives Law, Decree 43/2011 Art. 17.2)."""
    if is_frozen_for(request.user, page, day=timezone.localdate()):
        messages.error(request, _("The unit has ended: its site is kept as it was."))
        raise PermissionDenied


for hook in (
    "before_create_page",
    "before_edit_page",
    "before_publish_page",
    "before_unpublish_page",
    "before_delete_page",
    "before_move_page",
    "before_copy_page",
    "before_convert_alias_page",
):
    hooks.register(hook, refuse_if_frozen)


def refuse_to_break_a_subsite(request: HttpRequest, page: Page, *args: Any, **kwargs: Any) -> None:
    """The root of a sub-site and its home pages carry addresses, rights and the unit of every page."""
    if page.depth <= 3:
        messages.error(
            request, _("A sub-site's root and home pages can be neither moved, copied nor deleted.")
        )
        raise PermissionDenied


for hook in ("before_delete_page", "before_move_page", "before_copy_page"):
    hooks.register(hook, refuse_to_break_a_subsite)


@hooks.register("construct_admin_api")
def tree_in_the_menu(router: Any) -> None:
    router.register_endpoint("pages", ExplorerPagesViewSet)


# Wagtail takes back temporary hooks only, and does it like this (wagtail/hooks.py, TemporaryHook).
for _buttons in ("register_page_listing_more_buttons", "register_page_header_buttons"):
    hooks._hooks[_buttons].remove((localize.page_listing_more_buttons, 0))
    hooks.register(_buttons, translation_buttons)
install()
