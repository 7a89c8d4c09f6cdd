"""Scenes of the town: school, market, square, health station."""

from portal.demo.pictures import nature, things
from portal.demo.pictures.canvas import Canvas, Colour, Point, mixed
from portal.demo.pictures.nature import Light
from portal.demo.pictures.people import Dress, rider, standing

_WHITE = Dress("#ffffff", "#34507a")


def school(canvas: Canvas, light: Light) -> None:
    """A two-storey school and its yard."""
    nature.sky(canvas, light, 640, sun=(1330, 170), seed=31)
    nature.tree_line(canvas, 646, 90, light.far, seed=32)
    canvas.sky("#efe2c8", "#dcc7a2", box=(0, 640, 1600, 1000))
    canvas.rect(240, 300, 1120, 400, "#f6d98f")
    canvas.polygon([(200, 300), (300, 210), (1300, 210), (1400, 300)], things.TILE)
    canvas.rect(200, 296, 1200, 16, things.TILE_SHADE)
    canvas.rect(240, 488, 1120, 20, "#fffaf0")
    for floor in (330, 520):
        for number in range(8):
            x = 268 + number * 138
            if floor == 520 and number in (3, 4):
                continue
            canvas.rect(x, floor, 108, 130, "#ffffff")
            for pane in (0, 1):
                canvas.rect(x + 7 + pane * 50, floor + 8, 44, 114, things.GLASS)
            canvas.polygon(
                [(x + 7, floor + 80), (x + 51, floor + 20), (x + 51, floor + 50), (x + 7, floor + 110)],
                "#ffffff",
                0.35,
            )
    for x in range(240, 1361, 140):
        canvas.rect(x - 7, 312, 14, 388, "#fffaf0")
    canvas.rect(660, 500, 280, 200, "#e9b96a")
    canvas.rect(690, 540, 220, 160, "#7b5a3c")
    canvas.rect(797, 540, 6, 160, "#5f4430")
    canvas.polygon([(630, 500), (800, 420), (970, 500)], "#fffaf0")
    canvas.polygon([(672, 494), (800, 434), (928, 494)], "#0b4f6c")
    canvas.circle((800, 470), 20, "#f2c14e")
    canvas.rect(640, 700, 320, 14, "#cfc3ab")
    canvas.rect(620, 714, 360, 14, "#bfb298")
    for x, height in ((110, 420), (1500, 430), (330, 260), (1275, 250)):
        nature.tree(canvas, (x, 790), height, light)
    for x in (60, 210, 1400, 1560):
        nature.bush(canvas, (x, 800), 46, light)
    pupils: tuple[tuple[int, int, int, bool, int], ...] = (
        (470, 880, 200, True, 1),
        (560, 900, 205, False, -1),
        (740, 870, 190, False, 1),
        (830, 880, 195, True, -1),
        (1090, 900, 205, False, 1),
        (1180, 885, 200, True, -1),
    )
    for x, y, height, is_girl, facing in pupils:
        canvas.ellipse((x, y), 44, 9, "#7d6a48", 0.3)
        standing(canvas, (x, y), height, Dress("#ffffff", "#34507a", is_long_haired=is_girl), facing=facing)
        canvas.polygon(
            [(x - 12, y - height * 0.79), (x + 12, y - height * 0.79), (x + 3, y - height * 0.63)], "#cf2e2e"
        )
        side = -facing
        canvas.rect(
            x + side * 34 - 17,
            y - height * 0.74,
            34,
            56,
            ("#d9863b", "#3f7fb8", "#3f8f6b")[int(x) % 3],
            radius=10,
        )


