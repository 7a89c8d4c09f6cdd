"""The frame of this moment: its file, or the words drawn anew when the file is missing."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.core.cache import cache
from django.utils.translation import gettext as _

from portal.signage.boards.authentication import RETRY_SECONDS
from portal.signage.boards.refusals import Refused
from portal.signage.feeds.alerts import alert_drawings, alerts_now
from portal.signage.feeds.contents import contents_of
from portal.signage.feeds.frames import look_now, page_now
from portal.signage.looks import Grid, Look
from portal.signage.models import Board
from portal.signage.rendering.store import media_path
from portal.signage.renditions import Drawing, look_key, pages_drawn_now

_DRAWN_NOW_S = 300
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Frame:
    """`content` reads the file only when it is called. Raises Refused 503 when it is gone."""

    sha256: str
    content: Callable[[], bytes]


def frame_at(board: Board, *, now: datetime) -> Frame:
    """One PNG of the board's exact size. Raises Refused 503 when nothing at all can be drawn."""
    contents, alerts = contents_of(board, now=now), alerts_now(board, now=now)
    look, into = look_now(contents=contents, alerts=alerts, now=now)
    grid = contents.playlist.board.grid
    drawings = alert_drawings(board, now=now).get(look) if alerts else contents.drawings.get(look)
    pages = drawings[1:] if drawings else ()
    if pages:
        return _stored(pages[page_now(len(pages), look=look, into=into)])
    for candidate in (look, contents.playlist.default_item.look):
        drawn = _drawn_now(candidate, grid)
        if drawn:
            return _drawn(drawn[page_now(len(drawn), look=candidate, into=into)])
    raise _nothing()


def _drawn(content: bytes) -> Frame:
    return Frame(sha256(content).hexdigest(), lambda: content)


def _stored(drawing: Drawing) -> Frame:
    def content() -> bytes:
        path = media_path(drawing.name)
        if path is None:
            raise _nothing()
        return path.read_bytes()

    return Frame(drawing.sha256, content)


def _drawn_now(look: Look, grid: Grid) -> list[bytes]:
    """Empty when it fails; either is remembered for some minutes, for a board asks every few seconds."""
    key = f"signage:drawn:{look_key(look)}:{grid.width}x{grid.height}:{grid.color}"
    kept: list[bytes] | None = cache.get(key)
    if kept is not None:
        return kept
    try:
        pages = pages_drawn_now(look, grid)
    except Exception:
        logger.exception("No frame for %s on %d x %d.", look_key(look), grid.width, grid.height)
        pages = []
    cache.set(key, pages, _DRAWN_NOW_S)
    return pages


def _nothing() -> Refused:
    message = _("There is no picture at the moment. Keep showing what you have.")
    return Refused(503, "no_frame", message, {"Retry-After": str(RETRY_SECONDS)})
