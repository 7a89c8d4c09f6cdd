"""Callers remembered for seconds, so that an unchanged poll asks the database nothing.

Only in a cache that all processes share: in the memory of one process a withdrawn key would live on
in the others. Every change of a board or a key drops all of them at once, by a number that is part
of their names; who stores late stores under the old number and is not found.
"""

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from portal.signage.models import BoardCredential

_OF_ONE_PROCESS = frozenset(
    {
        "django.core.cache.backends.locmem.LocMemCache",
        "django.core.cache.backends.dummy.DummyCache",
    }
)
_GENERATION = "signage:callers"
KEPT_SECONDS = 5


def is_shared() -> bool:
    return settings.CACHES["default"]["BACKEND"] not in _OF_ONE_PROCESS


class KeptCallers:
    """One look-up: `find` first, then `keep` what the database said meanwhile."""

    def __init__(self, digest: str) -> None:
        self.digest = digest
        self._name: str | None = None

    def find(self) -> BoardCredential | None:
        if not is_shared():
            return None
        generation = cache.get(_GENERATION, 0)
        self._name = f"signage:caller:{generation}:{self.digest}"
        found: BoardCredential | None = cache.get(self._name)
        return found

    def keep(self, credential: BoardCredential) -> None:
        if self._name is not None:
            cache.set(self._name, credential, KEPT_SECONDS)


def callers_drop() -> None:
    """Call in the transaction of whatever changes a board or a key."""
    if is_shared():
        transaction.on_commit(_next_generation, robust=True)


def _next_generation() -> None:
    cache.add(_GENERATION, 0, None)
    cache.incr(_GENERATION)
