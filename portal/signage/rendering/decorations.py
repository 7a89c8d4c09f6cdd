"""What stands around the words: colours, the border of an alert, the words of an exercise."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from portal.signage.rendering.layout import Area, whole_board
from portal.signage.rendering.profiles import Emphasis, Profile
from portal.signage.rendering.typefaces import AUTO, LOWEST_ROWS, line_ink, line_rows, line_width

# On every frame of an exercise (Circular 39/2020/TT-BTTTT knows no other words); never translated.
EXERCISE_WORDS = "DIỄN TẬP"

Rgb = tuple[int, int, int]
BLACK: Rgb = (0, 0, 0)
WHITE: Rgb = (255, 255, 255)
_RED: Rgb = (255, 0, 0)
_YELLOW: Rgb = (255, 255, 0)
_GREEN: Rgb = (0, 255, 0)
_CYAN: Rgb = (0, 255, 255)
_SIGNAL_RED: Rgb = (200, 0, 0)


@dataclass(frozen=True)
class Colors:
    text: Rgb
    ground: Rgb
    sign: Rgb  # border of an alert, words of an exercise


_COLORS: dict[tuple[str, Emphasis], Colors] = {
    ("rgb", "normal"): Colors(WHITE, BLACK, WHITE),
    ("rgb", "priority"): Colors(_YELLOW, BLACK, _YELLOW),
    ("rgb", "alert"): Colors(WHITE, _SIGNAL_RED, _YELLOW),
    ("rgb", "exercise"): Colors(WHITE, BLACK, _CYAN),
    ("dual", "normal"): Colors(_GREEN, BLACK, _GREEN),
    ("dual", "priority"): Colors(_YELLOW, BLACK, _YELLOW),
    ("dual", "alert"): Colors(_YELLOW, BLACK, _RED),
    ("dual", "exercise"): Colors(_YELLOW, BLACK, _GREEN),
}
_MONO = Colors(WHITE, BLACK, WHITE)


@dataclass(frozen=True)
class Decoration:
    """`area` is left for the words. `only_words`: there is room for those of the exercise and no others."""

    area: Area
    only_words: bool = False
    border: int = 0  # points; all around
    bars: int = 0  # points; left and right, where rows are too few for a border
    header: Area | None = None
    header_px: int = 0
    header_rule: bool = False


def colors_of(profile: Profile, emphasis: Emphasis) -> Colors:
    return _COLORS.get((profile.color, emphasis), _MONO)


def decoration_of(profile: Profile, emphasis: Emphasis) -> Decoration:
    whole = whole_board(profile)
    if emphasis == "alert":
        return _alert(profile, whole)
    if emphasis == "exercise":
        return _exercise(whole)
    return Decoration(whole)


def draw_decoration(image: Image.Image, decoration: Decoration, colors: Colors) -> None:
    draw = ImageDraw.Draw(image)
    width, height = image.size
    if decoration.border:
        draw.rectangle((0, 0, width - 1, height - 1), outline=colors.sign, width=decoration.border)
    if decoration.bars:
        draw.rectangle((0, 0, decoration.bars - 1, height - 1), fill=colors.sign)
        draw.rectangle((width - decoration.bars, 0, width - 1, height - 1), fill=colors.sign)
    if decoration.header:
        ink = line_ink(EXERCISE_WORDS, slug=AUTO.slug, px=decoration.header_px)
        header = decoration.header
        left = header.left + (header.width - ink.image.width) // 2
        top = header.top + (header.height - ink.image.height) // 2
        image.paste(colors.sign, (left, top), ink.image)
        if decoration.header_rule:
            thick = max(1, height // 64)
            below = header.top + header.height
            draw.rectangle((0, below, width - 1, below + thick - 1), fill=colors.sign)


def _alert(profile: Profile, whole: Area) -> Decoration:
    thick = max(1, min(profile.width, profile.height) // 32)
    if profile.height >= 24 and profile.width >= 48:
        inner = thick + max(1, profile.height // 40)
        area = Area(inner, inner, profile.width - 2 * inner, profile.height - 2 * inner)
        return Decoration(area, border=thick)
    if profile.width >= 64:
        return Decoration(Area(4, whole.top, profile.width - 8, whole.height), bars=2)
    return Decoration(whole)


def _exercise(whole: Area) -> Decoration:
    fits = [
        px
        for px in AUTO.sizes(whole.height)
        if line_width(EXERCISE_WORDS, slug=AUTO.slug, px=px) <= whole.width
    ]
    above = [px for px in fits if px <= max(LOWEST_ROWS, whole.height // 5)]
    if above:
        top, bottom = line_rows(EXERCISE_WORDS, slug=AUTO.slug, px=above[-1])
        rule = max(1, whole.height // 64)
        header = Area(whole.left, whole.top, whole.width, bottom - top + rule)
        used = header.height + 2 * rule
        if whole.height - used >= LOWEST_ROWS:
            area = Area(whole.left, whole.top + used, whole.width, whole.height - used)
            return Decoration(area, header=header, header_px=above[-1], header_rule=True)
    if fits and whole.height >= LOWEST_ROWS:
        px = fits[0]
        beside = line_width(EXERCISE_WORDS, slug=AUTO.slug, px=px)
        label = Area(whole.left, whole.top, beside, whole.height)
        left = whole.left + beside + 4
        if whole.width - left >= 64:
            area = Area(left, whole.top, whole.left + whole.width - left, whole.height)
            return Decoration(area, header=label, header_px=px)
    return Decoration(whole, only_words=True)
