"""The preview on the exact grid."""

from io import BytesIO

import pytest
from PIL import Image

from portal.signage.rendering.dots import render_grid
from tests.portal.signage.rendering.frames_read import opened


def board(width, height, *points) -> bytes:
    image = Image.new("RGB", (width, height))
    for point in points:
        image.putpixel(point, (255, 0, 0))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_each_light_is_a_round_dot_on_black():
    preview = opened(render_grid(board(64, 16, (2, 1)), dot_px=8))
    assert preview.size == (512, 128)
    assert preview.getpixel((2 * 8 + 4, 1 * 8 + 4))[0] == 255
    assert preview.getpixel((2 * 8, 1 * 8)) == (0, 0, 0), "corners of a light are dark"
    unlit = preview.getpixel((4, 4))
    assert unlit[0] == unlit[1] == unlit[2]
    assert 0 < unlit[0] < 40
    assert preview.getpixel((511 - 4, 127 - 4)) == unlit, "the last light is drawn too"


@pytest.mark.parametrize(
    ("width", "height", "shown"), [(64, 16, (768, 192)), (320, 160, (1920, 960)), (1920, 1080, (1920, 1080))]
)
def test_a_preview_is_as_large_as_a_screen_takes(width, height, shown):
    assert opened(render_grid(board(width, height))).size == shown
