"""Who searches, from which sub-site, and which part of the network they look at."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from portal.core.search_audience import SIGNED_IN
from portal.core.search_scopes import scopes_asked
from search.documents import ANY_LANGUAGE, PUBLIC
from search.engines.base import Visibility
from search.lag import lag_of
from sites.models import AdministrativeUnit


@dataclass(frozen=True)
class SearchContext:
    """`unit` is the part of the network that is looked at: the own unit, its district, or the province;
    `is_alone` leaves out the units below it. `home` is the unit whose sub-site asks, when that is another:
    what both show is best shown there. `is_anonymous`: whoever asks, only what is public.

    Handed to every kind's `shown`: addresses and words are made for this reader.
    """

    request: HttpRequest
    unit: AdministrativeUnit
    language: str
    now: datetime
    is_alone: bool = False
    is_anonymous: bool = False
    home: AdministrativeUnit | None = None
    known: dict[Any, Any] = field(
        default_factory=dict, compare=False, repr=False
    )  # what kinds have looked up

    @cached_property
    def audience(self) -> tuple[str, ...]:
        """Words of who asks. One query for somebody signed in, none for a citizen."""
        user: Any = None if self.is_anonymous else getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            return (PUBLIC,)
        groups = user.groups.values_list("pk", flat=True)
        return (PUBLIC, SIGNED_IN, *(f"g{pk}" for pk in groups))

    @cached_property
    def visibility(self) -> Visibility:
        return Visibility(
            now=self.now,
            scopes=scopes_asked(self.unit, is_alone=self.is_alone),
            audience=self.audience,
            languages=(self.language, ANY_LANGUAGE),
            lag=lag_of(context=self),
        )
