"""Who may see and make sub-sites: the province's administrators."""

from typing import Any

VIEW_SUBSITES = "portal_sites.view_subsite"
ADD_SUBSITE = "portal_sites.add_subsite"


def may_view_network(user: Any) -> bool:
    """Whether the list of all sub-sites is this user's to see."""
    return bool(user.has_perm(VIEW_SUBSITES))


def may_add_subsite(user: Any) -> bool:
    return bool(user.has_perm(ADD_SUBSITE))
