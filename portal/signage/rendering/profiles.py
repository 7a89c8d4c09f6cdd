"""What a board can show: its grid of lights and their colours. Knows no board of the database."""

from dataclasses import dataclass
from typing import Literal, get_args

Color = Literal["mono", "dual", "rgb"]
Emphasis = Literal["normal", "priority", "alert", "exercise"]

WIDTHS = (16, 4096)
HEIGHTS = (8, 4096)


@dataclass(frozen=True)
class Profile:
    """A grid of `width` × `height` lights; `dual` has a red and a green light in each point.

    Raises ValueError outside 16-4096 × 8-4096, or for another colour.
    """

    width: int
    height: int
    color: Color = "rgb"

    def __post_init__(self) -> None:
        if not WIDTHS[0] <= self.width <= WIDTHS[1] or not HEIGHTS[0] <= self.height <= HEIGHTS[1]:
            raise ValueError(f"no board has {self.width} × {self.height} points")
        if self.color not in get_args(Color):
            raise ValueError(f"no board has the colours {self.color!r}")

    @property
    def shows_shades(self) -> bool:
        return self.color == "rgb"
