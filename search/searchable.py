"""What content types put in the index, as they plug in with a file `searchable.py`::

    from search.searchable import Searchable, registry

    registry.register(ArticleSearch())

The engine asks each kind for documents by primary key, never hands it a stored copy: what is indexed
is what stands in the database when the index is written. The registry is frozen after start-up.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

from search.documents import Document, Key


@dataclass(frozen=True)
class Shown:
    """A find as the page shows it, read from the database now. `trail`: where it stands, outermost first."""

    title: str
    url: str
    trail: tuple[str, ...] = ()
    kind_label: str | Promise = ""
    summary: str = ""
    date: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class Facet:
    """A way to narrow: `code` is unique, `label` is read by citizens, `labels` names values in a batch."""

    code: str
    label: str | Promise
    order: int = 100
    labels: Any = field(default=None, compare=False)

    def names_of(self, values: Sequence[str]) -> dict[str, str]:
        """Readable names by value; a value without one is its own name."""
        names: Mapping[str, str] = self.labels(values) if self.labels else {}
        return {value: str(names.get(value, value)) for value in values}


class Searchable(ABC):
    """One kind of document. `code` is unique ("news.article"); queries are constant in the batch's size."""

    code: ClassVar[str]
    label: str | Promise
    facets: tuple[Facet, ...] = ()

    def prepare(self, pks: Sequence[str]) -> None:  # noqa: B027 (most kinds need nothing)
        """What must be worked out before `documents` reads it (the text of a file). Called by workers
        alone, outside transactions; what it cannot do in a few seconds it marks as changed again."""

    @abstractmethod
    def documents(self, pks: Sequence[str]) -> Iterable[Document]:
        """Documents of those that anybody may find now; the missing are taken out of the index."""

    @abstractmethod
    def keys(self, *, after: str, limit: int) -> list[str]:
        """Primary keys above `after` ("" to begin), in the order of the database, for a rebuild."""

    @abstractmethod
    def shown(self, keys: Sequence[Key], *, context: Any) -> dict[Key, Shown]:
        """What may be shown of these to who asks (`context.request`): exists, live, not expired, open to
        them. What is left out is dropped from the page, whatever the index said."""

    def hidden_of(self, keys: Sequence[Key], *, context: Any) -> set[Key]:
        """Of these, which changed since they were indexed, those that who asks may find no more. For kinds
        whose `shown` costs much; thousands may be asked at once."""
        return set(keys) - self.shown(keys, context=context).keys()

    def is_shown_at(self, context: Any) -> bool:
        """Whether any of the kind is shown where one looks; if not, none is counted either."""
        return True


class SearchableRegistry:
    """Kinds by code. Raises ImproperlyConfigured on a duplicate or a late registration."""

    def __init__(self) -> None:
        self._kinds: dict[str, Searchable] = {}
        self._frozen = False

    def register(self, kind: Searchable) -> None:
        if self._frozen:
            raise ImproperlyConfigured(f"Search kind {kind.code!r} comes after start-up: use searchable.py.")
        if kind.code in self._kinds:
            raise ImproperlyConfigured(f"Search kind {kind.code!r} is registered twice.")
        self._kinds[kind.code] = kind

    def freeze(self) -> None:
        self._frozen = True

    def get(self, code: str) -> Searchable | None:
        return self._kinds.get(code)

    def all(self) -> list[Searchable]:
        return sorted(self._kinds.values(), key=lambda kind: kind.code)

    def facets(self) -> list[Facet]:
        """Facets of all kinds, each once, in order."""
        found = {facet.code: facet for kind in self.all() for facet in kind.facets}
        return sorted(found.values(), key=lambda facet: (facet.order, facet.code))


registry = SearchableRegistry()
