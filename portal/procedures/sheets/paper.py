"""A4 paper: margins, type, headings, numbered lines, QR codes. Knows nothing of procedures.

fpdf2 lays out; tables are not used, for a row of it may not be higher than a page and real rows are.
"""

import re
from dataclasses import dataclass
from typing import Any

import segno
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from portal.procedures.sheets.letters import BOLD, REGULAR, printable

FAMILY = "BeVietnamPro"
_MARGIN = 17.0
_FOOT = 16.0
_OWN_NUMBER = re.compile(r"\s*(?:bước\s+)?\d+\s*[.:)]", re.IGNORECASE)
_QUIET_MODULES = 4  # ISO/IEC 18004: the white border of a QR code
# However long a record is, a sheet ends: time and memory stay bounded.
LONGEST_SHEET = 400_000


@dataclass(frozen=True)
class Type:
    """Sizes in points."""

    body: float
    heading: float
    small: float


class Paper(FPDF):
    """Sheets of one file. `foot` stands at the bottom of each; `page_word` is "Page %(number)s/%(total)s".

    `remainder` is said once where a text was cut because the file would grow without end.
    """

    def __init__(self, *, sizes: Type, foot: str, page_word: str, remainder: str, title: str) -> None:
        super().__init__(orientation="portrait", unit="mm", format="A4")
        self.sizes = sizes
        self._foot, self._page_word, self._remainder = printable(foot), page_word, remainder
        self._left = LONGEST_SHEET
        self.add_font(FAMILY, "", REGULAR)
        self.add_font(FAMILY, "B", BOLD)
        self.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self.set_auto_page_break(True, _FOOT + 4)
        self.set_title(printable(title))
        self.set_lang("vi-VN")
        self.alias_nb_pages("{nb}")

    def footer(self) -> None:
        """Called by fpdf2 at the end of each page."""
        self.set_y(-_FOOT)
        self.set_draw_color(120)
        self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
        self.set_font(FAMILY, "", 8)
        self.set_y(-_FOOT + 2)
        number = self._page_word % {"number": self.page_no(), "total": "{nb}"}
        self.cell(self.epw - 25, 4, self._foot)
        self.cell(25, 4, number, align="R")

    def text_block(
        self, text: str, *, bold: bool = False, size: float = 0, indent: float = 0, **more: Any
    ) -> None:
        """A paragraph; line breaks of the text stay. Nothing for an empty text."""
        text = self._measured(text)
        if not text.strip():
            return
        size = size or self.sizes.body
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_x(self.l_margin + indent)
        align = more.pop("align", "L")
        self.multi_cell(
            self.epw - indent, size * 0.47, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT, **more
        )

    def heading(self, text: str) -> None:
        """A heading that does not stand alone at the foot of a page."""
        self._keep_together(self.sizes.heading * 0.5 + self.sizes.body * 1.2)
        self.ln(self.sizes.body * 0.22)
        self.text_block(text, bold=True, size=self.sizes.heading)
        self.ln(0.6)

    def subheading(self, text: str) -> None:
        self._keep_together(self.sizes.body * 1.6)
        self.text_block(text, bold=True)

    def numbered(self, lines: list[str]) -> None:
        """Lines with their numbers, or one line without."""
        if len(lines) == 1:
            self.text_block(lines[0])
            return
        for number, line in enumerate(lines, start=1):
            # Most national records number their steps themselves: "Bước 1: …".
            self.text_block(line if _OWN_NUMBER.match(line) else f"{number}. {line}")
            self.ln(0.5)

    def pair(self, label: str, value: str) -> None:
        """What it is, then what it says."""
        self.text_block(f"{label}: {value}")

    def qr(self, address: str, *, x: float, y: float, side: float) -> None:
        """The address as a QR code, as filled squares: sharp at any size, no picture in the file."""
        matrix = segno.make(address, error="m", micro=False, boost_error=False).matrix
        module = side / (len(matrix) + 2 * _QUIET_MODULES)
        self.set_fill_color(0)
        with self.local_context():
            for row, line in enumerate(matrix):
                for start, length in _dark_runs(line):
                    left = x + (start + _QUIET_MODULES) * module
                    self.rect(left, y + (row + _QUIET_MODULES) * module, length * module, module, style="F")

    def file(self) -> bytes:
        return bytes(self.output())

    def _keep_together(self, room: float) -> None:
        if self.will_page_break(room):
            self.add_page()

    def _measured(self, text: str) -> str:
        text = printable(text)
        if not self._left:
            return ""
        if len(text) > self._left:
            text, self._left = f"{text[: self._left]}… {printable(self._remainder)}", 0
        else:
            self._left -= len(text)
        return text


def _dark_runs(line: bytes | bytearray) -> list[tuple[int, int]]:
    """(start, length) of each run of dark modules: one rectangle a run leaves no hair lines."""
    runs: list[tuple[int, int]] = []
    for column, module in enumerate(line):
        if not module & 1:
            continue
        if runs and sum(runs[-1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((column, 1))
    return runs
