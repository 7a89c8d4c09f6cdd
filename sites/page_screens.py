"""Wagtail's page screens, whose lists of choices name nobody and nothing of another sub-site.

The pages shown follow the user's rights; the filters of the listing name every owner, editor and
site, and the privacy form every group (Wagtail roadmap #74).
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages.listing import (
    EditedByFilter,
    GenericPageFilterSet,
    SiteFilter,
)
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, PageLogEntry, Site

from sites.folder_privacy import groups_offered
from sites.scopes import Scope, scope_of_request


def pages_below(scope: Scope) -> Q:
    """Pages below the roots of a scope that is not the whole network."""
    own = Q(pk__in=[])
    for root_path in scope.page_paths:
        own |= Q(path__startswith=root_path)
    return own


def own_pages(request: HttpRequest) -> QuerySet[Page]:
    scope = scope_of_request(request)
    pages: QuerySet[Page] = Page.objects.order_by()
    return pages if scope.is_network else pages.filter(pages_below(scope))


def owners_of_own_pages(request: HttpRequest) -> QuerySet[Any]:
    return get_user_model().objects.filter(pk__in=own_pages(request).values("owner"))


def editors_of_own_pages(request: HttpRequest) -> QuerySet[Any]:
    entries = PageLogEntry.objects.filter(action="wagtail.edit").order_by()
    if not scope_of_request(request).is_network:
        entries = entries.filter(page__in=own_pages(request))
    return get_user_model().objects.filter(pk__in=entries.values("user"))


def own_sites(request: HttpRequest) -> QuerySet[Site]:
    scope = scope_of_request(request)
    return Site.objects.all() if scope.is_network else Site.objects.filter(pk__in=scope.site_ids)


class OwnPageFilterSet(GenericPageFilterSet):
    """The listing's filters, with the people and sites of the user's scope."""

    owner = MultipleUserFilter(
        label=GenericPageFilterSet.base_filters["owner"].label,
        queryset=owners_of_own_pages,
        widget=GenericPageFilterSet.base_filters["owner"].extra["widget"],
    )
    edited_by = EditedByFilter(
        label=GenericPageFilterSet.base_filters["edited_by"].label,
        queryset=editors_of_own_pages,
        widget=GenericPageFilterSet.base_filters["edited_by"].extra["widget"],
    )
    site = SiteFilter(
        label=GenericPageFilterSet.base_filters["site"].label,
        queryset=own_sites,
        widget=GenericPageFilterSet.base_filters["site"].extra["widget"],
    )


class OwnPrivacyView(SetPrivacyView):
    """Offers the groups of the own sub-sites, and those chosen already."""

    def get_form(self, form_class: type[BaseForm] | None = None) -> BaseForm:
        form: BaseForm = super().get_form(form_class)
        groups = groups_offered(scope_of_request(self.request), self.restriction)
        form.fields["groups"].queryset = groups  # type: ignore[attr-defined]
        return form


class SubsitePageViewSet(PageViewSet):
    """The screens of every page type that has none of its own."""

    model = Page
    filterset_class = OwnPageFilterSet
    set_privacy_view_class = OwnPrivacyView
