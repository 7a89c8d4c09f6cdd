"""The explorer at the size of a province: what its rows need is read once for all of them, and its
filters name the people and sites of the place, not the network's.

Wagtail's admin API (the tree in the menu) and wagtail-localize's buttons ask two to seven queries
for each row.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin.api.serializers import AdminPageSerializer, PageChildrenField
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.pages.listing import GenericPageFilterSet, PageFilterSet, PageListingMixin
from wagtail.admin.widgets.button import Button
from wagtail.api.v2.serializers import PageParentField
from wagtail.models import Locale, Page, Site
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet
from wagtail_localize.models import TranslationSource
from wagtail_localize.wagtail_hooks import page_listing_more_buttons

from sites.reports import own_people
from sites.scopes import scope_of_request


def with_row_facts(pages: PageQuerySet) -> PageQuerySet:
    """Read with the pages what a row's status and language label would each ask for."""
    return pages.prefetch_related("locale").prefetch_workflow_states().annotate_approved_schedule()


class PagesWithParents(PageQuerySet):
    """Pages that bring their parents along, in one query."""

    def _fetch_all(self) -> None:
        is_fresh = self._result_cache is None
        super()._fetch_all()
        if not is_fresh:
            return
        pages = [page for page in self._result_cache if isinstance(page, Page) and page.depth > 1]
        paths = {page.path[: -page.steplen] for page in pages}
        # Always asked, so that the number of queries does not depend on the rows.
        found = Page.objects.filter(path__in=paths).select_related("locale")
        parents = {parent.path: parent for parent in found}
        for page in pages:
            page._cached_parent_obj = parents[page.path[: -page.steplen]]


def with_parents(pages: PageQuerySet) -> PageQuerySet:
    """Read the parents with the pages: a chooser's rows each ask for theirs."""
    found = pages.all()
    found.__class__ = PagesWithParents
    return found


class ChildrenField(PageChildrenField):
    """Wagtail counts each row's explorable children; below the user's own roots that is `numchild`."""

    def to_representation(self, page: Page) -> dict[str, Any]:
        if page.numchild and not page.path.startswith(self._roots()):
            counted: dict[str, Any] = super().to_representation(page)
            return counted
        listing = self.context["router"].get_model_listing_urlpath(Page)
        address = self.context["request"].build_absolute_uri(listing)
        return {"count": page.numchild, "listing_url": f"{address}?child_of={page.pk}"}

    def _roots(self) -> tuple[str, ...]:
        if "explorable_roots" not in self.context:
            user = self.context["request"].user
            roots = policy_registry.get_by_type(Page).instances_with_direct_explore_permission(user)
            self.context["explorable_roots"] = tuple(root.path for root in roots)
        found: tuple[str, ...] = self.context["explorable_roots"]
        return found


class ParentField(PageParentField):
    """Wagtail reads each row's parent and whether the user may see it; rows mostly share one."""

    def get_attribute(self, instance: Page) -> Page | None:
        parents = self.context.setdefault("parents", {})
        path = instance.path[: -instance.steplen]
        if path not in parents:
            parents[path] = super().get_attribute(instance)
        found: Page | None = parents[path]
        return found


class ExplorerPageSerializer(AdminPageSerializer):
    children = ChildrenField(read_only=True)
    parent = ParentField(read_only=True)


class ExplorerPagesViewSet(PagesAdminAPIViewSet):
    base_serializer_class = ExplorerPageSerializer

    def filter_queryset(self, queryset: PageQuerySet) -> Any:
        found = super().filter_queryset(queryset)
        return with_row_facts(found) if isinstance(found, PageQuerySet) else found


def with_translation_facts(pages: PageQuerySet) -> PageQuerySet:
    """Read with the pages what `translation_buttons` asks for each row."""
    translated = (
        Page.objects.filter(translation_key=OuterRef(OuterRef("translation_key")), alias_of__isnull=True)
        .order_by()
        .values("locale")
    )
    source = TranslationSource.objects.filter(
        object=OuterRef("translation_key"),
        locale=OuterRef("locale"),
        translations__enabled=True,
    )
    return pages.annotate(
        _lacks_translation=Exists(Locale.objects.exclude(pk__in=translated)),
        _translation_source=Subquery(source.values("pk")[:1]),
    )


def translation_buttons(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    """As wagtail-localize's, without its queries where the listing has read the answers, and not for
    a page class that says `is_translated = False`."""
    if not getattr(page.specific_class, "is_translated", True):
        return
    if not hasattr(page, "_lacks_translation"):
        yield from page_listing_more_buttons(page, user, view_name=view_name, next_url=next_url)
        return
    if page.is_root() or not user.has_perm("wagtail_localize.submit_translation"):
        return
    if page._lacks_translation:
        yield Button(
            _("Translate this page"),
            reverse("wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk]),
            priority=60,
            icon_name="wagtail-localize-language",
        )
    if page._translation_source:
        address = reverse("wagtail_localize:update_translations", args=[page._translation_source])
        if next_url is not None:
            address += "?" + urlencode({"next": next_url})
        yield Button(_("Sync translated pages"), address, priority=60, icon_name="resubmit")


def people_here(request: HttpRequest) -> QuerySet[Any]:
    """For the filters "owner" and "edited by": Wagtail offers everybody who owns any page.

    People of sub-sites get their own colleagues; the network's people get those of the sub-site
    whose pages they look at, and one another.
    """
    if not scope_of_request(request).is_network:
        return own_people(request)
    here = Q(groups__network_role__isnull=False)
    root_path = _subsite_path(request)
    if root_path:
        here |= Q(groups__subsite_role__subsite__root_page__path=root_path)
    return get_user_model().objects.filter(here).distinct().order_by("username")


def sites_here(request: HttpRequest) -> QuerySet[Site]:
    """For the filter "site": the user's own; the network's people get all at the root of the tree."""
    scope = scope_of_request(request)
    if not scope.is_network:
        return Site.objects.filter(pk__in=scope.site_ids)
    root_path = _subsite_path(request)
    return Site.objects.filter(subsite__root_page__path=root_path) if root_path else Site.objects.all()


def _subsite_path(request: HttpRequest) -> str:
    """The tree path of the sub-site whose pages are listed; empty at the root. One query a request."""
    found: str | None = getattr(request, "_explored_subsite_path", None)
    if found is None:
        match = request.resolver_match
        page_id = match.kwargs.get("parent_page_id") if match else None
        path = Page.objects.filter(pk=page_id, depth__gt=1).values_list("path", flat=True).first() or ""
        found = request._explored_subsite_path = path[: 2 * Page.steplen]  # type: ignore[attr-defined]
    return found


_annotate_listing = PageListingMixin.annotate_queryset


def install() -> None:
    """Give Wagtail's page listings our rows and filters. Called once at start-up."""
    PageListingMixin.annotate_queryset = lambda view, pages: with_translation_facts(
        _annotate_listing(view, pages)
    )
    for filters in (PageFilterSet.base_filters, GenericPageFilterSet.base_filters):
        filters["owner"].queryset = people_here
        filters["edited_by"].queryset = people_here
        filters["site"].queryset = sites_here
