"""Scenes of offices, meetings and lessons."""

from dataclasses import dataclass

from portal.demo.pictures import nature, things
from portal.demo.pictures.canvas import Canvas, Colour, Point, bezier, mixed
from portal.demo.pictures.nature import Light
from portal.demo.pictures.people import HAIR, SKIN, Dress, seated, standing

_STAFF = Dress("#f4f6f8")


def _room(canvas: Canvas, wall: Colour, floor: Colour, skirting: float) -> None:
    canvas.sky(mixed(wall, "#ffffff", 0.35), wall, box=(0, 0, 1600, skirting))
    canvas.sky(floor, mixed(floor, "#000000", 0.1), box=(0, skirting, 1600, 1000))
    canvas.rect(0, skirting - 14, 1600, 14, mixed(wall, "#3a4a55", 0.25))


def _window(canvas: Canvas, x: float, y: float, width: float, height: float, light: Light) -> None:
    canvas.rect(x - 12, y - 12, width + 24, height + 24, "#ffffff")
    canvas.sky(light.sky_top, light.sky_low, box=(x, y, x + width, y + height))
    middle = y + height * 0.78
    canvas.rect(x, middle, width, y + height - middle, light.grass)
    for share in (0.12, 0.34, 0.62, 0.86):
        canvas.circle((x + width * share, middle - 4), width * 0.09, light.leaf)
    canvas.rect(x, y + height, width, 12, "#ffffff")
    canvas.rect(x + width / 2 - 5, y, 10, height, "#ffffff")
    canvas.rect(x - 26, y + height + 10, width + 52, 14, "#e3e8ea")


@dataclass(frozen=True)
class CounterRoom:
    """Colours of a counter hall, the numbers called, and what the three visitors wear."""

    wall: Colour
    band: Colour
    numbers: tuple[str, str, str]
    visitors: tuple[Dress, Dress, Dress]


BLUE_HALL = CounterRoom(
    "#dbe8ee",
    "#0b4f6c",
    ("12", "07", "31"),
    (
        Dress("#c9567a", is_long_haired=True),
        Dress("#3f8f6b"),
        Dress("#7a52a1", "#f1efe9", is_ao_dai=True, is_long_haired=True),
    ),
)
GREEN_HALL = CounterRoom(
    "#e4efe2",
    "#1d6b3a",
    ("48", "25", "06"),
    (
        Dress("#e7e0cf", "#53617a", hair="#a9adb3"),
        Dress("#e0a23c", is_long_haired=True),
        Dress("#3f7fb8", hat="cap"),
    ),
)


def counter(canvas: Canvas, light: Light, *, room: CounterRoom = BLUE_HALL) -> None:
    """The one-stop counter: three desks, people with papers, the next number on a board."""
    _room(canvas, room.wall, "#d9cdbb", 640)
    canvas.rect(0, 130, 1600, 96, room.band)
    canvas.rect(0, 226, 1600, 8, "#f2c14e")
    for x in (170, 640, 1110):
        canvas.rect(x, 150, 320, 56, "#ffffff", radius=10, alpha=0.16)
        canvas.circle((x + 40, 178), 22, "#f2c14e")
        canvas.rect(x + 78, 166, 190, 9, "#ffffff", radius=4)
        canvas.rect(x + 78, 184, 120, 9, "#ffffff", radius=4, alpha=0.7)
    for number, x in enumerate((330, 800, 1270)):
        things.monitor_back(canvas, (x + 92, 560), 150)
        seated(
            canvas,
            (x - 50, 560),
            215,
            (_STAFF, Dress("#cfe3f0", is_long_haired=True), _STAFF)[number],
            arm=(0.26, 0.24),
        )
        canvas.rect(x - 226, 330, 8, 230, "#ffffff", alpha=0.75)
        canvas.rect(x - 218, 330, 436, 200, "#cdeaf4", alpha=0.26)
        canvas.polygon([(x - 190, 530), (x - 60, 330), (x - 6, 330), (x - 136, 530)], "#ffffff", 0.2)
        canvas.rect(x - 50, 268, 170, 66, "#22303a", radius=10)
        things.digits(canvas, (x + 2, 281), 40, room.numbers[number], "#ff8f5a")
    canvas.rect(60, 556, 1480, 34, "#c79b66")
    canvas.rect(60, 586, 1480, 174, "#ecdcc0")
    canvas.rect(60, 736, 1480, 24, "#c79b66")
    for x in range(90, 1520, 160):
        canvas.rect(x, 612, 130, 104, "#f6ecd8", radius=8)
    for x in (250, 700, 1180):
        canvas.rect(x, 544, 62, 12, "#ffffff")
        canvas.rect(x + 6, 538, 62, 8, "#f3f3f3")
    for foot, dress in zip(((430, 930), (905, 940), (1370, 930)), room.visitors, strict=True):
        standing(canvas, foot, 440, dress, facing=-1, arm=(0.17, 0.08))
        canvas.rect(foot[0] - 170, foot[1] - 340, 74, 96, "#ffffff")
        for line in range(4):
            canvas.rect(foot[0] - 160, foot[1] - 326 + line * 18, 54, 5, "#9fb2bd")
    things.potted_plant(canvas, (96, 930), 300, light)
    things.potted_plant(canvas, (1545, 900), 240, light)


