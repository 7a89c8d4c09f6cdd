"""What people built and use: houses, boats, lamps, vehicles, desks."""

from portal.demo.pictures.canvas import Canvas, Colour, Point, bezier, mixed
from portal.demo.pictures.nature import Light

TILE = "#c4573b"
TILE_SHADE = "#a64530"
WALL = "#fbf3e2"
WALL_SHADE = "#eadcc0"
GLASS = "#a9d6e6"
WOOD = "#b98a5a"
WOOD_SHADE = "#96693f"
STEEL = "#8d98a5"
CONCRETE = "#cfd4d6"
CONCRETE_SHADE = "#a9b1b6"

_SEGMENTS = {
    "0": "abcdef",
    "1": "bc",
    "2": "abged",
    "3": "abgcd",
    "4": "fgbc",
    "5": "afgcd",
    "6": "afgedc",
    "7": "abc",
    "8": "abcdefg",
    "9": "abcdfg",
}


def house(canvas: Canvas, foot: Point, width: float, *, roof: Colour = TILE, wall: Colour = WALL) -> None:
    """A one-storey house standing on `foot`, its lower left corner."""
    x, y = foot
    w, h = width, width * 0.42
    canvas.rect(x, y - h, w, h, wall)
    canvas.rect(x, y - h * 0.14, w, h * 0.14, mixed(wall, "#8c7a5c", 0.35))
    canvas.polygon(
        [
            (x - w * 0.08, y - h),
            (x + w * 0.1, y - h * 1.75),
            (x + w * 0.9, y - h * 1.75),
            (x + w * 1.08, y - h),
        ],
        roof,
    )
    canvas.polygon(
        [
            (x - w * 0.08, y - h),
            (x + w * 1.08, y - h),
            (x + w * 1.06, y - h * 0.92),
            (x - w * 0.06, y - h * 0.92),
        ],
        mixed(roof, "#000000", 0.22),
    )
    for step in range(1, 8):
        at = step / 8
        canvas.line(
            [(x + w * (0.1 + 0.8 * at), y - h * 1.74), (x - w * 0.08 + w * 1.16 * at, y - h * 1.01)],
            w * 0.006,
            mixed(roof, "#000000", 0.12),
        )
    canvas.rect(x + w * 0.42, y - h * 0.72, w * 0.16, h * 0.72, "#7b5a3c")
    for at in (0.12, 0.68):
        canvas.rect(x + w * at, y - h * 0.7, w * 0.2, h * 0.36, "#ffffff")
        canvas.rect(x + w * (at + 0.015), y - h * 0.67, w * 0.08, h * 0.3, GLASS)
        canvas.rect(x + w * (at + 0.105), y - h * 0.67, w * 0.08, h * 0.3, GLASS)


def lamp_post(canvas: Canvas, foot: Point, height: float, *, arm: int = 1, lit: bool = False) -> None:
    """A street lamp, its arm to the right (1) or left (-1)."""
    x, y = foot
    top = (x, y - height)
    end = (x + arm * height * 0.24, y - height * 1.05)
    canvas.line([foot, top], height * 0.022, STEEL)
    canvas.line(bezier(top, (x, y - height * 1.07), end), height * 0.02, STEEL)
    if lit:
        canvas.glow((end[0], end[1] + height * 0.02), height * 0.34, "#ffeaa8", 0.8)
    canvas.ellipse(
        (end[0], end[1] + height * 0.012), height * 0.05, height * 0.018, "#fff3c4" if lit else "#eef3f5"
    )


def sampan(canvas: Canvas, middle: Point, length: float, *, hull: Colour = "#8a5a38") -> None:
    """A small wooden boat on the water."""
    x, y = middle
    half = length / 2
    canvas.ellipse((x, y + length * 0.075), half * 0.92, length * 0.025, "#1f4d5c", 0.25)
    canvas.polygon(
        [
            *bezier(
                (x - half, y - length * 0.07), (x - half * 0.5, y + length * 0.14), (x, y + length * 0.075)
            ),
            *bezier(
                (x, y + length * 0.075), (x + half * 0.5, y + length * 0.14), (x + half, y - length * 0.07)
            ),
            *bezier((x + half, y - length * 0.07), (x, y + length * 0.06), (x - half, y - length * 0.07)),
        ],
        hull,
    )
    canvas.curve(
        [
            (x - half, y - length * 0.068),
            (x - half * 0.4, y - 2),
            (x + half * 0.4, y - 2),
            (x + half, y - length * 0.068),
        ],
        length * 0.018,
        mixed(hull, "#ffffff", 0.3),
    )


def motorbike(canvas: Canvas, foot: Point, length: float, colour: Colour, *, facing: int = 1) -> None:
    """A motorbike without rider; `foot` is the middle of its shadow."""
    x, y = foot
    l = length  # noqa: E741 - of the machine
    r = l * 0.19
    for side in (-1, 1):
        canvas.circle((x + side * l * 0.32, y - r), r, "#2c3036")
        canvas.circle((x + side * l * 0.32, y - r), r * 0.5, "#b9c1c8")
    f = facing
    canvas.line([(x + f * l * 0.32, y - r), (x + f * l * 0.22, y - l * 0.58)], l * 0.045, "#5b646d")
    canvas.line([(x + f * l * 0.27, y - l * 0.6), (x + f * l * 0.12, y - l * 0.64)], l * 0.04, "#2c3036")
    canvas.polygon(
        [
            (x + f * l * 0.26, y - l * 0.52),
            (x + f * l * 0.12, y - l * 0.22),
            (x - f * l * 0.26, y - l * 0.24),
            (x - f * l * 0.4, y - l * 0.42),
            (x - f * l * 0.08, y - l * 0.4),
            (x + f * l * 0.1, y - l * 0.34),
            (x + f * l * 0.2, y - l * 0.56),
        ],
        colour,
    )
    canvas.rect(
        min(x - f * l * 0.42, x - f * l * 0.02), y - l * 0.46, l * 0.4, l * 0.09, "#2c3036", radius=l * 0.04
    )
    canvas.circle((x + f * l * 0.25, y - l * 0.53), l * 0.055, "#fff0b5")


