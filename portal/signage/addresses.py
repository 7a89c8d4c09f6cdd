"""Where machines find the feed: below one prefix, on every host of the network."""

from django.conf import settings

from sites.models import AdministrativeUnit, Subsite

PREFIX = "/signage/v1/"


def feed_root(unit: AdministrativeUnit) -> str:
    """The full address of the prefix on the nearest sub-site: own, else parent. One query."""
    near = [unit.pk, *([unit.parent_id] if unit.parent_id else [])]
    subsites = Subsite.objects.filter(unit__in=near).select_related("site")
    nearest = min(subsites, key=lambda subsite: near.index(subsite.unit_id), default=None)
    root = nearest.site.root_url if nearest else settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    return str(root) + PREFIX
