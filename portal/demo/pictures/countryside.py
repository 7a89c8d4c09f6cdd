"""Scenes of fields, rivers and roads."""

import math
from random import Random

from portal.demo.pictures import nature, things
from portal.demo.pictures.canvas import Canvas, Colour, Point, bezier, mixed
from portal.demo.pictures.nature import Light
from portal.demo.pictures.people import Dress, rider, standing


def river_bridge(canvas: Canvas, light: Light) -> None:
    """A long road bridge over a river, a boat below it."""
    nature.sky(canvas, light, 580, sun=(1240, 210), seed=4)
    nature.tree_line(canvas, 586, 54, light.far, seed=5)
    nature.water(canvas, 584, 1000, light, sun_x=1240)

    def deck(x: float) -> float:
        return 500 - 120 * math.sin(math.pi * (x + 100) / 1800)

    for x in (250, 560, 870, 1180, 1490):
        top = deck(x) + 30
        canvas.polygon([(x - 24, top), (x + 24, top), (x + 34, 700), (x - 34, 700)], things.CONCRETE)
        canvas.polygon([(x + 4, top), (x + 24, top), (x + 34, 700), (x + 4, 700)], things.CONCRETE_SHADE)
        canvas.rect(x - 62, top, 124, 24, things.CONCRETE_SHADE, radius=6)
        canvas.rect(x - 66, 690, 132, 26, things.CONCRETE_SHADE, radius=8)
        canvas.rect(x - 40, 718, 80, 90, "#2c5f78", radius=10, alpha=0.16)
    steps = range(-20, 1641, 20)
    canvas.polygon(
        [*((x, deck(x) - 6) for x in steps), *((x, deck(x) + 34) for x in reversed(steps))], "#e4e7e6"
    )
    canvas.polygon(
        [*((x, deck(x) + 16) for x in steps), *((x, deck(x) + 34) for x in reversed(steps))], "#b6bec2"
    )
    things.lorry(canvas, (610, deck(680) - 2), 150, "#d9863b")
    rider(canvas, (1010, deck(1010) - 2), 92, "#c73e3a", Dress("#3f7fb8", hat="cap"))
    canvas.line([(x, deck(x) - 44) for x in steps], 5, "#f7f9f9")
    for x in range(0, 1601, 40):
        canvas.line([(x, deck(x) - 44), (x, deck(x) - 4)], 3.4, "#f7f9f9")
    for x in range(130, 1600, 310):
        things.lamp_post(canvas, (x, deck(x) - 6), 150)
    canvas.hill([(-20, 900), (260, 868), (560, 915), (760, 1010)], light.grass)
    canvas.hill([(1060, 1010), (1300, 930), (1620, 890)], light.grass)
    for x, y in ((70, 985), (190, 1000), (1470, 1000), (1570, 985)):
        _nipa(canvas, (x, y), 210, light)
    things.sampan(canvas, (860, 830), 250)
    standing(canvas, (900, 822), 150, Dress("#a0455f", hat="cone"), arm=(0.26, 0.1))
    canvas.line([(975, 720), (1010, 862)], 6, "#7b5a3c")
    nature.palm(canvas, (330, 930), 380, light, lean=-0.12)
    for bird in ((620, 250, 30), (690, 215, 24), (540, 200, 22)):
        nature.egret(canvas, bird[:2], bird[2])


def dragon_fruit(canvas: Canvas, light: Light) -> None:
    """Rows of dragon fruit on concrete posts; at dusk the lamps above them are lit."""
    is_dusk = light is nature.DUSK
    nature.sky(canvas, light, 470, sun=(420, 260), seed=7)
    nature.tree_line(canvas, 476, 60, light.far, seed=8)
    canvas.sky(mixed(light.grass, light.sky_low, 0.25), light.grass, box=(0, 474, 1600, 1000))
    things.house(canvas, (1120, 520), 210)
    nature.palm(canvas, (1080, 530), 220, light)
    nature.palm(canvas, (1390, 530), 190, light, lean=-0.1)
    for row, (y, size) in enumerate(((560, 0.34), (630, 0.5), (735, 0.75), (900, 1.12))):
        canvas.ellipse((800, y + 12 * size), 1000, 26 * size, "#b98e5e", 0.55)
        gap = 330 * size
        offset = (0.25, 0.7, 0.4, 0.6)[row] * gap
        for number in range(-1, int(1600 / gap) + 2):
            _dragon_plant(canvas, (number * gap + offset, y), 250 * size, light, seed=row * 50 + number)
    if is_dusk:
        for x, y, size in (
            (180, 545, 1.0),
            (520, 520, 0.8),
            (860, 540, 0.95),
            (1200, 515, 0.8),
            (1490, 545, 1.0),
        ):
            canvas.line([(x, y - 170 * size), (x, y - 60 * size)], 3, "#4a4f58")
            canvas.glow((x, y - 48 * size), 150 * size, "#ffe9a0", 0.85)
            canvas.circle((x, y - 48 * size), 15 * size, "#fffbe3")
        canvas.line([(0, 385), (400, 372), (800, 380), (1200, 366), (1600, 380)], 3, "#4a4f58")
    standing(canvas, (1000, 950), 330, Dress("#e8e2d2", "#53617a", hat="cone"), facing=-1, arm=(0.2, 0.02))


