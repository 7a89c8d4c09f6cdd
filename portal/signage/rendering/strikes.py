"""Letters drawn point by point, read from BDF files (Adobe's Glyph Bitmap Distribution Format 2.1).

FreeType reads BDF too, but sets every letter in a cell of one width; a board has no columns to waste.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from PIL import Image


@dataclass(frozen=True)
class Glyph:
    """The points of one letter; `top` counts rows from the baseline, negative above it."""

    image: Image.Image
    top: int


@dataclass(frozen=True)
class Strike:
    """All letters of one size: `px` rows from the highest mark to the lowest."""

    px: int
    glyphs: dict[str, Glyph]

    @classmethod
    def read(cls, path: Path, *, px: int) -> Self:
        glyphs = {}
        for block in path.read_text(encoding="ascii").split("STARTCHAR")[1:]:
            lines = block.splitlines()
            values = {line.split(" ", 1)[0]: line.split()[1:] for line in lines if " " in line}
            width, height, _left, bottom = (int(value) for value in values["BBX"])
            start = lines.index("BITMAP") + 1
            rows = bytes.fromhex("".join(lines[start : start + height]))
            image = Image.frombytes("1", (width, height), rows)
            glyphs[chr(int(values["ENCODING"][0]))] = Glyph(image, -bottom - height)
        return cls(px, glyphs)

    @cached_property
    def gap(self) -> int:
        return 2 if self.px >= 20 else 1

    @cached_property
    def space(self) -> int:
        """Width of the space between two words, without the gaps beside it."""
        return max(2, round(self.px * 0.22))

    def width(self, text: str) -> int:
        drawn = [self._columns(character) for character in text]
        return sum(drawn) + self.gap * (len(drawn) - 1) if drawn else 0

    def rows(self, text: str) -> tuple[int, int]:
        """First row and the row after the last one, from the baseline; (0, 0) without ink."""
        glyphs = [
            self.glyphs[character] for character in text if character in self.glyphs and character != " "
        ]
        if not glyphs:
            return 0, 0
        return min(g.top for g in glyphs), max(g.top + g.image.height for g in glyphs)

    def draw(self, text: str) -> Image.Image:
        """The text in mode `1`, as wide as `width` and as high as `rows` say."""
        top, bottom = self.rows(text)
        image = Image.new("1", (max(1, self.width(text)), max(1, bottom - top)))
        x = 0
        for character in text:
            glyph = self.glyphs.get(character)
            if glyph is not None and character != " ":
                image.paste(glyph.image, (x, glyph.top - top))
            x += self._columns(character) + self.gap
        return image

    def _columns(self, character: str) -> int:
        glyph = self.glyphs.get(character)
        return self.space if character == " " or glyph is None else glyph.image.width
