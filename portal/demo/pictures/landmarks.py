"""Scenes of places everyone knows: the port, the communal house, the water station."""

from random import Random

from portal.demo.pictures import nature, things
from portal.demo.pictures.canvas import Canvas, Colour, Point, bezier, mixed
from portal.demo.pictures.nature import Light
from portal.demo.pictures.people import Dress, standing


def port(canvas: Canvas, light: Light) -> None:
    """A river port: cranes, containers, a ship."""
    nature.sky(canvas, light, 600, sun=(320, 210), seed=45)
    nature.tree_line(canvas, 606, 44, light.far, seed=46)
    nature.water(canvas, 604, 1000, light, sun_x=320, seed=47)
    canvas.rect(820, 620, 780, 120, things.CONCRETE)
    canvas.rect(820, 700, 780, 60, things.CONCRETE_SHADE)
    chance = Random(48)  # noqa: S311
    paint: tuple[Colour, ...] = ("#c4573b", "#2f6f95", "#e0a23c", "#3f8f6b", "#7d8894")
    for column in range(6):
        for row in range(3 if column % 2 else 4):
            _container(canvas, (890 + column * 118, 622 - (row + 1) * 56), 112, 52, chance.choice(paint))
    for x in (880, 1250):
        _crane(canvas, (x, 640))
    canvas.polygon([(90, 640), (820, 640), (770, 800), (150, 800)], "#23445c")
    canvas.polygon([(104, 686), (806, 686), (795, 722), (118, 722)], "#b8422f")
    for column in range(4):
        for row in range(3 if column in (1, 2) else 2):
            _container(
                canvas, (300 + column * 118, 638 - (row + 1) * 54), 112, 50, paint[(column * 2 + row * 3) % 5]
            )
    canvas.rect(140, 470, 130, 172, "#f4f6f6")
    canvas.rect(128, 450, 154, 26, "#dfe5e7", radius=4)
    for row in range(3):
        for column in range(3):
            canvas.rect(154 + column * 36, 490 + row * 46, 26, 24, things.GLASS)
    canvas.rect(186, 396, 40, 56, "#e0a23c")
    canvas.ellipse((460, 806), 330, 16, "#ffffff", 0.3)
    for x, y, size in ((560, 230, 26), (640, 200, 22)):
        nature.egret(canvas, (x, y), size)
    things.sampan(canvas, (1240, 900), 240)
    standing(canvas, (1270, 893), 140, Dress("#7a52a1", hat="cone"), arm=(0.24, 0.1))
    canvas.line([(1342, 800), (1372, 926)], 6, "#7b5a3c")


def _container(canvas: Canvas, corner: Point, width: float, height: float, colour: Colour) -> None:
    x, y = corner
    canvas.rect(x, y, width, height, colour)
    for step in range(1, 9):
        canvas.rect(x + width * step / 9, y + 4, 2.5, height - 8, mixed(colour, "#000000", 0.22))
    canvas.rect(x, y, width, 4, mixed(colour, "#ffffff", 0.25))
    canvas.rect(x, y + height - 4, width, 4, mixed(colour, "#000000", 0.3))


def _crane(canvas: Canvas, foot: Point) -> None:
    x, y = foot
    steel, shade = "#e8833a", "#c2662a"
    for dx in (0, 150):
        canvas.line([(x + dx, y), (x + dx, y - 330)], 16, steel)
    canvas.line([(x, y - 110), (x + 150, y - 110)], 12, steel)
    canvas.line([(x, y - 120), (x + 150, y - 320)], 8, shade)
    canvas.line([(x - 330, y - 330), (x + 260, y - 330)], 20, steel)
    canvas.line([(x + 40, y - 330), (x + 75, y - 450), (x + 110, y - 330)], 10, steel)
    canvas.line([(x + 75, y - 450), (x - 300, y - 334)], 5, shade)
    canvas.line([(x + 75, y - 450), (x + 240, y - 334)], 5, shade)
    canvas.rect(x - 170, y - 326, 70, 26, "#4b5661", radius=4)
    for dx in (-160, -110):
        canvas.line([(x + dx, y - 300), (x + dx, y - 190)], 3, "#4b5661")
    _container(canvas, (x - 190, y - 190), 112, 50, "#2f6f95")


