"""Reads frames point by point."""

from io import BytesIO

from PIL import Image

_NAMED = (
    "64x16 96x16 128x16 64x32 128x32 128x64 160x32 192x64 192x96 256x64 256x128 320x64 320x160 384x192 "
    "512x256 640x320 800x400 960x480 1024x512 1920x1080"
)
SIZES = [tuple(int(side) for side in name.split("x")) for name in _NAMED.split()]


def opened(frame: bytes) -> Image.Image:
    image = Image.open(BytesIO(frame))
    image.load()
    return image


def lit(frame: bytes) -> Image.Image:
    """Mode 1: the points that are not black."""
    return opened(frame).convert("L").point(lambda value: 255 if value else 0).convert("1")


def ink_box(frame: bytes) -> tuple[int, int, int, int] | None:
    return lit(frame).getbbox()


def colors(frame: bytes) -> set[tuple[int, int, int]]:
    image = opened(frame)
    return {color for _count, color in image.getcolors(1 << 24) or []}
