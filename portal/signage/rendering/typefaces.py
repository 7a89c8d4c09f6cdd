"""The typefaces of boards: what they are called, which sizes they have, how a line of them looks.

Measured over the 146 Vietnamese letters in one-bit colour: Noto Sans draws two letters alike below 10 px
(`Ẵ Ẫ`, `ằ ẳ`) and marks run together below 14; the grid letters are distinct at every size they have.
A line is drawn whole and cropped to its ink, so no mark is ever cut here.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageDraw, ImageFont

from portal.signage.rendering.letters import VIETNAMESE
from portal.signage.rendering.strikes import Strike

_FONTS = Path(__file__).parent / "fonts"
_STRIKES = {13: "fixed-13.bdf", 16: "unifont-16.bdf", 20: "fixed-20.bdf", 24: "efont-24.bdf"}
_OUTLINES = {"sans": "noto-sans-400.ttf", "bold": "noto-sans-700.ttf"}
LOW_PX = 8  # letters without marks, for boards lower than the lowest letters with marks
LOWEST_ROWS = min(_STRIKES)
_DRAWN_SIZES = tuple(sorted({px * times for px in _STRIKES for times in (1, 2, 3, 4)}))
_LARGEST_DRAWN_BY_AUTO = 24
_SMOOTH_FROM_PX = 26
_OUTLINE_ROWS = 0.7  # of the board: stacked marks make ink up to 1.5 × the size


@dataclass(frozen=True)
class Typeface:
    """`floor_px`: below it letters look alike, forbidden. `clear_px`: below it marks are hard to read."""

    slug: str
    label: Promise = field(compare=False)  # to compare it would translate it
    floor_px: int
    clear_px: int

    def sizes(self, rows: int) -> tuple[int, ...]:
        """Sizes in px that show every Vietnamese letter whole in `rows` rows, smallest first."""
        if self.slug == "grid":
            return tuple(px for px in _DRAWN_SIZES if px <= rows)
        outline = tuple(px for px in outline_sizes(int(rows * _OUTLINE_ROWS)) if px >= self.floor_px)
        while outline and not _fits(self.slug, outline[-1], rows):
            outline = outline[:-1]
        if self.slug != "auto":
            return outline
        drawn = tuple(px for px in _DRAWN_SIZES if px <= min(rows, _LARGEST_DRAWN_BY_AUTO))
        return drawn + tuple(px for px in outline if px > _LARGEST_DRAWN_BY_AUTO)

    def has_size(self, px: int, rows: int) -> bool:
        if self.slug == "grid" or (self.slug == "auto" and px <= _LARGEST_DRAWN_BY_AUTO):
            return px in _DRAWN_SIZES and px <= rows
        return self.floor_px <= px <= int(rows * _OUTLINE_ROWS) and _fits(self.slug, px, rows)


@dataclass(frozen=True)
class Ink:
    """A line of text cropped to what is lit. `top` counts rows from the baseline, negative above it."""

    image: Image.Image
    top: int


AUTO = Typeface("auto", _("Chosen for the board"), 13, 13)
TYPEFACES = {
    face.slug: face
    for face in (
        AUTO,
        Typeface("grid", _("Grid letters (clearest on small boards)"), 13, 13),
        Typeface("sans", _("Noto Sans"), 10, 14),
        Typeface("bold", _("Noto Sans bold"), 10, 14),
    )
}


def typeface_named(slug: str) -> Typeface:
    """Empty: `auto`. Raises ValueError for a typeface that is not in the house."""
    try:
        return TYPEFACES[slug or AUTO.slug]
    except KeyError:
        raise ValueError(f"no typeface {slug!r}") from None


def outline_sizes(largest: int) -> tuple[int, ...]:
    """10, 11, 12 … and from 24 in steps of 6 %, to `largest`: as fine as an eye tells apart."""
    sizes, px = [], 10
    while px <= largest:
        sizes.append(px)
        px += max(1, round(px * 0.06)) if px >= 24 else 1
    return tuple(sizes)


def line_width(text: str, *, slug: str, px: int) -> int:
    """Columns from the first to the last light of the line."""
    first, *others = (_extent(word, slug, px) for word in text.split(" "))
    end: float = first.advance
    width: float = first.right - first.left
    space = _space(slug, px)
    for word in others:
        end += space
        width = end + word.right - first.left
        end += word.advance
    return round(width)


def line_rows(text: str, *, slug: str, px: int) -> tuple[int, int]:
    """First row and the row after the last one, counted from the baseline."""
    words = [_extent(word, slug, px) for word in text.split(" ")]
    return min(word.top for word in words), max(word.bottom for word in words)


def line_ink(text: str, *, slug: str, px: int, smooth: bool = False) -> Ink:
    """The line drawn; mode `1`, or `L` when `smooth` and large enough for shades to help."""
    drawn = _strike(slug, px)
    if drawn:
        strike, times = drawn
        image = strike.draw(text)
        if times > 1:
            image = image.resize((image.width * times, image.height * times), Image.Resampling.NEAREST)
        return Ink(image, strike.rows(text)[0] * times)
    font = _outline(slug, px)
    mode = "L" if smooth and px >= _SMOOTH_FROM_PX else "1"
    left, top, right, bottom = (int(edge) for edge in font.getbbox(text, mode=mode, anchor="ls"))
    margin = px  # so much more than any letter reaches out of its box
    image = Image.new(mode, (right - left + 2 * margin, bottom - top + 2 * margin))
    draw = ImageDraw.Draw(image)
    draw.fontmode = mode
    draw.text((margin - left, margin - top), text, fill=255, font=font, anchor="ls")
    box = image.getbbox()
    if box is None:
        return Ink(image.crop((0, 0, 1, 1)), 0)
    return Ink(image.crop(box), box[1] - (margin - top))


def missing_letters(text: str, *, slug: str) -> str:
    """Characters of the text that the typeface cannot draw, each once."""
    known = _outline_letters() if slug in _OUTLINES else _drawn_letters()
    return "".join(dict.fromkeys(character for character in text if character not in known))


def _strike(slug: str, px: int) -> tuple[Strike, int] | None:
    if px == LOW_PX:
        return _strike_of("fixed-8.bdf", LOW_PX), 1
    if slug in _OUTLINES or (slug == "auto" and px > _LARGEST_DRAWN_BY_AUTO):
        return None
    # 26 = 2 × 13, but 40 = 2 × 20 and 48 = 2 × 24: the fewest repeated points look best.
    times, size = min((px // size, size) for size in _STRIKES if px % size == 0)
    return _strike_of(_STRIKES[size], size), times


@dataclass(frozen=True)
class _Extent:
    """Edges of a word's ink from its origin on the baseline; `advance`: where the next letter begins."""

    left: int
    right: int
    top: int
    bottom: int
    advance: float


