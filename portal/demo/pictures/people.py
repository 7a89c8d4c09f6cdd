"""People in the pictures: plain figures without faces, so that nobody is meant."""

from dataclasses import dataclass

from portal.demo.pictures.canvas import Canvas, Colour, Point, bezier, mixed
from portal.demo.pictures.things import motorbike

SKIN = "#e8b48c"
SKIN_SHADE = "#d79c73"
HAIR = "#2f2a2c"
STRAW = "#e8cf94"
STRAW_SHADE = "#cfb06d"


@dataclass(frozen=True)
class Dress:
    """What a figure wears: `hat` is nothing, "cone" (nón lá) or "cap"."""

    shirt: Colour
    trousers: Colour = "#39465a"
    hair: Colour = HAIR
    hat: str = ""
    is_long_haired: bool = False
    is_ao_dai: bool = False


def standing(
    canvas: Canvas, foot: Point, height: float, dress: Dress, *, facing: int = 1, arm: Point | None = None
) -> None:
    """A figure on its feet. `arm` is where the hand is, in parts of the height from the shoulder."""
    x, y = foot
    h = height
    for side in (-1, 1):
        canvas.line(
            [(x + side * h * 0.05, y - h * 0.4), (x + side * h * 0.055, y - h * 0.03)],
            h * 0.085,
            dress.trousers,
        )
        canvas.rect(
            x + side * h * 0.055 - h * 0.045 + facing * h * 0.012,
            y - h * 0.035,
            h * 0.1,
            h * 0.035,
            "#2b2f38",
            radius=h * 0.016,
        )
    hem = 0.16 if dress.is_ao_dai else 0.4
    spread = 0.145 if dress.is_ao_dai else 0.115
    canvas.polygon(
        [
            *bezier((x - h * 0.11, y - h * 0.78), (x, y - h * 0.86), (x + h * 0.11, y - h * 0.78)),
            (x + h * 0.1, y - h * 0.55),
            (x + h * spread, y - h * hem),
            (x - h * spread, y - h * hem),
            (x - h * 0.1, y - h * 0.55),
        ],
        dress.shirt,
    )
    _arms(canvas, (x, y - h * 0.75), h, dress, facing, arm)
    _head(canvas, (x + facing * h * 0.012, y - h * 0.89), h * 0.082, dress, facing)


def rider(canvas: Canvas, foot: Point, length: float, bike: Colour, dress: Dress, *, facing: int = 1) -> None:
    """A figure on a motorbike; `foot` is the middle of the machine's shadow."""
    x, y = foot
    l, f = length, facing  # noqa: E741 - of the machine
    motorbike(canvas, foot, length, bike, facing=facing)
    hip, shoulder = (x - f * l * 0.17, y - l * 0.52), (x - f * l * 0.12, y - l * 0.93)
    knee = (x + f * l * 0.12, y - l * 0.47)
    canvas.line([hip, knee], l * 0.15, dress.trousers)
    canvas.line([knee, (x + f * l * 0.06, y - l * 0.2)], l * 0.12, dress.trousers)
    canvas.rect(x + f * l * 0.06 - l * 0.06, y - l * 0.2, l * 0.17, l * 0.06, "#2b2f38", radius=l * 0.03)
    canvas.polygon(
        [
            (hip[0] - l * 0.12, hip[1] + l * 0.06),
            (hip[0] + l * 0.12, hip[1] + l * 0.06),
            (shoulder[0] + l * 0.12, shoulder[1] + l * 0.02),
            (shoulder[0], shoulder[1] - l * 0.07),
            (shoulder[0] - l * 0.12, shoulder[1] + l * 0.02),
        ],
        dress.shirt,
    )
    elbow = (shoulder[0] + f * l * 0.14, shoulder[1] + l * 0.24)
    hand = (x + f * l * 0.15, y - l * 0.65)
    canvas.line(
        [(shoulder[0] + f * l * 0.03, shoulder[1] + l * 0.05), elbow, hand],
        l * 0.085,
        mixed(dress.shirt, "#000000", 0.1),
    )
    canvas.circle(hand, l * 0.048, SKIN)
    _head(canvas, (shoulder[0] + f * l * 0.03, shoulder[1] - l * 0.2), l * 0.125, dress, facing)


