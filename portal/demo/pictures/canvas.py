"""A surface for flat drawings with smooth edges.

Shapes are given in the units of the finished picture and drawn three times as large; `finished`
scales down. Knows nothing of what is drawn.
"""

import math
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw

Point = tuple[float, float]
Colour = str

SUPERSAMPLING = 3


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """`first` with `share` (0 to 1) of `second` in it; both `#rrggbb`."""
    one, two = _rgb(first), _rgb(second)
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02x}" for a, b in zip(one, two, strict=True))


class Canvas:
    """`width` and `height` are the units of the drawing; `pixel_width` is how wide it will be."""

    def __init__(self, width: int, height: int, ground: Colour, *, pixel_width: int | None = None) -> None:
        self.width, self.height = width, height
        self._finished = (pixel_width or width, round((pixel_width or width) * height / width))
        self.scale = self._finished[0] * SUPERSAMPLING / width
        size = (self._finished[0] * SUPERSAMPLING, self._finished[1] * SUPERSAMPLING)
        self.image = Image.new("RGB", size, ground)
        self._draw = ImageDraw.Draw(self.image, "RGBA")

    def sky(
        self, top: Colour, bottom: Colour, *, box: tuple[float, float, float, float] | None = None
    ) -> None:
        """A vertical gradient over `box` (left, top, right, bottom), by default everything."""
        left, upper, right, lower = (self._px(v) for v in box or (0, 0, self.width, self.height))
        width, height = max(1, right - left), max(1, lower - upper)
        # One column, then spread: every pixel of a row is the same.
        mask = Image.linear_gradient("L").resize((1, height), Image.Resampling.BILINEAR)
        column = Image.composite(
            Image.new("RGB", (1, height), bottom), Image.new("RGB", (1, height), top), mask
        )
        self.image.paste(column.resize((width, height), Image.Resampling.NEAREST), (left, upper))

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float = 0.8) -> None:
        """Light that fades out towards `radius`."""
        side = self._px(2 * radius)
        fading = ImageChops.invert(Image.radial_gradient("L")).resize((side, side), Image.Resampling.BILINEAR)
        # The gradient ends in the corners of the square; light must end on its sides.
        mask = fading.point(
            [round(max(0, (level - 75) / 180) ** 1.6 * 255 * strength) for level in range(256)]
        )
        place = (self._px(centre[0] - radius), self._px(centre[1] - radius))
        self.image.paste(Image.new("RGB", (side, side), colour), place, mask)

    def polygon(self, points: Sequence[Point], colour: Colour, alpha: float = 1) -> None:
        self._draw.polygon([self._at(point) for point in points], fill=self._fill(colour, alpha))

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: Colour,
        *,
        radius: float = 0,
        alpha: float = 1,
    ) -> None:
        box = (self._px(x), self._px(y), self._px(x + width) - 1, self._px(y + height) - 1)
        if box[2] < box[0] or box[3] < box[1]:
            return
        if radius:
            self._draw.rounded_rectangle(box, self._px(radius), fill=self._fill(colour, alpha))
        else:
            self._draw.rectangle(box, fill=self._fill(colour, alpha))

    def circle(self, centre: Point, radius: float, colour: Colour, alpha: float = 1) -> None:
        self.ellipse(centre, radius, radius, colour, alpha)

    def ellipse(self, centre: Point, rx: float, ry: float, colour: Colour, alpha: float = 1) -> None:
        left, top = self._at((centre[0] - rx, centre[1] - ry))
        right, bottom = self._at((centre[0] + rx, centre[1] + ry))
        self._draw.ellipse((left, top, max(left, right), max(top, bottom)), fill=self._fill(colour, alpha))

    def ring(self, centre: Point, radius: float, width: float, colour: Colour, alpha: float = 1) -> None:
        left, top = self._at((centre[0] - radius, centre[1] - radius))
        right, bottom = self._at((centre[0] + radius, centre[1] + radius))
        self._draw.ellipse(
            (left, top, right, bottom), outline=self._fill(colour, alpha), width=max(1, self._px(width))
        )

    def line(self, points: Sequence[Point], width: float, colour: Colour, alpha: float = 1) -> None:
        """A line with round joints and ends; let it be opaque where it bends."""
        self._draw.line(
            [self._at(point) for point in points],
            fill=self._fill(colour, alpha),
            width=max(1, self._px(width)),
            joint="curve",
        )
        if alpha == 1:
            for end in (points[0], points[-1]):
                self.circle(end, width / 2, colour)

    def curve(self, points: Sequence[Point], width: float, colour: Colour, alpha: float = 1) -> None:
        """A smooth line through the points."""
        self.line(smooth(points), width, colour, alpha)

    def hill(
        self, points: Sequence[Point], colour: Colour, alpha: float = 1, *, floor: float | None = None
    ) -> None:
        """Everything below a smooth line, down to `floor` (the lower edge)."""
        bottom = self.height if floor is None else floor
        ridge = smooth(points)
        self.polygon([*ridge, (ridge[-1][0], bottom), (ridge[0][0], bottom)], colour, alpha)

    def leaf(self, foot: Point, tip: Point, width: float, colour: Colour, alpha: float = 1) -> None:
        """A pointed leaf from `foot` to `tip`, `width` at its widest."""
        dx, dy = tip[0] - foot[0], tip[1] - foot[1]
        length = math.hypot(dx, dy) or 1
        nx, ny = -dy / length * width / 2, dx / length * width / 2
        middle = (foot[0] + dx * 0.45, foot[1] + dy * 0.45)
        one = bezier(foot, (middle[0] + nx * 2, middle[1] + ny * 2), tip)
        two = bezier(tip, (middle[0] - nx * 2, middle[1] - ny * 2), foot)
        self.polygon([*one, *two], colour, alpha)

    def finished(self) -> Image.Image:
        return self.image.reduce(SUPERSAMPLING)

    def _px(self, value: float) -> int:
        return round(value * self.scale)

    def _at(self, point: Point) -> tuple[int, int]:
        return self._px(point[0]), self._px(point[1])

    def _fill(self, colour: Colour, alpha: float) -> tuple[int, int, int, int]:
        return (*_rgb(colour), round(255 * alpha))


