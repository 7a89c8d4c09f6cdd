"""Several pages in one file, for boards that take one file a message."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image

GIF_BYTES = 1024 * 1024


class AnimationTooLargeError(ValueError):
    """The pages do not go into one GIF of 1 MB; send them one by one."""


def render_gif(pages: Sequence[bytes], seconds_each: float) -> bytes:
    """An endless GIF of PNG pages of one size. Raises AnimationTooLargeError, ValueError without pages."""
    if not pages:
        raise ValueError("an animation needs a page")
    frames = [_indexed(page) for page in pages]
    out = BytesIO()
    frames[0].save(
        out,
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=round(seconds_each * 100) * 10,  # GIF counts hundredths of a second, Pillow thousandths
        loop=0,
        disposal=1,
        optimize=False,
    )
    if out.tell() > GIF_BYTES:
        raise AnimationTooLargeError(f"{out.tell()} bytes")
    return out.getvalue()


def _indexed(page: bytes) -> Image.Image:
    with Image.open(BytesIO(page)) as opened:
        image = opened.convert("RGB")
    return image.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
