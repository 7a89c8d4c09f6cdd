"""Whose submissions a user may read."""

from typing import Any

from django.db.models import Q
from wagtail.query import PageQuerySet

from sites.roles import SUBMISSION_ROLES
from sites.scopes import root_paths_of_roles, scope_of


def readable_forms(*, user: Any, forms: PageQuerySet, changeable: PageQuerySet) -> PageQuerySet:
    """Those of `forms` whose submissions a user may read, export and delete.

    The network's people follow their page rights (`changeable`); people of a sub-site need a role
    that deals with citizens' letters there. The right to write pages gives no right to read letters.
    """
    if scope_of(user).is_network:
        return changeable
    own = Q(pk__in=[])
    for path in root_paths_of_roles(user=user, roles=SUBMISSION_ROLES):
        own |= Q(path__startswith=path)
    return forms.filter(own)
