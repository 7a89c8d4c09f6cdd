"""`concerto.json`: what is active now, in Concerto 3's form (its docs/remote_feed_spec.yaml)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal.signage.feeds.contents import Contents
from portal.signage.feeds.playlist_json import json_bytes
from portal.signage.feeds.wording import TITLE, one_line, words_of
from portal.signage.playlists import Item
from portal.signage.schedule.zone import to_wire


def concerto_body(*, contents: Contents, active: Sequence[Item], root: str, now: datetime) -> bytes:
    """A JSON array. Concerto knows an item by type and name, so the name holds its id."""
    return json_bytes([_content(item, contents, root, now) for item in active])


def _content(item: Item, contents: Contents, root: str, now: datetime) -> dict[str, Any]:
    drawing = contents.whole(item)
    value: dict[str, Any] = {
        "type": "RichText",
        "name": f"{one_line(item.title)[:TITLE]} ({item.id})",
        "duration": item.duration_s,
    }
    for start, until in item.windows:
        if start <= now < until:
            value |= {"start_time": to_wire(start), "end_time": to_wire(until)}
    if drawing is None:
        return value | {"text": words_of(item), "render_as": "plaintext"}
    is_video = drawing.content_type.startswith("video/")
    return value | {"type": "Video" if is_video else "Graphic", "url": f"{root}m/{drawing.name}"}
