"""What the province recommends for a query."""

from dataclasses import dataclass

from django.utils import timezone

from portal.core.models import BestBet
from portal.core.search_changes import PAGE_KIND
from portal.core.search_context import SearchContext
from search.documents import Key
from search.queries import Query
from search.searchable import registry

MOST_SHOWN = 3


@dataclass(frozen=True)
class Bet:
    title: str
    url: str
    note: str


def best_bets(*, query: Query, context: SearchContext) -> tuple[Bet, ...]:
    """Those that are valid today and whose page the asker may see. One query; three more for pages."""
    day = timezone.localdate(context.now)
    rows = list(BestBet.objects.for_query(query).valid_on(day)[:MOST_SHOWN])
    keys = [Key(PAGE_KIND, str(row.page_id)) for row in rows if row.page_id]
    kind = registry.get(PAGE_KIND)
    shown = kind.shown(keys, context=context) if keys and kind else {}
    found = []
    for row in rows:
        page = shown.get(Key(PAGE_KIND, str(row.page_id)))
        url = page.url if page else row.address
        if url:
            found.append(Bet(row.title, url, row.note))
    return tuple(found)
