"""The directory of sub-sites: a province lists all of its network, a district its communes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.addresses import language_home
from search.analysis import fold
from sites.enums import Level
from sites.models import AdministrativeUnit, Subsite
from sites.selectors import subsites_below


@dataclass(frozen=True)
class DirectoryEntry:
    """One sub-site; `note` is its host name."""

    title: str
    url: str
    note: str


@dataclass(frozen=True)
class DirectoryGroup:
    """Sub-sites under one heading. `url` is the heading's own sub-site or None; `anchor` is
    unique on the page; `count` may be known without the children."""

    title: str
    url: str | None
    anchor: str
    count: int
    children: tuple[DirectoryEntry, ...] = ()


def directory_root(unit: AdministrativeUnit) -> AdministrativeUnit:
    """Whose directory a sub-site shows: a district its own, everyone else the province's."""
    if unit.level == Level.DISTRICT:
        return unit
    while unit.parent is not None:
        unit = unit.parent
    return unit


def directory_groups(*, unit: AdministrativeUnit, query: str = "") -> list[DirectoryGroup]:
    """All sub-sites below `unit` whose name holds `query` (accents ignored), in groups.

    By district where there are districts, else by first letter. One query.
    """
    wanted = fold(query)
    found = [
        subsite
        for subsite in subsites_below(unit=unit)
        if wanted in fold(subsite.unit.full_name) or wanted in subsite.site.hostname
    ]
    districts = [subsite for subsite in found if subsite.unit.level == Level.DISTRICT]
    communes = [subsite for subsite in found if subsite.unit.level == Level.COMMUNE]
    departments = [subsite for subsite in found if subsite.unit.level == Level.DEPARTMENT]
    groups = []
    if departments:
        groups.append(_group(_("Departments"), None, "so-nganh", departments))
    if districts or any(_district_of(commune) for commune in communes):
        groups += _by_district(unit, districts, communes)
    else:
        groups += _by_letter(communes)
    return groups


def directory_overview(*, unit: AdministrativeUnit) -> list[DirectoryGroup]:
    """Headings and counts only, for a home page: the districts of a province, or nothing.

    One query, and as many rows as there are districts.
    """
    districts = (
        Subsite.objects.filter(unit__parent=unit, unit__level=Level.DISTRICT)
        .select_related("site", "unit")
        .annotate(below=Count("unit__children__subsite"))
        .order_by("unit__code")
    )
    return [
        DirectoryGroup(
            title=district.unit.local_full_name,
            url=subsite_home_url(district),
            anchor=district.unit.slug,
            count=district.below,
        )
        for district in districts
    ]


def subsite_home_url(subsite: Subsite) -> str:
    """The sub-site's home page in the active language."""
    home: str = subsite.site.root_url + language_home(get_language() or settings.LANGUAGE_CODE)
    return home


def _by_district(
    unit: AdministrativeUnit, districts: list[Subsite], communes: list[Subsite]
) -> list[DirectoryGroup]:
    below: dict[int, list[Subsite]] = defaultdict(list)
    headings: dict[int, AdministrativeUnit] = {}
    for commune in communes:
        parent = commune.unit.parent
        if parent is not None:
            below[parent.pk].append(commune)
            headings[parent.pk] = parent
    urls = {district.unit_id: subsite_home_url(district) for district in districts}
    headings |= {district.unit_id: district.unit for district in districts}
    return [
        _group(heading.local_full_name, urls.get(pk), f"u{heading.code}", below[pk])
        for pk, heading in sorted(headings.items(), key=lambda item: item[1].code)
        if pk != unit.pk or below[pk]
    ]


def _by_letter(communes: list[Subsite]) -> list[DirectoryGroup]:
    letters: dict[str, list[Subsite]] = defaultdict(list)
    for commune in sorted(communes, key=lambda subsite: fold(subsite.unit.name)):
        letters[fold(commune.unit.name)[:1].upper()].append(commune)
    return [_group(letter, None, f"chu-{letter}", found) for letter, found in letters.items()]


def _group(title: str, url: str | None, anchor: str, found: Iterable[Subsite]) -> DirectoryGroup:
    entries = tuple(
        DirectoryEntry(subsite.unit.local_full_name, subsite_home_url(subsite), subsite.site.hostname)
        for subsite in found
    )
    return DirectoryGroup(title, url, anchor, len(entries), entries)


def _district_of(subsite: Subsite) -> bool:
    parent = subsite.unit.parent
    return parent is not None and parent.level == Level.DISTRICT
