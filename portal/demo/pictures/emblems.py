"""Round neutral signs, one a level: sun, river, rice. None of them is an emblem of the State."""

import math

from PIL import Image

from portal.demo.pictures.canvas import Canvas, Colour, Point, bezier, round_cut

SIDE = 768
GOLD = "#f2c14e"
GOLD_DARK = "#d89b26"
_CENTRE: Point = (384, 384)


def province_emblem(pixels: int = SIDE) -> Image.Image:
    """A sun rising over two arms of a river."""
    canvas = _disc("#0b4f6c", "#083a50", pixels)
    canvas.glow((384, 410), 300, "#2f86a8", 0.9)
    _rays(canvas, (384, 420), 128, 250, 17, GOLD)
    canvas.circle((384, 420), 104, GOLD)
    canvas.hill([(40, 446), (200, 420), (384, 446), (568, 472), (728, 446)], "#3c9a5f")
    canvas.hill([(40, 500), (200, 474), (384, 500), (568, 526), (728, 500)], "#dff1f6")
    canvas.hill([(40, 546), (200, 520), (384, 546), (568, 572), (728, 546)], "#3fa0c4")
    canvas.hill([(40, 592), (200, 566), (384, 592), (568, 618), (728, 592)], "#dff1f6")
    canvas.hill([(40, 638), (200, 612), (384, 638), (568, 664), (728, 638)], "#0b4f6c")
    return _framed(canvas, "#0b4f6c")


def district_emblem(pixels: int = SIDE) -> Image.Image:
    """Furrows that run towards the sun."""
    canvas = _disc("#1d6b3a", "#12492a", pixels)
    canvas.sky("#cfe9ef", "#fdf3d4", box=(40, 40, 728, 400))
    _rays(canvas, (384, 396), 124, 214, 15, GOLD)
    canvas.circle((384, 396), 100, GOLD)
    canvas.rect(40, 394, 688, 340, "#1d6b3a")
    for number in range(-6, 7):
        near = 384 + number * 118
        far = 384 + number * 30
        canvas.polygon(
            [(far - 8, 396), (far + 8, 396), (near + 32, 740), (near - 32, 740)],
            "#8cc65e" if number % 2 else "#4fa253",
        )
    river: list[Point] = [
        *bezier((400, 396), (330, 470), (420, 540)),
        *bezier((420, 540), (520, 620), (430, 740)),
    ]
    shore: list[Point] = [
        *bezier((270, 740), (400, 620), (330, 540)),
        *bezier((330, 540), (280, 470), (384, 396)),
    ]
    canvas.polygon([*river, *shore], "#dff1f6")
    return _framed(canvas, "#1d6b3a")


def commune_emblem(pixels: int = SIDE) -> Image.Image:
    """A sheaf of rice over water."""
    canvas = _disc("#fffaf0", "#f6e6c4", pixels)
    canvas.circle((384, 300), 236, "#fdf0cf")
    for side in (-1, 1):
        _ear(canvas, (384, 596), (384 + side * 250, 350), (384 + side * 60, 372), 34)
        _ear(canvas, (384, 596), (384 + side * 140, 200), (384 + side * 20, 332), 36)
    _ear(canvas, (384, 596), (384, 140), (384, 372), 38)
    canvas.rect(314, 498, 140, 36, "#1d6b3a", radius=18)
    canvas.hill([(40, 596), (200, 570), (384, 596), (568, 622), (728, 596)], "#3fa0c4")
    canvas.hill([(40, 634), (200, 608), (384, 634), (568, 660), (728, 634)], "#fffaf0")
    canvas.hill([(40, 660), (200, 634), (384, 660), (568, 686), (728, 660)], "#1d6b3a")
    return _framed(canvas, "#7a4a12", rim="#7a4a12")


def _disc(upper: Colour, lower: Colour, pixels: int) -> Canvas:
    canvas = Canvas(SIDE, SIDE, upper, pixel_width=pixels)
    canvas.sky(upper, lower)
    return canvas


def _framed(canvas: Canvas, ground: Colour, *, rim: Colour = GOLD) -> Image.Image:
    """Cover what reaches over the rim, then draw the rim."""
    canvas.ring(_CENTRE, 420, 76, GOLD if rim != GOLD else ground)
    canvas.ring(_CENTRE, 384, 34 if rim == GOLD else 18, rim)
    canvas.ring(_CENTRE, 340 if rim == GOLD else 346, 7, rim)
    return round_cut(canvas.finished())


def _rays(canvas: Canvas, centre: Point, inner: float, outer: float, count: int, colour: Colour) -> None:
    """Rays over the upper half."""
    for number in range(count):
        angle = math.pi * (number + 0.5) / count
        x, y = math.cos(angle), -math.sin(angle)
        half = inner * 0.075
        reach = outer if number % 2 == 0 else outer * 0.86
        canvas.polygon(
            [
                (centre[0] + x * inner - y * half, centre[1] + y * inner + x * half),
                (centre[0] + x * reach, centre[1] + y * reach),
                (centre[0] + x * inner + y * half, centre[1] + y * inner - x * half),
            ],
            colour,
        )


def _ear(canvas: Canvas, foot: Point, tip: Point, control: Point, grain: float) -> None:
    """A stalk of rice with grains in pairs along its upper half."""
    stalk = bezier(foot, control, tip, steps=24)
    canvas.line(stalk, 10, GOLD_DARK)
    for place in range(9, 24, 2):
        (x, y), (ahead_x, ahead_y) = stalk[place], stalk[place + 1]
        heading = math.atan2(ahead_y - y, ahead_x - x)
        for side in (-0.6, 0.6):
            angle = heading + side
            end = (x + math.cos(angle) * grain * 1.9, y + math.sin(angle) * grain * 1.9)
            canvas.leaf((x, y), end, grain * 0.62, GOLD)
    canvas.leaf(
        stalk[-2], (tip[0] * 2 - stalk[-3][0], tip[1] * 2 - stalk[-3][1] - grain * 0.6), grain * 0.62, GOLD
    )
