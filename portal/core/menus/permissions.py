"""Who arranges the menu of a site: its site admins, and the province."""

from django.db.models import QuerySet
from django.http import HttpRequest

from sites.models import Subsite
from sites.permissions import may_add_subsite
from sites.scopes import scope_of_request


def menu_subsites(request: HttpRequest) -> QuerySet[Subsite]:
    """Sub-sites whose menu the signed-in user arranges; a reader of everything has none."""
    subsites = Subsite.objects.select_related("site", "unit", "root_page").order_by("unit__slug", "pk")
    if may_add_subsite(request.user):
        return subsites
    return subsites.filter(site__in=scope_of_request(request).administered_site_ids)


def may_arrange_menu(request: HttpRequest, site_id: int) -> bool:
    """No query beyond the user's rights and scope, which are remembered."""
    return may_add_subsite(request.user) or site_id in scope_of_request(request).administered_site_ids
