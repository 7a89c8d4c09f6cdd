"""What boards read, each with a token and by a read-only address; HEAD is answered as GET.

An unchanged poll asks the one query that finds its board and draws nothing: the ETag is made of
numbers in the board's row, and for what follows the clock of what is active, from the cache.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from portal.signage.addresses import PREFIX
from portal.signage.boards.authentication import FEED_READ, Caller, answered, board_endpoint, method_refused
from portal.signage.emergency.acks import alert_fetched
from portal.signage.emergency.selectors import AlertFacts
from portal.signage.feeds.alerts import alerts_now
from portal.signage.feeds.answers import JSON, conditional
from portal.signage.feeds.board_json import board_body
from portal.signage.feeds.concerto import concerto_body
from portal.signage.feeds.contents import Contents, contents_of, state_of
from portal.signage.feeds.playlist_json import playlist_body
from portal.signage.feeds.queries import ticker_form
from portal.signage.feeds.rss import rss_body
from portal.signage.feeds.showing import frame_at
from portal.signage.feeds.tickers import alert_words, ticker_kv, ticker_lines, ticker_txt
from portal.signage.models import Board
from portal.signage.monitoring.flash import flash_write_count
from portal.signage.playlists import Item, playlist_changed_at
from portal.signage.rendering.frames import RENDERER_VERSION
from portal.signage.schedule.windows import horizon_of

FORMAT = 1  # raise it when the same contents become other bytes
TEXT = "text/plain; charset=utf-8"
CAPABILITIES = (
    "playlist.json",
    "emergency.json",
    "feed.xml",
    "concerto.json",
    "cap.xml",
    "ticker.txt",
    "ticker.kv",
    "frame.png",
    "heartbeat",
    "acks",
    "plays",
    "screenshot",
)
ME_SECONDS = 60  # how long a board may keep what it knows of itself
RSS = "application/rss+xml; charset=utf-8"
PNG = "image/png"
_SCHEMAS = Path(__file__).parents[1] / "schemas"


@board_endpoint(FEED_READ)
def board(request: HttpRequest, caller: Caller) -> HttpResponse:
    """What the board should know of itself."""
    body = board_body(board=caller.board, capabilities=CAPABILITIES)
    return conditional(
        request,
        tag=_digest(body),
        content_type=JSON,
        body=lambda: body,
        cache_control=f"private, max-age={ME_SECONDS}",
    )


@board_endpoint(FEED_READ)
def playlist(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The manifest. Its tag needs nothing but the board's row."""
    now, root = timezone.now(), root_of(request)
    shown = caller.board
    changed_at = playlist_changed_at(content_changed_at=shown.content_changed_at, horizon=horizon_of(now))
    response = conditional(
        request,
        tag=_tag("playlist", shown, now, root),
        content_type=JSON,
        body=lambda: playlist_body(board=shown, contents=contents_of(shown, now=now), root=root),
        last_modified=changed_at,
    )
    # Whoever drives a controller by this writes the files that are new to it, not the list.
    return _wearing(
        request, response, shown, "playlist.json", lambda: _files(contents_of(shown, now=now)), now
    )


@board_endpoint(FEED_READ)
def feed(request: HttpRequest, caller: Caller) -> HttpResponse:
    """RSS of what is active now; never an alert."""
    now, root = timezone.now(), root_of(request)
    contents = contents_of(caller.board, now=now)
    active, changed_at = contents.active(now), contents.changed_at(now)
    self_url = root + request.path_info.removeprefix(PREFIX)
    return conditional(
        request,
        tag=_tag("feed", caller.board, now, self_url, changed_at.isoformat(), *_ids(active)),
        content_type=RSS,
        body=lambda: rss_body(contents=contents, active=active, root=root, self_url=self_url, now=now),
        last_modified=changed_at,
    )


@board_endpoint(FEED_READ)
def concerto(request: HttpRequest, caller: Caller) -> HttpResponse:
    """What is active now, for Concerto."""
    now, root = timezone.now(), root_of(request)
    contents = contents_of(caller.board, now=now)
    active, changed_at = contents.active(now), contents.changed_at(now)
    return conditional(
        request,
        tag=_tag("concerto", caller.board, now, root, changed_at.isoformat(), *_ids(active)),
        content_type=JSON,
        body=lambda: concerto_body(contents=contents, active=active, root=root, now=now),
        last_modified=changed_at,
    )


