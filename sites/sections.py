"""Registry of what a newborn sub-site is built of.

A content type answers "what do I build on a newborn sub-site, and in which order" in its own
`sections.py`, by registering there::

    from sites.sections import Birth, registry

    def build(birth: Birth) -> None:
        birth.homes["vi"].add_child(instance=...)

    registry.register("news", order=200, build=build)

`register_shared` names a model whose records the network shares, owned by the province.
Exactly one app registers the home pages (`register_home`): they are built first, because
Wagtail's site row needs its root page. The registry is frozen when start-up is over.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from wagtail.models import Locale, Page, Site

    from sites.models import AdministrativeUnit, Subsite


@dataclass
class Birth:
    """A sub-site being born, handed from builder to builder inside one transaction.

    `homes` maps a language code to that language's home page; it is empty only for the home
    builder. `site` and `subsite` are set from then on. `actor` may be None (a command).
    """

    unit: "AdministrativeUnit"
    province: "AdministrativeUnit"
    root: "Page"
    locales: "dict[str, Locale]"
    actor: Any
    now: datetime
    homes: "dict[str, Page]" = field(default_factory=dict)
    site: "Site | None" = None
    subsite: "Subsite | None" = None


SectionBuilder = Callable[[Birth], None]
HomeBuilder = Callable[[Birth], "dict[str, Page]"]


@dataclass(frozen=True)
class Section:
    """One builder: `key` is unique, `order` ascending decides place in the menu."""

    key: str
    order: int
    build: SectionBuilder


class SectionRegistry:
    """Sections by key. Raises ImproperlyConfigured on a duplicate or a late registration."""

    def __init__(self) -> None:
        self._sections: dict[str, Section] = {}
        self._home: tuple[str, HomeBuilder] | None = None
        self._shared: list[str] = []
        self._frozen = False

    def register(self, key: str, *, order: int, build: SectionBuilder) -> None:
        self._refuse_if_frozen(key)
        if key in self._sections:
            raise ImproperlyConfigured(f"Section {key!r} is registered twice.")
        self._sections[key] = Section(key, order, build)

    def register_home(self, key: str, build: HomeBuilder) -> None:
        self._refuse_if_frozen(key)
        if self._home is not None:
            raise ImproperlyConfigured(f"Home {key!r}: {self._home[0]!r} already builds the homes.")
        self._home = (key, build)

    def register_shared(self, model: str) -> None:
        """Name a model ("core.topic") whose records the whole network shares: the province's
        administrators may add and change them."""
        self._refuse_if_frozen(model)
        if model in self._shared:
            raise ImproperlyConfigured(f"Shared model {model!r} is registered twice.")
        self._shared.append(model)

    @property
    def shared_models(self) -> tuple[str, ...]:
        return tuple(self._shared)

    def freeze(self) -> None:
        self._frozen = True

    @property
    def home_key(self) -> str | None:
        return self._home[0] if self._home else None

    def build_homes(self, birth: Birth) -> "dict[str, Page]":
        """The home pages by language code; raises ImproperlyConfigured when no app builds them."""
        if self._home is None:
            raise ImproperlyConfigured("No app registers the home pages (sections.py).")
        return self._home[1](birth)

    def in_order(self) -> list[Section]:
        return sorted(self._sections.values(), key=lambda section: (section.order, section.key))

    def _refuse_if_frozen(self, key: str) -> None:
        if self._frozen:
            raise ImproperlyConfigured(
                f"Section {key!r} comes after start-up: register it in the app's sections.py."
            )


registry = SectionRegistry()
