"""The token files: every pair of colours that meets is legible, in every pack and with own colours."""

import re
from pathlib import Path

import pytest

from themes import packs
from themes.contrast import contrast_ratio
from themes.enums import Pack
from themes.packs import PAIRS, own_colours_css, own_colours_digest, pack_of, pack_tokens, soft_colour

STYLES = Path(packs.__file__).parent / "static" / "themes" / "css"
COMPONENTS = re.sub(r"/\*.*?\*/", "", (STYLES / "portal.css").read_text(encoding="utf-8"), flags=re.DOTALL)
SCREEN = COMPONENTS.split("@media print")[0]


@pytest.mark.parametrize("pack", Pack)
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_every_pair_of_a_pack_is_legible(pack, front, ground, least):
    tokens = pack_tokens(pack)
    assert contrast_ratio(tokens.colour(front), tokens.colour(ground)) >= least


def test_packs_state_the_same_tokens():
    names = {pack: set(pack_tokens(pack).tokens) for pack in Pack}
    assert names[Pack.MODERN] == names[Pack.TRADITIONAL] == names[Pack.CONTRAST]


def test_components_write_no_colour():
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsl", SCREEN)


def test_components_use_only_tokens_that_exist():
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", COMPONENTS))
    own = set(re.findall(r"--([a-z0-9-]+)\s*:", COMPONENTS))
    assert used <= own | set(pack_tokens(Pack.MODERN).tokens)


@pytest.mark.parametrize("brand", ["#0b4f6c", "#a3161a", "#006400", "#767676", "#000000", "#5b21b6"])
@pytest.mark.parametrize("pack", [Pack.MODERN, Pack.TRADITIONAL])
def test_own_colours_stay_legible(brand, pack):
    tokens = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6});", own_colours_css(pack=pack, brand=brand)))
    ground = tokens.get("ground", pack_tokens(pack).colour("ground"))
    assert contrast_ratio(brand, tokens["brand-soft"]) >= 4.5
    assert contrast_ratio(brand, ground) >= 4.5
    assert contrast_ratio("#ffffff", tokens["brand-strong"]) >= 4.5
    assert contrast_ratio(pack_tokens(pack).colour("muted"), tokens["brand-soft"]) >= 4.5


def test_soft_colour_is_a_tenth_of_a_dark_brand():
    assert soft_colour("#000000") == "#e6e6e6"


def test_a_dark_colour_alone_replaces_only_itself():
    css = own_colours_css(pack=Pack.MODERN, brand_strong="#112233")
    assert css == ":root{--brand-strong:#112233;}\n"


def test_digest_changes_with_the_colours():
    first = own_colours_digest(pack=Pack.MODERN, brand="#0b4f6c")
    assert first != own_colours_digest(pack=Pack.MODERN, brand="#0b4f6d")
    assert re.fullmatch(r"[0-9a-f]{10}", first)


def test_unknown_pack_names_mean_the_modern_one():
    assert pack_of("traditional") is Pack.TRADITIONAL
    assert pack_of("../../etc") is Pack.MODERN
