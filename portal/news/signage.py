"""What news offers to boards: public articles of the own sub-site."""

from collections.abc import Sequence

from portal.news.models import ArticlePage
from portal.signage.offers import Offer, OfferKind, registry
from search.analysis import fold
from sites.models import AdministrativeUnit


def find_article(key: str, unit: AdministrativeUnit) -> Offer | None:
    """Two queries."""
    if not key.isdecimal():
        return None
    article = ArticlePage.objects.live().public().filter(pk=int(key), unit=unit).first()
    return _offer(article) if article else None


def recent_articles(unit: AdministrativeUnit, query: str, limit: int) -> Sequence[Offer]:
    """Two queries."""
    articles = ArticlePage.objects.live().public().filter(unit=unit)
    for word in fold(query).split():
        articles = articles.filter(search_text__contains=word)
    return [_offer(article) for article in articles.order_by("-published_at")[:limit]]


def _offer(article: ArticlePage) -> Offer:
    return Offer(
        kind=ArticlePage.kind_code,
        key=str(article.pk),
        title=article.title,
        full=article.title,
        short=article.title,
        url=article.full_url or "",
        page_id=article.pk,
        not_after=article.expire_at,
    )


registry.register(
    OfferKind(ArticlePage.kind_code, ArticlePage._meta.verbose_name, find_article, recent_articles)
)
