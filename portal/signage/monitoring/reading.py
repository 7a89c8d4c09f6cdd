"""Reads heartbeats and plays as boards send them. Pure: knows no database and no request.

A heartbeat is read as far as it can be: a field of another type is passed over and named in the
answer, because a board whose state is half known is better than one that seems silent. A play is
evidence: one that does not fit is refused, with the reason, and the others are taken.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from portal.signage.enums import PlayClock, PlayOutcome, PlaySource
from portal.signage.schedule.zone import from_wire

# A clock that runs ahead by less is believed; contract 3.9 asks for a correction from 120 s on.
AHEAD_AT_MOST = timedelta(minutes=5)
LATE_AT_MOST = timedelta(days=30)
LONGEST_PLAY_MS = 24 * 3600 * 1000
MOST_COUNTED = 3600  # in one hour nothing is shown more often than once a second
LARGEST = 2**31 - 1
TITLE_LENGTH = 120
_ITEM = re.compile(r"[A-Za-z0-9_.-]{1,40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Unfit(ValueError):
    """A value that is not what the contract says. The message is a code of one word."""


@dataclass(frozen=True)
class Heartbeat:
    """What one heartbeat said; None or "" for what it did not say. `ignored`: fields passed over."""

    board_time: datetime | None = None
    boot_id: str = ""
    player: str = ""
    playlist_rev: int | None = None
    emergency_rev: int | None = None
    showing_item: str = ""
    showing_version: int | None = None
    showing_since: datetime | None = None
    queued_plays: int | None = None
    storage_free: int | None = None
    last_error: str = ""
    brightness: float | None = None
    temperature: float | None = None
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlayRecord:
    """One play that may be taken."""

    play_id: UUID
    item: str
    version: int
    sha256: str
    title: str
    started_at: datetime
    duration_ms: int
    outcome: PlayOutcome
    clock: PlayClock
    source: PlaySource
    count: int


@dataclass(frozen=True)
class RefusedPlay:
    """`play_id` as it was sent, cut to 64 characters; `why` is a word of `REASONS`."""

    play_id: str
    why: str


@dataclass
class _Fields:
    """Takes fields out of an object and notes the names of those that do not fit."""

    values: Mapping[str, Any]
    prefix: str = ""
    ignored: list[str] = field(default_factory=list)

    def take(self, name: str, read: Callable[[Any], Any], default: Any = None) -> Any:
        value = self.values.get(name)
        if value is None:
            return default
        try:
            return read(value)
        except (ValueError, OverflowError):
            self.ignored.append(self.prefix + name)
            return default

    def part(self, name: str) -> "_Fields":
        value = self.values.get(name)
        if value is not None and not isinstance(value, Mapping):
            self.ignored.append(self.prefix + name)
            value = None
        return _Fields(value or {}, f"{self.prefix}{name}.", self.ignored)


def heartbeat_of(body: Mapping[str, Any]) -> Heartbeat:
    """Read what fits (contract 3.9); unknown fields are nobody's business."""
    fields = _Fields(body)
    player, showing, queue = fields.part("player"), fields.part("showing"), fields.part("queue")
    named = [player.take(name, _short_text(39), "") for name in ("name", "version")]
    return Heartbeat(
        board_time=fields.take("board_time", _moment),
        boot_id=fields.take("boot_id", _short_text(64), ""),
        player=" ".join(part for part in named if part),
        playlist_rev=fields.take("playlist_rev", _whole(LARGEST)),
        emergency_rev=fields.take("emergency_rev", _whole(LARGEST)),
        showing_item=showing.take("item", _item, ""),
        showing_version=showing.take("version", _whole(LARGEST)),
        showing_since=showing.take("since", _moment),
        queued_plays=queue.take("plays", _whole(LARGEST)),
        storage_free=fields.take("storage_free", _whole(2**53)),
        last_error=fields.take("last_error", _short_text(250), ""),
        brightness=fields.take("brightness", _number(0, 100)),
        temperature=fields.take("temp", _number(-90, 200)),
        ignored=tuple(fields.ignored),
    )


def play_of(record: Any, *, now: datetime) -> PlayRecord | RefusedPlay:
    """One record, or why it is refused."""
    told = record.get("play_id") if isinstance(record, Mapping) else None
    try:
        return _play(record, now)
    except (ValueError, OverflowError) as error:
        why = str(error) if isinstance(error, Unfit) else "bad_value"
        return RefusedPlay(play_id=str(told)[:64] if isinstance(told, str) else "", why=why)


def _play(record: Any, now: datetime) -> PlayRecord:
    if not isinstance(record, Mapping):
        raise Unfit("not_an_object")
    started_at = _named("bad_started_at", _moment, record.get("started_at"))
    if started_at > now + AHEAD_AT_MOST:
        raise Unfit("future")
    if started_at < now - LATE_AT_MOST:
        raise Unfit("too_old")
    count = _named("bad_count", _whole(MOST_COUNTED), record.get("count", 1))
    if count == 0:
        raise Unfit("bad_count")
    # A sum of an hour belongs to the hour: it may have begun before its first play was counted.
    longest = LONGEST_PLAY_MS if count == 1 else 3600 * 1000
    return PlayRecord(
        play_id=_named("bad_play_id", _uuid, record.get("play_id")),
        item=_named("bad_item", _item, record.get("item")),
        version=_named("bad_version", _whole(LARGEST), record.get("version", 0)),
        sha256=_named("bad_sha256", _sha256, record.get("sha256") or ""),
        title=_named("bad_title", _short_text(TITLE_LENGTH), record.get("title") or ""),
        started_at=started_at,
        duration_ms=_named("bad_duration", _whole(longest), record.get("duration_ms")),
        outcome=_named("bad_outcome", _word(PlayOutcome), record.get("outcome")),
        clock=_named("bad_clock", _word(PlayClock), record.get("clock", "trusted")),
        source=_named("bad_source", _word(PlaySource), record.get("source", "live")),
        count=count,
    )


def _named(why: str, read: Callable[[Any], Any], value: Any) -> Any:
    try:
        return read(value)
    except (ValueError, OverflowError) as error:
        raise Unfit(why) from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unfit("type")
    # Surrogates and NUL cannot be stored; the rest of C0 would break lines of exports.
    if any(ord(char) < 32 or 0xD800 <= ord(char) <= 0xDFFF for char in value):
        raise Unfit("characters")
    return value


def _short_text(length: int) -> Callable[[Any], str]:
    return lambda value: _text(value)[:length]


def _item(value: Any) -> str:
    if not _ITEM.fullmatch(_text(value)):
        raise Unfit("item")
    return str(value)


def _sha256(value: Any) -> str:
    text = _text(value)
    if text and not _SHA256.fullmatch(text):
        raise Unfit("sha256")
    return text


def _uuid(value: Any) -> UUID:
    return UUID(_text(value))


def _whole(most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if type(value) is not int or not 0 <= value <= most:
            raise Unfit("number")
        return value

    return read


def _number(least: float, most: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        if type(value) not in (int, float) or not math.isfinite(value) or not least <= value <= most:
            raise Unfit("number")
        return float(value)

    return read


def _moment(value: Any) -> datetime:
    return from_wire(_text(value))


def _word(words: Any) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        text = _text(value)
        if text != text.lower():
            raise Unfit("word")
        return words(text.upper())

    return read