def smooth(points: Sequence[Point], steps: int = 12) -> list[Point]:
    """Points of a Catmull-Rom curve through `points`."""
    if len(points) < 3:
        return list(points)
    ends = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(steps):
            t = step / steps
            curve.append((_catmull_rom(a[0], b[0], c[0], d[0], t), _catmull_rom(a[1], b[1], c[1], d[1], t)))
    return [*curve, points[-1]]


def bezier(start: Point, control: Point, end: Point, steps: int = 16) -> list[Point]:
    """Points of a quadratic Bézier curve."""
    return [
        (
            (1 - t) ** 2 * start[0] + 2 * (1 - t) * t * control[0] + t**2 * end[0],
            (1 - t) ** 2 * start[1] + 2 * (1 - t) * t * control[1] + t**2 * end[1],
        )
        for t in (step / steps for step in range(steps + 1))
    ]


def encoded(image: Image.Image, kind: str) -> bytes:
    """The picture as a WEBP or PNG file."""
    buffer = BytesIO()
    if kind == "WEBP":
        image.save(buffer, "WEBP", quality=90, method=2)
    else:
        image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def round_cut(image: Image.Image) -> Image.Image:
    """A square picture cut to its inscribed circle, transparent around it."""
    side = image.width
    mask = Image.new("L", (side * SUPERSAMPLING, side * SUPERSAMPLING), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, mask.width - 1, mask.height - 1), fill=255)
    cut = image.convert("RGBA")
    cut.putalpha(mask.resize((side, side), Image.Resampling.BOX))
    return cut


def _rgb(colour: Colour) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _catmull_rom(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