def communal_house(canvas: Canvas, light: Light) -> None:
    """A village communal house on a festival day."""
    nature.sky(canvas, light, 620, sun=(1320, 190), seed=51)
    nature.tree_line(canvas, 626, 110, light.far, seed=52)
    canvas.sky("#e7d7b8", "#d2bd95", box=(0, 620, 1600, 1000))
    canvas.rect(300, 700, 1000, 34, "#c9bda6")
    canvas.rect(340, 676, 920, 30, "#d9cfbb")
    canvas.rect(400, 470, 800, 210, "#8f3b2a")
    for x in range(410, 1200, 130):
        canvas.rect(x, 470, 30, 210, "#6f2c20")
        canvas.rect(x - 6, 664, 42, 16, "#d9cfbb")
    for number in range(6):
        x = 448 + number * 130
        canvas.rect(x, 506, 84, 170, "#5a2118" if number in (2, 3) else "#a64f38")
        for bar in range(1, 4):
            canvas.rect(x + bar * 20, 512, 4, 158, "#e0a23c", alpha=0.7)
    _curved_roof(canvas, 800, 486, 600, 130)
    canvas.rect(590, 300, 420, 70, "#a64f38")
    _curved_roof(canvas, 800, 312, 360, 110)
    canvas.circle((800, 190), 15, "#f2c14e")
    for side in (-1, 1):
        canvas.curve([(800 + side * 30, 202), (800 + side * 90, 178), (800 + side * 150, 196)], 11, "#2f8f7a")
    for number in range(5):
        canvas.rect(
            640 - number * 16,
            734 + number * 18,
            320 + number * 32,
            18,
            mixed("#d9cfbb", "#8c7a5c", number * 0.07),
        )
    for side in (-1, 1):
        for step, colour in enumerate(("#cf2e2e", "#f2c14e", "#2f8f7a")):
            x = 800 + side * (420 + step * 110)
            canvas.line([(x, 860), (x, 560)], 6, "#8b6339")
            canvas.polygon([(x, 562), (x + 62, 590), (x, 640)], colour)
            canvas.polygon([(x, 576), (x + 36, 592), (x, 624)], "#fff2c9")
    for x in range(470, 1200, 165):
        _lantern(canvas, (x, 500))
    for x, height in ((90, 430), (1520, 440)):
        nature.tree(canvas, (x, 820), height, light)
    for x, dress, facing in (
        (560, Dress("#c9567a", "#f4efe6", is_ao_dai=True, is_long_haired=True), 1),
        (680, Dress("#2f6f95", "#f4efe6", is_ao_dai=True), 1),
        (960, Dress("#e0a23c", "#f4efe6", is_ao_dai=True, is_long_haired=True), -1),
        (1060, Dress("#f4f6f8"), -1),
        (1140, Dress("#3f8f6b", is_long_haired=True), -1),
    ):
        canvas.ellipse((x, 935), 56, 11, "#7d6a48", 0.35)
        standing(canvas, (x, 935), 250, dress, facing=facing)


