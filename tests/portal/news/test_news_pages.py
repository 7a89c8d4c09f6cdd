"""The news index by year and topic, and the article."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError

from portal.core.models import Topic
from tests.factories.media import make_image
from tests.factories.pages import make_article, make_topic, news_index
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def html_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def site(network):
    site = network["chau_thanh"]
    economy = make_topic()
    notice = make_topic("Thông báo", "Notices", "thong-bao")
    make_article(site, "Kinh tế năm nay", topic=economy)
    make_article(site, "Thông báo năm nay", topic=notice)
    make_article(site, "Kinh tế năm ngoái", topic=economy, published_at=datetime(2025, 3, 1, tzinfo=UTC))
    make_article(site, "Không chuyên mục")
    return site


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("", {"Kinh tế năm nay", "Thông báo năm nay", "Kinh tế năm ngoái", "Không chuyên mục"}, set()),
        ("?chuyen-muc=kinh-te", {"Kinh tế năm nay", "Kinh tế năm ngoái"}, {"Thông báo năm nay"}),
        ("?nam=2025", {"Kinh tế năm ngoái"}, {"Kinh tế năm nay", "Không chuyên mục"}),
        ("?nam=2026&chuyen-muc=kinh-te", {"Kinh tế năm nay"}, {"Kinh tế năm ngoái", "Thông báo năm nay"}),
    ],
)
def test_filters(site, visit, query, shown, hidden):
    html = html_of(visit(site, f"/tin-tuc/{query}"))
    for title in shown:
        assert f">{title}</a>" in html, title
    for title in hidden:
        assert f">{title}</a>" not in html, title


@pytest.mark.parametrize(
    "query",
    [
        "?chuyen-muc=khong-co",
        "?nam=hai",
        "?nam=99999",
        "?nam=²⁰²⁶",
        "?trang=0",
        "?trang=99",
        "?trang=x",
        "?trang=-1",
    ],
)
def test_a_filter_that_is_none_is_not_found(site, visit, query):
    assert visit(site, f"/tin-tuc/{query}").status_code == 404


def test_twenty_a_page_with_real_addresses(network, visit):
    site = network["hoa_phu"]
    for number in range(23):
        make_article(site, f"Tin số {number:02}", published_at=datetime(2026, 1, 1 + number, tzinfo=UTC))
    first, second = html_of(visit(site, "/tin-tuc/")), html_of(visit(site, "/tin-tuc/?trang=2"))
    assert "Tin số 22" in first and "Tin số 02" not in first
    assert "Tin số 02" in second and "Tin số 22" not in second
    assert "trang=2" in first


def test_an_article_says_who_when_and_where_from(site, visit):
    picture = make_image(site)
    article = make_article(
        site,
        "Khánh thành đường ấp Phú Tây",
        source="Báo Long An",
        source_url="https://baolongan.vn/bai",
        image=picture,
        image_alt="Đường bê tông giữa vườn thanh long",
        image_caption="Đoạn đường mới",
    )
    html = html_of(visit(site, f"/tin-tuc/{article.slug}/"))
    for text in (
        "Minh Anh",
        "Báo Long An",
        'href="https://baolongan.vn/bai"',
        "22/11/2026",
        "10:41",
        'alt="Đường bê tông giữa vườn thanh long"',
        "Đoạn đường mới",
        'property="og:image"',
        'name="DC.source" content="https://baolongan.vn/bai"',
        'name="DC.creator" content="Minh Anh"',
        "ban-in",
    ):
        assert text in html, text
    printed = html_of(visit(site, f"/tin-tuc/{article.slug}/?ban-in=1"))
    assert "Công trình dài 120 m." in printed and 'name="q"' not in printed


def test_a_picture_needs_its_words(site):
    with pytest.raises(ValidationError) as refused:
        make_article(site, "Có ảnh", image=make_image(site)).full_clean()
    assert "image_alt" in refused.value.message_dict


def test_topics_are_one_record_for_all(network, site, visit):
    make_article(network["hoa_phu"], "Tin Hòa Phú", topic=Topic.objects.get(slug="kinh-te"))
    Topic.objects.filter(slug="kinh-te").update(name="Kinh tế – Tài chính")
    Topic.objects.get(slug="kinh-te").save()
    for place in (site, network["hoa_phu"]):
        assert "Kinh tế – Tài chính" in html_of(visit(place, "/tin-tuc/"))


def test_an_english_index_shows_english_articles(network, visit):
    site = network["province"]
    make_article(site, "Tin tiếng Việt")
    make_article(site, "English news", language="en")
    assert "English news" in html_of(visit(site, "/en/news/"))
    assert "Tin tiếng Việt" not in html_of(visit(site, "/en/news/"))


def test_budgets_with_pictures_everywhere(network, visit):
    site = network["province"]
    topic = make_topic()
    theme = site.site.sitetheme
    theme.emblem, theme.banner = make_image(site, "Biểu trưng", (400, 400)), make_image(site, "Nền")
    theme.save()
    for number in range(6):
        make_article(site, f"Tin {number}", topic=topic, image=make_image(site), image_alt="Cánh đồng")
    article = news_index(site).get_children().last()
    budgets = {
        "/": 14,
        "/tin-tuc/": 15,
        f"/tin-tuc/{article.slug}/": 14,
        "/gioi-thieu/": 10,
        "/danh-ba/": 5,
        "/so-do-cong/": 6,
        "/rss/moi.xml": 6,
        "/tim-kiem/?q=tin": 12,  # two of them: what waits to be indexed, and which kinds are shown here
    }
    for path in budgets:  # pictures are cut on first sight; that is no part of a page's cost
        visit(site, path)
    for path, budget in budgets.items():
        cache.clear()
        with assert_queries(budget, f"cold {path}"):
            html_of(visit(site, path))