def lorry(canvas: Canvas, foot: Point, length: float, colour: Colour) -> None:
    """A lorry driving to the right; `foot` is its rear lower corner."""
    x, y = foot
    l = length  # noqa: E741
    canvas.rect(x, y - l * 0.46, l * 0.68, l * 0.36, colour, radius=l * 0.015)
    canvas.rect(x + l * 0.7, y - l * 0.38, l * 0.28, l * 0.28, "#e9eef1", radius=l * 0.04)
    canvas.rect(x + l * 0.82, y - l * 0.34, l * 0.13, l * 0.12, GLASS, radius=l * 0.02)
    canvas.rect(x, y - l * 0.12, l * 0.98, l * 0.04, "#4a5158")
    for at in (0.16, 0.82):
        canvas.circle((x + l * at, y - l * 0.06), l * 0.065, "#2c3036")
        canvas.circle((x + l * at, y - l * 0.06), l * 0.028, "#c6ced4")


def laptop(canvas: Canvas, foot: Point, width: float, *, screen: Colour = "#bfe3f2") -> None:
    """A laptop seen from the front; `foot` is the middle of its lower edge."""
    x, y = foot
    w = width
    canvas.rect(x - w * 0.42, y - w * 0.6, w * 0.84, w * 0.54, "#3a434d", radius=w * 0.03)
    canvas.rect(x - w * 0.38, y - w * 0.56, w * 0.76, w * 0.45, screen)
    canvas.rect(x - w * 0.5, y - w * 0.06, w, w * 0.06, "#9aa5ae", radius=w * 0.02)


def monitor_back(canvas: Canvas, foot: Point, width: float) -> None:
    """A screen seen from behind."""
    x, y = foot
    w = width
    canvas.rect(x - w * 0.06, y - w * 0.3, w * 0.12, w * 0.28, "#7c8791")
    canvas.rect(x - w * 0.2, y - w * 0.03, w * 0.4, w * 0.03, "#7c8791", radius=w * 0.01)
    canvas.rect(x - w * 0.5, y - w * 0.82, w, w * 0.6, "#4b5661", radius=w * 0.04)
    canvas.circle((x, y - w * 0.52), w * 0.05, "#6d7883")


def potted_plant(canvas: Canvas, foot: Point, height: float, light: Light) -> None:
    x, y = foot
    h = height
    for dx, dy in (
        (-0.34, -0.7),
        (0.34, -0.72),
        (-0.16, -0.95),
        (0.18, -0.97),
        (-0.42, -0.48),
        (0.42, -0.5),
        (0, -1.0),
    ):
        canvas.leaf(
            (x, y - h * 0.28), (x + h * dx, y + h * dy), h * 0.13, light.leaf if dx >= 0 else light.leaf_dark
        )
    canvas.polygon(
        [(x - h * 0.17, y - h * 0.3), (x + h * 0.17, y - h * 0.3), (x + h * 0.12, y), (x - h * 0.12, y)],
        "#c86f4a",
    )
    canvas.rect(x - h * 0.19, y - h * 0.34, h * 0.38, h * 0.07, "#b05c3a", radius=h * 0.015)


def digits(canvas: Canvas, place: Point, height: float, text: str, colour: Colour) -> None:
    """Seven-segment figures; `place` is the upper left corner. A colon stands for itself."""
    x, y = place
    w, h, t = height * 0.5, height, height * 0.11
    for sign in text:
        if sign == ":":
            for at in (0.3, 0.62):
                canvas.rect(x + w * 0.1, y + h * at, t, t, colour)
            x += w * 0.45
            continue
        segments = {
            "a": (x, y, w, t),
            "g": (x, y + h / 2 - t / 2, w, t),
            "d": (x, y + h - t, w, t),
            "f": (x, y, t, h / 2),
            "b": (x + w - t, y, t, h / 2),
            "e": (x, y + h / 2, t, h / 2),
            "c": (x + w - t, y + h / 2, t, h / 2),
        }
        for name in _SEGMENTS[sign]:
            canvas.rect(*segments[name], colour, radius=t * 0.25)
        x += w * 1.4


def awning(canvas: Canvas, corner: Point, width: float, colour: Colour, *, stripes: int = 8) -> None:
    """A striped awning; `corner` is its upper left corner."""
    x, y = corner
    step = width / stripes
    drop = width * 0.2
    for number in range(stripes):
        fill = colour if number % 2 == 0 else "#fff6e6"
        left, right = x + number * step, x + (number + 1) * step
        spread = width * 0.04
        low_left = x - spread + number * (width + 2 * spread) / stripes
        low_right = low_left + (width + 2 * spread) / stripes
        canvas.polygon([(left, y), (right, y), (low_right, y + drop), (low_left, y + drop)], fill)
        canvas.ellipse(((low_left + low_right) / 2, y + drop), (low_right - low_left) / 2, drop * 0.2, fill)
