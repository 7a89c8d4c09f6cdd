"""What a reader is shown on one sub-site's host: nothing another sub-site has not published, and of
what it has published only what a table here names, with a reason."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from portal.core.search_context import SearchContext
from portal.media.models import PortalImage
from portal.news.models import ArticlePage
from portal.signage.models import Board, BoardMessagePage
from search.documents import ANY_LANGUAGE
from search.engines.base import Visibility
from sites.enums import Role
from tests.sites.leaks.attempts import Leak, client_of, judge
from tests.sites.leaks.doors import Address, public_addresses
from tests.sites.leaks.world import MARK, MARKS, World
from tests.support.search_index import index_everything

pytestmark = pytest.mark.django_db

# Names of sub-sites are public; a page of theirs is not ours to show.
NAMES = MARKS[1:]


@dataclass(frozen=True)
class Asked:
    """The arguments and queries of an address, and the marks its answers may hold, for this reason."""

    arguments: tuple[str, ...] = ()
    queries: tuple[str, ...] = ("",)
    may_hold: tuple[str, ...] = ()
    reason: str = ""


SEARCHED = ("?q=%C4%91%C4%83ng", "?q=nh%C3%A1p", "?q=kh%C3%B3a", "?q=Thanh", "?q=", "?trang=2&q=b%E1%BB%8B")
# Machines ask with a key; without one, or with a wrong one, there is nothing to see.
READ_BY_BOARDS = (
    "board", "playlist_json", "emergency", "events", "feed_xml", "concerto_json", "cap", "ticker_txt",
    "ticker_kv", "frame_png",
)  # fmt: skip
SENT_BY_BOARDS = ("enroll", "enroll_token", "heartbeat", "plays", "screenshot", "acks")
FOR_MAKERS = ("nothing", "playlist_schema", "emergency_schema", "conformance", "conformance_schema")
MACHINES = {
    **{f"signage:{name}": Asked() for name in (*READ_BY_BOARDS, *SENT_BY_BOARDS, *FOR_MAKERS)},
    **{f"signage:{name}_by_key": Asked(arguments=("wrong_key",)) for name in READ_BY_BOARDS},
    "signage:media": Asked(arguments=("media_name",)),
    "signage:player": Asked(),
    "signage:player_worker": Asked(),
    "signage:player_file": Asked(arguments=("digest", "file_name")),
}
PUBLIC: dict[str, Asked] = {
    **MACHINES,
    "robots": Asked(),
    "sitemap": Asked(queries=("", "?p=1")),
    "sitemap_pages": Asked(queries=("", "?p=1", "?p=2")),
    "core:search": Asked(queries=SEARCHED),
    "search_api": Asked(queries=(*SEARCHED, "?q=th%C3%B4ng+tin&lang=en")),
    "search_schema": Asked(),
    "search_suggest": Asked(queries=(*SEARCHED, "?q=b%E1%BA%A3n&format=opensearch")),
    "open_search": Asked(),
    "core:site_map": Asked(),
    "core:directory": Asked(
        queries=("", "?q=long"),
        may_hold=NAMES,
        reason="the directory names every sub-site (Decree 42/2022 Art. 8.2)",
    ),
    "core:feeds": Asked(),
    "core:feed_newest": Asked(),
    "core:feed_topic": Asked(arguments=("topic_slug",)),
    "core:preferences": Asked(),
    "themes:colours": Asked(arguments=("site", "digest")),
    "wagtaildocs_serve": Asked(
        arguments=("file", "file_name"),
        may_hold=(MARK,),
        reason="a file has one address on all hosts; which files are public is the media room's rule",
    ),
    "procedures:rate": Asked(arguments=("code",)),
    "procedure_statistics_api:statistics": Asked(),
    "picture": Asked(arguments=("picture_name",)),
    "wagtaildocs_authenticate_with_password": Asked(arguments=("one",)),
    "wagtailcore_authenticate_with_password": Asked(arguments=("one", "page")),
    "wagtailcore_login": Asked(),
    "wagtail_serve": Asked(
        arguments=("path",), queries=("", "?chuyen-muc=kinh-te", "?nam=2026", "?ban-in=1", "?trang=1")
    ),
}


@pytest.fixture(autouse=True)
def indexed(world, search_index):
    """All that can be found is in the index."""
    index_everything()


def paths_of(address: Address, world: World) -> list[str]:
    asked = PUBLIC[address.name]
    theirs = ArticlePage.objects.descendant_of(world.other.root_page)
    others = [f"tin-tuc/{slug}/" for slug in theirs.values_list("slug", flat=True)]
    told = BoardMessagePage.objects.descendant_of(world.other.root_page)
    others += [f"bang-dien-tu/{slug}/" for slug in told.values_list("slug", flat=True)]
    boards = Board.objects.filter(unit=world.other.unit).values_list("slug", flat=True)
    others += [f"bang-dien-tu/bang/{slug}/{tail}" for slug in boards for tail in ("", "rss/")]
    values: dict[str, list[Any]] = {
        "topic_slug": ["kinh-te"],
        "digest": ["0" * 12],
        "code": ["1.001193"],
        "one": [1],
        "wrong_key": ["lck_" + "A" * 43],
        "media_name": ["0" * 64 + ".png"],
        "file_name": [f"{world.other.pk}-x.pdf"],
        "picture_name": list(
            PortalImage.objects.filter(collection=world.other.collection).values_list("file", flat=True)
        ),
        "path": ["", "tin-tuc/", "gioi-thieu/", "lien-he/", "bang-dien-tu/", *others],
    }
    lists = [values.get(name) or [world.ids[name]] for name in asked.arguments]
    rows = [[]]
    for choices in lists:
        rows = [[*row, choice] for row in rows for choice in choices]
    found = []
    for language in ("vi", "en"):
        with override(language):
            for row in rows:
                queries = asked.queries if not set(row) & set(others) else ("",)
                found += [reverse(address.name, args=row) + query for query in queries]
    return sorted(set(found))


def look_around(world: World, client: Client, who: str, only: str = "") -> list[Leak]:
    """Every public address whose name begins with `only`, asked on the own host."""
    leaks = []
    for address in public_addresses():
        if address.name not in PUBLIC or not address.name.startswith(only):
            continue
        marks = tuple(mark for mark in MARKS if mark not in PUBLIC[address.name].may_hold)
        for path in paths_of(address, world):
            answer = client.get(path)
            # A link that was asked for comes back in the page (language, print): never more.
            found = judge(who, f"{address.name} {path}", "get", answer, marks)
            leaks += [leak for leak in found if not _is_echo(answer, path, marks)]
    return leaks


def _is_echo(answer: Any, path: str, marks: tuple[str, ...]) -> bool:
    text = answer.content.decode("utf-8", "replace").replace(path.split("?")[0].removeprefix("/en"), "")
    return answer.status_code == 404 and not any(mark in text for mark in marks)


def test_every_public_address_is_known():
    """A new feed, file or interface must be looked at, and named in the table."""
    names = {address.name for address in public_addresses()}
    assert sorted(names - set(PUBLIC)) == []
    assert sorted(set(PUBLIC) - names) == []
    assert all(asked.reason for asked in PUBLIC.values() if asked.may_hold)


@pytest.mark.parametrize("role", [None, Role.CONTRIBUTOR, Role.SITE_ADMIN])
def test_a_host_shows_its_own_pages_only(world, role):
    client = client_of(world, world.people[role]) if role else Client(HTTP_HOST=world.own.site.hostname)
    leaks = look_around(world, client, str(role))
    assert not leaks, "\n".join(map(str, leaks))


def test_drafts_are_nowhere_even_on_their_own_host(world):
    client = Client(HTTP_HOST=world.other.site.hostname)
    for address in public_addresses():
        if address.name and not address.name.startswith("wagtaildocs"):
            for path in paths_of(address, world):
                answer = client.get(path)
                if answer.status_code == 200:
                    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
                    assert "bản nháp" not in text.decode("utf-8", "replace"), path


def test_planted_a_search_over_all_sites(world, monkeypatch):
    nowhere = property(lambda context: Visibility(now=context.now, languages=("vi", ANY_LANGUAGE)))
    monkeypatch.setattr(SearchContext, "visibility", nowhere)
    leaks = look_around(world, Client(HTTP_HOST=world.own.site.hostname), "anonymous", "core:search")
    assert any(leak.address.startswith("core:search") for leak in leaks)
