"""Pages below the section of boards: all of them now, one of them now or on any day, and its feed.

They follow the clock, so they are kept for seconds only. The words of boards are Vietnamese on the
English pages too, and say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import feedgenerator
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _

from portal.core.frames import Frame
from portal.core.metadata import PagePart
from portal.signage.addresses import PREFIX
from portal.signage.archive.alerts import alerts_shown
from portal.signage.archive.asking import Asked, AskedWrongly, asked_of
from portal.signage.archive.days import Stretch, parts_of, plays_counted, stretches_of
from portal.signage.archive.selectors import BoardNow, board_of_unit, boards_now, first_day_of, retired_boards
from portal.signage.enums import MessageClass
from portal.signage.models import Board
from portal.signage.playlists import Item
from portal.signage.renditions import drawings_of
from portal.signage.schedule.zone import DAY, local, midnight

SECONDS_KEPT = 15
PAST_SECONDS_KEPT = 300  # plays are still handed in
_LABELS = {choice.wire: choice.label for choice in MessageClass}


@dataclass(frozen=True)
class Line:
    """A message as a page tells it. `plays`: how often it was reported on the day; None: not asked."""

    item: Item
    label: Any
    plays: int | None = None


def index(page: Any, request: HttpRequest) -> HttpResponse:
    """The public boards of the unit with the words on them now."""
    frame: Frame = request.frame  # type: ignore[attr-defined]
    boards = boards_now(unit=frame.unit, now=frame.now)
    context = {
        "page": page,
        "layout": frame.of_page(page),
        "now": local(frame.now),
        "boards": [(found, _lines(found.items), _picture(found)) for found in boards],
        "retired": retired_boards(unit=frame.unit),
    }
    return _briefly_kept(render(request, "signage/signage_index_page.html", context), SECONDS_KEPT)


def board(page: Any, request: HttpRequest, slug: str) -> HttpResponse:
    """One board: now, and what comes next; or `?ngay=2026-08-21&gio=09:00`, what was shown then."""
    frame: Frame = request.frame  # type: ignore[attr-defined]
    found = _board(frame, slug)
    context: dict[str, Any] = {"page": page, "board": found, "here": _address(page, request, found)}
    try:
        asked = asked_of(request.GET, now=frame.now, first_day=first_day_of(found))
    except AskedWrongly as refusal:
        context |= {"reason": str(refusal), "layout": _layout(frame, page, found, is_indexed=False)}
        return render(request, "signage/archive/refused.html", context, status=refusal.status)
    context |= _day(found, asked, frame.now)
    context["layout"] = _layout(frame, page, found, is_indexed=asked.is_now)
    template = "signage/archive/board.html" if asked.is_now else "signage/archive/past.html"
    is_over = asked.day < frame.today
    response = render(request, template, context)
    return _briefly_kept(response, PAST_SECONDS_KEPT if is_over else SECONDS_KEPT)


def board_rss(page: Any, request: HttpRequest, slug: str) -> HttpResponse:
    """The words on a board now, alerts first, for whoever cannot read the lights."""
    frame: Frame = request.frame  # type: ignore[attr-defined]
    found = _board(frame, slug)
    here = frame.absolute(_address(page, request, found))
    feed = feedgenerator.Rss201rev2Feed(
        title=f"{found.name} – {frame.agency_name}",
        link=here,
        description=_("What the board shows now, in words."),
        language="vi",
        feed_url=f"{here}rss/",
        ttl=1,
    )
    day = _day(found, Asked(frame.today, frame.now, True), frame.now)
    for alert in day["alerts_now"]:
        feed.add_item(
            title=_("Alert: %(text)s") % {"text": alert.text[:60]},
            link=here,
            description=alert.text,
            unique_id=f"{alert.uid}-{alert.start:%Y%m%d%H%M%S}",
            unique_id_is_permalink=False,
            pubdate=local(alert.start),
        )
    for line in day["lines"]:
        feed.add_item(
            title=line.item.short or line.item.title,
            link=here,
            description=line.item.full,
            unique_id=f"{line.item.id}-{line.item.version}",
            unique_id_is_permalink=False,
            categories=[str(line.label)],
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")
    return _briefly_kept(response, SECONDS_KEPT)


def _day(board: Board, asked: Asked, now: datetime) -> dict[str, Any]:
    """The day that was asked, and the moment in it."""
    parts = parts_of(board, asked.day)
    stretches = stretches_of(board, parts)
    alerts = alerts_shown(board, parts)
    span = (midnight(asked.day), midnight(asked.day) + DAY)
    counted = {} if asked.is_now else plays_counted(board, span)
    shown = next((s for s in stretches if asked.moment is not None and s.holds(asked.moment)), None)
    alerts_now = [alert for alert in alerts if asked.moment is not None and alert.holds(asked.moment)]
    return {
        "day": asked.day,
        "moment": local(asked.moment) if asked.moment else None,
        "now": local(now),
        "is_planned": (asked.moment or span[0]) > now,
        "facts": shown.facts if shown else (stretches[0].facts if stretches else None),
        "shown": shown,
        "lines": _lines(shown.items, counted) if shown else [],
        "picture": _picture_of_first(shown) if shown and asked.is_now else None,
        "next": next((s for s in stretches if asked.moment is not None and s.start > asked.moment), None),
        "stretches": [(_clock(s, span), s, _lines(s.items, counted)) for s in stretches],
        "alerts": [(alert, local(alert.start), local(alert.end)) for alert in alerts],
        "alerts_now": alerts_now,
        "has_plays": bool(counted),
        "yesterday": asked.day - DAY,
        "tomorrow": asked.day + DAY,
        "is_last_day": asked.day >= local(now).date(),
    }


def _clock(stretch: Stretch, span: tuple[datetime, datetime]) -> tuple[str, str]:
    """From and until as hours of the day; its end is 24:00."""
    until = "24:00" if stretch.end >= span[1] else f"{local(stretch.end):%H:%M}"
    return f"{local(stretch.start):%H:%M}", until


def _lines(items: Sequence[Item], counted: dict[str, int] | None = None) -> list[Line]:
    return [
        Line(item, _LABELS.get(item.priority, ""), counted.get(item.id, 0) if counted else None)
        for item in items
    ]


def _picture(found: BoardNow) -> str:
    return PREFIX + "m/" + found.drawing.name if found.drawing else ""


def _picture_of_first(shown: Stretch) -> str:
    item = shown.items[0]
    drawn = drawings_of(looks=[item.look], grid=shown.facts.grid).get(item.look)
    return f"{PREFIX}m/{drawn[0].name}" if drawn and drawn[0].content_type != "video/mp4" else ""


def _board(frame: Frame, slug: str) -> Board:
    found = board_of_unit(unit=frame.unit, slug=slug)
    if found is None:
        raise Http404
    return found


def _suffix(board: Board) -> str:
    return f"bang/{board.slug}/"


def _address(page: Any, request: HttpRequest, board: Board) -> str:
    return str(page.get_url(request)) + _suffix(board)


def _layout(frame: Frame, page: Any, board: Board, *, is_indexed: bool) -> Any:
    part = PagePart(
        board.name,
        suffix=_suffix(board),
        description=_("What the board “%(board)s” shows now, and what it showed on any day.")
        % {"board": board.name},
        is_indexed=is_indexed,
    )
    return frame.of_page(page, part=part)


def _briefly_kept(response: HttpResponse, seconds: int) -> HttpResponse:
    """For seconds: what a page says is true at the moment it was drawn."""
    patch_cache_control(response, public=True, max_age=seconds)
    patch_vary_headers(response, ["Cookie"])
    return response
