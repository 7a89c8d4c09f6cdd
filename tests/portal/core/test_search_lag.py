"""What may no longer be seen is nowhere from the commit on, while the worker stands still."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from portal.core.models import PortalPage
from search import lag
from search.models import SearchState
from tests.factories.pages import make_article, make_topic, news_index
from tests.portal.media.texts import docx_of, make_file
from tests.support.queries import assert_queries
from tests.support.search_index import index_changes, index_everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]
SECRET = "Hoàng hôn trên sông Vàm"
REACHES = ("site", "district", "province")


@pytest.fixture
def commune(network):
    return network["hoa_phu"]


@pytest.fixture
def page(commune):
    """Found by its title, its text and its topic; beside it stands one that stays."""
    make_article(commune, title="Bình minh trên sông Vàm", topic=make_topic())
    topic = make_topic("Du lịch", "Tourism", "du-lich")
    body = [{"type": "text", "value": "<p>Chuyện lau sậy trắng đồng.</p>"}]
    made = make_article(commune, title=SECRET, topic=topic, body=body, summary="Lau sậy.")
    index_everything()
    return made


@pytest.fixture
def told(commune, visit):
    """Everything that any way of asking says."""

    def _told(q, reach="site"):
        values = {"site": "", "district": "huyen", "province": "tinh"}
        html = visit(commune, "/tim-kiem/", data={"q": q, "pham-vi": values[reach]}).content.decode()
        found = visit(commune, "/api/search/", data={"q": q, "scope": reach}).json()
        facets = {value["value"]: value["count"] for facet in found["facets"] for value in facet["values"]}
        suggested = visit(commune, "/api/search/suggest/", data={"q": q}).json()["suggestions"]
        return {
            "titles": {row["title"] for row in found["results"]},
            "total": found["total"],
            "is_about": found["total_is_about"],
            "facets": facets,
            "corrections": found["corrections"],
            "suggested": {row["title"] for row in suggested},
            "items": html.count('class="item"'),
            "html": html.split("<main", 1)[1]
            .split("</main", 1)[0]
            .replace("<mark>", "")
            .replace("</mark>", ""),
        }

    return _told


def is_silent(told):
    for reach in REACHES:
        beside = told("song vam", reach)
        assert beside["titles"] == {"Bình minh trên sông Vàm"}, reach
        assert (beside["total"], beside["items"], beside["is_about"]) == (1, 1, False), reach
        assert "du-lich" not in beside["facets"] and beside["facets"].get("page", 1) == 1, reach
        assert "Du lịch" not in beside["html"] and "1 kết quả" in beside["html"], reach
        alone = told("hoang hon", reach)
        assert (alone["titles"], alone["total"], alone["facets"]) == (set(), 0, {}), reach
        assert alone["corrections"] == [] and alone["suggested"] == set(), reach
        assert "Có phải bạn muốn tìm" not in alone["html"] and "Không tìm thấy" in alone["html"], reach
        assert "Hoàng" not in alone["html"] and told("lau say")["total"] == 0, reach
        assert told("hoang hom", reach)["total"] == 0 and told("hoang hom", reach)["corrections"] == []
    return True


def restrict(page, kind, **more):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **more)


def close_to_group(page):
    restrict(page, PageViewRestriction.GROUPS).groups.set([Group.objects.create(name="Tổ kín")])


def expire(page):
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save_revision().publish()


def expire_as_planned(page):
    PortalPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)
    page.refresh_from_db()
    assert not page.live


def move_to_closed(page):
    closed = make_article(page.unit.subsite, title="Hồ sơ kín", live=True)
    restrict(closed, PageViewRestriction.LOGIN)
    page.move(closed, pos="last-child")


WAYS = {
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "behind a login": lambda page: restrict(page, PageViewRestriction.LOGIN),
    "behind a password": lambda page: restrict(page, PageViewRestriction.PASSWORD, password="kín đáo"),
    "of a closed group": close_to_group,
    "expired": expire,
    "expired as planned": expire_as_planned,
    "moved below a closed page": move_to_closed,
}


@pytest.mark.parametrize("way", WAYS)
def test_hidden_from_the_commit_on(page, told, way):
    before = told("hoang hon")
    assert (before["titles"], before["suggested"]) == ({SECRET}, {SECRET})
    assert before["corrections"] == ["hoàng hôn"]
    both = told("song vam")
    assert both["total"] == 2 and both["facets"]["du-lich"] == 1 and "Du lịch" in both["html"]
    index_changes()
    WAYS[way](page)
    assert SearchState.objects.pending().exists(), "the index has not learnt of it"
    assert is_silent(told)
    index_changes()
    assert is_silent(told)


def test_a_section_that_is_closed_takes_all_of_it_along(commune, page, told):
    restrict(news_index(commune), PageViewRestriction.LOGIN)
    for reach in REACHES:
        nothing = told("song vam", reach)
        assert (nothing["total"], nothing["facets"], nothing["suggested"]) == (0, {}, set())
        assert nothing["corrections"] == []


def test_expiry_by_the_clock_needs_no_worker(commune, page, told, monkeypatch):
    page.expire_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    index_changes()
    assert told("hoang hon")["total"] == 1
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert not SearchState.objects.pending().exists()
    assert is_silent(told)


def test_a_file_whose_folder_or_page_is_closed(commune, told):
    file = make_file(commune, docx_of("Quy hoạch bãi bồi ven sông"), "quy-hoach.docx", title="Bản đồ bãi bồi")
    link = f'<p><a linktype="document" id="{file.pk}">tệp</a></p>'
    shows = make_article(commune, title="Một tin", body=[{"type": "text", "value": link}])
    index_everything()
    assert told("bai boi")["titles"] == {"Bản đồ bãi bồi"}
    folder = CollectionViewRestriction.objects.create(
        collection=file.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    for closed in ("folder", "page"):
        nothing = told("bai boi")
        assert (nothing["total"], nothing["facets"], nothing["suggested"]) == (0, {}, set()), closed
        assert nothing["corrections"] == [] and "bãi bồi" not in nothing["html"], closed
        index_changes()
        folder.delete() if folder.pk else None
        index_changes()
        shows.unpublish()


def test_words_that_were_taken_out_are_not_shown(commune, page, told):
    page.body = [{"type": "text", "value": "<p>Đã sửa lại.</p>"}]
    page.summary = "Bản mới."
    page.save_revision().publish()
    after = told("hoang hon lau say")
    assert "trắng đồng" not in after["html"] and "Bản mới." in after["html"]


def test_what_nobody_marked_is_left_out_of_what_is_shown_and_counted(page, told):
    """Rows changed past every signal: the look into the database still takes them off the page."""
    PortalPage.objects.filter(pk=page.pk).update(live=False)
    assert not SearchState.objects.pending().exists()
    beside = told("song vam")
    assert (beside["total"], beside["items"], beside["is_about"]) == (1, 1, True)
    assert "du-lich" not in beside["facets"]
    alone = told("hoang hon")
    assert (alone["total"], alone["items"], alone["corrections"]) == (0, 0, [])


def test_a_mass_of_changes_hides_the_first_and_the_last_and_says_about(commune, page, told, monkeypatch):
    monkeypatch.setattr(lag, "FIRST", 3)
    monkeypatch.setattr(lag, "LATEST", 2)
    for number in range(6):
        make_article(commune, title=f"Tin số {number}")
    page.unpublish()
    beside = told("song vam")
    assert beside["titles"] == {"Bình minh trên sông Vàm"} and beside["is_about"]


def test_looking_at_what_waits_costs_a_few_queries(commune, page, visit):
    visit(commune, "/api/search/suggest/?q=binh")
    for number in range(12):
        make_article(commune, title=f"Tin số {number}").unpublish()
    with assert_queries(10, "suggestions while changes wait"):
        visit(commune, "/api/search/suggest/?q=binh")
    with assert_queries(34, "a page of results while changes wait"):
        visit(commune, "/tim-kiem/?q=song+vam&pham-vi=tinh")
