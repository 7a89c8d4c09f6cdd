"""What grows, flows and shines in the pictures."""

import math
from dataclasses import dataclass
from random import Random

from portal.demo.pictures.canvas import Canvas, Colour, Point, bezier


@dataclass(frozen=True)
class Light:
    """The colours of an hour of the day."""

    sky_top: Colour
    sky_low: Colour
    sun: Colour
    cloud: Colour
    far: Colour
    leaf: Colour
    leaf_dark: Colour
    grass: Colour
    water: Colour
    water_light: Colour


MORNING = Light(
    "#79bfe6",
    "#fbf3df",
    "#fff4cf",
    "#ffffff",
    "#9cc7b3",
    "#4e9a5b",
    "#2f7350",
    "#8cc06a",
    "#6fb6cf",
    "#cfeaf0",
)
NOON = Light(
    "#4fa9dd",
    "#dff2fa",
    "#fffbe0",
    "#ffffff",
    "#8fc3a4",
    "#4aa055",
    "#2b7847",
    "#93c95f",
    "#4f9fc4",
    "#b9e0ee",
)
DUSK = Light(
    "#36609c",
    "#ffc48a",
    "#fff0c0",
    "#ffe3cf",
    "#6f7fa0",
    "#3d7a5c",
    "#27564d",
    "#7fa35a",
    "#6c7fb4",
    "#ffd3a1",
)


def sky(canvas: Canvas, light: Light, horizon: float, *, sun: Point = (1180, 240), seed: int = 1) -> None:
    """Sky, sun and a few clouds above `horizon`."""
    canvas.sky(light.sky_top, light.sky_low, box=(0, 0, canvas.width, horizon))
    reach = canvas.height * 0.42
    canvas.glow(sun, reach, light.sun, 0.75)
    canvas.circle(sun, canvas.height * 0.052, light.sun)
    chance = Random(seed)  # noqa: S311 - the same picture every time
    for place in range(4):
        x = canvas.width * (0.08 + 0.25 * place) + chance.uniform(-60, 60)
        y = horizon * chance.uniform(0.14, 0.5)
        if abs(x - sun[0]) > 190 or abs(y - sun[1]) > 90:
            cloud(canvas, (x, y), canvas.height * chance.uniform(0.035, 0.06), light.cloud)


def cloud(canvas: Canvas, centre: Point, size: float, colour: Colour) -> None:
    """A flat-bottomed cloud; `size` is the radius of its middle."""
    x, y = centre
    for dx, dy, radius in ((-1.7, 0.1, 0.45), (-0.9, -0.22, 0.72), (0.2, -0.45, 1.0), (1.25, -0.1, 0.65)):
        canvas.circle((x + dx * size, y + dy * size), radius * size, colour)
    canvas.rect(x - 2.5 * size, y - 0.15 * size, 4.9 * size, 0.7 * size, colour, radius=0.35 * size)


def tree_line(
    canvas: Canvas,
    y: float,
    height: float,
    colour: Colour,
    *,
    seed: int,
    left: float = 0,
    right: float | None = None,
) -> None:
    """A far row of trees standing on `y`."""
    chance = Random(seed)  # noqa: S311
    end = canvas.width if right is None else right
    x = left
    while x < end + height:
        size = height * chance.uniform(0.45, 1)
        canvas.circle((x, y - size * 0.35), size * 0.62, colour)
        if chance.random() < 0.18:
            _far_palm(canvas, (x, y), height * chance.uniform(1.3, 1.9), colour)
        x += size * 0.75
    canvas.rect(left, y - height * 0.35, end - left, height * 0.36, colour)


def _far_palm(canvas: Canvas, foot: Point, height: float, colour: Colour) -> None:
    top = (foot[0] + height * 0.08, foot[1] - height)
    canvas.line([foot, top], height * 0.045, colour)
    for degree in (-168, -140, -105, -70, -40, -10):
        angle = math.radians(degree)
        tip = (
            top[0] + math.cos(angle) * height * 0.36,
            top[1] + math.sin(angle) * height * 0.2 + height * 0.12,
        )
        canvas.leaf(top, tip, height * 0.09, colour)


def palm(
    canvas: Canvas, foot: Point, height: float, light: Light, *, lean: float = 0.12, fruit: bool = True
) -> None:
    """A coconut palm; `lean` is how far its top stands aside, as a part of its height."""
    top = (foot[0] + height * lean, foot[1] - height)
    bend = (foot[0] + height * lean * 0.1, foot[1] - height * 0.55)
    trunk = bezier(foot, bend, top)
    width = height * 0.036
    left = [(x - width * (1 - 0.45 * step / 16), y) for step, (x, y) in enumerate(trunk)]
    right = [(x + width * (1 - 0.45 * step / 16), y) for step, (x, y) in enumerate(trunk)]
    canvas.polygon([*left, *reversed(right)], "#a5835d")
    canvas.polygon([*trunk, *reversed(right)], "#8c6c4b")
    for degree in (160, 20, 195, -15, 228, -48):
        _frond(canvas, top, height * 0.5, degree, light.leaf_dark if degree in (160, 20) else light.leaf)
    if fruit:
        for dx, dy in ((-0.035, 0.04), (0.035, 0.045), (0.0, 0.065)):
            canvas.circle((top[0] + height * dx, top[1] + height * dy), height * 0.036, "#b9a14a")


