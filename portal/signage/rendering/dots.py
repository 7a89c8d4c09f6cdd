"""How a frame looks on the board: every point a round light on black, for preview in the admin."""

from io import BytesIO

from PIL import Image, ImageChops, ImageDraw

from portal.signage.rendering.frames import png_bytes

_WIDEST = 2048  # of the preview; a larger board gets smaller lights
_LARGEST_LIGHT = 12
_UNLIT = (22, 22, 22)
_OVERSAMPLED = 4


def light_size(width: int, height: int) -> int:
    """Points of the preview per light of the board: at least 1, at most 12."""
    return max(1, min(_LARGEST_LIGHT, _WIDEST // max(width, height)))


def render_grid(frame: bytes, dot_px: int | None = None) -> bytes:
    """The frame enlarged to lights of `dot_px` points each, as PNG; None: as large as a screen takes.

    Never wider or higher than 2048 points, unless the board itself is; unlit lights are dark grey. Below 3
    points a light has no shape and is a square.
    """
    with Image.open(BytesIO(frame)) as opened:
        board = opened.convert("RGB")
    most = light_size(*board.size)
    size = most if dot_px is None else max(1, min(dot_px, most))
    if size == 1:
        return png_bytes(board)
    lit = ImageChops.lighter(board, Image.new("RGB", board.size, _UNLIT))
    enlarged = lit.resize((board.width * size, board.height * size), Image.Resampling.NEAREST)
    if size < 3:
        return png_bytes(enlarged)
    return png_bytes(ImageChops.multiply(enlarged, _lights(enlarged.size, size)))


def _lights(shape: tuple[int, int], size: int) -> Image.Image:
    large = size * _OVERSAMPLED
    light = Image.new("L", (large, large))
    edge = large // 12
    ImageDraw.Draw(light).ellipse((edge, edge, large - 1 - edge, large - 1 - edge), fill=255)
    mask = Image.new("L", shape)
    mask.paste(light.resize((size, size), Image.Resampling.BOX), (0, 0))
    filled_x, filled_y = size, size
    while filled_x < shape[0]:  # doubling: a large board has millions of lights
        mask.paste(mask.crop((0, 0, filled_x, size)), (filled_x, 0))
        filled_x *= 2
    while filled_y < shape[1]:
        mask.paste(mask.crop((0, 0, shape[0], filled_y)), (0, filled_y))
        filled_y *= 2
    return Image.merge("RGB", (mask, mask, mask))
