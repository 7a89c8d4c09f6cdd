"""How each sub-site of the demonstration looks and is reached."""

from dataclasses import dataclass

from sites.enums import Level
from themes.enums import Pack

EMBLEMS = {
    Level.PROVINCE: "emblem_province",
    Level.DISTRICT: "emblem_district",
    Level.COMMUNE: "emblem_commune",
}
HOTLINE = "0272 1022"

# Real places, invented news: every page of every site says so in its foot.
REUSE_NOTICE = (
    "Trang trình diễn: tin bài được viết để minh họa, không phải thông tin chính thức. "
    "Demonstration site: its news is invented."
)


@dataclass(frozen=True)
class LookFacts:
    """Pack, own colours (`#rrggbb` or empty) and the drawing of the banner (or none)."""

    pack: Pack
    brand: str = ""
    brand_strong: str = ""
    banner: str = ""


LOOKS: dict[str, LookFacts] = {
    "80": LookFacts(Pack.MODERN, banner="banner_delta"),
    "807": LookFacts(Pack.TRADITIONAL, banner="banner_harbour"),
    "808": LookFacts(Pack.MODERN, "#1d6b3a", "#124527", banner="banner_orchard"),
    "28210": LookFacts(Pack.TRADITIONAL, banner="banner_delta"),
    "28213": LookFacts(Pack.TRADITIONAL),
    "28216": LookFacts(Pack.TRADITIONAL, "#8a1f5c", "#64143f", banner="banner_orchard"),
    "28219": LookFacts(Pack.CONTRAST),
    "28222": LookFacts(Pack.TRADITIONAL),
    "28225": LookFacts(Pack.TRADITIONAL, "#0f5c63", "#0a4349", banner="banner_coconuts"),
    "28228": LookFacts(Pack.TRADITIONAL, banner="banner_orchard"),
    "28231": LookFacts(Pack.TRADITIONAL, "#7a4310", "#59300a", banner="banner_paddies"),
    "28234": LookFacts(Pack.TRADITIONAL, banner="banner_paddies"),
    "28237": LookFacts(Pack.TRADITIONAL, banner="banner_orchard"),
    "28240": LookFacts(Pack.TRADITIONAL, "#1b4f8a", "#123862"),
    "28243": LookFacts(Pack.TRADITIONAL),
    "28246": LookFacts(Pack.MODERN, banner="banner_coconuts"),
}
