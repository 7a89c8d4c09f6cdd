"""What a layout needs to draw the frame of a page: plain values, no model.

The product fills a `Layout` for each request; templates under `themes/` read nothing else.
All addresses are ready to print; all texts are in the active language.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Link:
    """A link of a menu, a trail or a list. `url` is None for the trail's last item."""

    title: str
    url: str | None
    is_current: bool = False
    is_external: bool = False
    note: str = ""


@dataclass(frozen=True)
class Language:
    """A language of this page. `url` leads to the same page in it, or to that language's home."""

    code: str
    name: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Contact:
    """The six footer facts of Circular 32/2017 Art. 16.3c, and the hotline."""

    agency_name: str
    responsible_person: str
    address: str
    phone: str
    fax: str
    email: str
    hotline: str
    copyright_notice: str


@dataclass(frozen=True)
class Look:
    """How this sub-site looks and what this visitor chose.

    `pack` names a token file; `colours_url` is a small style sheet with the sub-site's own
    colours, or None; `text_size` is one of SMALL, NORMAL, LARGE, LARGEST.
    """

    pack: str
    colours_url: str | None = None
    emblem_url: str | None = None
    banner_url: str | None = None
    text_size: str = "NORMAL"
    high_contrast: bool = False


@dataclass(frozen=True)
class Notice:
    """A dated, plain notice above the content (a closed unit, an outage)."""

    title: str
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class PageMeta:
    """What machines read: search engines, social networks, the Dublin Core of Circular 24/2011."""

    title: str
    description: str = ""
    canonical_url: str = ""
    image_url: str = ""
    og_type: str = "website"
    dublin_core: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[dict[str, Any], ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    feeds: tuple[Link, ...] = ()
    is_indexed: bool = True


@dataclass(frozen=True)
class Layout:
    """Everything around the content of one page."""

    language: str
    site_kind: str
    unit_name: str
    agency_name: str
    home_url: str
    search_url: str
    sitemap_url: str
    directory_url: str
    feeds_url: str
    preferences_url: str
    current_path: str
    today: date
    contact: Contact
    look: Look
    meta: PageMeta
    parents: tuple[Link, ...] = ()
    menu: tuple[Link, ...] = ()
    breadcrumbs: tuple[Link, ...] = ()
    languages: tuple[Language, ...] = ()
    network: tuple[Link, ...] = ()
    channels: tuple[Link, ...] = ()
    notices: tuple[Notice, ...] = ()
    search_query: str = ""
    suggest_url: str = ""
    open_search_url: str = ""
    is_home: bool = False
    is_print: bool = False
