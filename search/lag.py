"""What the index does not know yet: changed objects that wait for a worker.

Some of them may be found no more, while the index still tells of them. Their rows stand in `SearchState`
since the transaction that hid them, so leaving them out of every question closes the gap from the commit
on: in results, totals, facets, suggestions and corrections alike.
"""

from typing import Any

from search.documents import Key
from search.engines.base import Lag
from search.models import SearchState
from search.searchable import registry

# Rows looked at in one question: those whose turn is next (an editor's single changes), and of a mass of
# others the latest. What lies between is left to the look at the shown page, and totals say "about".
FIRST, LATEST = 1_500, 1_000


def lag_of(*, context: Any) -> Lag:
    """One query when nothing waits, and what the kinds need to say where they are shown; else one or two
    more, and those of the kinds' `hidden_of`."""
    waiting = SearchState.objects.pending().values_list("kind", "pk_text")
    rows = list(waiting.order_by("next_try_at", "id")[:FIRST])
    is_partial = len(rows) == FIRST
    if is_partial:
        rows += waiting.order_by("-next_try_at", "-id")[:LATEST]
    by_kind: dict[str, list[Key]] = {}
    for key in dict.fromkeys(Key(kind, pk) for kind, pk in rows):
        by_kind.setdefault(key.kind, []).append(key)
    hidden: set[Key] = set()
    for code, keys in by_kind.items():
        kind = registry.get(code)
        hidden |= kind.hidden_of(keys, context=context) if kind else set(keys)
    return Lag(
        changed=frozenset(key for keys in by_kind.values() for key in keys),
        hidden=frozenset(hidden),
        hidden_kinds=tuple(kind.code for kind in registry.all() if not kind.is_shown_at(context)),
        is_partial=is_partial,
    )