def video_meeting(canvas: Canvas, light: Light) -> None:
    """A meeting on a screen with sixteen places, people around a table."""
    _room(canvas, "#cfdde2", "#b99f80", 760)
    canvas.rect(262, 84, 1076, 500, "#26323b", radius=18)
    canvas.rect(284, 106, 1032, 456, "#101a21")
    grounds: tuple[Colour, ...] = ("#5b9bb8", "#7fa88a", "#c99a6b", "#8f86b5")
    for row in range(4):
        for column in range(4):
            x, y = 292 + column * 256, 112 + row * 112
            ground = grounds[(row * 3 + column) % 4]
            canvas.sky(mixed(ground, "#ffffff", 0.35), ground, box=(x, y, x + 248, y + 106))
            for place in (-0.5, 0.5) if (row + column) % 3 else (0.0,):
                cx = x + 124 + place * 92
                shirt = ("#f4f6f8", "#2f6db0", "#e7e0cf")[(row + column) % 3]
                canvas.polygon(bezier((cx - 46, y + 106), (cx, y + 16), (cx + 46, y + 106)), shirt)
                canvas.circle((cx, y + 42), 21, SKIN)
                canvas.ellipse((cx, y + 30), 22, 15, HAIR)
            canvas.rect(x + 8, y + 86, 64, 11, "#0c1318", radius=5, alpha=0.6)
    canvas.circle((800, 70), 10, "#26323b")
    things.potted_plant(canvas, (150, 800), 330, light)
    things.potted_plant(canvas, (1450, 800), 330, light)
    canvas.polygon([(270, 690), (1330, 690), (1560, 900), (40, 900)], "#c89a66")
    canvas.polygon([(40, 900), (1560, 900), (1560, 940), (40, 940)], "#a47748")
    for x in (420, 620, 980, 1180):
        canvas.polygon([(x - 38, 730), (x + 38, 730), (x + 50, 778), (x - 50, 778)], "#ffffff")
        for line in range(3):
            canvas.rect(x - 30, 738 + line * 12, 56, 4, "#a9b8c2")
    canvas.polygon([(760, 724), (840, 724), (846, 748), (754, 748)], "#3a434d")
    canvas.line([(800, 730), (800, 664)], 5, "#3a434d")
    canvas.circle((800, 660), 11, "#26323b")
    for x, shirt, is_long in (
        (190, "#f4f6f8", False),
        (540, "#3f7fb8", True),
        (1060, "#f4f6f8", False),
        (1410, "#8a5a86", True),
    ):
        _from_behind(canvas, (x, 1000), 330, shirt, is_long)