def _dragon_plant(canvas: Canvas, foot: Point, height: float, light: Light, *, seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    x, y = foot
    h = height
    canvas.ellipse((x, y), h * 0.34, h * 0.05, "#3d5a3a", 0.3)
    canvas.rect(x - h * 0.045, y - h * 0.72, h * 0.09, h * 0.72, "#b9b4aa")
    canvas.rect(x + h * 0.005, y - h * 0.72, h * 0.04, h * 0.72, "#98948b")
    crown = (x, y - h * 0.72)
    for number in range(14):
        share = number / 13
        spread = (share - 0.5) * 2
        tip = (x + spread * h * 0.5, y - h * (0.28 + 0.22 * (1 - abs(spread))) - chance.uniform(0, h * 0.08))
        control = (x + spread * h * 0.42, y - h * (1.08 + 0.1 * chance.random()))
        colour = light.leaf_dark if number % 2 else light.leaf
        canvas.line(bezier(crown, control, tip), h * 0.062, colour)
        if number % 3 == 1:
            _fruit(canvas, (tip[0], tip[1] + h * 0.03), h * 0.066)
    for spread in (-0.22, 0.05, 0.26):
        canvas.line(
            bezier(crown, (x + spread * h, y - h * 1.2), (x + spread * h * 1.25, y - h * 0.83)),
            h * 0.062,
            light.leaf,
        )
    _fruit(canvas, (x - h * 0.12, y - h * 0.8), h * 0.066)
    _fruit(canvas, (x + h * 0.16, y - h * 0.74), h * 0.07)


def _fruit(canvas: Canvas, centre: Point, radius: float) -> None:
    x, y = centre
    for dx in (-0.7, 0, 0.7):
        canvas.leaf(
            (x + dx * radius * 0.5, y + radius * 0.5),
            (x + dx * radius * 1.7, y + radius * 1.8),
            radius * 0.6,
            "#7fb14e",
        )
    canvas.ellipse(centre, radius * 0.95, radius * 1.1, "#d8336f")
    canvas.ellipse((x - radius * 0.28, y - radius * 0.3), radius * 0.34, radius * 0.42, "#ee6d98")


def rice_field(canvas: Canvas, light: Light, *, ripe: bool = True) -> None:
    """A rice field running to the horizon, people at work."""
    nature.sky(canvas, light, 460, sun=(1130, 220), seed=11)
    nature.tree_line(canvas, 466, 58, light.far, seed=12)
    near, far = ("#d9a93a", "#ecd27a") if ripe else (light.leaf, mixed(light.grass, "#e9f3b0", 0.35))
    canvas.sky(far, near, box=(0, 464, 1600, 1000))
    vanishing = (760, 380)
    for number in range(-24, 25):
        low = 760 + number * 150
        canvas.polygon(
            [_between(vanishing, (low - 26, 1000), 0.14), (low - 30, 1000), (low + 30, 1000)],
            mixed(near, "#5c6b1f", 0.26),
            0.5,
        )
    canvas.polygon([(700, 464), (730, 464), (470, 1000), (250, 1000)], mixed(light.grass, "#7a8f3f", 0.2))
    canvas.polygon([(716, 464), (726, 464), (420, 1000), (330, 1000)], "#c9ac79")
    things.house(canvas, (160, 492), 190)
    nature.palm(canvas, (120, 500), 210, light)
    nature.tree(canvas, (400, 500), 130, light)
    nature.palm(canvas, (1440, 500), 230, light, lean=-0.14)
    workers = {
        700: ((600, 690), 150, "#f0e6d2", 1),
        800: ((1010, 775), 200, "#3f7fb8", -1),
        890: ((1210, 870), 260, "#b24a5d", -1),
    }
    chance = Random(13)  # noqa: S311
    for y, size in ((650, 24), (700, 34), (745, 46), (800, 62), (890, 96), (1010, 150)):
        if y in workers:
            foot, height, shirt, facing = workers[y]
            standing(canvas, foot, height, Dress(shirt, hat="cone"), facing=facing, arm=(0.2, 0.16))
        x = chance.uniform(-40, 0)
        while x < 1640:
            if (
                not _between((723, 464), (375, 1000), (y - 464) / 536)[0] - y * 0.12
                < x
                < y * 0.12 + 375 + (1000 - y) * 0.65
            ):
                _rice_tuft(canvas, (x, y + chance.uniform(-8, 8)), size, light, ripe, chance)
            x += size * chance.uniform(0.75, 1.15)
    for x, y, size in ((820, 250, 30), (905, 215, 24), (760, 205, 20)):
        nature.egret(canvas, (x, y), size)


def _rice_tuft(canvas: Canvas, foot: Point, size: float, light: Light, ripe: bool, chance: Random) -> None:
    x, y = foot
    blade = "#a9a53a" if ripe else light.leaf_dark
    for dx in (-0.35, -0.12, 0.14, 0.36):
        canvas.leaf(foot, (x + dx * size, y - size * chance.uniform(0.8, 1.05)), size * 0.07, blade)
    if ripe:
        for dx in (-0.3, 0.1, 0.38):
            stem = bezier(
                (x, y), (x + dx * size * 0.3, y - size * 1.15), (x + dx * size * 1.5, y - size * 0.78)
            )
            canvas.line(stem, size * 0.025, "#b98f28")
            for bead in stem[9:]:
                canvas.ellipse(bead, size * 0.045, size * 0.06, "#f0c552")


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def sluice_gate(canvas: Canvas, light: Light) -> None:
    """A sluice with three gates across a canal."""
    nature.sky(canvas, light, 520, sun=(320, 210), seed=15)
    nature.tree_line(canvas, 526, 62, light.far, seed=16)
    nature.water(canvas, 522, 1000, light, seed=17)
    canvas.polygon([(0, 560), (330, 575), (250, 1000), (0, 1000)], light.grass)
    canvas.polygon([(1600, 560), (1270, 575), (1350, 1000), (1600, 1000)], light.grass)
    canvas.polygon([(330, 575), (250, 1000), (170, 1000), (290, 573)], mixed(light.grass, "#4b6b3a", 0.35))
    canvas.polygon(
        [(1270, 575), (1350, 1000), (1430, 1000), (1310, 573)], mixed(light.grass, "#4b6b3a", 0.35)
    )
    for x in (300, 590, 880, 1170):
        canvas.rect(x, 330, 76, 480, things.CONCRETE)
        canvas.rect(x + 46, 330, 30, 480, things.CONCRETE_SHADE)
        canvas.rect(x - 10, 790, 96, 34, things.CONCRETE_SHADE, radius=6)
    for x, lift in ((376, 20), (666, 120), (956, 20)):
        canvas.rect(x, 470 - lift, 214, 250, "#3f7f9d")
        for bar in range(1, 5):
            canvas.rect(x, 470 - lift + bar * 50 - 5, 214, 9, "#2f657e")
        for bar in (54, 107, 160):
            canvas.rect(x + bar - 4, 470 - lift, 8, 250, "#2f657e")
        canvas.line([(x + 107, 352), (x + 107, 470 - lift)], 9, "#5a646d")
        for step in range(9):
            canvas.rect(x + 14 + step * 22, 800 + (step % 3) * 16, 60, 5, "#ffffff", radius=2, alpha=0.75)
    canvas.rect(240, 300, 1070, 52, things.CONCRETE)
    canvas.rect(240, 336, 1070, 16, things.CONCRETE_SHADE)
    for x in range(250, 1311, 44):
        canvas.line([(x, 250), (x, 300)], 4, "#e9eef0")
    canvas.line([(244, 250), (1306, 250)], 6, "#e9eef0")
    for x in (450, 740, 1030):
        canvas.rect(x, 226, 66, 74, "#e3b04b", radius=8)
        canvas.circle((x + 33, 262), 22, "#6b4d16")
        canvas.circle((x + 33, 262), 9, "#e3b04b")
    standing(canvas, (900, 304), 130, Dress("#e9a23b", hat="cap"), facing=-1, arm=(0.2, 0.06))
    nature.palm(canvas, (120, 700), 400, light)
    nature.palm(canvas, (1500, 690), 360, light, lean=-0.12)
    for x, y in ((60, 960), (190, 990), (1420, 990), (1550, 950)):
        nature.bush(canvas, (x, y), 62, light)


def vegetable_beds(canvas: Canvas, light: Light) -> None:
    """Beds of greens, a net house and people watering them."""
    nature.sky(canvas, light, 430, sun=(1260, 180), seed=19)
    nature.tree_line(canvas, 436, 56, light.far, seed=20)
    canvas.sky("#b08b5f", "#8d6742", box=(0, 434, 1600, 1000))
    for x in (90, 470, 850):
        _net_house(canvas, (x, 500), 350, 150)
    greens: tuple[Colour, ...] = ("#6fb24c", "#4f9b4a", "#93c95f", "#3e8750")
    for number in range(-7, 9):
        near, far = 800 + number * 240, 800 + number * 74
        canvas.polygon([(far - 24, 510), (far + 24, 510), (near + 80, 1000), (near - 80, 1000)], "#77553a")
        tone = greens[number % 4]
        for step in range(22):
            share = (step / 21) ** 1.7
            x, y, size = far + (near - far) * share, 512 + 488 * share, 11 + 44 * share
            for dx in (-1.0, 1.0):
                canvas.circle((x + dx * size * 0.62, y), size * 0.66, mixed(tone, "#12351f", 0.25))
                canvas.circle((x + dx * size * 0.62, y - size * 0.2), size * 0.5, tone)
                canvas.circle(
                    (x + dx * size * 0.52, y - size * 0.36), size * 0.2, mixed(tone, "#f2ffd0", 0.45)
                )
    standing(canvas, (640, 860), 310, Dress("#c9567a", hat="cone"), arm=(0.24, 0.14))
    canvas.rect(712, 694, 46, 50, "#5b9bd0", radius=8)
    canvas.line([(756, 716), (800, 694)], 9, "#5b9bd0")
    for step in range(10):
        start = (800, 694 + step * 2)
        canvas.line(bezier(start, (840, 690 + step * 3), (846 + step * 7, 800)), 2.4, "#d7eefa")
    standing(canvas, (1230, 800), 260, Dress("#e9e3d0", hat="cone"), facing=-1, arm=(0.16, 0.2))
    canvas.ellipse((1172, 700), 52, 22, "#a5793f")
    for dx in (-26, 0, 26):
        canvas.circle((1172 + dx, 690), 22, "#7fc057")


def _net_house(canvas: Canvas, foot: Point, width: float, height: float) -> None:
    x, y = foot
    canvas.polygon(
        [
            (x, y),
            (x, y - height * 0.62),
            *bezier(
                (x, y - height * 0.62), (x + width / 2, y - height * 1.35), (x + width, y - height * 0.62)
            ),
            (x + width, y),
        ],
        "#eaf4f3",
        0.94,
    )
    for step in range(1, 6):
        at = x + width * step / 6
        canvas.line([(at, y), (at, y - height * (0.62 + 0.36 * math.sin(math.pi * step / 6)))], 3, "#b7cfcf")
    canvas.line([(x, y - height * 0.62), (x + width, y - height * 0.62)], 3, "#b7cfcf")
    canvas.rect(x, y - 5, width, 6, "#8fa9a8")


def village_road(canvas: Canvas, light: Light) -> None:
    """A new concrete road between houses, lamps and flowers."""
    nature.sky(canvas, light, 520, sun=(1080, 230), seed=23)
    nature.tree_line(canvas, 526, 70, light.far, seed=24)
    canvas.sky(mixed(light.grass, light.sky_low, 0.2), light.grass, box=(0, 524, 1600, 1000))
    canvas.polygon([(764, 524), (836, 524), (1380, 1000), (220, 1000)], "#dcdcd6")
    canvas.polygon([(752, 524), (764, 524), (220, 1000), (120, 1000)], "#c2b48f")
    canvas.polygon([(836, 524), (848, 524), (1480, 1000), (1380, 1000)], "#c2b48f")
    for start, end in ((0.03, 0.07), (0.12, 0.18), (0.26, 0.36), (0.48, 0.62), (0.8, 1.0)):
        y1, y2 = 524 + 476 * start, 524 + 476 * end
        w1, w2 = 3 + 13 * start, 3 + 13 * end
        canvas.polygon([(800 - w1, y1), (800 + w1, y1), (800 + w2, y2), (800 - w2, y2)], "#ffffff")
    things.house(canvas, (150, 640), 330)
    things.house(canvas, (1190, 630), 300, roof="#5d7f96")
    things.house(canvas, (560, 556), 130)
    things.house(canvas, (930, 550), 120, roof="#5d7f96")
    for x, y, height in ((60, 690, 330), (520, 590, 170), (1540, 690, 340), (1120, 590, 170)):
        nature.tree(canvas, (x, y), height, light)
    nature.palm(canvas, (1420, 640), 330, light, lean=-0.12)
    for x, y, height, arm in (
        (640, 620, 190, 1),
        (500, 740, 300, 1),
        (960, 620, 190, -1),
        (1100, 740, 300, -1),
    ):
        things.lamp_post(canvas, (x, y), height, arm=arm, lit=light is nature.DUSK)
    chance = Random(25)  # noqa: S311
    for side in (-1, 1):
        for step in range(46):
            share = (step / 45) ** 1.5
            x = 800 + side * (56 + 660 * share) + chance.uniform(-10, 10)
            y = 540 + 450 * share
            size = 4 + 15 * share
            canvas.circle((x, y), size * 1.3, light.leaf_dark)
            canvas.circle(
                (x + size * 0.4, y - size * 0.9), size * 0.62, ("#f2c14e", "#e4572e", "#f7a8b8")[step % 3]
            )
    rider(canvas, (680, 900), 220, "#3f7fb8", Dress("#f0ece2", "#39465a", hat="cap"), facing=-1)
    standing(canvas, (980, 850), 210, Dress("#ffffff", "#ffffff", is_ao_dai=True, is_long_haired=True))
    standing(
        canvas, (1060, 862), 215, Dress("#ffffff", "#ffffff", is_ao_dai=True, is_long_haired=True), facing=-1
    )


def tree_planting(canvas: Canvas, light: Light) -> None:
    """Neighbours planting trees beside a canal."""
    nature.sky(canvas, light, 500, sun=(300, 200), seed=27)
    nature.tree_line(canvas, 506, 64, light.far, seed=28)
    nature.water(canvas, 504, 640, light, seed=29)
    canvas.sky(mixed(light.grass, "#ffffff", 0.1), light.grass, box=(0, 630, 1600, 1000))
    nature.palm(canvas, (110, 690), 380, light)
    nature.tree(canvas, (1500, 700), 360, light)
    for x, y, height in ((420, 770, 190), (770, 820, 220), (1150, 790, 200)):
        canvas.ellipse((x, y), height * 0.34, height * 0.09, "#8a6440")
        nature.tree(canvas, (x, y), height, light)
    spade = "#6b4a2d"
    standing(canvas, (280, 890), 300, Dress("#2f6db0", "#2b3a55"), arm=(0.26, 0.1))
    canvas.line([(385, 640), (430, 850)], 9, spade)
    canvas.polygon([(415, 840), (448, 834), (452, 882), (424, 888)], "#9aa5ad")
    standing(
        canvas, (930, 900), 300, Dress("#2f6db0", "#2b3a55", is_long_haired=True), facing=-1, arm=(0.2, 0.16)
    )
    canvas.polygon([(812, 776), (872, 776), (862, 838), (822, 838)], "#4f9bb0")
    standing(canvas, (610, 900), 290, Dress("#e7e0cf", hat="cone"), arm=(0.2, 0.12))
    standing(canvas, (1330, 880), 300, Dress("#2f6db0", "#2b3a55"), facing=-1, arm=(0.2, 0.12))
    nature.bush(canvas, (60, 960), 60, light)
    nature.bush(canvas, (1560, 970), 64, light)


def _nipa(canvas: Canvas, foot: Point, height: float, light: Light) -> None:
    x, y = foot
    for number, dx in enumerate((-0.62, -0.36, -0.14, 0.1, 0.34, 0.6)):
        tip = (x + dx * height, y - height * (1 - abs(dx) * 0.55))
        canvas.leaf(foot, tip, height * 0.15, light.leaf_dark if number % 2 else light.leaf)
