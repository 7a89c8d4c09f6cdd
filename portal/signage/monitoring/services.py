"""Takes what boards send: their state, proof of what they showed, pictures of themselves."""

import hashlib
import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Case, F, Value, When
from PIL import Image, UnidentifiedImageError

from portal.signage.boards.callers import callers_drop
from portal.signage.models import Board, BoardStatus, Play, Screenshot
from portal.signage.monitoring.reading import Heartbeat, PlayRecord, RefusedPlay, play_of

SCREENSHOT_EVERY = timedelta(minutes=15)
# Below MEDIA_ROOT, but no address under /media/ leads here: that view knows its files by name.
SCREENSHOT_FOLDER = "signage-screens"


class ScreenshotRefused(Exception):
    """`code` is one word; the message is for people."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ScreenshotTooSoon(Exception):
    """`wait_s`: seconds until the next unasked one is taken."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


@dataclass(frozen=True)
class PlaysTaken:
    accepted: int
    duplicate: int
    rejected: tuple[RefusedPlay, ...]


def heartbeat_take(*, board: Board, heartbeat: Heartbeat, now: datetime) -> None:
    """Keep the state a board tells of itself. One query, one more for its first heartbeat."""
    skew = (heartbeat.board_time - now).total_seconds() if heartbeat.board_time else None
    told: dict[str, Any] = {
        "heartbeat_at": now,
        "skew_s": skew,
        "boot_id": heartbeat.boot_id,
        "player": heartbeat.player,
        "playlist_rev": heartbeat.playlist_rev,
        "emergency_rev": heartbeat.emergency_rev,
        "showing_item": heartbeat.showing_item,
        "showing_version": heartbeat.showing_version,
        "showing_since": heartbeat.showing_since,
        "queued_plays": heartbeat.queued_plays,
        "storage_free": heartbeat.storage_free,
        "last_error": heartbeat.last_error,
        "brightness": heartbeat.brightness,
        "temperature": heartbeat.temperature,
    }
    first_error = Case(When(error_since_at__isnull=True, then=Value(now)), default=F("error_since_at"))
    since: Any = first_error if heartbeat.last_error else None
    if not BoardStatus.objects.filter(board=board).update(error_since_at=since, **told):
        told["error_since_at"] = now if heartbeat.last_error else None
        # Two first heartbeats at once: the other one told as much.
        BoardStatus.objects.bulk_create([BoardStatus(board=board, **told)], ignore_conflicts=True)


def plays_take(*, board: Board, records: Sequence[Any], now: datetime) -> PlaysTaken:
    """Keep each play once, whatever is sent again (contract 3.9). Two statements, however many."""
    rejected: list[RefusedPlay] = []
    fit: dict[Any, PlayRecord] = {}
    duplicate = 0
    for record in records:
        play = play_of(record, now=now)
        if isinstance(play, RefusedPlay):
            rejected.append(play)
        elif play.play_id in fit:
            duplicate += 1
        else:
            fit[play.play_id] = play
    with transaction.atomic():
        known = dict(Play.objects.filter(play_id__in=list(fit)).values_list("play_id", "board_id"))
        fresh = [play for play_id, play in fit.items() if play_id not in known]
        Play.objects.bulk_create([_row(play, board, now) for play in fresh], ignore_conflicts=True)
    for play_id, owner in known.items():
        if owner == board.pk:
            duplicate += 1
        else:
            rejected.append(RefusedPlay(str(play_id), "id_of_another_board"))
    return PlaysTaken(len(fresh), duplicate, tuple(rejected))


def _row(play: PlayRecord, board: Board, now: datetime) -> Play:
    return Play(
        play_id=play.play_id,
        board=board,
        item=play.item,
        version=play.version,
        sha256=play.sha256,
        title=play.title,
        started_at=play.started_at,
        duration_ms=play.duration_ms,
        outcome=play.outcome,
        clock=play.clock,
        source=play.source,
        count=play.count,
        received_at=now,
    )


def screenshot_ask(*, board: Board, now: datetime) -> None:
    """The answer to the next heartbeat asks for a picture."""
    with transaction.atomic():
        Board.objects.filter(pk=board.pk).update(screenshot_asked_at=now)
        callers_drop()


def screenshot_take(*, board: Board, body: bytes, now: datetime) -> Screenshot:
    """Keep a picture of the board that it sends itself: asked for, or a quarter of an hour after the
    last. What lies on the disk is drawn anew, so nothing but pixels is kept.

    Raises ScreenshotTooSoon; ScreenshotRefused with "not_a_png", "wrong_size" or "broken".
    """
    if board.screenshot_asked_at is None:
        last = board.screenshots.order_by("-taken_at").values_list("taken_at", flat=True).first()
        if last is not None and last > now - SCREENSHOT_EVERY:
            raise ScreenshotTooSoon(int((last + SCREENSHOT_EVERY - now).total_seconds()) + 1)
    picture, (width, height) = _drawn_anew(body, board)
    digest = hashlib.sha256(picture).hexdigest()
    name = f"{SCREENSHOT_FOLDER}/{board.uid}/{now:%Y%m%d%H%M%S%f}-{digest[:16]}.png"
    path = default_storage.save(name, ContentFile(picture))
    try:
        with transaction.atomic():
            shot = Screenshot.objects.create(
                board=board, taken_at=now, path=path, bytes=len(picture), width=width, height=height
            )
            Board.objects.filter(pk=board.pk).update(screenshot_asked_at=None)
            callers_drop()
    except Exception:
        default_storage.delete(path)
        raise
    return shot


def _drawn_anew(body: bytes, board: Board) -> tuple[bytes, tuple[int, int]]:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = Image.open(io.BytesIO(body), formats=("PNG",))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise ScreenshotRefused("wrong_size") from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise ScreenshotRefused("not_a_png") from error
    with picture:
        size = picture.size
        # The header tells the size before a pixel is unpacked: a bomb ends here.
        if size[0] > board.width or size[1] > board.height:
            raise ScreenshotRefused("wrong_size")
        drawn = io.BytesIO()
        try:
            picture.convert("RGB").save(drawn, "PNG", optimize=True)
        except (OSError, ValueError, SyntaxError) as error:
            raise ScreenshotRefused("broken") from error
    return drawn.getvalue(), size
