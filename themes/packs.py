"""The token files of the packs, and the own colours that replace some of their tokens.

The style sheets are the only place where a colour is written; this module reads them. It knows
nothing of sites or pages.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from themes.contrast import contrast_ratio
from themes.enums import Pack

MINIMUM_TEXT_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
MINIMUM_EDGE_CONTRAST = 3.0  # WCAG 2.2, 1.4.11
PAPER = "#ffffff"
BLACK = "#000000"

TOKEN_FOLDER = Path(__file__).parent / "static" / "themes" / "css" / "packs"

# Which colours meet on the page: (front, ground, least ratio). `portal.css` puts no others together.
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((front, ground, MINIMUM_TEXT_CONTRAST) for front in ("ink", "muted", "brand")
      for ground in ("paper", "ground", "brand-soft")),
    ("on-band", "band", MINIMUM_TEXT_CONTRAST),
    ("on-band", "bar", MINIMUM_TEXT_CONTRAST),
    ("on-brand", "brand", MINIMUM_TEXT_CONTRAST),
    ("on-gold", "gold", MINIMUM_TEXT_CONTRAST),
    ("ok", "ok-soft", MINIMUM_TEXT_CONTRAST),
    ("ink", "warn-soft", MINIMUM_TEXT_CONTRAST),
    ("warn", "warn-soft", MINIMUM_TEXT_CONTRAST),
    ("fault", "paper", MINIMUM_TEXT_CONTRAST),
    ("ink", "ok-soft", MINIMUM_TEXT_CONTRAST),
    *(("edge", ground, MINIMUM_EDGE_CONTRAST) for ground in ("paper", "ground", "brand-soft")),
    *(("focus", ground, MINIMUM_EDGE_CONTRAST) for ground in ("paper", "ground", "brand-soft", "warn-soft")),
    ("focus-on-band", "band", MINIMUM_EDGE_CONTRAST),
    ("focus-on-band", "bar", MINIMUM_EDGE_CONTRAST),
)  # fmt: skip

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT_RULE = re.compile(r":root\s*\{([^}]*)\}")
_TOKEN = re.compile(r"--([a-z0-9-]+)\s*:\s*([^;]+);")
_REFERENCE = re.compile(r"var\(--([a-z0-9-]+)\)")


@dataclass(frozen=True)
class PackTokens:
    """The tokens of one pack as its style sheet states them, without the leading dashes."""

    pack: Pack
    tokens: dict[str, str]

    def colour(self, name: str) -> str:
        """The value of a colour token as `#rrggbb`; references to other tokens are followed.

        Raises KeyError for an unknown token.
        """
        value = self.tokens[name].strip().lower()
        reference = _REFERENCE.fullmatch(value)
        if reference:
            return self.colour(reference.group(1))
        if re.fullmatch(r"#[0-9a-f]{3}", value):
            return "#" + "".join(2 * digit for digit in value[1:])
        return value


@cache
def pack_tokens(pack: Pack) -> PackTokens:
    """Read a pack's file, once per process."""
    sheet = _COMMENT.sub("", (TOKEN_FOLDER / f"{pack.value.lower()}.css").read_text(encoding="utf-8"))
    found = {
        name: value.strip() for rule in _ROOT_RULE.findall(sheet) for name, value in _TOKEN.findall(rule)
    }
    return PackTokens(pack, found)


def pack_of(name: str) -> Pack:
    """The pack of this name in either case; the modern one when the name is unknown."""
    return Pack(name.upper()) if name.upper() in Pack.values else Pack.MODERN


def own_colours_css(*, pack: Pack, brand: str = "", brand_strong: str = "") -> str:
    """A style sheet that replaces the brand tokens of `pack`; colours are `#rrggbb` or empty.

    A missing dark colour is the main one darkened. The soft ground is as strong as text in the
    main colour still reads on it at 4.5 : 1; where the pack's grey ground would be too dark for
    that text, paper takes its place.
    """
    tokens: dict[str, str] = {}
    if brand:
        tokens["brand"] = brand.lower()
        tokens["brand-strong"] = (brand_strong or _mix(brand, BLACK, 0.3)).lower()
        tokens["brand-soft"] = soft_colour(brand)
        tokens["soft-line"] = _mix(PAPER, brand, 0.28)
        if contrast_ratio(brand, pack_tokens(pack).colour("ground")) < MINIMUM_TEXT_CONTRAST:
            tokens["ground"] = PAPER
    elif brand_strong:
        tokens["brand-strong"] = brand_strong.lower()
    return ":root{" + "".join(f"--{name}:{value};" for name, value in tokens.items()) + "}\n"


def own_colours_digest(*, pack: Pack, brand: str = "", brand_strong: str = "") -> str:
    """Ten hexadecimal digits that change whenever the style sheet does."""
    sheet = own_colours_css(pack=pack, brand=brand, brand_strong=brand_strong)
    return hashlib.sha256(sheet.encode()).hexdigest()[:10]


def soft_colour(brand: str) -> str:
    """The strongest tint of `brand`, at most a tenth, on which `brand` itself is legible."""
    for percent in range(10, 0, -1):
        tint = _mix(PAPER, brand, percent / 100)
        if contrast_ratio(brand, tint) >= MINIMUM_TEXT_CONTRAST:
            return tint
    return PAPER


def _mix(first: str, second: str, share: float) -> str:
    """`first` with `share` (0 to 1) of `second` in it."""
    channels = (
        round(int(first[at : at + 2], 16) * (1 - share) + int(second[at : at + 2], 16) * share)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)
