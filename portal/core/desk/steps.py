"""Registry of first steps: what a role does most, as links on the home of the admin.

A content type answers "what do people do with me" in its own `first_steps.py`::

    from portal.core.desk.steps import Place, Step, registry

    def write(place: Place) -> str | None:
        return reverse(...) if ... else None

    registry.register(Step("news.write", order=20, label=_("Write an article"), ...))

`address` answers None to who may not enter: a role promises nothing, the server's check does.
The registry is frozen when start-up is over.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils.functional import Promise

from portal.core.models import PortalPage
from sites.enums import NetworkRole, Role

if TYPE_CHECKING:
    from portal.core.desk.selectors import Waiting
    from sites.models import Subsite

STEPS_SHOWN = 5
AnyRole = Role | NetworkRole


@dataclass
class Place:
    """One sub-site, the roles somebody holds for it, and what waits for them."""

    request: HttpRequest
    subsite: "Subsite"
    roles: frozenset[AnyRole]
    waiting: "Waiting"

    @property
    def user(self) -> Any:
        return self.request.user

    @cached_property
    def pages(self) -> list[PortalPage]:
        """The home page and the sections in the language of the source. One query."""
        found = PortalPage.objects.filter(
            path__startswith=self.subsite.root_page.path,
            depth__lte=self.subsite.root_page.depth + 2,
            locale__language_code=settings.LANGUAGE_CODE,
        )
        return list(found.order_by("path"))

    def page_of_kind(self, kind: str) -> PortalPage | None:
        """The first page of a kind among home page and sections."""
        return next((page for page in self.pages if page.kind == kind), None)

    def rights(self, page: PortalPage) -> Any:
        """Wagtail's tester of what the user may do with a page."""
        return page.permissions_for_user(self.user)


@dataclass(frozen=True)
class Step:
    """One link. `key` is unique, `order` ascending decides the place; `badge` is a short live text."""

    key: str
    order: int
    label: str | Promise
    help_text: str | Promise
    icon: str
    roles: frozenset[AnyRole]
    address: Callable[[Place], str | None]
    badge: Callable[[Place], str] = field(default=lambda place: "")


@dataclass(frozen=True)
class OpenStep:
    """A step as the template draws it."""

    key: str
    label: str | Promise
    help_text: str | Promise
    icon: str
    url: str
    badge: str


class StepRegistry:
    """Steps by key. Raises ImproperlyConfigured on a duplicate or a late registration."""

    def __init__(self) -> None:
        self._steps: dict[str, Step] = {}
        self._frozen = False

    def register(self, step: Step) -> None:
        if self._frozen:
            raise ImproperlyConfigured(
                f"First step {step.key!r} comes after start-up: register it in the app's first_steps.py."
            )
        if step.key in self._steps:
            raise ImproperlyConfigured(f"First step {step.key!r} is registered twice.")
        self._steps[step.key] = step

    def freeze(self) -> None:
        self._frozen = True

    def in_order(self) -> list[Step]:
        return sorted(self._steps.values(), key=lambda step: (step.order, step.key))

    def open_steps(self, place: Place) -> list[OpenStep]:
        """What each of the roles does most and the user may enter, in order, nothing twice."""
        wanted: set[str] = set()
        addresses: dict[str, str] = {}
        for role in place.roles:
            found = 0
            for step in self.in_order():
                if role not in step.roles or found == STEPS_SHOWN:
                    continue
                url = addresses.get(step.key) or step.address(place)
                if url:
                    addresses[step.key] = url
                    wanted.add(step.key)
                    found += 1
        return [
            OpenStep(step.key, step.label, step.help_text, step.icon, addresses[step.key], step.badge(place))
            for step in self.in_order()
            if step.key in wanted
        ]


registry = StepRegistry()
