"""Pictures of editors on the grid of a board: fitted, never cut, in colours the board has.

Checks by content, never by name: kind, size in bytes and in points, wholeness.
"""

import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageEnhance, ImageOps

from portal.signage.rendering.frames import png_bytes
from portal.signage.rendering.profiles import Profile

PICTURE_BYTES = 15 * 1024 * 1024  # what an editor may send in
FRAME_BYTES = 512 * 1024  # what a board is sent
PICTURE_PIXELS = 64_000_000
KINDS = ("PNG", "JPEG", "GIF", "WEBP")

_TOO_LARGE = _("The picture is %(size)s; at most %(limit)s. Make it smaller and send it again.")
_TOO_MANY_PIXELS = _("The picture has too many pixels (at most %(limit)s million). Make it smaller first.")
_NO_PICTURE = _("This is no picture that a board can show. Use PNG, JPEG, GIF or WebP.")
_BROKEN = _("The picture is damaged or incomplete. Save it again and upload it once more.")
_TOO_DETAILED = _("The picture has too much detail for this board. Use a simpler one.")

_DUAL_PALETTE = (0, 0, 0, 255, 0, 0, 0, 255, 0, 255, 255, 0)
_COLORS_TRIED = (256, 128, 64, 32, 16)


def render_picture(content: bytes, *, profile: Profile) -> bytes:
    """The whole picture on black at the board's exact size: PNG without alpha, at most 512 KB.

    `mono` and `dual` boards get full colours in a dot pattern. Raises ValidationError with a text for the
    editor: more than 15 MB, more than 64 million pixels, no picture, a broken picture, too much detail.
    """
    picture = _opened(content)
    fitted = ImageOps.contain(picture, (profile.width, profile.height), Image.Resampling.LANCZOS)
    image = Image.new("RGB", (profile.width, profile.height))
    image.paste(fitted, ((profile.width - fitted.width) // 2, (profile.height - fitted.height) // 2))
    if profile.color == "mono":
        return png_bytes(ImageOps.autocontrast(image.convert("L"), cutoff=1).convert("1").convert("RGB"))
    if profile.color == "dual":
        palette = Image.new("P", (1, 1))
        palette.putpalette(_DUAL_PALETTE)
        vivid = ImageEnhance.Color(image).enhance(1.5)
        return png_bytes(vivid.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG).convert("RGB"))
    return _small_enough(image)


def _opened(content: bytes) -> Image.Image:
    if len(content) > PICTURE_BYTES:
        values = {"size": filesizeformat(len(content)), "limit": filesizeformat(PICTURE_BYTES)}
        raise ValidationError(_TOO_LARGE, code="bytes", params=values)
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(content), formats=KINDS) as picture:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            if picture.width * picture.height > PICTURE_PIXELS:
                raise _too_many_pixels()
            picture.load()
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Image.UnidentifiedImageError as error:
        raise ValidationError(_NO_PICTURE, code="kind") from error
    except Exception as error:  # Pillow's readers raise whatever the broken bytes lead them to
        raise ValidationError(_BROKEN, code="broken") from error
    ground = Image.new("RGBA", upright.size, (0, 0, 0, 255))
    return Image.alpha_composite(ground, upright).convert("RGB")


def _too_many_pixels() -> ValidationError:
    return ValidationError(_TOO_MANY_PIXELS, code="pixels", params={"limit": PICTURE_PIXELS // 1_000_000})


def _small_enough(image: Image.Image) -> bytes:
    content = png_bytes(image)
    for colors in _COLORS_TRIED:
        if len(content) <= FRAME_BYTES:
            return content
        content = png_bytes(image.quantize(colors, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE))
    if len(content) <= FRAME_BYTES:
        return content
    raise ValidationError(_TOO_DETAILED, code="detail")