def _from_behind(canvas: Canvas, foot: Point, height: float, shirt: Colour, is_long: bool) -> None:
    x, y = foot
    h = height
    canvas.polygon(
        [
            (x - h * 0.4, y),
            *bezier((x - h * 0.4, y - h * 0.2), (x - h * 0.36, y - h * 0.5), (x, y - h * 0.52)),
            *bezier((x, y - h * 0.52), (x + h * 0.36, y - h * 0.5), (x + h * 0.4, y - h * 0.2)),
            (x + h * 0.4, y),
        ],
        shirt,
    )
    canvas.rect(x - h * 0.075, y - h * 0.62, h * 0.15, h * 0.16, SKIN, radius=h * 0.05)
    canvas.ellipse((x, y - h * 0.74), h * 0.165, h * 0.19, HAIR)
    if is_long:
        canvas.rect(x - h * 0.17, y - h * 0.74, h * 0.34, h * 0.4, HAIR, radius=h * 0.13)
    else:
        for side in (-1, 1):
            canvas.circle((x + side * h * 0.163, y - h * 0.7), h * 0.035, SKIN)


def computer_class(canvas: Canvas, light: Light) -> None:
    """A lesson at computers: a teacher at the screen, learners of all ages."""
    _room(canvas, "#e6e3d6", "#c3a982", 690)
    _window(canvas, 70, 170, 300, 300, light)
    _window(canvas, 1230, 170, 300, 300, light)
    canvas.rect(452, 96, 700, 410, "#ffffff", radius=8)
    canvas.rect(452, 84, 700, 22, "#8d98a5", radius=8)
    canvas.rect(486, 134, 300, 30, "#0b4f6c", radius=6)
    for line in range(3):
        canvas.rect(486, 190 + line * 34, (270, 230, 250)[line], 13, "#bccad3", radius=6)
    canvas.circle((940, 250), 86, "#e8f1f5")
    canvas.rect(900, 176, 80, 148, "#26323b", radius=14)
    canvas.rect(908, 192, 64, 112, "#8fd0e6")
    canvas.line([(922, 250), (936, 266), (960, 232)], 9, "#1d6b3a")
    for bar, height in enumerate((60, 100, 78, 130)):
        canvas.rect(
            500 + bar * 66,
            460 - height,
            44,
            height,
            ("#5b9bb8", "#f2c14e", "#7fb36b", "#d9863b")[bar],
            radius=4,
        )
    standing(
        canvas,
        (1235, 800),
        470,
        Dress("#2f6db0", "#2b3a55", is_long_haired=True),
        facing=-1,
        arm=(0.24, -0.12),
    )
    learners = (
        (190, Dress("#c9567a", is_long_haired=True)),
        (530, Dress("#e7e0cf", hair="#b9bcc0")),
        (870, Dress("#3f8f6b", is_long_haired=True)),
    )
    for x, dress in learners:
        seated(canvas, (x, 810), 250, dress, facing=1, arm=(0.24, 0.26))
        things.laptop(canvas, (x + 118, 826), 170, screen="#a9dcee")
    canvas.rect(40, 806, 1080, 30, things.WOOD)
    canvas.rect(40, 834, 1080, 166, things.WOOD_SHADE)
    for x in (390, 740):
        canvas.rect(x, 836, 8, 164, mixed(things.WOOD_SHADE, "#000000", 0.2))
    things.potted_plant(canvas, (1500, 960), 280, light)


