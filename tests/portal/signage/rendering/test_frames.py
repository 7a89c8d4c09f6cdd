"""Acceptance test (o) of the contract, and what else a frame must be."""

import hashlib
import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from portal.signage.rendering.animations import AnimationTooLargeError, render_gif
from portal.signage.rendering.frames import MAX_PAGES, Style, layout_text, render_band, render_pages
from portal.signage.rendering.profiles import Profile
from portal.signage.rendering.typefaces import line_ink
from tests.portal.signage.rendering.frames_read import SIZES, colors, ink_box, lit, opened

MARKS = "Ẫ Ệ Ự Ỵ"
INVITATION = "Ủy ban nhân dân xã Thạnh Phú Long kính mời"
NOTICE = (
    "Ủy ban nhân dân xã Thạnh Phú Long kính mời toàn thể bà con đến dự lễ khánh thành cầu Rạch Đào lúc 8 giờ "
    "ngày 05/12/2026 tại ấp 3. Đề nghị để xe đúng nơi quy định."
)


def pages(text, width, height, color="rgb", emphasis="normal", **style):
    return render_pages(text, profile=Profile(width, height, color), style=Style(**style), emphasis=emphasis)


def unclipped(page) -> list[int]:
    """Lit points of the page's lines, each drawn where there is room all around it."""
    counts = []
    for line in page.lines:
        ink = line_ink(line.text, slug=page.typeface, px=page.font_px).image
        counts.append(sum(ink.convert("L").histogram()[1:]))
    return counts


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_frame_has_the_size_of_the_board_and_no_mark_is_cut(width, height):
    for color in ("mono", "rgb"):
        profile = Profile(width, height, color)
        (frame,) = render_pages(MARKS, profile=profile, style=Style())
        image = opened(frame)
        assert (image.format, image.mode, image.size) == ("PNG", "RGB", (width, height))
        assert image.info["srgb"] == 0
        assert "transparency" not in image.info
    # In mono each lit point of the words as they are is lit on the board.
    (page,) = layout_text(MARKS, profile=Profile(width, height, "mono"), style=Style())
    (mono,) = pages(MARKS, width, height, "mono")
    assert sum(lit(mono).convert("L").histogram()[1:]) == sum(unclipped(page))


@pytest.mark.parametrize("typeface", ["auto", "grid", "sans", "bold"])
@pytest.mark.parametrize("text", ["Ẫ Ệ Ự Ỵ", "Ắ Ổ ỹ ọ"])
def test_marks_are_whole_at_every_size_a_typeface_has(typeface, text):
    profile = Profile(320, 40, "mono")
    for px in (11, 13, 16, 20, 24, 26):
        (page, *others) = layout_text(text, profile=profile, style=Style(typeface, px))
        (frame, *_others) = render_pages(text, profile=profile, style=Style(typeface, px))
        assert not others
        assert sum(lit(frame).convert("L").histogram()[1:]) == sum(unclipped(page))


@pytest.mark.parametrize("emphasis", ["normal", "priority", "alert", "exercise"])
def test_boards_without_shades_get_full_colours_only(emphasis):
    # Large letters, where a full-colour board has shades.
    assert colors(pages(INVITATION, 320, 160, "mono", emphasis)[0]) == {(0, 0, 0), (255, 255, 255)}
    dual = colors(pages(INVITATION, 320, 160, "dual", emphasis)[0])
    assert dual <= {(0, 0, 0), (255, 0, 0), (0, 255, 0), (255, 255, 0)}
    assert len(colors(pages(INVITATION, 320, 160, "rgb", emphasis)[0])) > 4


def test_the_same_input_gives_the_same_bytes_in_another_process():
    code = (
        "import hashlib, sys\n"
        "from portal.signage.rendering.frames import Style, render_pages\n"
        "from portal.signage.rendering.profiles import Profile\n"
        "profile = Profile(192, 64, 'rgb')\n"
        "frames = render_pages(sys.argv[1], profile=profile, style=Style(), emphasis='alert')\n"
        "print(hashlib.sha256(b''.join(frames)).hexdigest())"
    )
    run = subprocess.run([sys.executable, "-c", code, NOTICE], capture_output=True, text=True, check=True)
    here = hashlib.sha256(b"".join(pages(NOTICE, 192, 64, "rgb", "alert"))).hexdigest()
    assert run.stdout.strip() == here


@pytest.mark.parametrize(("width", "height"), [(64, 16), (96, 24), (128, 32), (128, 64), (640, 320)])
def test_pages_hold_every_word_in_order_and_lines_stay_on_the_board(width, height):
    profile = Profile(width, height, "mono")
    laid_out = layout_text(INVITATION, profile=profile, style=Style())
    assert " ".join(page.text for page in laid_out) == INVITATION
    assert not laid_out[-1].is_cut
    for page in laid_out:
        for line in page.lines:
            assert line.left >= 0
            assert line.left + line.width <= width
            assert line.baseline + line.top >= 0
            assert line.baseline + line.bottom <= height
        below = [line.baseline + line.top for line in page.lines[1:]]
        above = [line.baseline + line.bottom for line in page.lines]
        assert all(low < high for low, high in zip(above, below, strict=False)), "lines touch"


def test_a_text_longer_than_all_pages_ends_in_dots():
    laid_out = layout_text(NOTICE, profile=Profile(64, 16), style=Style())
    assert len(laid_out) == MAX_PAGES
    assert laid_out[-1].is_cut
    assert laid_out[-1].text.endswith("…")
    assert NOTICE.startswith(" ".join(page.text for page in laid_out)[:-1])


