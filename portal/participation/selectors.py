"""Whose submissions a user may read."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Substr
from wagtail.query import PageQuerySet

from portal.core.addresses import SUBSITE_PATH_LENGTH
from sites.models import NetworkGroup, SubsiteRole
from sites.roles import SUBMISSION_ROLES


def readable_forms(*, user: Any, forms: PageQuerySet, changeable: PageQuerySet) -> PageQuerySet:
    """Those of `forms` whose submissions a user may read, export and delete. One query: the menu asks it.

    The network's people follow their page rights (`changeable`); people of a sub-site need a role
    that deals with citizens' letters there. The right to write pages gives no right to read letters.
    """
    if user.is_superuser:
        return forms
    own_roles = SubsiteRole.objects.filter(
        group__user=user,
        role__in=SUBMISSION_ROLES,
        subsite__root_page__path=Substr(OuterRef("path"), 1, SUBSITE_PATH_LENGTH),
    )
    is_network = Exists(NetworkGroup.objects.filter(group__user=user))
    return forms.filter(Exists(own_roles) | (Q(is_network) & Q(pk__in=changeable.values("pk"))))
