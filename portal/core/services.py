"""Bumps of content versions, always inside the transaction of the change they announce."""

from django.db.models import F, QuerySet

from portal.core.addresses import SUBSITE_PATH_LENGTH
from portal.core.models import ContentVersion
from sites.models import AdministrativeUnit, Subsite


def subsite_version_bump(*, site_id: int) -> None:
    """Something the public sees on this site has changed."""
    ContentVersion.objects.filter(site_id=site_id).update(number=F("number") + 1)


def version_bump_at_path(*, path: str) -> None:
    """As `subsite_version_bump`, for the sub-site that holds this place in the tree. One query."""
    owner = Subsite.objects.filter(root_page__path=path[:SUBSITE_PATH_LENGTH]).values("site_id")
    ContentVersion.objects.filter(site_id__in=owner).update(number=F("number") + 1)


def units_version_bump(*, units: QuerySet[AdministrativeUnit]) -> None:
    """As `subsite_version_bump`, for the sub-sites of these units. One query."""
    owners = Subsite.objects.filter(unit__in=units).values("site_id")
    ContentVersion.objects.filter(site_id__in=owners).update(number=F("number") + 1)


def network_version_bump() -> None:
    """Something every sub-site shows has changed: one row, whatever the number of sub-sites."""
    if not ContentVersion.objects.filter(site__isnull=True).update(number=F("number") + 1):
        ContentVersion.objects.create(site=None)
