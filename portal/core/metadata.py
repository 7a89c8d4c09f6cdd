"""What machines read of a page: Dublin Core, Open Graph, JSON-LD.

Dublin Core: Circular 24/2011 Arts 4-6 — title, creator, date, description, publisher and
identifier are obligatory and never empty; language, source and subject are given when known.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.models import Page

from portal.core.models import PortalPage
from themes.layout import Link, PageMeta

if TYPE_CHECKING:
    from portal.core.frames import Frame


@dataclass(frozen=True)
class PagePart:
    """What a page draws below its own address: one record of a catalogue, one list of it.

    `suffix` follows the page's address ("1.001193/"); `trail` are (title, path) steps between the
    page and the part; `changed_on` is its own day, None the page's.
    """

    title: str
    suffix: str = ""
    description: str = ""
    trail: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[dict[str, Any], ...] = ()
    changed_on: date | None = None
    is_indexed: bool = True


def page_meta(
    page: PortalPage,
    frame: "Frame",
    breadcrumbs: tuple[Link, ...],
    *,
    canonical_path: str,
    alternates: dict[str, Page],
    part: PagePart | None = None,
) -> PageMeta:
    """Metadata of a page in the tree, or of one part of it. `alternates` maps paths to translations."""
    address = frame.absolute(canonical_path)
    title = part.title if part else page.seo_title or page.title
    is_home = not breadcrumbs
    about = part.description if part else page.search_description or page.summary
    description = about or f"{title} – {frame.agency_name}"
    published = page.published_at or page.first_published_at or frame.now
    changed_on = (part and part.changed_on) or timezone.localtime(published).date()
    core = [
        ("title", part.title if part else page.title),
        ("creator", page.creator or frame.agency_name),
        ("date", changed_on.isoformat()),
        ("description", description),
        ("publisher", frame.agency_name),
        ("identifier", address),
        ("language", frame.language),
        ("source", page.origin),
        ("subject", page.topic.local_name if page.topic else ""),
    ]
    data = [_breadcrumb_list(breadcrumbs, frame, address)] if breadcrumbs else [_organisation(frame)]
    data += part.json_ld if part else page.json_ld(publisher=frame.agency_name, address=address)
    languages = {frame.language: address}
    for path, translation in alternates.items():
        languages[translation.url_path.split("/", 3)[2]] = frame.absolute(path)
    return PageMeta(
        title=frame.agency_name if is_home else f"{title} – {frame.agency_name}",
        description=description,
        canonical_url=address,
        image_url=_share_image(page, frame),
        og_type=page.og_type,
        dublin_core=tuple((name, value) for name, value in core if value),
        json_ld=tuple(data),
        alternates=tuple(sorted(languages.items())) if len(languages) > 1 else (),
        feeds=frame.feed_links,
        is_indexed=part.is_indexed if part else True,
    )


def view_meta(
    title: str, frame: "Frame", breadcrumbs: tuple[Link, ...], *, description: str, is_indexed: bool
) -> PageMeta:
    """Metadata of a page that is not in the tree."""
    address = frame.absolute(frame.request.path)
    text = description or f"{title} – {frame.agency_name}"
    core = (
        ("title", title),
        ("creator", frame.agency_name),
        ("date", frame.today.isoformat()),
        ("description", text),
        ("publisher", frame.agency_name),
        ("identifier", address),
        ("language", frame.language),
    )
    return PageMeta(
        title=f"{title} – {frame.agency_name}",
        description=text,
        canonical_url=address,
        dublin_core=core,
        json_ld=(_breadcrumb_list(breadcrumbs, frame, address),),
        feeds=frame.feed_links,
        is_indexed=is_indexed,
    )


def _share_image(page: PortalPage, frame: "Frame") -> str:
    if page.image is None:
        return ""
    try:
        url: str = page.image.get_rendition("fill-1200x630|format-jpeg").url
    except OSError:
        return ""  # a lost file must not take the article down
    return url if url.startswith("http") else frame.absolute(url)


def _breadcrumb_list(breadcrumbs: tuple[Link, ...], frame: "Frame", address: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": link.title,
                "item": frame.absolute(link.url) if link.url else address,
            }
            for position, link in enumerate(breadcrumbs, start=1)
        ],
    }


def _organisation(frame: "Frame") -> dict[str, Any]:
    contact = frame.facts.contact
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": frame.agency_name,
        "url": frame.absolute("/"),
        "telephone": contact.phone,
        "email": contact.email,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": contact.address,
            "addressCountry": "VN",
        },
        "areaServed": {"@type": "AdministrativeArea", "name": frame.unit.local_full_name},
    }
    if frame.unit.parent is not None:
        data["parentOrganization"] = {
            "@type": "GovernmentOrganization",
            "name": frame.unit.parent.local_full_name,
        }
    return {key: value for key, value in data.items() if value}