def _curved_roof(canvas: Canvas, middle: float, eaves: float, reach: float, height: float) -> None:
    """A tiled roof with upturned corners."""
    left, right = middle - reach, middle + reach
    top = reach * 0.62
    outline = [
        *bezier((left - 20, eaves - 34), (left + 60, eaves + 8), (left + 160, eaves)),
        *bezier((right - 160, eaves), (right - 60, eaves + 8), (right + 20, eaves - 34)),
        *bezier(
            (right + 20, eaves - 34),
            (middle + top * 1.12, eaves - height * 0.5),
            (middle + top, eaves - height),
        ),
        *bezier(
            (middle - top, eaves - height),
            (middle - top * 1.12, eaves - height * 0.5),
            (left - 20, eaves - 34),
        ),
    ]
    canvas.polygon(outline, things.TILE)
    for step in range(1, 26):
        share = step / 26
        canvas.line(
            [
                (middle - top + 2 * top * share, eaves - height + 6),
                (left + 40 + (2 * reach - 80) * share, eaves - 6),
            ],
            4,
            things.TILE_SHADE,
        )
    canvas.rect(middle - top - 6, eaves - height - 8, 2 * top + 12, 16, "#7d3424", radius=8)
    for side in (-1, 1):
        canvas.curve(
            [
                (middle + side * top, eaves - height),
                (middle + side * (top + 26), eaves - height - 14),
                (middle + side * (top + 34), eaves - height - 44),
            ],
            11,
            "#7d3424",
        )


def _lantern(canvas: Canvas, top: Point) -> None:
    x, y = top
    canvas.line([(x, y - 14), (x, y + 8)], 3, "#5a2118")
    canvas.ellipse((x, y + 34), 24, 28, "#d8372f")
    canvas.ellipse((x - 6, y + 32), 8, 25, "#f0685a")
    canvas.rect(x - 12, y + 4, 24, 7, "#f2c14e")
    canvas.rect(x - 12, y + 58, 24, 7, "#f2c14e")
    canvas.line([(x, y + 64), (x, y + 88)], 3, "#f2c14e")


def water_works(canvas: Canvas, light: Light) -> None:
    """A rural water station: tower, pump house, clear water at a tap."""
    nature.sky(canvas, light, 620, sun=(1280, 180), seed=55)
    nature.tree_line(canvas, 626, 80, light.far, seed=56)
    canvas.sky(mixed(light.grass, "#ffffff", 0.12), light.grass, box=(0, 620, 1600, 1000))
    for x in (470, 600, 730):
        canvas.line([(x, 760), (600 + (x - 600) * 0.62, 380)], 18, things.CONCRETE_SHADE)
    for y in (500, 630):
        canvas.line([(500, y), (700, y)], 10, things.CONCRETE_SHADE)
    canvas.rect(440, 190, 320, 200, "#5aa6c4", radius=26)
    canvas.rect(640, 190, 120, 200, "#4a91ae", radius=26)
    canvas.polygon([(430, 200), (600, 120), (770, 200)], "#2f6f8a")
    canvas.leaf((600, 340), (600, 232), 62, "#dff3fa")
    canvas.circle((600, 318), 31, "#dff3fa")
    canvas.rect(590, 390, 20, 370, "#6f8fa0")
    things.house(canvas, (860, 760), 360, roof="#2f6f8a")
    canvas.line([(610, 740), (860, 740)], 18, "#6f8fa0")
    canvas.line([(1220, 740), (1400, 740), (1400, 690)], 18, "#6f8fa0")
    for x in (120, 250):
        nature.tree(canvas, (x, 780), 330, light)
    nature.palm(canvas, (1520, 790), 380, light, lean=-0.1)
    canvas.rect(1000, 800, 26, 140, "#8d98a5")
    canvas.line([(1012, 810), (930, 810), (930, 836)], 18, "#8d98a5")
    for step in range(5):
        canvas.line([(922 + step * 4, 842), (920 + step * 5, 912)], 3, "#bfe6f5")
    canvas.polygon([(880, 905), (980, 905), (966, 970), (894, 970)], "#3f7fb8")
    canvas.ellipse((930, 905), 50, 11, "#bfe6f5")
    standing(canvas, (780, 950), 330, Dress("#c9567a", is_long_haired=True), arm=(0.2, 0.14))
    standing(canvas, (350, 930), 330, Dress("#e9a23b", "#34507a", hat="cap"), arm=(0.2, 0.04))
    for x in (60, 1160, 1300):
        nature.bush(canvas, (x, 950), 52, light)
