"""Texts as frames: one PNG a page, as large as the board to the point.

The same input gives the same bytes in every process, so that an address made of their hash stays.
"""

from io import BytesIO
from typing import Literal

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from portal.signage.rendering.decorations import (
    EXERCISE_WORDS,
    Colors,
    Decoration,
    colors_of,
    decoration_of,
    draw_decoration,
)
from portal.signage.rendering.layout import MAX_PAGES, Page, Style, layout_text
from portal.signage.rendering.profiles import Emphasis, Profile
from portal.signage.rendering.typefaces import LOWEST_ROWS, line_ink

__all__ = ["MAX_PAGES", "RENDERER_VERSION", "Page", "Style", "layout_text", "render_band", "render_pages"]

# Part of what a frame is made from: raise it when the same text looks different.
RENDERER_VERSION = 1

_PERCEPTUAL = b"\0"  # rendering intent of the sRGB chunk (PNG 3rd edition, 11.3.2.5)


def render_pages(
    text: str, *, profile: Profile, style: Style, emphasis: Emphasis = "normal"
) -> tuple[bytes, ...]:
    """One PNG a page, `profile.width` × `profile.height`, sRGB, no alpha.

    `mono` and `dual` have full colours only, no shades between. A frame always comes: what `check_text`
    refuses is drawn as well as it can be. Every frame of an exercise says so; a board without room for more
    says only that.
    """
    decoration, colors = decoration_of(profile, emphasis), colors_of(profile, emphasis)
    if decoration.only_words:
        text, style, colors = EXERCISE_WORDS, Style(), Colors(colors.sign, colors.ground, colors.sign)
    frames = []
    for page in layout_text(text, profile=profile, style=style, area=decoration.area):
        image = _frame(profile, decoration, colors)
        _draw(image, page, colors, smooth=profile.shows_shades)
        frames.append(png_bytes(image))
    return tuple(frames)


def render_band(
    frame: bytes,
    text: str,
    *,
    profile: Profile,
    position: Literal["top", "bottom"] = "bottom",
    emphasis: Emphasis = "alert",
    style: Style = Style(),  # noqa: B008 - frozen
) -> tuple[bytes, ...]:
    """The frame with a band of a third of its height over it, one PNG a page of the band's text.

    A board whose third is lower than letters with marks gives the band the rows it needs.
    """
    rows = min(profile.height, max(LOWEST_ROWS + 2, profile.height // 3))
    band = Profile(profile.width, max(8, rows), profile.color)
    top = 0 if position == "top" else profile.height - band.height
    with Image.open(BytesIO(frame)) as opened:
        below = opened.convert("RGB")
    overlaid = []
    for page in render_pages(text, profile=band, style=style, emphasis=emphasis):
        image = below.copy()
        with Image.open(BytesIO(page)) as over:
            image.paste(over, (0, top))
        edge = top + band.height if position == "top" else top - 1
        if band.height < profile.height:
            ImageDraw.Draw(image).line((0, edge, profile.width - 1, edge), fill=(0, 0, 0))
        overlaid.append(png_bytes(image))
    return tuple(overlaid)


def png_bytes(image: Image.Image) -> bytes:
    info = PngInfo()
    info.add(b"sRGB", _PERCEPTUAL)
    out = BytesIO()
    image.save(out, "PNG", pnginfo=info, compress_level=6)
    return out.getvalue()


def _frame(profile: Profile, decoration: Decoration, colors: Colors) -> Image.Image:
    image = Image.new("RGB", (profile.width, profile.height), colors.ground)
    draw_decoration(image, decoration, colors)
    return image


def _draw(image: Image.Image, page: Page, colors: Colors, *, smooth: bool) -> None:
    for line in page.lines:
        ink = line_ink(line.text, slug=page.typeface, px=page.font_px, smooth=smooth)
        image.paste(colors.text, (line.left, line.baseline + ink.top), ink.image)
