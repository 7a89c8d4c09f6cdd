"""Wagtail's page screens, whose lists of choices name nobody and nothing of another sub-site.

The privacy form names every group of the network (Wagtail roadmap #74); filters are `explorer`'s.
"""

from django.db.models import Q
from django.forms import BaseForm
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from sites.folder_privacy import groups_offered
from sites.scopes import Scope, scope_of_request


def pages_below(scope: Scope) -> Q:
    """Pages below the roots of a scope that is not the whole network."""
    own = Q(pk__in=[])
    for root_path in scope.page_paths:
        own |= Q(path__startswith=root_path)
    return own


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
    set_privacy_view_class = OwnPrivacyView
