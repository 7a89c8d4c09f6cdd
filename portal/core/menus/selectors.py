"""The sections of a site, language by language, as they stand in the tree."""

from django.conf import settings
from wagtail.models import Page

from portal.core.models import PortalPage
from sites.models import Subsite


def homes_with_sections(*, subsite: Subsite) -> list[tuple[Page, list[PortalPage]]]:
    """Home pages of a sub-site, the source language first, each with its sections in tree order.

    Two queries.
    """
    root = subsite.root_page
    homes = list(
        Page.objects.filter(path__startswith=root.path, depth=root.depth + 1)
        .select_related("locale")
        .order_by("path")
    )
    sections = list(
        PortalPage.objects.filter(path__startswith=root.path, depth=root.depth + 2)
        .select_related("locale")
        .order_by("path")
    )
    homes.sort(key=lambda home: home.locale.language_code != settings.LANGUAGE_CODE)
    return [(home, [page for page in sections if page.path.startswith(home.path)]) for home in homes]
