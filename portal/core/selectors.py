"""What the frame of a page and the shared pages read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from wagtail.models import Page

from portal.core.addresses import SubsiteAddress, page_address
from portal.core.models import ContentVersion, PortalPage
from sites.models import AdministrativeUnit, Subsite, SubsiteContact
from themes.models import SiteTheme

HOME_DEPTH = 3  # root, sub-site, home, sections


@dataclass(frozen=True)
class SubsiteFacts:
    """Everything about the request's sub-site, from one query.

    `version` is the sum of the site's and the network's content versions: either bump changes it.
    """

    subsite: Subsite
    unit: AdministrativeUnit
    contact: SubsiteContact
    theme: SiteTheme
    address: SubsiteAddress
    version: int


def subsite_facts(*, hostname: str) -> SubsiteFacts | None:
    """The sub-site at a host name, or None. One query, whatever the number of sub-sites."""
    network = ContentVersion.objects.filter(site__isnull=True).values("number")[:1]
    subsite = (
        Subsite.objects.filter(site__hostname=hostname)
        .select_related(
            "site__subsitecontact",
            "site__sitetheme__emblem",
            "site__sitetheme__banner",
            "site__root_page__locale",
            "root_page",
            "unit__parent__parent__subsite__site",
            "unit__parent__subsite__site",
        )
        .annotate(content_version=F("site__content_version__number") + Coalesce(Subquery(network), Value(0)))
        .first()
    )
    if subsite is None:
        return None
    return SubsiteFacts(
        subsite=subsite,
        unit=subsite.unit,
        contact=subsite.site.subsitecontact,
        theme=subsite.site.sitetheme,
        address=SubsiteAddress(subsite.site_id, subsite.root_page.path, subsite.site.root_url),
        version=subsite.content_version,
    )


def menu_pages(*, root_path: str, language: str) -> list[Page]:
    """The sections a visitor finds in the menu, in tree order. One query."""
    return list(
        Page.objects.filter(
            path__startswith=root_path,
            depth=HOME_DEPTH + 1,
            locale__language_code=language,
            live=True,
            show_in_menus=True,
        )
        .order_by("path")
        .only("id", "title", "path", "url_path", "depth")
    )


def pages_between(*, page: Page) -> list[Page]:
    """Ancestors of a page below its home, outermost first; no query for a section itself."""
    if page.depth <= HOME_DEPTH + 1:
        return []
    paths = [page.path[: depth * 4] for depth in range(HOME_DEPTH + 1, page.depth)]
    return list(Page.objects.filter(path__in=paths).order_by("path").only("id", "title", "path", "url_path"))


def live_translations(*, page: Page) -> list[Page]:
    """The page in the other languages, where it is published. One query."""
    return list(
        Page.objects.filter(translation_key=page.translation_key, live=True)
        .exclude(pk=page.pk)
        .only("id", "path", "url_path")
    )


def visible_pages(*, root_path: str, language: str | None = None) -> QuerySet[PortalPage]:
    """Published, unrestricted pages of a sub-site; of one language if it is given."""
    pages: QuerySet[PortalPage] = PortalPage.objects.live().public().filter(path__startswith=root_path)
    if language is not None:
        pages = pages.filter(locale__language_code=language)
    return pages


@dataclass(frozen=True)
class TreeNode:
    """A page in the site map."""

    title: str
    url: str
    children: "tuple[TreeNode, ...]" = ()


def site_map_tree(
    *, root_path: str, language: str, request: HttpRequest, max_depth: int = HOME_DEPTH + 3
) -> list[TreeNode]:
    """The published sections and what stands below them, articles left out. One query.

    Circular 32/2017 Art. 16.4b asks for the tree of the portal's parts; articles are found by
    search and by the machine-readable map.
    """
    pages = list(
        visible_pages(root_path=root_path, language=language)
        .filter(depth__gt=HOME_DEPTH, depth__lte=max_depth)
        .exclude(kind__in=listed_kinds())
        .order_by("path")
        .only("id", "title", "path", "url_path", "depth")
    )
    below = defaultdict(list)
    for page in pages:
        below[page.path[: -page.steplen]].append(page)
    tops = [page for page in pages if page.depth == HOME_DEPTH + 1]
    return [node for page in tops if (node := _tree_node(page, below, request))]


def _tree_node(page: PortalPage, below: dict[str, list[PortalPage]], request: HttpRequest) -> TreeNode | None:
    address = page_address(page.path, page.url_path, request)
    if address is None:
        return None
    children = (_tree_node(child, below, request) for child in below.get(page.path, ()))
    return TreeNode(page.title, address[2], tuple(child for child in children if child))


def page_classes() -> list[type[PortalPage]]:
    """Every page class of the product, by kind."""
    found: list[type[PortalPage]] = []
    pending: list[type[PortalPage]] = [PortalPage]
    while pending:
        for child in pending.pop().__subclasses__():
            found.append(child)
            pending.append(child)
    return sorted(found, key=lambda cls: cls.kind_code)


def listed_kinds() -> list[str]:
    """Kinds that belong in lists of new items."""
    return [cls.kind_code for cls in page_classes() if cls.is_listed]


def unsearched_kinds() -> list[str]:
    """Kinds of page nobody looks for."""
    return [cls.kind_code for cls in page_classes() if not cls.is_searchable]


def newest_pages(
    *, root_path: str, language: str, kinds: Iterable[str] | None = None
) -> QuerySet[PortalPage]:
    """Listed pages of a sub-site, newest first."""
    return (
        visible_pages(root_path=root_path, language=language)
        .filter(kind__in=listed_kinds() if kinds is None else list(kinds))
        .select_related("topic", "image")
        .prefetch_related("image__renditions")
        .order_by("-published_at", "-pk")
    )


def is_closed(unit: AdministrativeUnit, day: date) -> bool:
    """Whether the unit has ended by `day`: its sub-site is then read-only and names its heirs."""
    return unit.valid_to is not None and unit.valid_to <= day
