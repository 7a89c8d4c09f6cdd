"""What boards ask about alerts and tell about them: emergency.json, cap.xml and acknowledgements."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.signage.addresses import PREFIX, feed_root
from portal.signage.boards.authentication import FEED_READ, STATUS_WRITE, Caller, board_endpoint
from portal.signage.boards.bodies import json_body
from portal.signage.boards.refusals import Refused
from portal.signage.emergency.acks import MOST_A_REQUEST, acks_receive, alert_fetched
from portal.signage.emergency.bodies import emergency_body
from portal.signage.emergency.cap import cap_document
from portal.signage.emergency.fits import grid_of
from portal.signage.emergency.states import AlertFacts, AlertState, alerts_for_board
from portal.signage.emergency.validators import validator_of, validator_still_right
from portal.signage.models import Board
from portal.signage.renditions import drawings_of

MOST_BYTES = 64 * 1024
# Always asked anew, and no stale-*: those hand out an old body once more (contract 3.6).
_CACHE = "private, no-cache"


@board_endpoint(FEED_READ)
def emergency(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The alerts of the board with tombstones, or 204."""

    def draw(board: Board, state: AlertState) -> tuple[bytes, tuple[AlertFacts, ...]]:
        drawings = drawings_of(looks=[facts.look for facts in state.told], grid=grid_of(board))
        body = emergency_body(state=state, revision=board.alert_number, drawings=drawings, root=root)
        return body, state.told

    # The host at which the board reached us is where it finds the files too.
    root = f"{request.scheme}://{request.get_host()}{PREFIX}"
    return _answer(request, caller, form=f"json {root}", content_type="application/json", draw=draw)


@board_endpoint(FEED_READ)
def cap(request: HttpRequest, caller: Caller) -> HttpResponse:
    """One alert as CAP 1.2, or 204."""

    def draw(board: Board, state: AlertState) -> tuple[bytes | None, tuple[AlertFacts, ...]]:
        sender = urlsplit(feed_root(board.unit)).hostname or "localhost"
        return cap_document(state=state, sender=sender), state.active[:1]

    return _answer(request, caller, form="cap", content_type="application/cap+xml", draw=draw)


@board_endpoint(STATUS_WRITE, methods=("POST",))
def acks(request: HttpRequest, caller: Caller) -> JsonResponse:
    """`{"acks": […]}` up; `{"accepted", "duplicate", "rejected": [{"ack_id", "why"}]}` down."""
    sent = json_body(request, most_bytes=MOST_BYTES).get("acks")
    if not isinstance(sent, list):
        raise Refused(400, "bad_acks", _("“acks” must be a list."))
    if len(sent) > MOST_A_REQUEST:
        message = _("At most %(most)d acknowledgements at a time.") % {"most": MOST_A_REQUEST}
        raise Refused(413, "too_many_acks", message)
    receipt = acks_receive(board=caller.board, acks=sent, now=timezone.now())
    return JsonResponse(
        {
            "accepted": receipt.accepted,
            "duplicate": receipt.duplicate,
            "rejected": [{"ack_id": ack_id, "why": why} for ack_id, why in receipt.rejected],
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _answer(
    request: HttpRequest,
    caller: Caller,
    *,
    form: str,
    content_type: str,
    draw: Callable[[Board, AlertState], tuple[bytes | None, tuple[AlertFacts, ...]]],
) -> HttpResponse:
    """204, 304 or the body, in the order of what they cost: the first two need the board's row only."""
    board, now = caller.board, timezone.now()
    if board.alerts_until is None or board.alerts_until <= now:
        return HttpResponse(status=204, headers={"Cache-Control": _CACHE})
    sent = request.headers.get("If-None-Match", "")
    if tag := validator_still_right(board=board, form=form, sent=sent, now=now):
        return HttpResponse(status=304, headers={"Cache-Control": _CACHE, "ETag": tag})
    state = alerts_for_board(board, now)
    body, carried = draw(board, state) if state else (None, ())
    if body is None or state.changes_at is None:
        return HttpResponse(status=204, headers={"Cache-Control": _CACHE})
    if request.method == "GET":
        alert_fetched(board=board, alerts=carried, now=now)
    tag = validator_of(board=board, form=form, until=state.changes_at)
    return HttpResponse(
        body, content_type=f"{content_type}; charset=utf-8", headers={"Cache-Control": _CACHE, "ETag": tag}
    )
