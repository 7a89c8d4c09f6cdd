"""What boards send: POST /boards/me/heartbeat, plays and screenshot (contract 3.1, 3.9)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.signage.boards.authentication import PLAYS_WRITE, STATUS_WRITE, Caller, board_endpoint
from portal.signage.boards.bodies import body_of, json_body
from portal.signage.boards.refusals import Refused
from portal.signage.monitoring.reading import heartbeat_of
from portal.signage.monitoring.services import (
    ScreenshotRefused,
    ScreenshotTooSoon,
    heartbeat_take,
    plays_take,
    screenshot_take,
)
from portal.signage.playlists import playlist_revision
from portal.signage.schedule.zone import to_wire

HEARTBEAT_BYTES = 16 * 1024
PLAYS_BYTES = 256 * 1024
SCREENSHOT_BYTES = 256 * 1024
MOST_PLAYS = 500


@board_endpoint(STATUS_WRITE, methods=("POST",))
def heartbeat(request: HttpRequest, caller: Caller) -> HttpResponse:
    """State up, the server's time and revisions down. Three queries at most, a board's first four."""
    now = timezone.now()
    told = heartbeat_of(json_body(request, most_bytes=HEARTBEAT_BYTES))
    board = caller.board
    heartbeat_take(board=board, heartbeat=told, now=now)
    answer: dict[str, Any] = {
        "server_time": to_wire(now),
        "playlist_rev": playlist_revision(content_number=board.content_number, day=timezone.localdate(now)),
        "emergency_rev": board.alert_number,
        "ask_screenshot": board.screenshot_asked_at is not None,
    }
    if told.ignored:
        answer["ignored"] = told.ignored
    return _answer(200, answer)


@board_endpoint(PLAYS_WRITE, methods=("POST",))
def plays(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Up to 500 records; each is taken once, or refused by itself."""
    body = json_body(request, most_bytes=PLAYS_BYTES)
    records = body.get("plays")
    if not isinstance(records, list):
        raise Refused(400, "bad_plays", _("The body must be an object with a list “plays”."))
    if len(records) > MOST_PLAYS:
        message = _("More than %(most)d plays. Send them in parts.") % {"most": MOST_PLAYS}
        raise Refused(413, "too_many_plays", message)
    taken = plays_take(board=caller.board, records=records, now=timezone.now())
    rejected = [
        {"play_id": play.play_id, "why": play.why, "message": _reason(play.why)} for play in taken.rejected
    ]
    return _answer(200, {"accepted": taken.accepted, "duplicate": taken.duplicate, "rejected": rejected})


@board_endpoint(STATUS_WRITE, methods=("POST",))
def screenshot(request: HttpRequest, caller: Caller) -> HttpResponse:
    """A PNG as the body, no larger than the board; asked for, or at most every 15 minutes."""
    if request.content_type != "image/png":
        raise Refused(415, "not_a_png", _("Send the picture itself, as image/png."))
    body = body_of(request, most_bytes=SCREENSHOT_BYTES)
    try:
        shot = screenshot_take(board=caller.board, body=body, now=timezone.now())
    except ScreenshotTooSoon as error:
        message = _("Nobody asked for a picture, and the last one is less than 15 minutes old.")
        raise Refused(429, "too_soon", message, {"Retry-After": str(error.wait_s)}) from error
    except ScreenshotRefused as error:
        status = 415 if error.code == "not_a_png" else 422
        raise Refused(status, error.code, _screenshot_reason(error.code, caller)) from error
    return _answer(201, {"taken_at": to_wire(shot.taken_at), "bytes": shot.bytes})


def _screenshot_reason(code: str, caller: Caller) -> str:
    if code == "wrong_size":
        size = {"width": caller.board.width, "height": caller.board.height}
        return _("The picture is larger than the board: %(width)d × %(height)d pixels.") % size
    if code == "broken":
        return _("The picture is broken: not all of it could be read.")
    return _("This is no PNG picture.")


def _reason(why: str) -> str:
    reasons = {
        "future": _("It begins in the future: the board's clock is ahead."),
        "too_old": _("It is older than 30 days."),
        "not_an_object": _("A play must be an object."),
        "bad_play_id": _("play_id must be a UUID."),
        "bad_started_at": _("started_at must be a time with its offset, as in 2026-11-22T08:00:00+07:00."),
        "bad_duration": _("duration_ms must be a whole number that is not negative, one day at most."),
        "bad_outcome": _("outcome must be completed, interrupted or failed."),
        "id_of_another_board": _("Another board has sent a play with this play_id."),
    }
    return reasons.get(why) or _("A field is not as the contract says.")


def _answer(status: int, body: dict[str, Any]) -> HttpResponse:
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