@lru_cache(maxsize=8192)
def _extent(word: str, slug: str, px: int) -> _Extent:
    # Words are measured once and lines are sums: setting a page tries many sizes and widths.
    drawn = _strike(slug, px)
    if drawn:
        strike, times = drawn
        width = strike.width(word) * times
        top, bottom = strike.rows(word)
        return _Extent(0, width, top * times, bottom * times, width + strike.gap * times)
    left, top, right, bottom = _box(word, slug, px)
    return _Extent(left, right, top, bottom, _outline(slug, px).getlength(word, mode="1"))


@lru_cache(maxsize=256)
def _space(slug: str, px: int) -> float:
    drawn = _strike(slug, px)
    if drawn:
        strike, times = drawn
        return (strike.space + strike.gap) * times
    return _outline(slug, px).getlength(" ", mode="1")


@lru_cache
def _strike_of(name: str, px: int) -> Strike:
    return Strike.read(_FONTS / name, px=px)


@lru_cache(maxsize=64)
def _outline(slug: str, px: int) -> ImageFont.FreeTypeFont:
    path = _FONTS / _OUTLINES["bold" if slug == "auto" else slug]
    # Basic layout: one letter is one glyph in NFC, and the result does not hang on a shaping library.
    return ImageFont.truetype(str(path), px, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=512)
def _fits(slug: str, px: int, rows: int) -> bool:
    _left, top, _right, bottom = _box(VIETNAMESE, slug, px)
    return bottom - top <= rows


def _box(text: str, slug: str, px: int) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the ink of an outline typeface, in points or in shades."""
    font = _outline(slug, px)
    in_points = font.getbbox(text, mode="1", anchor="ls")
    in_shades = font.getbbox(text, mode="L", anchor="ls")
    left, top = (int(min(edges)) for edges in zip(in_points[:2], in_shades[:2], strict=True))
    right, bottom = (int(max(edges)) for edges in zip(in_points[2:], in_shades[2:], strict=True))
    return left, top, right, bottom


@lru_cache
def _drawn_letters() -> frozenset[str]:
    return frozenset.intersection(*(frozenset(_strike_of(name, px).glyphs) for px, name in _STRIKES.items()))


@lru_cache
def _outline_letters() -> frozenset[str]:
    # The subsets hold what the strikes hold (tests compare them), and Pillow cannot ask a font.
    return _drawn_letters()
