"""What the news pages read."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.http import Http404, QueryDict

from portal.core.models import PortalPage, Topic

ARTICLE = "news.article"
ARTICLES_PER_PAGE = 20


@dataclass(frozen=True)
class Filter:
    """One choice of a filter: how many articles it leaves, and where it leads."""

    label: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: str
    remove_url: str


@dataclass(frozen=True)
class ArticleListing:
    """One page of a news index. `query` keeps the filters for links to other pages."""

    paginator_page: "PaginatorPage[PortalPage]"
    total: int
    topics: tuple[Filter, ...]
    years: tuple[Filter, ...]
    active: tuple[Chip, ...]
    query: str

    @property
    def items(self) -> Sequence[PortalPage]:
        return list(self.paginator_page.object_list)

    @property
    def is_filtered(self) -> bool:
        return bool(self.active)


def article_listing(*, index: PortalPage, query: QueryDict) -> ArticleListing:
    """Published articles below `index`, filtered by `chuyen-muc` (topic) and `nam` (year).

    Five queries, six when a topic is chosen. Raises Http404 on an unknown topic, a year that is
    not a number, or a page that does not exist.
    """
    articles = PortalPage.objects.live().public().child_of(index).filter(kind=ARTICLE)
    topic_slug, year_text = query.get("chuyen-muc", ""), query.get("nam", "")
    topic, year = _topic(topic_slug), _year(year_text)
    of_topic = articles.filter(topic=topic) if topic else articles
    of_year = articles.filter(published_at__year=year) if year else articles
    chosen = of_topic.filter(published_at__year=year) if year else of_topic
    paginator = Paginator(
        chosen.select_related("topic", "image")
        .prefetch_related("image__renditions")
        .order_by("-published_at", "-pk"),
        ARTICLES_PER_PAGE,
    )
    page = _page(paginator, query.get("trang", "1"))
    return ArticleListing(
        paginator_page=page,
        total=paginator.count,
        topics=_topic_filters(of_year, topic, year_text),
        years=_year_filters(of_topic, year, topic_slug),
        active=_chips(topic, year),
        query=_query(topic_slug, year_text),
    )


def related_articles(*, article: PortalPage, limit: int) -> list[PortalPage]:
    """Other articles of the same index, the same topic first, then the newest. One query."""
    parent_path = article.path[: -article.steplen]
    others = (
        PortalPage.objects.live()
        .public()
        .filter(kind=ARTICLE, path__startswith=parent_path, depth=article.depth)
        .exclude(pk=article.pk)
        .select_related("topic", "image")
    )
    if article.topic_id:
        others = others.filter(topic_id=article.topic_id)
    return list(others.order_by("-published_at", "-pk")[:limit])


def _topic(slug: str) -> Topic | None:
    if not slug:
        return None
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        raise Http404(f"No topic {slug!r}")
    return topic


def _year(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4 and 1900 <= int(text) <= 2200):
        raise Http404("Not a year")
    return int(text)


def _page(paginator: "Paginator[PortalPage]", number: str) -> "PaginatorPage[PortalPage]":
    if not number.isascii() or not number.isdigit() or not 1 <= int(number[:9]) <= paginator.num_pages:
        raise Http404("No such page")
    return paginator.page(int(number))


def _query(topic: str, year: str) -> str:
    return urlencode({key: value for key, value in (("chuyen-muc", topic), ("nam", year)) if value})


def _address(topic: str, year: str) -> str:
    return f"?{_query(topic, year)}" if topic or year else "./"


def _topic_filters(articles: "QuerySet[PortalPage]", topic: Topic | None, year: str) -> tuple[Filter, ...]:
    counts = dict(
        articles.order_by().values_list("topic_id").annotate(n=Count("pk")).filter(topic_id__isnull=False)
    )
    if not counts:
        return ()
    return tuple(
        Filter(found.local_name, _address(found.slug, year), counts[found.pk], found == topic)
        for found in Topic.objects.filter(pk__in=counts)
    )


def _year_filters(articles: "QuerySet[PortalPage]", year: int | None, topic: str) -> tuple[Filter, ...]:
    counts = (
        articles.order_by()
        .annotate(year=ExtractYear("published_at"))
        .values_list("year")
        .annotate(n=Count("pk"))
        .order_by("-year")
    )
    return tuple(
        Filter(str(found), _address(topic, str(found)), number, found == year)
        for found, number in counts
        if found is not None
    )


def _chips(topic: Topic | None, year: int | None) -> tuple[Chip, ...]:
    chips = []
    if topic:
        chips.append(Chip(topic.local_name, _address("", str(year or ""))))
    if year:
        chips.append(Chip(str(year), _address(topic.slug if topic else "", "")))
    return tuple(chips)
