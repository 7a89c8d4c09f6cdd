"""What pages of text offer to boards: public pages of the own sub-site, such as a notice."""

from collections.abc import Sequence

from portal.home.models import StandardPage
from portal.signage.offers import Offer, OfferKind, registry
from search.analysis import fold
from sites.models import AdministrativeUnit


def find_page(key: str, unit: AdministrativeUnit) -> Offer | None:
    """Two queries."""
    if not key.isdecimal():
        return None
    page = StandardPage.objects.live().public().filter(pk=int(key), unit=unit).first()
    return _offer(page) if page else None


def recent_pages(unit: AdministrativeUnit, query: str, limit: int) -> Sequence[Offer]:
    """Two queries."""
    pages = StandardPage.objects.live().public().filter(unit=unit)
    for word in fold(query).split():
        pages = pages.filter(search_text__contains=word)
    return [_offer(page) for page in pages.order_by("-published_at")[:limit]]


def _offer(page: StandardPage) -> Offer:
    return Offer(
        kind=StandardPage.kind_code,
        key=str(page.pk),
        title=page.title,
        full=page.summary or page.title,
        short=page.title,
        url=page.full_url or "",
        page_id=page.pk,
        not_after=page.expire_at,
    )


registry.register(OfferKind(StandardPage.kind_code, StandardPage._meta.verbose_name, find_page, recent_pages))
