"""Where a page is found, without asking Wagtail's list of every site in every language.

The tree fixes it: /<sub-site>/<language>/<rest>. The part after the language is the address;
the sub-site gives the host. Wagtail's own answer reads one query a site when its cache is cold
(wagtail/models/sites.py, get_site_root_paths) and scans the list for each link.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db.models import F
from django.http import HttpRequest

from sites.models import Subsite

SUBSITE_PATH_LENGTH = 8  # treebeard: four characters a level; a sub-site's root is at depth 2
_CACHE_SECONDS = 300


@dataclass(frozen=True)
class SubsiteAddress:
    """`path` is the tree path of the sub-site's root, `root_url` has no trailing slash."""

    site_id: int
    path: str
    root_url: str


def language_home(language: str) -> str:
    """The address of a language's home page on any sub-site: `/` or `/en/`."""
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


def subsite_address(path: str, request: HttpRequest | None) -> SubsiteAddress | None:
    """The sub-site that holds this tree path; the request's own costs nothing."""
    root_path = path[:SUBSITE_PATH_LENGTH]
    frame = getattr(request, "frame", None)
    if frame is not None and frame.facts.address.path == root_path:
        own: SubsiteAddress = frame.facts.address
        return own
    found: SubsiteAddress | None = cache.get(_key(root_path))
    if found is None:
        # All at once: a list of pages of fifty sub-sites would ask fifty times.
        addresses = _all_addresses()
        cache.set_many({_key(path): address for path, address in addresses.items()}, _CACHE_SECONDS)
        found = addresses.get(root_path)
    return found


def _all_addresses() -> dict[str, SubsiteAddress]:
    subsites = Subsite.objects.select_related("site").annotate(path=F("root_page__path"))
    return {
        subsite.path: SubsiteAddress(subsite.site_id, subsite.path, subsite.site.root_url)
        for subsite in subsites
    }


def _key(path: str) -> str:
    return f"subsite-address:{path}"


def forget_subsite_address(path: str) -> None:
    """Drop the kept address of the sub-site at this tree path (its host name changed)."""
    cache.delete(_key(path[:SUBSITE_PATH_LENGTH]))


def page_address(path: str, url_path: str, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
    """(site id, root address, path on it) of a page, or None when it is not inside a sub-site.

    `path` is treebeard's, `url_path` Wagtail's: "/thanhphulong/vi/tin-tuc/".
    """
    parts = url_path.split("/", 3)
    if len(path) <= SUBSITE_PATH_LENGTH or len(parts) < 4:
        return None
    address = subsite_address(path, request)
    if address is None:
        return None
    return address.site_id, address.root_url, language_home(parts[2]) + parts[3]
