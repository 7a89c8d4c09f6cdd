"""Words to lines to pages: where each line of a text stands on a board. Draws nothing.

Lines break between words, are as even as the text allows, and keep the distance their own marks need: one
line's lowest dot never touches the next line's highest tone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from portal.signage.rendering.letters import clean_text, without_marks
from portal.signage.rendering.profiles import Profile
from portal.signage.rendering.typefaces import (
    AUTO,
    LOW_PX,
    LOWEST_ROWS,
    line_rows,
    line_width,
    typeface_named,
)

MAX_PAGES = 8
_CUT = "…"
_LEAST_PITCH = 0.8  # of the size: lines without marks may come closer, but not on top of each other
_COMFORT = 6  # letters of a sixth of the height are read from where the board is seen


@dataclass(frozen=True)
class Style:
    """`font_px` None: the largest that needs the fewest pages."""

    typeface: str = AUTO.slug
    font_px: int | None = None
    align: Literal["left", "center", "right"] = "center"


@dataclass(frozen=True)
class Area:
    """The part of a board that text may light, in points."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Line:
    """`left` and `baseline` on the board; `top` and `bottom` of the ink from the baseline."""

    text: str
    left: int
    baseline: int
    width: int
    top: int
    bottom: int


@dataclass(frozen=True)
class Page:
    lines: tuple[Line, ...]
    typeface: str
    font_px: int
    is_cut: bool = False  # the text went on, and this is the last page there is

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True)
class _Setting:
    """A text broken into lines at one size."""

    lines: tuple[str, ...]
    px: int
    spacing: int
    per_page: int

    @property
    def pages(self) -> int:
        return -(-len(self.lines) // self.per_page)


def layout_text(text: str, *, profile: Profile, style: Style, area: Area | None = None) -> tuple[Page, ...]:
    """At least one page, at most MAX_PAGES; the last one ends in `…` when there is no room for the rest.

    `area` None is the whole board. Raises ValueError for an unknown typeface; a size the board cannot show
    becomes the nearest it can, for a frame that is asked for must come (`check_text` refuses it at entry).
    """
    face = typeface_named(style.typeface)
    room = area or whole_board(profile)
    words = clean_text(text)
    sizes: tuple[int, ...]
    if room.height < LOWEST_ROWS:
        words, sizes = without_marks(words), (LOW_PX,)
    else:
        sizes = face.sizes(room.height)
        if not sizes:
            face, sizes = AUTO, AUTO.sizes(room.height)
    if style.font_px is not None and sizes != (LOW_PX,):
        has_it = face.has_size(style.font_px, room.height)
        sizes = (style.font_px,) if has_it else sizes[: max(1, sum(px <= style.font_px for px in sizes))][-1:]
    setting = _chosen(words, face.slug, sizes, room)
    if style.align == "center":
        setting = _evened(words, face.slug, setting, room)
    return _pages(setting, face.slug, room, style.align)


def whole_board(profile: Profile) -> Area:
    side = max(1, profile.width // 64)
    above = profile.height // 64
    return Area(side, above, profile.width - 2 * side, profile.height - 2 * above)


def _chosen(text: str, slug: str, sizes: tuple[int, ...], room: Area) -> _Setting:
    settings = [_set(text, slug, px, room) for px in sizes if px * _COMFORT >= room.height]
    best = min(settings, key=lambda found: (not _is_whole(text, found), found.pages, -found.px), default=None)
    if best is not None and best.pages <= MAX_PAGES:
        return best
    smaller: Iterator[_Setting] = (
        _set(text, slug, px, room) for px in reversed(sizes) if px * _COMFORT < room.height
    )
    fitting = next((found for found in smaller if found.pages <= MAX_PAGES), None)
    return fitting or _set(text, slug, sizes[0], room)


def _set(text: str, slug: str, px: int, room: Area) -> _Setting:
    lines = tuple(_broken(text, slug, px, room.width))
    rows = [line_rows(line, slug=slug, px=px) for line in lines]
    gap = max(1, round(px * 0.08))
    spacing = max((above[1] - below[0] + gap for above, below in pairwise(rows)), default=px)
    spacing = max(spacing, round(px * (_LEAST_PITCH if px <= 24 else 1)))
    ink = max(bottom for _top, bottom in rows) - min(top for top, _bottom in rows)
    return _Setting(lines, px, spacing, 1 + max(0, room.height - ink) // max(1, spacing))


def _broken(text: str, slug: str, px: int, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line_width(longer, slug=slug, px=px) <= width:
            line = longer
            continue
        if line:
            yield line
        *full, line = _split(word, slug, px, width)
        yield from full
    yield line


def _split(word: str, slug: str, px: int, width: int) -> list[str]:
    """A word wider than the board goes on in the next line; Vietnamese needs it below 40 columns only."""
    parts = [""]
    for letter in word:
        if parts[-1] and line_width(parts[-1] + letter, slug=slug, px=px) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def _evened(text: str, slug: str, setting: _Setting, room: Area) -> _Setting:
    """The same number of lines in the narrowest block: no last line of one lonely word."""
    narrow, wide, best = room.width // 3, room.width, setting
    while wide - narrow > max(1, room.width // 64):
        middle = (narrow + wide) // 2
        tried = _set(text, slug, setting.px, replace(room, width=middle))
        if len(tried.lines) == len(setting.lines) and tried.pages <= setting.pages and _is_whole(text, tried):
            best, wide = tried, middle
        else:
            narrow = middle
    return best


def _is_whole(text: str, setting: _Setting) -> bool:
    """No word is broken."""
    return " ".join(setting.lines) == text


def _pages(setting: _Setting, slug: str, room: Area, align: str) -> tuple[Page, ...]:
    count = min(setting.pages, MAX_PAGES)
    is_cut = setting.pages > MAX_PAGES
    lines = list(setting.lines[: count * setting.per_page])
    if is_cut:
        lines[-1] = _shortened(lines[-1], slug, setting.px, room.width)
    pages, start = [], 0
    for number in range(count):
        stop = start + -(-(len(lines) - start) // (count - number))
        placed = _placed(lines[start:stop], slug, setting, room, align)
        pages.append(Page(placed, slug, setting.px, is_cut and number == count - 1))
        start = stop
    return tuple(pages)


def _shortened(line: str, slug: str, px: int, width: int) -> str:
    cut = "..." if px == LOW_PX else _CUT
    while line and line_width(line.rstrip() + cut, slug=slug, px=px) > width:
        line = line[:-1]
    return line.rstrip() + cut


def _placed(lines: list[str], slug: str, setting: _Setting, room: Area, align: str) -> tuple[Line, ...]:
    rows = [line_rows(line, slug=slug, px=setting.px) for line in lines]
    # The ink of all lines is centred, and with it the distance from frame to letters is even.
    top = min(number * setting.spacing + first for number, (first, _last) in enumerate(rows))
    bottom = max(number * setting.spacing + last for number, (_first, last) in enumerate(rows))
    baseline = room.top + max(0, room.height - (bottom - top)) // 2 - top
    placed = []
    for number, (line, (first, last)) in enumerate(zip(lines, rows, strict=True)):
        width = line_width(line, slug=slug, px=setting.px)
        spare = room.width - width
        left = room.left + {"left": 0, "center": spare // 2, "right": spare}[align]
        placed.append(Line(line, left, baseline + number * setting.spacing, width, first, last))
    return tuple(placed)
