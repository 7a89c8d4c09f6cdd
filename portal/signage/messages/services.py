"""From a page to what boards are told: versions are added and ended, never changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from portal.signage.enums import ColorDepth, EndReason, Reach
from portal.signage.looks import Grid
from portal.signage.messages.contents import message_contents, uid_of
from portal.signage.models import Board, BoardMessagePage, MessageVersion
from portal.signage.offers import registry as offers
from portal.signage.playlists import look_of_version
from portal.signage.rendering.store import media_keep
from portal.signage.renditions import renditions_ensure
from portal.signage.services import boards_reached, contents_bump
from sites.models import AdministrativeUnit

# Larger than any board of the province, smaller than what a camera makes.
_PICTURE_COPY = "max-1024x1024|format-png"


@transaction.atomic
def message_version_record(*, page: BoardMessagePage, actor: Any, now: datetime) -> MessageVersion | None:
    """What a published page says from `now` on; None when nothing that is shown has changed.

    Ends the version before it, tells the boards of both, and draws what they will fetch. A closed
    unit's messages stay as they were.
    """
    uid = uid_of(page.pk)
    contents = message_contents(page, now=now)
    if picture := _picture_of(page, now=now):
        contents["style"]["picture"] = picture
    unit = AdministrativeUnit.objects.get(pk=contents["unit_id"])
    if not unit.is_valid_on(now.date()):
        return None
    chosen = _chosen_boards(page, unit)
    previous = MessageVersion.objects.select_for_update().filter(uid=uid, live_until__isnull=True).first()
    if previous is not None:
        same = all(getattr(previous, name) == value for name, value in contents.items())
        if same and set(previous.boards.values_list("pk", flat=True)) == chosen:
            return None
        _end([previous], reason=EndReason.REPLACED, now=now)
    last = MessageVersion.objects.filter(uid=uid).aggregate(last=Max("number"))["last"] or 0
    version = MessageVersion.objects.create(
        uid=uid, number=last + 1, page_id=page.pk, live_from=now, published_by=actor, **contents
    )
    version.boards.set(chosen)
    _tell([version, *([previous] if previous else [])], now=now)
    grids = {
        Grid(width, height, ColorDepth(color))
        for width, height, color in boards_reached(version).order_by().values_list("width", "height", "color")
    }
    renditions_ensure(looks=[look_of_version(version)], grids=grids, now=now)
    return version


@transaction.atomic
def message_version_end(*, page_id: int, reason: EndReason, now: datetime) -> bool:
    """The message of this page is shown no more; whether there was anything to end."""
    versions = list(
        MessageVersion.objects.select_for_update().filter(uid=uid_of(page_id), live_until__isnull=True)
    )
    _end(versions, reason=reason, now=now)
    _tell(versions, now=now)
    return bool(versions)


@transaction.atomic
def sources_review(*, keys: Iterable[str] | None, now: datetime, kind: str = "") -> list[BoardMessagePage]:
    """Ends messages whose source is public no more, takes their pages off and notes why.

    `keys` None: whatever was made from a record; `kind` empty: of any kind. One query when none of
    the records is on a board.
    """
    found = MessageVersion.objects.filter(live_until__isnull=True).exclude(source_kind="")
    found = found.filter(source_kind=kind) if kind else found
    found = found if keys is None else found.filter(source_key__in=list(keys))
    withdrawn = []
    for version in found.select_related("unit"):
        if offers.find(version.source_kind, version.source_key, version.unit) is not None:
            continue
        _end([version], reason=EndReason.SOURCE_GONE, now=now)
        _tell([version], now=now)
        page = BoardMessagePage.objects.filter(pk=version.page_id).first()
        if page is not None:
            log(instance=page, action="signage.source_gone", data={"source": version.source_key})
            UnpublishPageAction(page, log_action=False).execute(skip_permission_checks=True)
            withdrawn.append(page)
    return withdrawn


def _picture_of(page: BoardMessagePage, *, now: datetime) -> str:
    """The digest of what is shown instead of words; a copy that boards' renderer reads is kept of it."""
    if page.motion is not None:
        return str(page.motion.sha256)
    if page.image is None:
        return ""
    copy = page.image.get_rendition(_PICTURE_COPY)
    with copy.file.open() as file:
        return str(media_keep(content=file.read(), content_type="image/png", now=now).sha256)


def _chosen_boards(page: BoardMessagePage, unit: AdministrativeUnit) -> set[int]:
    """Of the boards a page names those its unit may reach: a copied or moved page names others'."""
    if page.reach != Reach.CHOSEN:
        return set()
    named = [board.pk for board in page.boards.all()]
    return set(Board.objects.of_unit_and_below(unit.pk).filter(pk__in=named).values_list("pk", flat=True))


def _end(versions: list[MessageVersion], *, reason: EndReason, now: datetime) -> None:
    for version in versions:
        version.live_until, version.end_reason = max(now, version.live_from), reason
        version.save(update_fields=["live_until", "end_reason"])


def _tell(versions: list[MessageVersion], *, now: datetime) -> None:
    if not versions:
        return
    reached = Board.objects.none()
    for version in versions:
        reached |= Board.objects.filter(pk__in=boards_reached(version).order_by().values("pk"))
    contents_bump(boards=reached, now=now)
