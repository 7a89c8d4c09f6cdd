"""Animations, videos and pictures of editors: what is taken, what is refused, and why."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from portal.signage.rendering.pictures import FRAME_BYTES, render_picture
from portal.signage.rendering.profiles import Profile
from portal.signage.rendering.uploads import check_media
from tests.portal.signage.rendering.frames_read import colors, ink_box, opened
from tests.portal.signage.rendering.video_files import box, make_video

BOARD = Profile(128, 64)


def saved(image, kind="PNG", **options) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def gif(width=128, height=64, frames=2, milliseconds=1000) -> bytes:
    images = [Image.new("P", (width, height), number) for number in range(frames)]
    for number, image in enumerate(images):
        image.putpalette([0, 0, 0, 255, 255, 255, 255, 0, 0])
        ImageDraw.Draw(image).point((number, number), 1)
    return saved(images[0], "GIF", save_all=True, append_images=images[1:], duration=milliseconds)


def checked(content, profile=BOARD):
    return check_media(SimpleUploadedFile("tin", content), profile)


def refusal(content, profile=BOARD) -> str:
    with pytest.raises(ValidationError) as caught:
        checked(content, profile)
    return caught.value.error_list[0].code


def test_an_animation_at_the_size_of_the_board_is_taken():
    content = gif(frames=3, milliseconds=1500)
    upload = SimpleUploadedFile("tin.gif", content)
    facts = check_media(upload, BOARD)
    assert (facts.content_type, facts.width, facts.height) == ("image/gif", 128, 64)
    assert (facts.seconds, facts.bytes) == (4.5, len(content))
    assert upload.read() == content, "left at its start"


def test_a_video_in_h264_is_taken():
    facts = checked(make_video(seconds=12))
    assert (facts.content_type, facts.width, facts.height, facts.seconds) == ("video/mp4", 128, 64, 12)
    assert checked(make_video(width=130, height=66), Profile(129, 65)).width == 130


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (saved(Image.new("RGB", (128, 64))), "kind"),
        (b"%PDF-1.7 and more", "kind"),
        (gif(width=64), "shape"),
        (gif(frames=4, milliseconds=100_000), "length"),
        (gif()[:200], "broken"),
        (b"GIF89a" + b"\0" * 50, "broken"),
        (gif() + b"PK\x05\x06" + b"\0" * 18, "polyglot"),
        (gif() + b"\0" * (1024 * 1024), "bytes"),
        (make_video(codec=b"hvc1"), "codec"),
        (make_video(width=126), "shape"),
        (make_video(width=130), "shape"),
        (make_video(seconds=301), "length"),
        (make_video(handler=b"soun"), "broken"),
        (make_video()[:-1], "broken"),
        (make_video()[:200], "broken"),
        (box(b"ftyp", b"isom" * 4), "broken"),
        (box(b"ftyp", b"isom" * 4) + struct.pack(">I4s", 3, b"moov"), "broken"),
        (make_video(filler=20 * 1024 * 1024), "bytes"),
    ],
)
def test_what_is_refused(content, code):
    assert refusal(content) == code


def test_every_cut_of_a_video_is_told_or_taken_and_never_an_error():
    content = make_video()
    for length in range(1, len(content), 7):
        assert refusal(content[:length]) in ("broken", "kind")


def test_a_picture_is_shown_whole_on_black():
    wide = saved(Image.new("RGB", (400, 100), (0, 0, 255)))
    frame = render_picture(wide, profile=BOARD)
    image = opened(frame)
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", (128, 64))
    assert ink_box(frame) == (0, 16, 128, 48)


def test_what_is_see_through_is_black():
    assert ink_box(render_picture(saved(Image.new("RGBA", (128, 64), (255, 0, 0, 0))), profile=BOARD)) is None


def test_a_picture_taken_on_its_side_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = Image.new("RGB", (64, 16), (255, 255, 255))
    frame = render_picture(saved(turned, "JPEG", exif=exif), profile=Profile(64, 64))
    left, top, right, bottom = ink_box(frame)
    assert bottom - top > right - left


@pytest.mark.parametrize(
    ("color", "allowed"),
    [
        ("mono", {(0, 0, 0), (255, 255, 255)}),
        ("dual", {(0, 0, 0), (255, 0, 0), (0, 255, 0), (255, 255, 0)}),
    ],
)
def test_boards_without_shades_get_dots(color, allowed):
    shades = Image.linear_gradient("L").convert("RGB")
    assert colors(render_picture(saved(shades), profile=Profile(64, 64, color))) <= allowed


def test_a_frame_of_a_detailed_picture_stays_below_its_limit():
    noise = Image.effect_noise((1024, 512), 40).convert("RGB")
    assert len(render_picture(saved(noise, "JPEG"), profile=Profile(1024, 512))) <= FRAME_BYTES


def bomb(width=60_000, height=60_000) -> bytes:
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * (20 * 1024 * 1024), "bytes", "Ảnh nặng 20,0 MB; nhiều nhất 15,0 MB."),
        (bomb(), "pixels", "Ảnh có quá nhiều điểm ảnh"),
        (bomb(9_000, 9_000), "pixels", "Ảnh có quá nhiều điểm ảnh"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind", "không phải ảnh"),
        (b"", "kind", "không phải ảnh"),
        (saved(Image.effect_noise((64, 64), 50))[:-400], "broken", "Ảnh bị hỏng"),
    ],
)
def test_pictures_that_are_refused(content, code, words, settings):
    settings.LANGUAGE_CODE = "vi"
    with pytest.raises(ValidationError) as caught:
        render_picture(content, profile=BOARD)
    assert caught.value.code == code
    assert words in caught.value.messages[0].replace("\xa0", " ")
