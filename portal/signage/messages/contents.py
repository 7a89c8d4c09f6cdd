"""What a message says, as its versions keep it."""

from datetime import datetime, timedelta
from typing import Any, cast

from django.utils import timezone

from portal.core.models.pages import unit_id_of_path
from portal.signage.models.boards import Board
from portal.signage.models.messages import MessageVersion
from portal.signage.rendering.budget import LONGEST_SHORT_TEXT
from portal.signage.rendering.letters import clean_text, without_marks
from portal.signage.rendering.profiles import Color, Profile

_LONGEST_TITLE = 120


def uid_of(page_id: int) -> str:
    """The identity of a page's message on the wire."""
    return f"m{page_id}"


def shortened(text: str, length: int) -> str:
    """Whole words of `text`, with "…" when any are missing."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;.:-–") + "…"


def message_contents(page: Any, *, now: datetime) -> dict[str, Any]:
    """Values of the version that a page published at `now` makes; `unit_id` follows the tree.

    A page that expires gives its rules that day as their last: a board without a line stops by itself.
    RuleError or ValidationError when a row of its schedule cannot be.
    """
    text = clean_text(page.text_full)
    first_day = timezone.localtime(page.first_published_at or now).date()
    rules = [rule.to_json() for rule in page.rules(first_day=first_day)]
    if page.expire_at:
        last_day = timezone.localtime(page.expire_at - timedelta(microseconds=1)).date().isoformat()
        rules = [
            rule | {"last_on": min(rule["last_on"] or last_day, last_day)}
            for rule in rules
            if rule["first_on"] <= last_day
        ]
    return {
        "unit_id": unit_id_of_path(page.path) or page.unit_id,
        "message_class": page.message_class,
        "title": page.title[:_LONGEST_TITLE],
        "text_full": text,
        "text_short": clean_text(page.text_short) or shortened(text, LONGEST_SHORT_TEXT),
        "text_ascii": page.text_ascii or without_marks(text),
        "duration_s": page.duration_s,
        "order": page.order,
        "interleave": page.interleave,
        "rules": rules,
        "reach": page.reach,
        "tags": sorted(tag.slug for tag in page.tags.all()),
        "style": style_of(page),
        "source_kind": page.source_kind,
        "source_key": page.source_key,
    }


def style_of(page: Any) -> dict[str, Any]:
    """What the renderer is told besides the words; nothing for what it chooses by itself."""
    style: dict[str, Any] = {}
    if page.typeface != "auto":
        style["typeface"] = page.typeface
    if page.font_px:
        style["font_px"] = page.font_px
    return style


def unsaved_version(page: Any, *, now: datetime) -> MessageVersion:
    """The version as it would be, for previews; never saved."""
    return MessageVersion(
        uid=uid_of(page.pk or 0), number=1, live_from=now, **message_contents(page, now=now)
    )


def profile_of(board: Board) -> Profile:
    return Profile(board.width, board.height, cast(Color, board.color.lower()))
