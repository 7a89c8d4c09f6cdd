"""From a record to a draft on boards: the button, the way to the editor, what it is filled with."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from portal.core.addresses import SUBSITE_PATH_LENGTH
from portal.signage.models import BoardMessagePage, SignageIndexPage
from portal.signage.offers import Offer
from portal.signage.offers import registry as offers
from sites.models import AdministrativeUnit

SOURCE = "source"


def source_word(kind: str, key: str) -> str:
    """What stands in addresses for a record: "news.article:123"."""
    return f"{kind}:{key}"


def compose_address(*, unit_id: int | None, kind: str = "", key: str = "") -> str:
    """Where a new message begins; the view behind it asks for the right."""
    query = {"unit": unit_id, SOURCE: source_word(kind, key) if kind else None}
    told = urlencode({name: value for name, value in query.items() if value})
    return reverse("signage_messages:new") + (f"?{told}" if told else "")


def index_of(unit: AdministrativeUnit) -> SignageIndexPage | None:
    """Where a unit's messages stand, in the language of the source. One query."""
    return (
        SignageIndexPage.objects.filter(unit=unit, locale__language_code=settings.LANGUAGE_CODE)
        .order_by("path")
        .first()
    )


def add_address(index: Page, source: str = "") -> str:
    """Wagtail's own screen for a new page."""
    meta = BoardMessagePage._meta
    address = reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, index.pk])
    return f"{address}?{urlencode({SOURCE: source})}" if source else address


def asked_offer(request: HttpRequest, parent: Page) -> Offer | None:
    """The public record that `?source=` names, if the unit of `parent` may tell it."""
    kind, _colon, key = request.GET.get(SOURCE, "").partition(":")
    unit = AdministrativeUnit.objects.filter(
        subsite__root_page__path=parent.path[:SUBSITE_PATH_LENGTH]
    ).first()
    found: Offer | None = offers.find(kind, key, unit) if unit and key else None
    return found


def page_fill(page: Any, offer: Offer) -> None:
    """Proposals a clerk will edit; nothing is saved."""
    page.title = page.draft_title = offer.title[:80]
    page.text_full, page.text_short = offer.full[:400], offer.short[:60]
    page.source_kind, page.source_key = offer.kind, offer.key
    page.source_page_id = offer.page_id
    page.expire_at = offer.not_after


def may_offer(page: Page, user: Any) -> bool:
    """Whether the button stands at a page: it is public, its kind is offered, and the user writes pages
    there. No query of its own: rights are given at the root of a sub-site."""
    kind = getattr(page.specific_class, "kind_code", "")
    if not page.live or offers.get(kind) is None:
        return False
    rights = page.permissions_for_user(user)
    return bool(rights.can_publish() or "add" in rights.permissions)
