"""Hands what Wagtail says of pages to the services, in the transaction of the change."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal.signage.enums import EndReason
from portal.signage.messages.services import message_version_end, message_version_record, sources_review
from portal.signage.models import BoardMessagePage


def published(instance: Page, revision: Any = None, **kwargs: Any) -> None:
    """Wagtail says so too when a page waits for its day: then it is not live."""
    if not isinstance(instance, BoardMessagePage):
        return
    now = timezone.now()
    if not instance.live:
        message_version_end(page_id=instance.pk, reason=EndReason.UNPUBLISHED, now=now)
        return
    actor = get_active_log_context().user or getattr(revision, "user", None)
    message_version_record(page=instance, actor=actor, now=now)


def unpublished(instance: Page, **kwargs: Any) -> None:
    now = timezone.now()
    if isinstance(instance, BoardMessagePage):
        message_version_end(page_id=instance.pk, reason=EndReason.UNPUBLISHED, now=now)
    else:
        sources_review(keys=[str(instance.pk)], now=now)


def moved(instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    """A message that moved to another sub-site is that unit's now."""
    if parent_page_before.path[: 2 * Page.steplen] == instance.path[: 2 * Page.steplen]:
        return
    now, actor = timezone.now(), get_active_log_context().user
    for page in BoardMessagePage.objects.live().descendant_of(instance, inclusive=True):
        message_version_record(page=page, actor=actor, now=now)


def deleted(instance: Page, **kwargs: Any) -> None:
    """After the last row of a page is gone, whatever its class."""
    now = timezone.now()
    if not message_version_end(page_id=instance.pk, reason=EndReason.DELETED, now=now):
        sources_review(keys=[str(instance.pk)], now=now)


def restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    """What only some may read is not for boards; the pages below it neither."""
    below = Page.objects.descendant_of(instance.page, inclusive=True)
    sourced = BoardMessagePage.objects.live().filter(source_page__in=below)
    keys = sourced.values_list("source_key", flat=True)
    sources_review(keys=keys, now=timezone.now())


def connect() -> None:
    """Called once at start-up."""
    page_published.connect(published)
    page_unpublished.connect(unpublished)
    post_page_move.connect(moved)
    post_delete.connect(deleted, sender=Page)
    post_save.connect(restricted, sender=PageViewRestriction)