def _frond(canvas: Canvas, foot: Point, length: float, degree: float, colour: Colour) -> None:
    angle = math.radians(degree)
    tip = (foot[0] + math.cos(angle) * length, foot[1] + math.sin(angle) * length * 0.75 + length * 0.28)
    control = (
        foot[0] + math.cos(angle) * length * 0.55,
        foot[1] + math.sin(angle) * length * 0.75 - length * 0.2,
    )
    upper = bezier(foot, control, tip)
    lower = bezier(tip, (control[0], control[1] + length * 0.3), foot)
    canvas.polygon([*upper, *lower], colour)


def tree(canvas: Canvas, foot: Point, height: float, light: Light, *, trunk: Colour = "#8a6a4a") -> None:
    """A round-crowned tree."""
    x, y = foot
    canvas.polygon(
        [
            (x - height * 0.045, y),
            (x + height * 0.045, y),
            (x + height * 0.02, y - height * 0.5),
            (x - height * 0.02, y - height * 0.5),
        ],
        trunk,
    )
    for dx, dy, radius in ((-0.19, -0.55, 0.21), (0.19, -0.56, 0.2), (0, -0.74, 0.27), (0, -0.52, 0.22)):
        canvas.circle((x + height * dx, y + height * dy), height * radius, light.leaf_dark)
    for dx, dy, radius in ((-0.16, -0.62, 0.16), (0.05, -0.79, 0.2), (0.17, -0.63, 0.13)):
        canvas.circle((x + height * dx, y + height * dy), height * radius, light.leaf)


def bush(canvas: Canvas, foot: Point, size: float, light: Light) -> None:
    x, y = foot
    for dx, radius in ((-0.7, 0.5), (0.7, 0.46), (0, 0.7)):
        canvas.circle((x + size * dx, y - size * radius * 0.6), size * radius, light.leaf_dark)
    for dx, radius in ((-0.6, 0.34), (0.15, 0.46), (0.75, 0.28)):
        canvas.circle((x + size * dx, y - size * radius * 0.95), size * radius, light.leaf)


def water(
    canvas: Canvas, top: float, bottom: float, light: Light, *, sun_x: float | None = None, seed: int = 3
) -> None:
    """Water between two heights with streaks of light, brighter below the sun."""
    canvas.sky(light.water_light, light.water, box=(0, top, canvas.width, bottom))
    chance = Random(seed)  # noqa: S311
    depth = bottom - top
    for step in range(46):
        share = (step + 0.5) / 46
        y = top + depth * share**1.35
        length = canvas.width * (0.02 + 0.075 * share) * chance.uniform(0.6, 1.3)
        x = chance.uniform(0, canvas.width)
        canvas.rect(x, y, length, 1.6 + 4.4 * share, "#ffffff", radius=2 * share + 0.6, alpha=0.26)
    if sun_x is not None:
        for step in range(20):
            share = (step + 0.5) / 20
            length = canvas.width * (0.03 + 0.06 * share) * chance.uniform(0.5, 1.2)
            x = sun_x + chance.uniform(-0.5, 0.5) * canvas.width * 0.06 - length / 2
            canvas.rect(x, top + depth * share, length, 2 + 5 * share, light.sun, radius=2.5, alpha=0.75)


def egret(canvas: Canvas, place: Point, size: float, *, facing: int = 1) -> None:
    """A white bird flying; `facing` is 1 to the right, -1 to the left."""
    x, y = place
    s = size * facing
    canvas.polygon(
        [
            (x - s, y + size * 0.1),
            *bezier((x, y), (x + s * 0.4, y - size * 0.3), (x + s, y - size * 0.05)),
            (x + s * 0.1, y + size * 0.16),
        ],
        "#ffffff",
    )
    canvas.polygon(
        [
            *bezier((x - s * 0.15, y), (x - s * 0.1, y - size * 0.9), (x - s * 0.7, y - size * 1.1)),
            *bezier((x - s * 0.7, y - size * 1.1), (x + s * 0.1, y - size * 0.9), (x + s * 0.3, y)),
        ],
        "#ffffff",
    )
    canvas.line([(x + s * 0.95, y - size * 0.05), (x + s * 1.28, y - size * 0.02)], size * 0.07, "#e0a23c")
