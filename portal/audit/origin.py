"""Where the act that is being done comes from: a request, or a command on the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.http.request import split_domain_port

from portal.accounts.acting.services import acting_of
from portal.accounts.client_addresses import UNKNOWN, client_address
from sites.models import Subsite


@dataclass
class Origin:
    """A request, and what is looked up once for all entries it leads to."""

    request: HttpRequest
    places: dict[Any, "Place | None"] = field(default_factory=dict)
    # What records held before they were saved, by label and key (`portal.audit.wagtail_log`).
    changes: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    # What a screen is about that tells its whole act in one entry (`portal.audit.watches`).
    watch: Any = None

    @cached_property
    def ip_address(self) -> str | None:
        found = client_address(self.request)
        return None if found == UNKNOWN else found

    @cached_property
    def user_agent(self) -> str:
        return self.request.META.get("HTTP_USER_AGENT", "")[:200]

    @cached_property
    def host(self) -> str:
        return split_domain_port(self.request.META.get("HTTP_HOST", ""))[0][:253]

    @property
    def user(self) -> Any:
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @property
    def real_actor(self) -> Any:
        """Who does it, when he acts as somebody else."""
        acting = acting_of(self.request)
        return acting.actor if acting else None

    @cached_property
    def place(self) -> "Place | None":
        """The sub-site of the host. One query."""
        return place_of(site__hostname=self.host)


@dataclass(frozen=True)
class Place:
    """A sub-site as an entry remembers it."""

    subsite_id: int
    name: str


def place_of(**lookup: Any) -> Place | None:
    """The sub-site that these facts name, once per request."""
    origin = current_origin()
    key = tuple(sorted(lookup.items()))
    if origin is not None and key in origin.places:
        return origin.places[key]
    found = Subsite.objects.filter(**lookup).values_list("pk", "unit__full_name").first()
    place = Place(*found) if found else None
    if origin is not None:
        origin.places[key] = place
    return place


_origin: ContextVar[Origin | None] = ContextVar("audit_origin", default=None)


def current_origin() -> Origin | None:
    """None outside a request: in a command, in a shell."""
    return _origin.get()


@contextmanager
def originating(request: HttpRequest) -> Iterator[Origin]:
    """Entries written inside come from this request."""
    origin = Origin(request)
    token = _origin.set(origin)
    try:
        yield origin
    finally:
        _origin.reset(token)
