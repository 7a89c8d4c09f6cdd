"""Wagtail's database search for the admin's lists, without its two scans of the index on each save.

Wagtail weighs titles by their length and after every save reads the average length of all titles,
then looks for rows without a weight: on PostgreSQL a publication takes 89 ms with few pages and 2.1 s
with 303,000. A row without a weight counts as one of average length, which a list of pages can bear;
`update_index` weighs them all. The public's search is not concerned.
"""

from typing import Any

from modelsearch.backends.base import BaseSearchBackend
from wagtail.search.backends import database


class TitlesWeighedOnRebuild:
    """Goes before an index class of modelsearch."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)  # type: ignore[misc]


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:
    """The engine of the database in use. Wagtail looks for this name (WAGTAILSEARCH_BACKENDS)."""
    backend = database.SearchBackend(params)
    backend.index_class = type("AdminIndex", (TitlesWeighedOnRebuild, backend.index_class), {})
    return backend
