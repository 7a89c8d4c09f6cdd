"""Who may see and make sub-sites, and change what stands on one."""

from datetime import date
from typing import Any

from wagtail.models import Page

from sites.models import AdministrativeUnit

VIEW_SUBSITES = "portal_sites.view_subsite"
ADD_SUBSITE = "portal_sites.add_subsite"


def may_view_network(user: Any) -> bool:
    """Whether the list of all sub-sites is this user's to see."""
    return bool(user.has_perm(VIEW_SUBSITES))


def may_add_subsite(user: Any) -> bool:
    return bool(user.has_perm(ADD_SUBSITE))


def is_frozen_for(user: Any, page: Page, *, day: date) -> bool:
    """Whether this page belongs to a closed unit's sub-site, which is kept as it was.

    The province may still correct it. One query.
    """
    if may_add_subsite(user):
        return False
    root_path = page.path[: 2 * page.steplen]
    return (
        AdministrativeUnit.objects.filter(subsite__root_page__path=root_path)
        .filter(valid_to__lte=day)
        .exists()
    )
