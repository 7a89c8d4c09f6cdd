"""Pages in the index: what of them, where, and for whom; and the last look before they are shown."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from portal.core.search_changes import PAGE_KIND
from portal.core.selectors import unsearched_kinds
from search.documents import PUBLIC
from search.searchable import registry
from search.synonyms import forget_rules
from sites.enums import SuccessionExtent, SuccessionKind
from sites.models import UnitSuccession
from tests.factories.pages import home_page, make_article, make_topic, news_index
from tests.factories.units import NOW, make_unit
from tests.portal.accounts.people import make_user
from tests.support.queries import assert_queries
from tests.support.searching import context_of, documents, shown_now, temporary_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune(network):
    return network["thanh_phu_long"]


def document(page):
    return documents(PAGE_KIND).get(str(page.pk))


def restrict(page, kind, *groups):
    found = PageViewRestriction.objects.create(
        page=Page.objects.get(pk=page.pk), restriction_type=kind, password="mat-khau"
    )
    found.groups.set(groups)
    return found


def test_an_article_brings_its_words_place_and_facets(commune):
    article = make_article(commune, topic=make_topic())
    found = document(article)
    assert (found.title, found.summary, found.language) == (article.title, article.summary, "vi")
    assert "Công trình dài 120 m." in found.body
    assert "<p>" not in found.body
    unit = commune.unit
    assert set(found.scopes) == {
        f"only:{unit.pk}",
        f"u{unit.pk}",
        f"u{unit.parent_id}",
        f"u{unit.parent.parent_id}",
    }
    assert found.audience == (PUBLIC,)
    assert found.is_news
    assert found.facets == {
        "loai": ("news.article",),
        "chuyen-muc": ("kinh-te",),
        "nam": ("2026",),
        "don-vi": (f"u{unit.pk}",),
    }


def test_it_is_found_at_its_commune_district_and_province_and_not_next_door(network, commune):
    article = make_article(commune)
    with temporary_index(PAGE_KIND) as index:
        for name in ("thanh_phu_long", "chau_thanh", "province"):
            assert index.titles(network[name], "khoi cong cau") == [article.title]
        for name in ("hoa_phu", "can_giuoc"):
            assert index.titles(network[name], "khởi công cầu") == []


def test_each_language_is_searched_by_itself(commune):
    make_article(commune, "Bridge works begin", language="en")
    with temporary_index(PAGE_KIND) as index:
        assert index.titles(commune, "bridge works", language="en") == ["Bridge works begin"]
        assert index.titles(commune, "bridge works") == []


@pytest.mark.parametrize("at", ["page", "section", "home"])
@pytest.mark.parametrize("kind", ["login", "groups", "password"])
def test_a_restriction_anywhere_above_hides_it_at_once(commune, at, kind):
    """From the index when it is written next, and from the page of results in the meantime."""
    article = make_article(commune)
    place = {"page": article, "section": news_index(commune), "home": home_page(commune)}[at]
    group = Group.objects.create(name="Nhóm kín")
    member, stranger = make_user("thanhvien"), make_user("nguoila")
    member.groups.add(group)
    with temporary_index(PAGE_KIND) as index:
        assert index.titles(commune, "khởi công cầu")
        restrict(place, kind, group)
        page = index.page(commune, "khởi công cầu")
        assert (page.finds, page.results.total, page.is_about) == ((), 0, False)
    with temporary_index(PAGE_KIND) as index:
        found = index.page(commune, "khởi công cầu")
        assert (found.finds, found.results.total) == ((), 0)
        assert not found.results.facets.get("loai")
        sees = {
            person.username: bool(index.titles(commune, "khởi công cầu", user=person))
            for person in (member, stranger)
        }
    may = {"login": (True, True), "groups": (True, False), "password": (False, False)}[kind]
    assert (sees["thanhvien"], sees["nguoila"]) == may


def test_two_restrictions_let_in_who_passes_both(commune):
    article = make_article(commune)
    first, second = Group.objects.create(name="Một"), Group.objects.create(name="Hai")
    restrict(home_page(commune), "groups", first, second)
    restrict(news_index(commune), "login")
    restrict(article, "groups", second)
    assert document(article).audience == (f"g{second.pk}",)


def test_what_has_ended_is_not_found_before_anybody_unpublishes_it(commune):
    article = make_article(commune, expire_at=NOW + timedelta(days=1))
    assert document(article).visible_until == article.expire_at
    with temporary_index(PAGE_KIND) as index:
        assert index.titles(commune, "khởi công cầu")
        assert index.titles(commune, "khởi công cầu", now=NOW + timedelta(days=2)) == []
    type(article).objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert not shown_now(commune, PAGE_KIND, article.pk)


def test_drafts_and_what_was_taken_back_are_nobodys(commune):
    draft = make_article(commune, live=False)
    article = make_article(commune)
    assert document(draft) is None
    assert not shown_now(commune, PAGE_KIND, draft.pk)
    with temporary_index(PAGE_KIND) as index:
        article.unpublish()
        assert index.titles(commune, "khởi công cầu") == []


def test_a_draft_of_a_live_page_leaks_no_word(commune):
    article = make_article(commune)
    article.title = "Bí mật chưa công bố"
    article.save_revision()
    assert "Bí mật" not in document(article).title


def test_messages_of_boards_are_not_searched():
    """They are published, but for boards; no other kind stays out."""
    assert unsearched_kinds() == ["signage.message"]


def test_every_kind_of_document_has_a_name_readers_understand():
    names = registry.get(PAGE_KIND).facets[0].names_of(["news.article", "file", "procedure"])
    assert not {"news.article", "file", "procedure"} & set(names.values())


def test_queries_do_not_grow_with_the_batch_or_the_network(network, commune):
    kind = registry.get(PAGE_KIND)
    make_article(commune)
    one = [str(make_article(commune, "Một").pk)]
    many = one + [str(make_article(subsite, f"Bài {n}").pk) for n in range(3) for subsite in network.values()]
    list(kind.documents(one))
    with assert_queries(9, "pages, their class, places, restrictions") as of_one:
        list(kind.documents(one))
    with assert_queries(len(of_one), "as for one"):
        assert len(list(kind.documents(many))) == len(many)
    keys = [found.key for found in kind.documents(many)]
    context = context_of(commune)
    kind.shown(keys[:1], context=context)
    with assert_queries(5, "pages, restrictions, titles above, the site") as of_one:
        kind.shown(keys[:1], context=context)
    with assert_queries(len(of_one), "as for one"):
        assert len(kind.shown(keys, context=context)) == len(many)


@pytest.fixture
def merged(commune):
    """Xã Tân Lập, no more, is part of Thanh Phú Long."""
    old = make_unit("Tân Lập", parent=commune.unit.parent, valid_to=NOW.date())
    UnitSuccession.objects.create(
        predecessor=old,
        successor=commune.unit,
        kind=SuccessionKind.MERGED_INTO,
        extent=SuccessionExtent.WHOLE,
        effective_on=NOW.date(),
    )
    yield old
    forget_rules()


@pytest.mark.parametrize("typed", ["xã Tân Lập", "xa tan lap", "Tân Lập"])
def test_the_old_name_of_a_place_finds_the_new_units_page(network, commune, merged, typed):
    with temporary_index(PAGE_KIND) as index:
        finds = index.page(network["province"], typed).finds
    assert home_page(commune).url in [find.shown.url for find in finds]


def test_the_new_name_does_not_find_the_old(network, commune, merged):
    make_article(commune, "Lịch sử Tân Lập")
    with temporary_index(PAGE_KIND) as index:
        assert "Lịch sử Tân Lập" not in index.titles(network["province"], "xã Thanh Phú Long")
