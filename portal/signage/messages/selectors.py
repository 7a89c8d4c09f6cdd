"""What the list of messages reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, WorkflowState

from portal.signage.enums import EndReason, MessageClass
from portal.signage.messages.contents import uid_of
from portal.signage.models import BoardMessagePage, MessageVersion
from portal.signage.playlists import Item, item_of
from portal.signage.schedule.windows import Window
from portal.signage.schedule.zone import DAY
from sites.models import AdministrativeUnit

MOST_ROWS = 300  # the newest; older ones are found through the pages' own search
_AHEAD = 400 * DAY  # how far a planned message is looked for


class State(models.TextChoices):
    """What a message is doing."""

    NOW = "now", _("showing now")
    WAITING = "waiting", _("waits: a priority message is on")
    STANDBY = "standby", _("shows when nothing else is on")
    PLANNED = "planned", _("planned")
    APPROVAL = "approval", _("in approval")
    DRAFT = "draft", _("draft")
    ENDED = "ended", _("ended")


@dataclass(frozen=True)
class MessageRow:
    """A message of the list. `window`: the one it is in, or the next; `why` it ended, if it did."""

    page: BoardMessagePage
    state: State
    window: Window | None = None
    why: EndReason | None = None
    is_open_ended: bool = False

    @property
    def message_class(self) -> MessageClass:
        return MessageClass(self.page.message_class)


def message_rows(*, units: QuerySet[AdministrativeUnit], now: datetime) -> list[MessageRow]:
    """The newest messages of these units, by their last change. Five queries, however many messages."""
    pages = list(_pages_of(units)[:MOST_ROWS])
    versions = MessageVersion.objects.filter(uid__in=[uid_of(page.pk) for page in pages])
    newest = {version.uid: version for version in versions.order_by("uid", "number")}
    ahead = (now - DAY, now + _AHEAD)
    items = {uid: item_of(version, ahead) for uid, version in newest.items() if version.live_until is None}
    holding = {
        newest[uid].unit_id
        for uid, item in items.items()
        if item.priority == MessageClass.PRIORITY.wire and _is_on(item, now) and not item.interleave
    }
    return [
        _row(page, newest.get(uid_of(page.pk)), items.get(uid_of(page.pk)), holding, now) for page in pages
    ]


def _pages_of(units: QuerySet[AdministrativeUnit]) -> QuerySet[BoardMessagePage]:
    key = Cast(OuterRef("pk"), CharField())
    page_type = ContentType.objects.get_for_model(Page)
    in_approval = WorkflowState.objects.filter(
        base_content_type=page_type, object_id=key, status=WorkflowState.STATUS_IN_PROGRESS
    )
    scheduled = Revision.objects.filter(
        base_content_type=page_type, object_id=key, approved_go_live_at__isnull=False
    )
    pages: QuerySet[BoardMessagePage] = (
        BoardMessagePage.objects.filter(unit__in=units)
        .select_related("unit")
        .prefetch_related("boards", "tags")
        .annotate(is_in_approval=Exists(in_approval), is_scheduled=Exists(scheduled))
        .order_by("-latest_revision_created_at", "-pk")
    )
    return pages


def _row(
    page: Any, version: MessageVersion | None, item: Item | None, holding: set[int], now: datetime
) -> MessageRow:
    if not page.live or version is None or item is None:
        return _row_of_hidden(page, version)
    window = next(((start, end) for start, end in item.windows if end > now), None)
    if window is None:
        return MessageRow(page, State.ENDED)
    state = State.PLANNED
    if window[0] <= now:
        waits = page.message_class == MessageClass.NORMAL and page.unit_id in holding
        state = State.WAITING if waits else State.NOW
        if page.message_class == MessageClass.DEFAULT:
            state = State.STANDBY
    # Nothing ends it within a year: it stays until somebody takes it off.
    shown = (max(window[0], version.live_from), window[1])
    return MessageRow(page, state, shown, is_open_ended=window[1] >= now + _AHEAD)


def _row_of_hidden(page: Any, version: MessageVersion | None) -> MessageRow:
    if page.is_in_approval:
        return MessageRow(page, State.APPROVAL)
    if page.is_scheduled:
        return MessageRow(
            page, State.PLANNED, (page.go_live_at, page.go_live_at) if page.go_live_at else None
        )
    if version is not None:
        return MessageRow(
            page, State.ENDED, why=EndReason(version.end_reason) if version.end_reason else None
        )
    return MessageRow(page, State.DRAFT)


def _is_on(item: Item, moment: datetime) -> bool:
    return any(start <= moment < end for start, end in item.windows)


def rows_in_state(rows: Sequence[MessageRow], state: str) -> list[MessageRow]:
    """The rows in one state; all for an empty one."""
    return [row for row in rows if not state or row.state == state]
