"""What content types offer to boards, as they plug in with a file `signage.py`::

    from portal.signage.offers import Offer, OfferKind, registry

    registry.register(OfferKind("news.article", _("article"), offer_of_article, recent_articles))

An offer prefills a message; nothing reaches a board before somebody has approved that message. The
registry is frozen after start-up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

from portal.core.plug_tables import app_of, register_plug_table
from sites.models import AdministrativeUnit


@dataclass(frozen=True)
class Offer:
    """One record that may be told on boards.

    `kind` and `key` find it again; `page_id` when it is a page. `full` (400 characters at most) and
    `short` (60) are proposals a clerk will edit. `not_after` is when the record itself ends.
    """

    kind: str
    key: str
    title: str
    full: str
    short: str
    url: str
    page_id: int | None = None
    not_after: datetime | None = None


@dataclass(frozen=True)
class OfferKind:
    """`find(key, unit)` gives the offer of one public record, or None once it is public no more;
    `recent(unit, query, limit)` the newest a unit may tell, both in a fixed number of queries."""

    code: str
    label: str | Promise
    find: Callable[[str, AdministrativeUnit], Offer | None]
    recent: Callable[[AdministrativeUnit, str, int], Sequence[Offer]]


class OfferRegistry:
    """Kinds by code. Raises ImproperlyConfigured on a duplicate or a late registration."""

    def __init__(self) -> None:
        self._kinds: dict[str, OfferKind] = {}
        self._frozen = False

    def register(self, kind: OfferKind) -> None:
        if self._frozen:
            raise ImproperlyConfigured(
                f"Offer {kind.code!r} comes after start-up: register it in signage.py."
            )
        if kind.code in self._kinds:
            raise ImproperlyConfigured(f"Offer {kind.code!r} is registered twice.")
        self._kinds[kind.code] = kind

    def freeze(self) -> None:
        self._frozen = True

    def get(self, code: str) -> OfferKind | None:
        return self._kinds.get(code)

    def all(self) -> list[OfferKind]:
        return sorted(self._kinds.values(), key=lambda kind: kind.code)

    def find(self, code: str, key: str, unit: AdministrativeUnit) -> Any:
        """The offer, or None: unknown kind, unknown record, no longer public."""
        kind = self._kinds.get(code)
        return kind.find(key, unit) if kind else None


registry = OfferRegistry()


def offer_rows() -> list[tuple[str, ...]]:
    """Code, label and app of every kind, for `manage.py portal_map`."""
    return [(kind.code, str(kind.label), app_of(kind.find.__module__)) for kind in registry.all()]


register_plug_table("Offers to boards", offer_rows)
