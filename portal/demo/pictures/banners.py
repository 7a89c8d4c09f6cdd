"""Wide pictures behind the name of an agency. What matters stands on the right: the name is on the left."""

import math
from collections.abc import Callable
from random import Random

from PIL import Image

from portal.demo.pictures import nature, things
from portal.demo.pictures.canvas import Canvas, mixed
from portal.demo.pictures.nature import DUSK, MORNING, NOON, Light

WIDTH, HEIGHT = 2000, 300

BannerPainter = Callable[[Canvas], None]


def banner(paint: BannerPainter, pixels: int = WIDTH) -> Image.Image:
    canvas = Canvas(WIDTH, HEIGHT, "#ffffff", pixel_width=pixels)
    paint(canvas)
    return canvas.finished()


def delta(canvas: Canvas) -> None:
    """The river, its bridge and the town: the province."""
    light = MORNING
    nature.sky(canvas, light, 186, sun=(1650, 84), seed=61)
    nature.tree_line(canvas, 190, 26, light.far, seed=62)
    chance = Random(63)  # noqa: S311
    for x in range(1060, 1480, 46):
        height = chance.uniform(40, 100)
        canvas.rect(x, 190 - height, 38, height, mixed(light.far, "#ffffff", 0.3))
        for row in range(int(height // 16)):
            for column in (0, 1, 2):
                canvas.rect(x + 6 + column * 10, 196 - height + row * 16, 5, 8, "#ffffff", alpha=0.7)
    nature.water(canvas, 188, 300, light, sun_x=1650, seed=64)

    def deck(x: float) -> float:
        return 186 - 62 * math.sin(math.pi * max(0.0, min(1.0, (x - 900) / 1100)))

    for x in range(980, 2000, 130):
        canvas.rect(x - 9, deck(x), 18, 238 - deck(x), things.CONCRETE_SHADE)
    steps = range(880, 2021, 20)
    canvas.polygon(
        [*((x, deck(x) - 5) for x in steps), *((x, deck(x) + 11) for x in reversed(steps))], "#f1f4f4"
    )
    for x in range(900, 2000, 65):
        canvas.line([(x, deck(x) - 24), (x, deck(x) - 4)], 2.4, "#e0e6e8")
    for x, y, length in ((1180, 262, 120), (1500, 272, 150), (1850, 258, 110)):
        things.sampan(canvas, (x, y), length)
    _shore(canvas, light, ((60, 130), (150, 110), (300, 140), (560, 100), (760, 120)))


def orchard(canvas: Canvas) -> None:
    """Dragon-fruit rows and tiled roofs: Châu Thành."""
    light = NOON
    nature.sky(canvas, light, 170, sun=(1880, 70), seed=66)
    nature.tree_line(canvas, 174, 34, light.far, seed=67)
    canvas.sky(mixed(light.grass, light.sky_low, 0.25), light.grass, box=(0, 172, WIDTH, HEIGHT))
    for x, width in ((1240, 120), (1720, 140)):
        things.house(canvas, (x, 196), width)
    for x, height in ((1200, 130), (1400, 120), (1700, 120), (1900, 140)):
        nature.palm(canvas, (x, 200), height, light, lean=0.1 if x % 200 else -0.1)
    for y, size in ((214, 46), (250, 70), (298, 104)):
        for number in range(int(WIDTH / (size * 1.5)) + 2):
            _small_plant(canvas, number * size * 1.5 + (y % 7) * 9, y, size, light)


def _small_plant(canvas: Canvas, x: float, y: float, size: float, light: Light) -> None:
    canvas.rect(x - size * 0.05, y - size * 0.7, size * 0.1, size * 0.7, "#b9b4aa")
    for number in range(9):
        spread = (number / 8 - 0.5) * 2
        tip = (x + spread * size * 0.5, y - size * (0.3 + 0.2 * (1 - abs(spread))))
        canvas.curve(
            [(x, y - size * 0.7), (x + spread * size * 0.3, y - size * 0.98), tip],
            size * 0.075,
            light.leaf_dark if number % 2 else light.leaf,
        )
        if number % 3 == 1:
            canvas.circle((tip[0], tip[1] + size * 0.03), size * 0.075, "#d8336f")


def harbour(canvas: Canvas) -> None:
    """Cranes, boats and wide water: Cần Giuộc."""
    light = MORNING
    nature.sky(canvas, light, 176, sun=(1360, 80), seed=69)
    nature.tree_line(canvas, 180, 24, light.far, seed=70)
    nature.water(canvas, 178, 300, light, sun_x=1360, seed=71)
    canvas.rect(1560, 176, 440, 34, things.CONCRETE)
    canvas.rect(1560, 202, 440, 16, things.CONCRETE_SHADE)
    paint = ("#c4573b", "#2f6f95", "#e0a23c", "#3f8f6b")
    for column in range(8):
        for row in range(2 + column % 2):
            canvas.rect(1580 + column * 52, 176 - (row + 1) * 20, 49, 18, paint[(column * 3 + row) % 4])
    for x in (1640, 1850):
        canvas.line([(x, 178), (x, 60)], 6, "#e8833a")
        canvas.line([(x + 60, 178), (x + 60, 60)], 6, "#e8833a")
        canvas.line([(x - 130, 60), (x + 100, 60)], 8, "#e8833a")
        canvas.line([(x + 30, 22), (x - 120, 58)], 2.5, "#c2662a")
        canvas.line([(x + 12, 60), (x + 30, 22), (x + 48, 60)], 4, "#e8833a")
    canvas.polygon([(1130, 186), (1480, 186), (1456, 240), (1156, 240)], "#23445c")
    canvas.rect(1142, 206, 330, 12, "#b8422f")
    for column in range(4):
        for row in range(2):
            canvas.rect(1216 + column * 54, 186 - (row + 1) * 20, 50, 18, paint[(column + row * 2) % 4])
    canvas.rect(1152, 128, 52, 58, "#f4f6f6")
    for x, y, length in ((980, 256, 130), (1640, 270, 150)):
        things.sampan(canvas, (x, y), length)
    _shore(canvas, light, ((90, 130), (240, 110), (430, 120), (650, 100)))


def paddies(canvas: Canvas) -> None:
    """Ripe rice in the evening: a commune."""
    nature.sky(canvas, DUSK, 170, sun=(1500, 104), seed=73)
    nature.tree_line(canvas, 174, 34, DUSK.far, seed=74)
    canvas.sky("#efd78a", "#d9a93a", box=(0, 172, WIDTH, HEIGHT))
    for number in range(-30, 31):
        far, near = 1300 + number * 40, 1300 + number * 150
        canvas.polygon([(far - 3, 174), (far + 3, 174), (near + 22, 300), (near - 22, 300)], "#b9902f", 0.55)
    things.house(canvas, (1680, 190), 130)
    for x, height in ((1650, 140), (1850, 150), (1120, 120)):
        nature.palm(canvas, (x, 196), height, DUSK)
    for x, y in ((1380, 60), (1430, 44), (1470, 66)):
        nature.egret(canvas, (x, y), 14)


def coconuts(canvas: Canvas) -> None:
    """A canal below coconut palms: another commune."""
    light = MORNING
    nature.sky(canvas, light, 160, sun=(1280, 76), seed=76)
    nature.tree_line(canvas, 164, 40, light.far, seed=77)
    nature.water(canvas, 162, 300, light, sun_x=1280, seed=78)
    canvas.hill([(1380, 300), (1500, 214), (1720, 196), (2000, 190)], light.grass)
    things.house(canvas, (1700, 214), 150)
    for x, height, lean in (
        (1480, 190, -0.16),
        (1570, 210, -0.1),
        (1660, 180, 0.08),
        (1900, 200, -0.1),
        (1970, 180, 0.06),
    ):
        nature.palm(canvas, (x, 246), height, light, lean=lean)
    things.sampan(canvas, (1160, 250), 150)
    _shore(canvas, light, ((90, 130), (240, 110), (430, 120), (650, 100)))


def _shore(canvas: Canvas, light: Light, palms: tuple[tuple[float, float], ...]) -> None:
    canvas.hill([(0, 240), (300, 226), (640, 250), (900, 310)], light.grass)
    for x, height in palms:
        nature.palm(canvas, (x, 262), height, light)
