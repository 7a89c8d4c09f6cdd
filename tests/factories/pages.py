"""Published pages on a sub-site."""

from datetime import datetime
from typing import Any

from portal.core.models import PortalPage, Topic
from portal.news.models import ArticlePage, NewsIndexPage
from sites.models import Subsite
from tests.factories.units import NOW


def news_index(subsite: Subsite, language: str = "vi") -> NewsIndexPage:
    return NewsIndexPage.objects.descendant_of(subsite.root_page).get(locale__language_code=language)


def home_page(subsite: Subsite, language: str = "vi") -> PortalPage:
    return PortalPage.objects.child_of(subsite.root_page).get(locale__language_code=language).specific


def make_article(
    subsite: Subsite,
    title: str = "Khởi công cầu Thanh Phú Long",
    *,
    language: str = "vi",
    published_at: datetime = NOW,
    live: bool = True,
    **fields: Any,
) -> ArticlePage:
    index = news_index(subsite, language)
    defaults: dict[str, Any] = {
        "summary": "Cầu mới nối hai ấp.",
        "author": "Minh Anh",
        "body": [{"type": "text", "value": "<p>Công trình dài 120 m.</p>"}],
    }
    article = ArticlePage(
        title=title, locale=index.locale, live=False, published_at=published_at, **(defaults | fields)
    )
    index.add_child(instance=article)
    revision = article.save_revision(clean=False)
    if live:
        revision.publish(skip_permission_checks=True)
        article.refresh_from_db()
    return article


def make_topic(name: str = "Kinh tế", name_en: str = "Economy", slug: str = "kinh-te") -> Topic:
    return Topic.objects.create(name=name, name_en=name_en, slug=slug)
