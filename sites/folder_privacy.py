"""Who may open the files of a folder: Wagtail's form, which there offers every group of the network."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.forms.collections import CollectionViewRestrictionForm
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.permissions import policy_registry

from sites.scopes import Scope, scope_of_request


def groups_offered(scope: Scope, restriction: Any | None) -> QuerySet[Group]:
    """The groups of the scope's sub-sites, and those a restriction names already."""
    groups: QuerySet[Group] = Group.objects.order_by("name")
    if scope.is_network:
        return groups
    offered = Q(subsite_role__subsite__in=scope.subsite_ids)
    if restriction is not None:
        offered |= Q(pk__in=restriction.groups.values("pk"))
    return groups.filter(offered).distinct()


def set_folder_privacy(request: HttpRequest, collection_id: int) -> HttpResponse:
    """As `wagtail.admin.views.collection_privacy.set_privacy`, with the user's own groups."""
    folder = get_object_or_404(Collection, pk=collection_id)
    policy = policy_registry.get_by_type(Collection)
    if not policy.user_has_permission_for_instance(request.user, "change", folder):
        raise PermissionDenied
    restriction = folder.get_view_restrictions().order_by("collection__depth").first()
    if restriction is not None and restriction.collection_id != folder.pk:
        above = {"collection_with_restriction": restriction.collection}
        return _modal(request, "wagtailadmin/collection_privacy/ancestor_privacy.html", above)
    initial = {} if restriction else {"restriction_type": CollectionViewRestriction.NONE}
    form = CollectionViewRestrictionForm(request.POST or None, instance=restriction, initial=initial)
    form.fields["groups"].queryset = groups_offered(scope_of_request(request), restriction)
    if form.is_valid():
        is_public = form.cleaned_data["restriction_type"] == CollectionViewRestriction.NONE
        if not is_public:
            form.instance.collection = folder
            form.save()
        elif restriction is not None:
            restriction.delete()
        return _modal(request, None, step={"step": "set_privacy_done", "is_public": is_public})
    shown = {
        "action_url": reverse("wagtailadmin_collections:set_privacy", args=[folder.pk]),
        "object": folder,
        "form": form,
    }
    return _modal(request, "wagtailadmin/shared/set_privacy.html", shown, {"step": "set_privacy"})


def _modal(
    request: HttpRequest,
    template: str | None,
    shown: dict[str, Any] | None = None,
    step: dict[str, Any] | None = None,
) -> HttpResponse:
    response: HttpResponse = render_modal_workflow(request, template, None, shown, json_data=step)
    return response
