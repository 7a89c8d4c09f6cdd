"""What a content type gives the index. The engine knows these facts and nothing of their origin."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

PUBLIC = "public"
ANY_LANGUAGE = "any"  # shown in every language: a record that is not a page


@dataclass(frozen=True)
class Key:
    """An object of the database: the registered kind of document and its primary key as text."""

    kind: str
    pk: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk}"


@dataclass(frozen=True)
class Document:
    """One thing that can be found.

    `scopes`: opaque words for the places where it is shown ("u12", and those of every place above it).
    `audience`: who may see it; `PUBLIC`, or opaque words of groups. `facets`: values by facet's code.
    `number`: the number of a legal document. `visible_from`, `visible_until`: half-open, aware.
    `is_news`: older is worth less; law in force is not. `parent`: the key that an attachment belongs to.
    `aliases`: other names that people type; searched as the title is, never shown.
    """

    key: Key
    title: str
    body: str = ""
    summary: str = ""
    number: str = ""
    aliases: tuple[str, ...] = ()
    language: str = "vi"
    scopes: tuple[str, ...] = ()
    audience: tuple[str, ...] = (PUBLIC,)
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    published_at: datetime | None = None
    visible_from: datetime | None = None
    visible_until: datetime | None = None
    is_news: bool = False
    parent: Key | None = None
    weight: float = 1.0


@dataclass(frozen=True)
class Entry:
    """A document with its revision, or a tombstone: `document` None takes the object out."""

    key: Key
    revision: int
    document: Document | None


@dataclass(frozen=True)
class Hit:
    """One find: what the engine kept of it, and where its words stand."""

    key: Key
    score: float
    title: str
    body: str
    number: str
    published_at: datetime | None
    facets: dict[str, tuple[str, ...]]
    parent: Key | None = None


@dataclass(frozen=True)
class Results:
    """`total` counts to `TOTAL_CAP` at most. `is_fuzzy`: nothing matched as typed; these nearly do."""

    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    is_fuzzy: bool = False
    is_reduced: bool = False
    took_ms: float = 0.0
    extra: dict[str, Any] = field(default_factory=dict)


TOTAL_CAP = 1_000