def phone_help(canvas: Canvas, light: Light) -> None:
    """A volunteer shows an older neighbour how to use a service on the telephone."""
    is_evening = light is nature.DUSK
    canvas.sky("#6f8fc0" if is_evening else "#d5eaf0", "#ffd9ae" if is_evening else "#f8efdc")
    canvas.circle((800, 520), 470, "#ffffff", 0.2 if is_evening else 0.5)
    canvas.circle((800, 520), 380, "#ffffff", 0.2 if is_evening else 0.5)
    canvas.hill([(0, 860), (400, 835), (900, 870), (1300, 842), (1600, 865)], light.grass)
    things.house(canvas, (60, 862), 230)
    nature.tree(canvas, (1500, 880), 330, light)
    nature.palm(canvas, (340, 880), 330, light, lean=-0.1)
    canvas.ellipse((800, 898), 190, 22, "#3d5a3a", 0.25)
    canvas.rect(650, 190, 300, 700, "#26323b", radius=44)
    canvas.rect(668, 226, 264, 628, "#ffffff", radius=20)
    canvas.rect(668, 226, 264, 96, "#0b4f6c", radius=20)
    canvas.rect(668, 276, 264, 46, "#0b4f6c")
    canvas.rect(760, 204, 80, 10, "#4b5661", radius=5)
    canvas.rect(694, 258, 150, 16, "#ffffff", radius=8)
    canvas.rect(694, 286, 96, 10, "#9cc3d3", radius=5)
    for row in range(3):
        y = 352 + row * 104
        canvas.rect(688, y, 224, 84, "#eef4f6", radius=12)
        canvas.circle((728, y + 42), 25, ("#f2c14e", "#7fb36b", "#d9863b")[row])
        canvas.rect(768, y + 24, 120, 12, "#5f7280", radius=6)
        canvas.rect(768, y + 48, 80, 10, "#b5c3cb", radius=5)
    canvas.circle((800, 738), 56, "#1d6b3a")
    canvas.line([(772, 738), (793, 760), (830, 714)], 14, "#ffffff")
    helper = Dress("#2f6db0", "#2b3a55", is_long_haired=is_evening)
    neighbour = Dress(
        "#e7e0cf" if is_evening else "#8a5a86", "#39353c", hair="#b9bcc0", is_long_haired=not is_evening
    )
    standing(canvas, (1080, 930), 560, helper, facing=-1, arm=(0.2, 0.02))
    standing(canvas, (530, 930), 500, neighbour, arm=(0.16, 0.1))
    canvas.rect(662, 588, 34, 60, "#26323b", radius=7)
    canvas.rect(666, 595, 26, 45, "#bfe3f2")


def listening(canvas: Canvas, light: Light) -> None:
    """Leaders and neighbours talk at a table."""
    _room(canvas, "#e9e2d2", "#b58f66", 700)
    _window(canvas, 120, 150, 330, 330, light)
    _window(canvas, 1150, 150, 330, 330, light)
    canvas.rect(560, 120, 480, 300, "#f7f3ea", radius=10)
    canvas.rect(560, 120, 480, 300, "#0b4f6c", radius=10, alpha=0.92)
    canvas.rect(640, 200, 320, 20, "#ffffff", radius=10)
    canvas.rect(690, 244, 220, 14, "#f2c14e", radius=7)
    canvas.rect(720, 286, 160, 10, "#ffffff", radius=5, alpha=0.7)
    people: tuple[tuple[float, Dress, int], ...] = (
        (240, Dress("#e7e0cf", hair="#a9adb3"), 1),
        (520, Dress("#c9567a", is_long_haired=True), 1),
        (800, Dress("#f4f6f8"), 1),
        (1080, Dress("#3f8f6b", is_long_haired=True), -1),
        (1360, Dress("#f4f6f8"), -1),
    )
    for x, dress, facing in people:
        canvas.rect(x - 76, 520, 152, 260, mixed(things.WOOD_SHADE, "#000000", 0.12), radius=16)
        seated(canvas, (x, 790), 300, dress, facing=facing, arm=(0.22, 0.22))
    canvas.rect(60, 776, 1480, 36, things.WOOD)
    canvas.rect(60, 810, 1480, 190, things.WOOD_SHADE)
    canvas.polygon([(90, 812), (1510, 812), (1480, 940), (120, 940)], "#0b4f6c", 0.92)
    canvas.polygon([(100, 852), (1500, 852), (1497, 866), (103, 866)], "#f2c14e")
    for x in (380, 660, 940, 1220):
        canvas.polygon([(x - 40, 758), (x + 34, 758), (x + 46, 780), (x - 50, 780)], "#ffffff")
        canvas.rect(x + 62, 738, 30, 40, "#dff0f5", radius=6)
        canvas.rect(x + 62, 752, 30, 26, "#8fc9a0", radius=6)