def seated(
    canvas: Canvas, seat: Point, height: float, dress: Dress, *, facing: int = 1, arm: Point = (0.3, 0.2)
) -> None:
    """The upper half of a figure behind a table; `seat` is the middle of the hip."""
    x, y = seat
    h = height
    canvas.polygon(
        [
            *bezier((x - h * 0.2, y - h * 0.5), (x, y - h * 0.68), (x + h * 0.2, y - h * 0.5)),
            (x + h * 0.2, y),
            (x - h * 0.2, y),
        ],
        dress.shirt,
    )
    _arms(canvas, (x, y - h * 0.46), h * 1.7, dress, facing, (arm[0] * 0.6, arm[1] * 0.6))
    _head(canvas, (x + facing * h * 0.02, y - h * 0.76), h * 0.16, dress, facing)


def _arms(canvas: Canvas, shoulder: Point, h: float, dress: Dress, facing: int, arm: Point | None) -> None:
    x, y = shoulder
    reach = arm or (0.035, 0.3)
    for side, (dx, dy) in ((-facing, (0.03, 0.3)), (facing, reach)):
        start = (x + side * h * 0.098, y + h * 0.015)
        hand = (start[0] + (facing if side == facing else side) * h * dx, start[1] + h * dy)
        elbow = (
            start[0] + (hand[0] - start[0]) * 0.5 + side * h * 0.012,
            start[1] + (hand[1] - start[1]) * 0.55 + h * 0.02,
        )
        canvas.line([start, elbow], h * 0.062, dress.shirt)
        canvas.line([elbow, hand], h * 0.05, dress.shirt)
        canvas.circle(hand, h * 0.031, SKIN)


def _head(canvas: Canvas, centre: Point, radius: float, dress: Dress, facing: int) -> None:
    x, y = centre
    r = radius
    if dress.is_long_haired:
        canvas.rect(x - r * 1.05, y - r * 0.5, r * 2.1, r * 2.1, dress.hair, radius=r * 0.8)
    canvas.rect(x - r * 0.36, y + r * 0.5, r * 0.72, r * 1.0, SKIN_SHADE, radius=r * 0.3)
    canvas.ellipse((x, y), r * 0.92, r * 1.06, SKIN)
    hair = [
        (x - r * 1.0, y + r * 0.12),
        *bezier((x - r * 1.05, y - r * 0.3), (x - r * 0.9, y - r * 1.45), (x, y - r * 1.3)),
        *bezier((x, y - r * 1.3), (x + r * 0.95, y - r * 1.4), (x + r * 1.03, y - r * 0.25)),
        (x + r * 0.93, y + r * 0.1),
        *bezier(
            (x + r * 0.85, y - r * 0.3),
            (x + facing * r * 0.5, y - r * 0.75),
            (x - facing * r * 0.3, y - r * 0.55),
        ),
        (x - r * 0.8, y - r * 0.2),
    ]
    canvas.polygon(hair, dress.hair)
    if dress.hat == "cone":
        canvas.polygon([(x - r * 2.1, y - r * 0.25), (x, y - r * 1.95), (x + r * 2.1, y - r * 0.25)], STRAW)
        canvas.polygon(
            [(x + r * 0.3, y - r * 0.25), (x, y - r * 1.95), (x + r * 2.1, y - r * 0.25)], STRAW_SHADE
        )
        canvas.ellipse((x, y - r * 0.25), r * 2.1, r * 0.22, STRAW_SHADE)
    elif dress.hat == "cap":
        canvas.polygon(
            [
                (x - r * 1.02, y - r * 0.35),
                *bezier((x - r * 1.02, y - r * 0.35), (x, y - r * 2.1), (x + r * 1.02, y - r * 0.35)),
            ],
            "#2f6db0",
        )
        canvas.rect(
            x + (0 if facing > 0 else -r * 1.7), y - r * 0.5, r * 1.7, r * 0.22, "#24568c", radius=r * 0.1
        )
