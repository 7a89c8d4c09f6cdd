"""What a visitor asked of the list, from the address."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from portal.procedures.enums import Audience, Carriage, Channel, Facet, ProcedureLevel, ServiceMode

LONGEST_QUERY = 200
_FACET_KEYS = {
    "cap": (Facet.LEVEL, ProcedureLevel),
    "doi-tuong": (Facet.AUDIENCE, Audience),
    "cach": (Facet.CHANNEL, Channel),
    "muc-do": (Facet.MODE, ServiceMode),
    "buu-chinh": (Facet.POSTAL, Carriage),
}
KEYS_OF_FACETS = {facet: key for key, (facet, _choices) in _FACET_KEYS.items()}


@dataclass(frozen=True)
class ListQuery:
    """Filters that are on. Facet values are those of the enums; addresses carry them in lower case."""

    field: str = ""
    life_event: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    initial: str = ""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return self == ListQuery()

    def facet(self, facet: str) -> str:
        return dict(self.facets).get(facet, "")

    def with_facet(self, facet: str, value: str) -> "ListQuery":
        """The query with one facet set, or without it for an empty value."""
        others = [(name, kept) for name, kept in self.facets if name != facet]
        return replace(self, facets=tuple(sorted([*others, (facet, value)] if value else others)))

    @property
    def address(self) -> str:
        """The query part of an address, with its question mark; `?tat-ca` asks for all of them."""
        pairs = [("linh-vuc", self.field), ("su-kien", self.life_event)]
        pairs += [(KEYS_OF_FACETS[Facet(facet)], value.lower()) for facet, value in self.facets]
        pairs += [("chu", self.initial), ("q", self.text)]
        filled = [(key, value) for key, value in pairs if value]
        return f"?{urlencode(filled)}" if filled else "?tat-ca"


def list_query(query: QueryDict) -> ListQuery:
    """Read the address. Raises Http404 on a value no filter has."""
    facets = []
    for key, (facet, choices) in _FACET_KEYS.items():
        value = query.get(key, "").upper()
        if value and value not in choices.values:
            raise Http404
        if value:
            facets.append((str(facet), value))
    initial = query.get("chu", "").upper()
    if len(initial) > 1:
        raise Http404
    text = query.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    return ListQuery(
        field=query.get("linh-vuc", "")[:120],
        life_event=query.get("su-kien", "")[:80],
        facets=tuple(sorted(facets)),
        initial=initial,
        text=text,
    )
