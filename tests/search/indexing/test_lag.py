"""While the index lags it may find too much; nobody sees it."""

from dataclasses import dataclass, field

import pytest

from search.documents import PUBLIC, Key
from search.engines.base import Lag, Request, Visibility
from search.engines.embedded import EmbeddedEngine
from search.indexing.sending import changes_run
from search.queries import parse
from search.searchable import registry
from search.service import SearchService
from tests.search.indexing.world import KIND, delete, edit

pytestmark = pytest.mark.django_db


@dataclass
class Lagging:
    """Three notes, indexed; what happens to them afterwards is not."""

    service: SearchService
    clock: object
    context: dict = field(default_factory=dict)

    def page(self):
        request = Request(parse("đường làng"), Visibility(now=self.clock()), limit=10)
        return self.service.page(request, context=self.context)

    def suggested(self) -> list[str]:
        visibility = Visibility(now=self.clock(), audience=(PUBLIC,))
        found = self.service.suggest("ghi", visibility=visibility, limit=8, context=self.context)
        return sorted(shown.url for _suggestion, shown in found)


@pytest.fixture
def lagging(notes, clock, tmp_path):
    engine = EmbeddedEngine(tmp_path / "embedded.sqlite3")
    for pk in (1, 2, 3):
        edit(notes, pk, "Bê tông hóa đường làng", clock())
    changes_run(engines=[engine], limit=10, now=clock())
    return Lagging(SearchService([engine]), clock)


def test_what_the_database_shows_is_on_the_page(lagging):
    page = lagging.page()
    assert (sorted(find.key.pk for find in page.finds), page.results.total) == (["1", "2", "3"], 3)
    assert not page.is_about
    assert lagging.suggested() == ["/1/", "/2/", "/3/"]


@pytest.mark.parametrize("is_deleted", [True, False])
def test_what_went_is_not_though_the_index_still_has_it(lagging, notes, clock, is_deleted):
    if is_deleted:
        delete(notes, 2, clock())
    else:
        notes.closed.add(2)  # unpublished, expired or put behind a login, and nobody has indexed it yet
    page = lagging.page()
    assert sorted(find.key.pk for find in page.finds) == ["1", "3"]
    assert (page.results.total, page.reach) == (2, 3), "told without it; pages are counted with it"
    assert page.is_about
    assert "/2/" not in lagging.suggested()


@pytest.mark.parametrize("is_deleted", [True, False])
def test_a_kind_that_says_nothing_of_it_hides_what_it_does_not_show(lagging, notes, clock, is_deleted):
    kind = registry.get(KIND)
    keys = [Key(KIND, str(pk)) for pk in (1, 2, 3)]
    assert kind.hidden_of(keys, context={}) == set()
    if is_deleted:
        delete(notes, 2, clock())
    else:
        notes.closed.add(2)
    hidden = kind.hidden_of(keys, context={})
    assert hidden == {Key(KIND, "2")}
    visibility = Visibility(now=clock(), lag=Lag(hidden=frozenset(hidden)))
    page = lagging.service.page(Request(parse("đường làng"), visibility), context={})
    assert (page.results.total, page.reach, page.is_about) == (2, 2, False)
