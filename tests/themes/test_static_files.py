"""Style sheets, script and fonts: complete, small, with their licences, nothing from outside."""

import gzip
import re
from pathlib import Path

import pytest

import themes

ROOT = Path(themes.__file__).parent
STATIC = ROOT / "static" / "themes"
SHEETS = sorted(STATIC.rglob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_style_sheets_name_only_files_that_are_here(sheet):
    for address in re.findall(r'url\("?([^")]+)"?\)', sheet.read_text(encoding="utf-8")):
        if not address.startswith("data:"):
            assert (sheet.parent / address).resolve().is_file()


def test_what_every_page_loads_is_small():
    sheets = [STATIC / "css" / "portal.css", STATIC / "css" / "packs" / "traditional.css"]
    assert sum(path.stat().st_size for path in sheets) < 40_000
    assert (STATIC / "js" / "portal.js").stat().st_size < 3_000
    fonts = sum(path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2"))
    texts = sum(len(gzip.compress(path.read_bytes())) for path in [*sheets, STATIC / "js" / "portal.js"])
    assert fonts + texts < 80_000


def test_licences_travel_with_fonts_and_icons():
    assert "SIL Open Font License" in (STATIC / "fonts" / "LICENSE").read_text(encoding="utf-8")
    assert "ISC License" in (ROOT / "icons" / "LICENSE").read_text(encoding="utf-8")


def test_headings_leave_room_for_two_vietnamese_marks():
    css = (STATIC / "css" / "portal.css").read_text(encoding="utf-8")
    heights = [float(value) for value in re.findall(r"line-height:\s*([\d.]+)", css)]
    assert min(heights) >= 1.3
