"""Boards, and messages that went through the real publication."""

import itertools
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from portal.signage.boards.issuing import credential_issue
from portal.signage.enums import CredentialKind, Reach
from portal.signage.messages.services import message_version_record
from portal.signage.models import (
    Board,
    BoardMessagePage,
    BoardSetup,
    BoardTag,
    MessageSchedule,
    SignageIndexPage,
)
from sites.models import AdministrativeUnit, Subsite
from sites.slugs import vietnamese_slug
from tests.factories.units import NOW

_numbers = itertools.count(1)


def make_board(
    unit: AdministrativeUnit,
    *,
    name: str = "Bảng trước trụ sở",
    tags: tuple[str, ...] = (),
    now: datetime = NOW,
    **fields: Any,
) -> Board:
    """A board of `unit`, in use since `now`: 128×64 in full colour unless told otherwise.
    `tags` are names."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "uid": f"b{number:07d}",
        "slug": f"{vietnamese_slug(name)}-{number}",
        "place": "Cổng chính trụ sở UBND",
        "width": 128,
        "height": 64,
        "content_changed_at": now,
        "created_at": now,
    }
    board = Board.objects.create(unit=unit, name=name, **(defaults | fields))
    for word in tags:
        tag, _created = BoardTag.objects.get_or_create(slug=vietnamese_slug(word), defaults={"name": word})
        board.tags.add(tag)
    BoardSetup.objects.create(
        board=board,
        valid_from=now,
        facts={
            "unit_id": unit.pk,
            "width": board.width,
            "height": board.height,
            "color": board.color,
            "tags": sorted(tag.slug for tag in board.tags.all()),
            "default_text": board.default_text,
            "name": board.name,
            "place": board.place,
        },
    )
    return board


def signage_index(subsite: Subsite, language: str = "vi") -> SignageIndexPage:
    return SignageIndexPage.objects.descendant_of(subsite.root_page).get(locale__language_code=language)


def make_message(
    unit: AdministrativeUnit,
    text: str = "Tiêm chủng mở rộng: ngày 5, 7 giờ 30, Trạm Y tế xã",
    *,
    live: bool = True,
    now: datetime | None = None,
    boards: Iterable[Board] = (),
    tags: Iterable[BoardTag] = (),
    schedules: Iterable[dict[str, Any]] = (),
    **fields: Any,
) -> BoardMessagePage:
    """A message of `unit`, published as Wagtail publishes it, or as if it were `now`. `schedules` are
    fields of MessageSchedule; none: all day from publication."""
    index = signage_index(unit.subsite)
    page = BoardMessagePage(
        title=fields.pop("title", text[:80]),
        locale=index.locale,
        live=False,
        text_full=text,
        **({"reach": Reach.CHOSEN} if boards else {}) | fields,
    )
    page.boards, page.tags = list(boards), list(tags)
    page.schedules = [MessageSchedule(**row) for row in schedules]
    index.add_child(instance=page)
    revision = page.save_revision(clean=False)
    if not live:
        return page
    if now is None:
        revision.publish(skip_permission_checks=True)
        page.refresh_from_db()
        return page
    page.live, page.first_published_at, page.last_published_at = True, now, now
    page.save()
    message_version_record(page=page, actor=None, now=now)
    return page


def make_token(board: Board, *, now: datetime = NOW) -> str:
    """A live token; at most two for a board."""
    return credential_issue(board=board, kind=CredentialKind.TOKEN, actor=None, now=now)[1]


def make_capability(board: Board, *, now: datetime = NOW) -> str:
    """The key of the board's read-only address; the one before it dies."""
    return credential_issue(board=board, kind=CredentialKind.CAPABILITY, actor=None, now=now)[1]
