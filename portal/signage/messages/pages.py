"""What the public and the preview panel are shown of boards and messages."""

import base64
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.metadata import PagePart
from portal.core.models.pages import unit_id_of_path
from portal.signage.enums import MessageClass
from portal.signage.messages.contents import profile_of, unsaved_version
from portal.signage.messages.entry import text_findings
from portal.signage.messages.reach import boards_of, boards_within
from portal.signage.models.boards import Board
from portal.signage.playlists import item_of
from portal.signage.rendering.budget import words_that_fit
from portal.signage.rendering.dots import render_grid
from portal.signage.rendering.frames import Style, render_pages
from portal.signage.rendering.letters import clean_text
from portal.signage.rendering.pictures import render_picture
from portal.signage.rendering.profiles import Emphasis
from portal.signage.schedule.rules import RuleError
from portal.signage.schedule.windows import horizon_of
from portal.signage.schedule.zone import local
from sites.models import AdministrativeUnit

BOARD_MODE = "board-"
_BOARDS_TO_PREVIEW = 12


def message_facts(page: Any, request: HttpRequest) -> dict[str, Any]:
    """The words of one message and when boards show them; for search engines only while they do."""
    frame = request.frame  # type: ignore[attr-defined]
    item = item_of(unsaved_version(page, now=frame.now), horizon_of(frame.now))
    is_on = any(start <= frame.now < end for start, end in item.windows)
    return {
        "layout": frame.of_page(page, part=PagePart(page.title, is_indexed=is_on)),
        "item": item,
        "label": MessageClass(page.message_class).label,
        "windows": [(local(start), local(end)) for start, end in item.windows],
        "is_on": is_on,
    }


def preview_modes_of(page: Any) -> list[tuple[str, Any]]:
    """One mode for each size of board it goes to, the smallest first: that is where words are lost."""
    unit = _unit_of(page)
    if unit is None:
        return [("", _("Page on the web site"))]
    boards = boards_of(unit=unit, reach=page.reach, chosen=page.boards.all(), tags=page.tags.all())
    by_grid: dict[Any, Board] = {}
    for board in boards:
        by_grid.setdefault(profile_of(board), board)
    shown = sorted(by_grid.values(), key=lambda board: (board.width * board.height, board.pk))
    modes = [
        (f"{BOARD_MODE}{board.pk}", f"{board.name} – {board.width}×{board.height}")
        for board in shown[:_BOARDS_TO_PREVIEW]
    ]
    return [*modes, ("", _("Page on the web site"))]


def board_preview(page: Any, request: HttpRequest, mode_name: str) -> HttpResponse | None:
    """The message on the grid of one board of its unit, every light drawn; None for the web page."""
    unit, key = _unit_of(page), mode_name.removeprefix(BOARD_MODE)
    if unit is None or key == mode_name or not key.isdecimal():
        return None
    board = boards_within(unit).filter(pk=int(key)).first()
    if board is None:
        return None
    frames, findings = _frames(page, board)
    context = {
        "page": page,
        "board": board,
        "frames": frames,
        "findings": findings,
        "windows": _windows(page),
        "label": MessageClass(page.message_class).label,
    }
    return render(request, "signage/admin/preview.html", context)


def _frames(page: Any, board: Board) -> tuple[list[str], Sequence[Any]]:
    """Data addresses of the pages as lights, and what is wrong with them."""
    profile, text = profile_of(board), clean_text(page.text_full)
    findings = text_findings(
        text=text,
        short=clean_text(page.text_short),
        typeface=page.typeface,
        font_px=page.font_px,
        boards=[board],
        is_drawn=not page.image_id and not page.motion_id,
    )
    if page.image_id:
        try:
            with page.image.file.open() as file:
                pictures: Sequence[bytes] = [render_picture(file.read(), profile=profile)]
        except (OSError, ValidationError):
            pictures = []
    else:
        emphasis: Emphasis = "priority" if page.message_class == MessageClass.PRIORITY else "normal"
        words = words_that_fit(
            text,
            clean_text(page.text_short),
            profile=profile,
            typeface=page.typeface,
            font_px=page.font_px,
            emphasis=emphasis,
        )
        style = Style(typeface=page.typeface, font_px=page.font_px)
        pictures = render_pages(words, profile=profile, style=style, emphasis=emphasis) if words else []
    return [_data_address(render_grid(picture)) for picture in pictures], findings


def _windows(page: Any) -> list[tuple[Any, Any]]:
    now = timezone.now()
    try:
        item = item_of(unsaved_version(page, now=now), horizon_of(now))
    except (RuleError, ValidationError):
        return []
    return [(local(start), local(end)) for start, end in item.windows]


def _unit_of(page: Any) -> AdministrativeUnit | None:
    """A page that is being written has no place yet: its form knows where it will stand."""
    unit_id = unit_id_of_path(page.path or page.path_in_editor)
    return AdministrativeUnit.objects.filter(pk=unit_id).first() if unit_id else None


def _data_address(content: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(content).decode()
