"""`feed.xml`: RSS 2.0 with Media RSS 1.5.1 (contract 3.4) of what is active now.

Never an alert: readers of RSS keep a feed for hours, and would show it when it is long over.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.utils.feedgenerator import Enclosure, Rss201rev2Feed

from portal.signage.addresses import PREFIX
from portal.signage.feeds.contents import Contents
from portal.signage.feeds.wording import SHORT, one_line, short_of, words_of
from portal.signage.playlists import Item
from portal.signage.renditions import Drawing
from portal.signage.schedule.zone import local, to_wire

MEDIA = "http://search.yahoo.com/mrss/"
OWN = "urn:portal:signage:1"
MOST_ITEMS = 15
TTL_MINUTES = 1


class _BoardFeed(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {"xmlns:media": MEDIA, "xmlns:portal": OWN}

    def latest_post_date(self) -> datetime:
        changed_at: datetime = self.feed["changed_at"]
        return changed_at

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["drawing"]:
            handler.addQuickElement("media:content", attrs=_media(item["drawing"], item))
        handler.addQuickElement("portal:priority", item["priority"])
        if item["not_after"]:
            handler.addQuickElement("portal:notAfter", item["not_after"])


def rss_body(*, contents: Contents, active: Sequence[Item], root: str, self_url: str, now: datetime) -> bytes:
    """`active` in play order; at most 15 are told. Dates fall second by second: Xibo sorts by them."""
    facts = contents.playlist.board
    changed_at = local(contents.changed_at(now))
    feed = _BoardFeed(
        title=one_line(f"{facts.name} - {facts.unit_name}"),
        link=_site(root),
        description=one_line(facts.place) or one_line(facts.name),
        language="vi",
        feed_url=self_url,
        ttl=TTL_MINUTES,
        changed_at=changed_at,
    )
    for place, item in enumerate(active[:MOST_ITEMS]):
        drawing = contents.whole(item)
        link = f"{root}m/{drawing.name}" if drawing else item.url or _site(root)
        feed.add_item(
            title=short_of(item)[:SHORT],
            link=link,
            description=words_of(item),
            unique_id=guid_of(item, drawing),
            unique_id_is_permalink=False,
            pubdate=changed_at - timedelta(seconds=place),
            categories=[item.priority],
            enclosures=[Enclosure(link, str(drawing.bytes), drawing.content_type)] if drawing else [],
            drawing=drawing,
            url=link,
            duration=str(item.duration_s),
            priority=item.priority,
            not_after=_end_of(item, now),
        )
    out = BytesIO()
    feed.write(out, "utf-8")
    return out.getvalue()


def _site(root: str) -> str:
    return root.removesuffix(PREFIX.lstrip("/"))


def guid_of(item: Item, drawing: Drawing | None) -> str:
    """Another one when the file changes: BrightSign looks at nothing else."""
    digest = drawing.sha256 if drawing else hashlib.sha256(words_of(item).encode()).hexdigest()
    return f"{item.id}-{item.version}-{digest[:16]}"


def _media(drawing: Drawing, item: dict[str, Any]) -> dict[str, str]:
    attributes = {
        "url": item["url"],
        "fileSize": str(drawing.bytes),
        "type": drawing.content_type,
        "medium": drawing.content_type.partition("/")[0],
        "duration": item["duration"],
    }
    if drawing.width and drawing.height:
        attributes |= {"width": str(drawing.width), "height": str(drawing.height)}
    return attributes


def _end_of(item: Item, now: datetime) -> str:
    """When the window of this moment ends; the default has none."""
    return next((to_wire(until) for start, until in item.windows if start <= now < until), "")
