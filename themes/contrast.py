"""Contrast of two colours, by WCAG 2.2 (definitions of relative luminance and contrast ratio)."""

import re

_HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")


def relative_luminance(colour: str) -> float:
    """Luminance from 0 (black) to 1 (white) of `#rrggbb`. Raises ValueError on another form."""
    match = _HEX.fullmatch(colour)
    if match is None:
        raise ValueError(f"Not a colour of the form #rrggbb: {colour!r}")
    red, green, blue = (_linear(int(part, 16) / 255) for part in match.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(first: str, second: str) -> float:
    """Ratio from 1 (same colour) to 21 (black on white); the order does not matter."""
    lighter, darker = sorted((relative_luminance(first), relative_luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
