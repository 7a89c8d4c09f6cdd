"""Files of looks: drawn when a message, an alert or a board changes, read by every feed.

A board never waits for a drawing: a poll reads what is there. What could not be drawn is logged and
goes out as words only.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, cast

from django.db import transaction

from portal.signage.enums import ColorDepth
from portal.signage.looks import Grid, Look
from portal.signage.models import Board, MediaFile, Rendition
from portal.signage.playlists import facts_of_board, look_of_version, own_default, versions_at
from portal.signage.rendering.animations import AnimationTooLargeError, render_gif
from portal.signage.rendering.budget import words_that_fit
from portal.signage.rendering.frames import RENDERER_VERSION, Style, render_pages
from portal.signage.rendering.pictures import render_picture
from portal.signage.rendering.profiles import Color, Emphasis, Profile
from portal.signage.rendering.store import media_content, media_keep
from portal.signage.rendering.typefaces import AUTO

PNG, GIF, VIDEO = "image/png", "image/gif", "video/mp4"
Align = Literal["left", "center", "right"]
WHOLE = 0  # the page number of the file that shows everything

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Drawing:
    """One file as feeds name it. `name` ends its address."""

    name: str
    content_type: str
    sha256: str
    md5: str
    bytes: int
    width: int | None
    height: int | None

    @classmethod
    def of(cls, media: MediaFile) -> "Drawing":
        return cls(
            media.name, media.content_type, media.sha256, media.md5, media.bytes, media.width, media.height
        )


def look_key(look: Look) -> str:
    """The name under which the files of a look are kept."""
    return look.key(RENDERER_VERSION)


def renditions_of(*, looks: Iterable[Look], grid: Grid) -> dict[str, list[Rendition]]:
    """By `look_key`: the whole (page 0) first, then the pages. One query; no entry: nothing was drawn."""
    found: dict[str, list[Rendition]] = {}
    renditions = Rendition.objects.filter(
        look__in={look_key(look) for look in looks},
        width=grid.width,
        height=grid.height,
        color=grid.color,
    )
    for rendition in renditions.select_related("media").order_by("look", "page"):
        found.setdefault(rendition.look, []).append(rendition)
    return found


def drawings_of(*, looks: Sequence[Look], grid: Grid) -> dict[Look, tuple[Drawing, ...]]:
    """The files of looks, the whole first. One query; no entry: nothing was drawn."""
    found = renditions_of(looks=looks, grid=grid)
    return {
        look: tuple(Drawing.of(rendition.media) for rendition in found[key])
        for look in looks
        if (key := look_key(look)) in found
    }


def renditions_ensure(*, looks: Iterable[Look], grids: Iterable[Grid], now: datetime) -> int:
    """Draw what is missing of these looks on these grids; how many were drawn.

    One query when nothing is missing. Never raises over a drawing, so it may stand in the transaction
    that publishes: each drawing has its own savepoint.
    """
    wanted = {look_key(look): look for look in looks}
    sizes = set(grids)
    there = set(
        Rendition.objects.filter(look__in=wanted, page=WHOLE).values_list("look", "width", "height", "color")
    )
    missing = [
        (key, grid)
        for key in sorted(wanted)
        for grid in sorted(sizes, key=lambda grid: (grid.width, grid.height, grid.color))
        if (key, grid.width, grid.height, str(grid.color)) not in there
    ]
    pictures = _pictures_of([wanted[key] for key, _grid in missing])
    return sum(_drawn(key, wanted[key], grid, pictures, now) for key, grid in missing)


def board_renditions_ensure(*, board: Board, now: datetime) -> int:
    """For a new board, or one of another size: all that is in force for it, and what it shows otherwise."""
    facts = facts_of_board(board)
    versions = versions_at(facts, now)
    looks = [look_of_version(version) for version in versions]
    looks.append(own_default(facts).look)
    return renditions_ensure(looks=looks, grids=[facts.grid], now=now)


def grids_of(boards: Iterable[Board]) -> set[Grid]:
    return {Grid(board.width, board.height, ColorDepth(board.color)) for board in boards}


def files_of_look(look: Look, grid: Grid, picture: MediaFile | None) -> list[tuple[int, str, bytes]]:
    """(page, type, content) of every file of a look on a grid; `picture`: what it shows instead of words.

    A video, and a GIF of the board's own size, is sent as it is. A video's single frames are not known
    here, so its pages are those of the words.
    """
    profile = Profile(grid.width, grid.height, cast(Color, grid.color.wire))
    content = media_content(picture) if picture else b""
    if picture and picture.content_type != VIDEO:
        frame = render_picture(content, profile=profile)
        moves = picture.content_type == GIF and (picture.width, picture.height) == (grid.width, grid.height)
        return [(WHOLE, GIF, content) if moves else (WHOLE, PNG, frame), (1, PNG, frame)]
    style = Style(look.typeface or AUTO.slug, look.font_px, cast(Align, look.align))
    emphasis = cast(Emphasis, look.emphasis)
    words = words_that_fit(
        look.text,
        look.short,
        profile=profile,
        typeface=style.typeface,
        font_px=look.font_px,
        emphasis=emphasis,
    )
    pages = render_pages(words, profile=profile, style=style, emphasis=emphasis)
    whole = (VIDEO, content) if picture else _whole(pages, look.page_s)
    return [(WHOLE, *whole), *((number, PNG, page) for number, page in enumerate(pages, start=1))]


def _whole(pages: Sequence[bytes], page_s: int) -> tuple[str, bytes]:
    if len(pages) == 1:
        return PNG, pages[0]
    try:
        return GIF, render_gif(pages, page_s)
    except AnimationTooLargeError:
        # The first page says most; the others are still there one by one.
        return PNG, pages[0]


def _pictures_of(looks: Iterable[Look]) -> Mapping[str, MediaFile]:
    digests = {look.picture for look in looks if look.picture}
    if not digests:
        return {}
    return {media.sha256: media for media in MediaFile.objects.filter(sha256__in=digests)}


def _drawn(key: str, look: Look, grid: Grid, pictures: Mapping[str, MediaFile], now: datetime) -> bool:
    try:
        picture = pictures.get(look.picture)
        if look.picture and picture is None:
            raise LookupError(f"the picture {look.picture} is not stored")
        files = files_of_look(look, grid, picture)
        with transaction.atomic():
            Rendition.objects.bulk_create(
                [
                    Rendition(
                        look=key,
                        width=grid.width,
                        height=grid.height,
                        color=grid.color,
                        page=page,
                        media=media_keep(content=content, content_type=content_type, now=now),
                    )
                    for page, content_type, content in files
                ],
                ignore_conflicts=True,  # another process draws the same bytes
            )
    except Exception:
        # Whatever goes wrong in drawing must not keep words from the people they are for.
        logger.exception(
            "Nothing drawn for %s on %d x %d: it goes out as words.", key, grid.width, grid.height
        )
        return False
    return True


def pages_drawn_now(look: Look, grid: Grid) -> list[bytes]:
    """PNG pages of the words of a look, for a moment when its files are missing. Stores nothing."""
    files = files_of_look(replace(look, picture=""), grid, None)
    return [content for page, _type, content in files if page != WHOLE]
