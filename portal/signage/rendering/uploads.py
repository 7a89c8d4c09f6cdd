"""Animations and videos that editors send for a board: what is taken, and why the rest is not.

Nothing is changed or made smaller here: a board plays the file as it came. Pictures go through `pictures`.
"""

from dataclasses import dataclass
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image

from portal.signage.rendering.animations import GIF_BYTES
from portal.signage.rendering.mp4_boxes import UnreadableVideoError, read_video
from portal.signage.rendering.pictures import PICTURE_PIXELS
from portal.signage.rendering.profiles import Profile

VIDEO_BYTES = 20 * 1024 * 1024
LONGEST_SECONDS = 300

_EMPTY = _("The file is empty.")
_WRONG_KIND = _("A board plays GIF animations and MP4 videos. This file is neither.")
_TOO_LARGE = _("The file is %(size)s; at most %(limit)s for this kind.")
_WRONG_SHAPE = _(
    "The file is %(width)s × %(height)s points, the board %(board_width)s × %(board_height)s. "
    "Save it again at the size of the board."
)
_TOO_LONG = _("It plays for %(seconds)s seconds; at most %(limit)s.")
_BROKEN_GIF = _("The animation is damaged or incomplete. Save it again and upload it once more.")
_BROKEN_VIDEO = _("The video is damaged or incomplete, or no MP4. Save it again and upload it once more.")
_WRONG_CODEC = _("The video is coded as %(codec)s; boards play H.264 only. Save it again as MP4 (H.264).")
_TWO_KINDS = _("The file is two kinds of file at once, which is a way to smuggle in a program.")

_ZIP_ENDS = b"PK\x05\x06"


@dataclass(frozen=True)
class MediaFacts:
    """What a file is by its content; `seconds` of one run."""

    content_type: str
    width: int
    height: int
    seconds: float
    bytes: int


def check_media(upload: UploadedFile, profile: Profile) -> MediaFacts:
    """A GIF of at most 1 MB or an MP4 (H.264) of at most 20 MB, at the size of the board.

    A video's sides may be one point larger, for H.264 knows even sides only. Leaves the file at its start.
    Raises ValidationError with a text for the editor.
    """
    size = upload.size or 0
    if not size:
        raise ValidationError(_EMPTY, code="empty")
    file: IO[bytes] = upload.file  # type: ignore[assignment]
    try:
        file.seek(0)
        start = file.read(12)
        if start.startswith((b"GIF87a", b"GIF89a")):
            return _animation(file, size, profile)
        if start[4:8] == b"ftyp":
            return _video(file, size, profile)
        raise ValidationError(_WRONG_KIND, code="kind")
    finally:
        file.seek(0)


def _animation(file: IO[bytes], size: int, profile: Profile) -> MediaFacts:
    _size_check(size, GIF_BYTES)
    file.seek(0)
    content = file.read()
    if _ZIP_ENDS in content[-65_557:]:  # a ZIP is read from its end (APPNOTE.TXT 4.3.16)
        raise ValidationError(_TWO_KINDS, code="polyglot")
    file.seek(0)
    milliseconds = 0
    try:
        with Image.open(file, formats=("GIF",)) as animation:
            _shape_check(animation.width, animation.height, profile, spare=0)
            frames = getattr(animation, "n_frames", 1)
            if frames * profile.width * profile.height > PICTURE_PIXELS:
                raise ValidationError(_BROKEN_GIF, code="pixels")
            for number in range(frames):
                animation.seek(number)
                animation.load()
                milliseconds += animation.info.get("duration", 0)
    except ValidationError:
        raise
    except Exception as error:  # Pillow's readers raise whatever the broken bytes lead them to
        raise ValidationError(_BROKEN_GIF, code="broken") from error
    _length_check(milliseconds / 1000)
    return MediaFacts("image/gif", profile.width, profile.height, milliseconds / 1000, size)


def _video(file: IO[bytes], size: int, profile: Profile) -> MediaFacts:
    _size_check(size, VIDEO_BYTES)
    try:
        video = read_video(file, size=size)
    except UnreadableVideoError as error:
        raise ValidationError(_BROKEN_VIDEO, code="broken") from error
    if not video.is_h264:
        raise ValidationError(_WRONG_CODEC, code="codec", params={"codec": video.codec})
    _shape_check(video.width, video.height, profile, spare=1)
    _length_check(video.seconds)
    return MediaFacts("video/mp4", video.width, video.height, video.seconds, size)


def _size_check(size: int, limit: int) -> None:
    if size > limit:
        values = {"size": filesizeformat(size), "limit": filesizeformat(limit)}
        raise ValidationError(_TOO_LARGE, code="bytes", params=values)


def _shape_check(width: int, height: int, profile: Profile, *, spare: int) -> None:
    if 0 <= width - profile.width <= spare and 0 <= height - profile.height <= spare:
        return
    values = {
        "width": width,
        "height": height,
        "board_width": profile.width,
        "board_height": profile.height,
    }
    raise ValidationError(_WRONG_SHAPE, code="shape", params=values)


def _length_check(seconds: float) -> None:
    if seconds > LONGEST_SECONDS:
        values = {"seconds": round(seconds), "limit": LONGEST_SECONDS}
        raise ValidationError(_TOO_LONG, code="length", params=values)