def test_few_words_are_large():
    few = layout_text("Tạm nghỉ", profile=Profile(256, 128), style=Style())
    many = layout_text(NOTICE, profile=Profile(256, 128), style=Style())
    assert few[0].font_px > 1.5 * many[0].font_px


def test_a_word_wider_than_the_board_goes_on_in_the_next_line():
    laid_out = layout_text("nghiêng", profile=Profile(24, 64), style=Style())
    assert "".join(line.text for page in laid_out for line in page.lines) == "nghiêng"


@pytest.mark.parametrize(("align", "side"), [("left", 0), ("right", 2)])
def test_words_stand_where_they_are_put(align, side):
    box = ink_box(pages("Chợ", 256, 32, "mono", align=align)[0])
    edge = {0: 4, 2: 256 - 4}[side]
    assert box[side] == edge


def test_alerts_look_unlike_other_messages():
    for color in ("mono", "dual", "rgb"):
        for height in (16, 32, 64):
            seen = {
                pages("Lũ", 128, height, color, emphasis)[0] for emphasis in ("normal", "alert", "exercise")
            }
            assert len(seen) == 3
    corners = opened(pages("Lũ", 128, 32, "rgb", "alert")[0])
    assert [corners.getpixel(at) for at in ((0, 0), (127, 31), (4, 4))] == [(255, 255, 0)] * 2 + [(200, 0, 0)]


@pytest.mark.parametrize(
    ("width", "height"), [(64, 8), (32, 16), (64, 16), (160, 16), (64, 32), (128, 64), (1920, 1080)]
)
def test_every_page_of_an_exercise_says_so(width, height):
    """The frame of no words holds those of the exercise; each frame has all its points lit."""
    said = [lit(frame) for frame in pages("", width, height, "mono", "exercise")]
    assert said[0].getbbox() is not None
    for text in (INVITATION, "KHẨN: Mưa lũ, sơ tán ngay"):
        frames = pages(text, width, height, "mono", "exercise")
        for number, frame in enumerate(frames):
            words = said[number % len(said)]
            assert ImageChops.logical_and(lit(frame), words).tobytes() == words.tobytes()


def test_a_board_too_small_for_both_shows_the_words_of_the_exercise_only():
    assert pages("KHẨN: Mưa lũ", 64, 16, emphasis="exercise") == pages(
        "Khác hẳn", 64, 16, emphasis="exercise"
    )
    assert pages("KHẨN: Mưa lũ", 64, 32, emphasis="exercise") != pages(
        "Khác hẳn", 64, 32, emphasis="exercise"
    )


def test_a_board_too_low_for_marks_shows_words_without_them():
    assert pages("Đường Lũ", 128, 8) == pages("Duong Lu", 128, 8)
    assert ink_box(pages("Đường Lũ", 128, 8)[0]) is not None


@pytest.mark.parametrize("position", ["top", "bottom"])
def test_a_band_covers_a_third_and_leaves_the_rest(position):
    profile = Profile(192, 96, "rgb")
    (frame,) = pages(INVITATION, 192, 96)
    (banded,) = render_band(frame, "Mưa lũ", profile=profile, position=position)
    image, before = opened(banded), opened(frame)
    assert image.size == (192, 96)
    free = (0, 33, 192, 96) if position == "top" else (0, 0, 192, 63)
    covered = (0, 0, 192, 32) if position == "top" else (0, 64, 192, 96)
    assert image.crop(free).tobytes() == before.crop(free).tobytes()
    assert (200, 0, 0) in {color for _count, color in image.crop(covered).getcolors(1 << 16)}


def test_a_band_of_a_low_board_has_the_rows_its_marks_need():
    profile = Profile(128, 32, "mono")
    out = BytesIO()
    Image.new("RGB", (128, 32)).save(out, "PNG")
    banded = render_band(out.getvalue(), MARKS, profile=profile)
    box = ink_box(banded[0])
    assert (box[1], box[3]) == (32 - 15, 32)


def test_pages_become_one_animation_of_their_own_colours():
    frames = pages(NOTICE, 128, 64, "dual", "priority")
    assert len(frames) > 1
    animation = Image.open(BytesIO(render_gif(frames, 5)))
    assert (animation.size, animation.n_frames, animation.info["loop"]) == ((128, 64), len(frames), 0)
    for number, frame in enumerate(frames):
        animation.seek(number)
        assert animation.info["duration"] == 5000
        assert animation.convert("RGB").tobytes() == opened(frame).tobytes()
    assert render_gif(frames, 5) == render_gif(frames, 5)


def test_an_animation_that_is_too_large_is_refused():
    out = BytesIO()
    Image.effect_noise((512, 512), 80).convert("RGB").save(out, "PNG")
    noise, plain = out.getvalue(), pages("Lũ", 512, 512)[0]
    with pytest.raises(AnimationTooLargeError):
        render_gif([noise, plain] * 8, 5)
    with pytest.raises(ValueError, match="needs a page"):
        render_gif([], 5)


def test_no_typeface_is_the_one_chosen_for_the_board():
    assert pages("Lũ", 128, 32, typeface="") == pages("Lũ", 128, 32)
    with pytest.raises(ValueError, match="no typeface"):
        pages("Lũ", 128, 32, typeface="roboto")


def test_a_size_that_the_board_cannot_show_becomes_the_nearest_it_can():
    assert pages("Ẫ", 128, 32, typeface="sans", font_px=90) == pages(
        "Ẫ", 128, 32, typeface="sans", font_px=22
    )
    assert pages("Ẫ", 128, 32, typeface="grid", font_px=15) == pages(
        "Ẫ", 128, 32, typeface="grid", font_px=13
    )
