"""What it offers a board: its page, while it is live."""

from portal.signage.offers import Offer, OfferKind, registry
from portal.throwaway.models import ThrowawayIndexPage


def offer_of(page):
    return Offer(
        kind="throwaway.index",
        key=str(page.pk),
        title=page.title,
        full=f"{page.title} on a board",
        short=page.title,
        url="",
        page_id=page.pk,
    )


def find(key, unit):
    page = ThrowawayIndexPage.objects.live().filter(pk=key, unit=unit).first()
    return offer_of(page) if page else None


def recent(unit, query, limit):
    return [offer_of(page) for page in ThrowawayIndexPage.objects.live().filter(unit=unit)[:limit]]


registry.register(OfferKind("throwaway.index", "throw-away", find, recent))
