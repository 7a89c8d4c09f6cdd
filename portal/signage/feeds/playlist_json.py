"""`playlist.json`: the main manifest (contract 3.3). The same bytes for the same revision."""

import json
from typing import Any

from portal.signage.feeds.contents import Contents
from portal.signage.feeds.wording import TITLE, ascii_of, one_line, short_of, words_of
from portal.signage.models import Board
from portal.signage.playlists import Item
from portal.signage.renditions import Drawing
from portal.signage.schedule.windows import MOST_WINDOWS
from portal.signage.schedule.zone import ZONE, to_wire

SCHEMA = "portal.signage.playlist/1"
MOST_BYTES = 64 * 1024


def playlist_body(*, board: Board, contents: Contents, root: str) -> bytes:
    """Valid by schemas/playlist.json and at most 64 KB: what is last in play order goes first.

    `root` is the full address of the prefix, ending with a slash.
    """
    playlist = contents.playlist
    body: dict[str, Any] = {
        "schema": SCHEMA,
        "board": {
            "id": board.uid,
            "width": playlist.board.grid.width,
            "height": playlist.board.grid.height,
            "color": playlist.board.grid.color.wire,
            "tz": ZONE.key,
        },
        "revision": playlist.revision,
        "changed_at": to_wire(playlist.changed_at),
        "horizon": {"from": to_wire(playlist.horizon[0]), "until": to_wire(playlist.horizon[1])},
        "poll": poll_of(board),
        "offline_ttl_s": board.offline_ttl_s,
        "default_item": _item(playlist.default_item, contents, root),
        "items": [],
        "withdrawn": list(contents.withdrawn),
    }
    room = MOST_BYTES - len(json_bytes(body))
    for item in playlist.items:
        value = _item(item, contents, root)
        room -= len(json_bytes(value)) + 1
        if room < 0:
            break
        body["items"].append(value)
    return json_bytes(body)


def poll_of(board: Board) -> dict[str, Any]:
    """Seconds between polls, and by which part of them they are spread."""
    return {
        "playlist_s": board.playlist_s,
        "emergency_s": board.emergency_s,
        "heartbeat_s": board.heartbeat_s,
        "jitter": board.jitter,
    }


def json_bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def rendition_value(drawing: Drawing, root: str) -> dict[str, Any]:
    value: dict[str, Any] = {
        "url": f"{root}m/{drawing.name}",
        "type": drawing.content_type,
        "sha256": drawing.sha256,
        "md5": drawing.md5,
        "bytes": drawing.bytes,
    }
    if drawing.width and drawing.height:
        value |= {"width": drawing.width, "height": drawing.height}
    return value


def _item(item: Item, contents: Contents, root: str) -> dict[str, Any]:
    value: dict[str, Any] = {
        "id": item.id,
        "version": item.version,
        "title": one_line(item.title)[:TITLE],
        "priority": item.priority,
        "duration_s": item.duration_s,
        "order": item.order,
        "windows": [[to_wire(start), to_wire(until)] for start, until in item.windows[:MOST_WINDOWS]],
        "text": {"full": words_of(item), "short": short_of(item), "ascii": ascii_of(item)},
    }
    if item.interleave:
        value["interleave"] = True
    drawing = contents.whole(item)
    if drawing:
        value["renditions"] = [rendition_value(drawing, root)]
    return value