def market(canvas: Canvas, light: Light) -> None:
    """Market stalls with fruit and vegetables."""
    nature.sky(canvas, light, 562, sun=(240, 150), seed=35)
    nature.tree_line(canvas, 562, 90, light.far, seed=36)
    canvas.sky("#dcd2c0", "#c2b399", box=(0, 560, 1600, 1000))
    for x, roof in ((30, "#5d7f96"), (1230, things.TILE)):
        things.house(canvas, (x, 575), 340, roof=roof)
    stalls: tuple[tuple[int, Colour, tuple[Colour, ...], Dress], ...] = (
        (90, "#c73e3a", ("#d8336f", "#e98a2e", "#7fb14e"), Dress("#7a52a1", hat="cone")),
        (590, "#1d6b3a", ("#93c95f", "#4f9b4a", "#f2c14e"), Dress("#c9567a", is_long_haired=True)),
        (1090, "#0b4f6c", ("#e4572e", "#f2c14e", "#8f4fa3"), Dress("#3f8f6b", hat="cone")),
    )
    for x, colour, goods, dress in stalls:
        canvas.rect(x + 6, 400, 12, 380, "#8b97a0")
        canvas.rect(x + 402, 400, 12, 380, "#8b97a0")
        standing(canvas, (x + 210, 850), 390, dress, arm=(0.16, 0.12))
        canvas.polygon([(x - 10, 700), (x + 430, 700), (x + 450, 790), (x - 30, 790)], "#c79b66")
        canvas.rect(x - 30, 788, 480, 110, "#a47748")
        for step in range(1, 8):
            canvas.rect(x - 30 + step * 60, 788, 5, 110, "#8b6339")
        for heap, fruit in enumerate(goods):
            _heap(canvas, (x + 62 + heap * 148, 776), fruit)
        things.awning(canvas, (x, 330), 420, colour)
    standing(
        canvas, (520, 970), 400, Dress("#f0ece2", "#39465a", is_long_haired=True), facing=1, arm=(0.18, 0.1)
    )
    canvas.polygon([(588, 800), (668, 800), (654, 872), (602, 872)], "#d9a93a")
    canvas.ring((628, 798), 30, 6, "#b8862a")
    standing(canvas, (1050, 970), 420, Dress("#3f7fb8"), facing=1, arm=(0.2, 0.12))
    rider(canvas, (250, 985), 240, "#e4572e", Dress("#e7e0cf", hat="cap"))


def _heap(canvas: Canvas, middle: Point, colour: Colour) -> None:
    x, y = middle
    canvas.ellipse((x, y), 68, 20, "#8b6339")
    for row, count in enumerate((5, 4, 3, 1)):
        for number in range(count):
            place = (x + (number - (count - 1) / 2) * 25, y - 10 - row * 20)
            canvas.circle(place, 16, mixed(colour, "#000000", 0.14))
            canvas.circle((place[0] - 2, place[1] - 2), 13.5, colour)
            canvas.circle((place[0] - 6, place[1] - 6), 4.5, "#ffffff", 0.5)


def led_board(canvas: Canvas, light: Light) -> None:
    """The public square in the evening with its LED board."""
    nature.sky(canvas, nature.DUSK, 640, sun=(260, 470), seed=38)
    nature.tree_line(canvas, 646, 80, "#4b5d86", seed=39)
    canvas.sky("#8f8ba0", "#5f6079", box=(0, 640, 1600, 1000))
    things.house(canvas, (40, 690), 330, wall="#d9cbb6")
    things.house(canvas, (1290, 690), 300, roof="#5d7f96", wall="#d9cbb6")
    for x in (470, 1090):
        canvas.rect(x, 300, 40, 480, "#58636e")
        canvas.rect(x + 24, 300, 16, 480, "#454f59")
    canvas.rect(400, 778, 800, 40, "#a9b1b6", radius=6)
    canvas.rect(370, 812, 860, 30, "#8d969c", radius=6)
    canvas.glow((800, 370), 620, "#9fd8ff", 0.42)
    canvas.rect(360, 140, 880, 460, "#1d252c", radius=16)
    canvas.rect(384, 164, 832, 412, "#0a0f14")
    _led_picture(canvas, 392, 172, 816, 396)
    for x, arm in ((250, 1), (1360, -1)):
        things.lamp_post(canvas, (x, 830), 470, arm=arm, lit=True)
    for x in (120, 1500):
        nature.tree(canvas, (x, 850), 330, nature.DUSK)
    for x in (330, 1280):
        nature.bush(canvas, (x, 866), 52, nature.DUSK)
    rider(canvas, (330, 975), 230, "#c73e3a", Dress("#e7e0cf", hat="cap"))
    for x, height, dress, facing in (
        (640, 250, Dress("#c9567a", is_long_haired=True), 1),
        (720, 190, Dress("#f2c14e"), 1),
        (960, 270, Dress("#3f7fb8"), -1),
        (1130, 260, Dress("#f4f6f8", "#34507a", is_long_haired=True), -1),
    ):
        canvas.ellipse((x, 960), 52, 10, "#34364a", 0.5)
        standing(canvas, (x, 960), height, dress, facing=facing)


