"""Screens and buttons of messages in the admin; `portal.signage.wagtail_hooks` reads this file."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.signals import init_new_page

from portal.signage.menu import HOOK, SignageMenuItem
from portal.signage.messages import urls
from portal.signage.messages.composing import asked_offer, compose_address, may_offer, page_fill
from portal.signage.messages.contents import uid_of
from portal.signage.messages.entry import crowd_findings, text_findings
from portal.signage.messages.reach import boards_of
from portal.signage.models import BoardMessagePage

_BUTTON = _("Put on LED boards")


@hooks.register("register_admin_urls")
def register_message_urls() -> list[URLPattern | URLResolver]:
    return [path("signage/", include(urls.urlpatterns))]


@hooks.register("register_page_header_buttons")
def header_button(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu of an article's editor."""
    yield from listing_button(page, user, next_url=next_url)


@hooks.register("register_page_listing_more_buttons")
def listing_button(page: Page, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[Button]:
    """In a row of the list of pages."""
    if may_offer(page, user):
        unit_id = getattr(page, "unit_id", None)
        address = compose_address(unit_id=unit_id, kind=page.specific_class.kind_code, key=str(page.pk))
        yield Button(_BUTTON, address, icon_name="desktop", priority=70)


@hooks.register("before_create_page")
def remember_offer(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    """`init_new_page` is told no request, but the same parent."""
    if page_class is BoardMessagePage:
        parent.offer_asked = asked_offer(request, parent)


def prefill(page: Page, parent: Page, **kwargs: Any) -> None:
    if not isinstance(page, BoardMessagePage):
        return
    page.path_in_editor = parent.path
    if offer := getattr(parent, "offer_asked", None):
        page_fill(page, offer)


init_new_page.connect(prefill, dispatch_uid="signage.prefill")


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn(request: HttpRequest, page: Page) -> None:
    """What may be saved all the same: letters hard to read, a board with too much on it."""
    if not isinstance(page, BoardMessagePage) or page.unit is None or not request.accepts("text/html"):
        return
    boards = boards_of(unit=page.unit, reach=page.reach, chosen=page.boards.all(), tags=page.tags.all())
    findings = text_findings(
        text=page.text_full,
        short=page.text_short,
        typeface=page.typeface,
        font_px=page.font_px,
        boards=boards,
        is_drawn=not page.image_id and not page.motion_id,
    )
    if page.live:
        findings += crowd_findings(boards=boards, uid=uid_of(page.pk), now=timezone.now())
    for finding in findings:
        messages.warning(request, finding.message)


@hooks.register("register_log_actions")
def register_message_log_actions(actions: Any) -> None:
    actions.register_action(
        "signage.source_gone",
        _("Take a message off with its source"),
        _("Taken off the boards: what it was made from is not public any more"),
    )


@hooks.register(HOOK)
def register_messages_menu_item() -> SignageMenuItem:
    return SignageMenuItem(
        _("Messages on boards"),
        reverse("signage_messages:index"),
        name="signage-messages",
        icon_name="comment",
        order=50,
    )
