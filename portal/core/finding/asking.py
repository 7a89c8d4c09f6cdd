"""What a reader asks, read from the address. Unknown and malformed choices are as if not made."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from search.documents import TOTAL_CAP
from search.engines.base import Sort
from search.queries import Query, parse
from search.searchable import registry
from sites.enums import Level
from sites.models import AdministrativeUnit

RESULTS_PER_PAGE = 20
LAST_PAGE = TOTAL_CAP // RESULTS_PER_PAGE
MOST_CHOICES = 10  # values of one facet
_VALUE = re.compile(r"[\w.:-]{1,80}")
_YEAR = re.compile(r"\d{4}")


class Reach(StrEnum):
    """How far a search looks: the sub-site itself, its district, the province."""

    SITE = "site"
    DISTRICT = "district"
    PROVINCE = "province"


REACH_IN_ADDRESS = {Reach.SITE: "", Reach.DISTRICT: "huyen", Reach.PROVINCE: "tinh"}
SORT_IN_ADDRESS = {Sort.RELEVANCE: "", Sort.NEWEST: "moi-nhat"}


@dataclass(frozen=True)
class Asked:
    """`filters`: chosen values by facet; only values that have a name."""

    text: str
    query: Query
    reach: Reach = Reach.SITE
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    number: int = 1

    def address(self, path: str) -> str:
        """Its page, without what is as usual."""
        pairs = [("q", self.text)]
        pairs += [("pham-vi", REACH_IN_ADDRESS[self.reach])] if REACH_IN_ADDRESS[self.reach] else []
        pairs += [(code, value) for code, values in self.filters.items() for value in values]
        pairs += [("xep", SORT_IN_ADDRESS[self.sort])] if SORT_IN_ADDRESS[self.sort] else []
        pairs += [("trang", str(self.number))] if self.number > 1 else []
        return f"{path}?{urlencode(pairs)}"

    def changed(self, **changes: Any) -> "Asked":
        """Another question, from its first page on."""
        return replace(self, **changes, number=1)

    def with_value(self, code: str, value: str) -> "Asked":
        """Narrowed to this value of a facet; the others of the facet are let go."""
        return self.changed(filters={**self.filters, code: (value,)})

    def without(self, code: str) -> "Asked":
        kept = {name: values for name, values in self.filters.items() if name != code}
        return self.changed(filters=kept)


def reaches_of(unit: AdministrativeUnit) -> dict[Reach, tuple[str, AdministrativeUnit]]:
    """What a sub-site of this unit may ask, each with its words and the unit that is looked at."""
    found = {Reach.SITE: (_("This site"), unit)}
    above: AdministrativeUnit | None = unit
    while above is not None:
        if above.level == Level.DISTRICT:
            found[Reach.DISTRICT] = (_("Whole district"), above)
        elif above.level == Level.PROVINCE:
            found[Reach.PROVINCE] = (_("Whole province"), above)
        above = above.parent
    return found


def asked_of(values: QueryDict, *, unit: AdministrativeUnit) -> Asked:
    """Raises search.queries.BadQuery when the query is too long to be one."""
    text = values.get("q", "").replace("\x00", "").strip()
    reaches = {word: reach for reach, word in REACH_IN_ADDRESS.items() if word}
    reach = reaches.get(values.get("pham-vi", ""), Reach.SITE)
    is_newest = values.get("xep") == SORT_IN_ADDRESS[Sort.NEWEST]
    return Asked(
        text=text,
        query=parse(text),
        reach=reach if reach in reaches_of(unit) else Reach.SITE,
        filters=choices_of(values),
        sort=Sort.NEWEST if is_newest else Sort.RELEVANCE,
        number=page_number(values.get("trang", "")),
    )


def choices_of(values: QueryDict) -> dict[str, tuple[str, ...]]:
    """Chosen values by facet, in the order of facets. One query for each that names records."""
    found = {}
    for facet in registry.facets():
        asked = list(dict.fromkeys(values.getlist(facet.code)))[:MOST_CHOICES]
        asked = [value for value in asked if _VALUE.fullmatch(value)]
        known = named_values(facet.code, asked) if asked else {}
        if kept := tuple(value for value in asked if value in known):
            found[facet.code] = kept
    return found


def named_values(code: str, values: list[str]) -> dict[str, str]:
    """Readable names by value, without values that have none."""
    facet = next(facet for facet in registry.facets() if facet.code == code)
    if facet.labels is None:
        return {value: value for value in values if _YEAR.fullmatch(value)}
    named = {value: str(name) for value, name in facet.labels(values).items()}
    for value in set(values) - set(named):
        kind = registry.get(value) if code == "loai" else None
        if kind is not None:
            named[value] = capfirst(str(kind.label))
    return named


def page_number(text: str) -> int:
    """Between 1 and LAST_PAGE, whatever was sent."""
    if not (text.isascii() and text.isdecimal()):
        return 1
    return max(1, min(int(text[:9]), LAST_PAGE))