@board_endpoint(FEED_READ)
def ticker(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Lines of text, alerts first."""
    form, now = ticker_form(request), timezone.now()
    contents, alerts = contents_of(caller.board, now=now), _alerts_told(request, caller.board, now)
    active = contents.active(now)
    response = conditional(
        request,
        tag=_tag("ticker", caller.board, now, repr(form), *_told(alerts), *_ids(active)),
        content_type=TEXT,
        body=lambda: ticker_txt(
            ticker_lines(contents=contents, active=active, alerts=alerts, ascii_only=form.ascii_only),
            most=form.most,
            eol=form.eol,
        ),
        last_modified=_changed_with_alerts(caller.board, contents, now),
    )
    return _wearing(request, response, caller.board, "ticker.txt", lambda: response.content, now)


@board_endpoint(FEED_READ)
def ticker_keys(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Keys and values; alerts have a key of their own."""
    form, now = ticker_form(request), timezone.now()
    contents, alerts = contents_of(caller.board, now=now), _alerts_told(request, caller.board, now)
    active = contents.active(now)
    response = conditional(
        request,
        tag=_tag("keys", caller.board, now, repr(form), *_told(alerts), *_ids(active)),
        content_type=TEXT,
        body=lambda: ticker_kv(
            revision=contents.playlist.revision,
            alerts=[alert_words(alert, ascii_only=form.ascii_only) for alert in alerts],
            lines=ticker_lines(contents=contents, active=active, alerts=(), ascii_only=form.ascii_only),
            eol=form.eol,
        ),
        last_modified=_changed_with_alerts(caller.board, contents, now),
    )
    return _wearing(request, response, caller.board, "ticker.kv", lambda: response.content, now)


@board_endpoint(FEED_READ)
def frame(request: HttpRequest, caller: Caller) -> HttpResponse:
    """What shows at this moment. The tag is the hash of the file, so 304 reads no file."""
    now = timezone.now()
    shown = frame_at(caller.board, now=now)
    response = conditional(request, tag=shown.sha256, content_type=PNG, body=shown.content)
    return _wearing(request, response, caller.board, "frame.png", shown.sha256.encode, now)


def _wearing(
    request: HttpRequest,
    response: HttpResponse,
    board: Board,
    form: str,
    content: Callable[[], bytes],
    now: datetime,
) -> HttpResponse:
    """Counts what a controller with flash memory was given and will write; costs others nothing."""
    if board.flash_rating and request.method == "GET" and response.status_code == 200:
        flash_write_count(board=board, form=form, digest=_digest(content()), now=now)
    return response


def _files(contents: Contents) -> bytes:
    """The files of a playlist, whatever their order and windows."""
    drawn = (contents.whole(item) for item in contents.everything)
    return "\0".join(sorted(drawing.sha256 for drawing in drawn if drawing)).encode()


def schema(request: HttpRequest, name: str) -> HttpResponseBase:
    """The JSON Schemas of the contract, for everybody."""

    def answer() -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            raise method_refused(("GET", "HEAD"))
        body = _schema(name)
        return conditional(
            request,
            tag=_digest(body),
            content_type="application/schema+json",
            body=lambda: body,
            cache_control="public, max-age=3600",
        )

    return answered(answer)


@cache
def _schema(name: str) -> bytes:
    return (_SCHEMAS / f"{name}.json").read_bytes()


def root_of(request: HttpRequest) -> str:
    """The full address of the prefix on the host the board asked: there it finds the files too."""
    return f"{request.scheme}://{request.get_host()}{PREFIX}"


def _tag(kind: str, board: Board, now: datetime, *parts: str) -> str:
    """Alike in every process: nothing in it but the board's numbers, the day and what was asked."""
    told = (kind, str(FORMAT), str(RENDERER_VERSION), board.uid, state_of(board, now), *parts)
    return _digest("\0".join(told).encode())


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


def _ids(items: Sequence[Item]) -> list[str]:
    return [f"{item.id}.{item.version}" for item in items]


def _alerts_told(request: HttpRequest, board: Board, now: datetime) -> Sequence[AlertFacts]:
    """The alerts that are on. Readers of text acknowledge nothing: that they asked is all the proof."""
    alerts = alerts_now(board, now=now)
    if request.method == "GET":
        alert_fetched(board=board, alerts=alerts, now=now)
    return alerts


def _told(alerts: Sequence[AlertFacts]) -> list[str]:
    return [f"{alert.uid}.{alert.number}" for alert in alerts]


def _changed_with_alerts(board: Board, contents: Contents, now: datetime) -> datetime:
    """While an alert or its tombstone stands, now: a date cannot tell that an alert was taken back, and who
    sends no ETag must not be told that nothing changed."""
    changed_at = contents.changed_at(now)
    if board.alerts_until is None:
        return changed_at
    return max(changed_at, min(board.alerts_until, now))