def _led_picture(canvas: Canvas, left: float, top: float, width: float, height: float) -> None:
    """A river landscape in dots, as a coarse board shows it."""
    columns, rows = 68, 33
    step_x, step_y = width / columns, height / rows
    for row in range(rows):
        for column in range(columns):
            place = (left + (column + 0.5) * step_x, top + (row + 0.5) * step_y)
            canvas.circle(place, step_y * 0.4, _led_dot(column, row))


def _led_dot(column: int, row: int) -> Colour:
    """The light at one place of the 68 by 33 dots."""
    if ((column - 51) ** 2 + (row - 9) ** 2) < 22:
        return "#ffd76a"
    if row >= 28:
        return "#ff5a4d" if 4 < column < 63 and column % 6 and 29 <= row <= 31 else "#1a1f26"
    deck = 17 - round(5 * (1 - ((column - 34) / 34) ** 2))
    if row == deck or (deck < row < 23 and column % 13 == 7):
        return "#f4f7fa"
    if row > 20:
        return "#9be3ff" if (column * 7 + row * 13) % 17 < 2 else "#2fa8d8"
    if row > 17 + abs(column % 11 - 5) % 3:
        return "#3cc06a"
    return "#2a6fd0" if row < 8 else "#3f8fe6"


def clinic(canvas: Canvas, light: Light) -> None:
    """A commune health station, a mother with her child arriving."""
    nature.sky(canvas, light, 620, sun=(250, 180), seed=41)
    nature.tree_line(canvas, 626, 90, light.far, seed=42)
    canvas.sky(mixed(light.grass, "#ffffff", 0.15), light.grass, box=(0, 620, 1600, 1000))
    canvas.polygon([(620, 720), (980, 720), (1180, 1000), (420, 1000)], "#e3ddd0")
    canvas.rect(260, 340, 1080, 390, "#f7fafb")
    canvas.rect(260, 640, 1080, 90, "#bfdfe6")
    canvas.rect(220, 300, 1160, 52, "#2f8fa8")
    canvas.rect(220, 346, 1160, 10, "#226e83")
    for x in (310, 470, 1010, 1170):
        canvas.rect(x - 8, 420, 126, 150, "#cfe0e5")
        canvas.rect(x, 428, 52, 134, things.GLASS)
        canvas.rect(x + 58, 428, 52, 134, things.GLASS)
        canvas.polygon([(x, 530), (x + 52, 440), (x + 52, 480), (x, 562)], "#ffffff", 0.4)
    canvas.rect(640, 400, 320, 330, "#e6f1f4")
    for x in (672, 806):
        canvas.rect(x, 470, 122, 260, things.GLASS)
        canvas.polygon([(x, 690), (x + 122, 500), (x + 122, 570), (x, 730)], "#ffffff", 0.35)
    canvas.rect(797, 470, 6, 260, "#ffffff")
    canvas.polygon([(600, 400), (1000, 400), (970, 440), (630, 440)], "#2f8fa8")
    canvas.circle((800, 300), 74, "#ffffff")
    canvas.ring((800, 300), 74, 8, "#2f8fa8")
    canvas.rect(780, 256, 40, 88, "#1d8a5a", radius=6)
    canvas.rect(756, 280, 88, 40, "#1d8a5a", radius=6)
    canvas.rect(620, 730, 360, 16, "#cfc7b6")
    for x, height in ((120, 430), (1490, 410)):
        nature.tree(canvas, (x, 780), height, light)
    for x in (300, 440, 1180, 1310):
        nature.bush(canvas, (x, 756), 44, light)
    standing(
        canvas,
        (900, 900),
        340,
        Dress("#ffffff", "#e9eef0", is_long_haired=True, hair="#3a2a2a"),
        facing=-1,
        arm=(0.2, 0.04),
    )
    standing(canvas, (640, 930), 350, Dress("#c9567a", is_long_haired=True), arm=(0.04, 0.26))
    standing(canvas, (716, 934), 190, Dress("#f2c14e"), arm=(0.05, 0.24))
    standing(canvas, (1120, 930), 320, Dress("#8a5a86", "#39353c", hair="#c3c6ca"), facing=-1)
