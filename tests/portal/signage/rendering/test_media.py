"""Files of boards: kept once, served for ever, cleared away when nothing shows them."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from portal.signage.enums import MessageClass
from portal.signage.models import MediaFile, MessageVersion, Rendition
from portal.signage.playlists import look_of_version
from portal.signage.rendering.frames import RENDERER_VERSION, Style, png_bytes, render_pages
from portal.signage.rendering.profiles import Profile
from portal.signage.rendering.pruning import media_prune
from portal.signage.rendering.store import files_on_disk, media_keep
from tests.portal.signage.rendering.video_files import make_video
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
NOW = timezone.now().replace(microsecond=0)
OLD = NOW - timedelta(days=91)


@pytest.fixture(autouse=True)
def media_root(tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


def frame(text="Lũ") -> bytes:
    return render_pages(text, profile=Profile(64, 16), style=Style())[0]


def keep(content=None, content_type="image/png", now=NOW) -> MediaFile:
    return media_keep(content=content or frame(), content_type=content_type, now=now)


def fetch(client, media, method="get", name=None, **headers):
    return getattr(client, method)(f"/signage/v1/m/{name or media.name}", headers=headers)


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_same_content_is_one_file():
    first, again, other = keep(), keep(now=NOW + timedelta(days=1)), keep(frame("Bão"))
    assert first.pk == again.pk != other.pk
    assert (first.width, first.height, first.bytes) == (64, 16, len(frame()))
    assert len(list(files_on_disk())) == 2


def test_a_lost_file_comes_back_with_its_content(client):
    media = keep()
    next(files_on_disk()).unlink()
    assert fetch(client, media).status_code == 404
    keep()
    assert body(fetch(client, media)) == frame()


def test_a_video_is_kept_with_its_size():
    media = keep(make_video(), "video/mp4")
    assert (media.width, media.height, media.name[-4:]) == (128, 64, ".mp4")


@pytest.mark.parametrize(("content", "kind"), [(b"", "image/png"), (b"x", "text/html")])
def test_only_files_for_boards_are_kept(content, kind):
    with pytest.raises(ValueError, match="no file for boards"):
        media_keep(content=content, content_type=kind, now=NOW)
    assert not list(files_on_disk())


def test_writing_that_breaks_off_leaves_nothing(monkeypatch):
    def fail(self, target):
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        keep()
    assert not list(files_on_disk())
    assert not MediaFile.objects.exists()


def test_a_file_is_served_for_ever_without_a_query(client):
    media = keep()
    with assert_queries(0, "its address is its content"):
        response = fetch(client, media)
    assert response.status_code == 200
    assert body(response) == frame()
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["ETag"] == f'"{media.sha256}"'
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == str(media.bytes)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response
    assert "Cookie" not in response.get("Vary", "")


def test_head_says_what_get_says(client):
    media = keep()
    got, head = fetch(client, media), fetch(client, media, "head")
    assert body(head) == b""
    assert dict(head.headers) == dict(got.headers)
    ranged = fetch(client, media, "head", Range="bytes=0-3")
    assert (ranged.status_code, ranged["Content-Length"]) == (200, str(media.bytes))


@pytest.mark.parametrize("tag", ['"{sha}"', 'W/"{sha}"', '"x", "{sha}"', "*"])
def test_what_a_board_has_is_not_sent_again(client, tag):
    media = keep()
    response = fetch(client, media, **{"If-None-Match": tag.format(sha=media.sha256)})
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == f'"{media.sha256}"'
    assert "immutable" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=10-", 10, -1),
        ("bytes=-5", -5, -1),
        ("bytes=5-999999", 5, -1),
        ("bytes=-999999", 0, -1),
    ],
)
def test_a_part_is_sent_when_asked_for(client, asked, first, last):
    media = keep()
    response = fetch(client, media, Range=asked)
    content = frame()
    first, last = first % len(content), last % len(content)
    assert response.status_code == 206
    assert body(response) == content[first : last + 1]
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(content)}"
    assert response["Content-Length"] == str(last + 1 - first)
    assert response["ETag"] == f'"{media.sha256}"'


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=999999-1000000", "bytes=-0"])
def test_a_part_behind_the_end_is_refused(client, asked):
    response = fetch(client, keep(), Range=asked)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(frame())}"
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=9-2", "bytes=-", "bytes=a-b", "bytes=" + "9" * 5000 + "-"]
)
def test_other_ranges_are_answered_with_the_whole(client, asked):
    response = fetch(client, keep(), Range=asked)
    assert (response.status_code, body(response)) == (200, frame())


def test_a_part_of_another_file_is_not_joined_to_this_one(client):
    media = keep()
    same = fetch(client, media, Range="bytes=0-3", **{"If-Range": f'"{media.sha256}"'})
    other = fetch(client, media, Range="bytes=0-3", **{"If-Range": '"another"'})
    dated = fetch(client, media, Range="bytes=0-3", **{"If-Range": "Wed, 21 Oct 2026 07:28:00 GMT"})
    assert [answer.status_code for answer in (same, other, dated)] == [206, 200, 200]
    assert fetch(client, media, **{"If-Match": '"another"'}).status_code == 412


def test_a_query_string_changes_nothing(client):
    media = keep()
    response = client.get(f"/signage/v1/m/{media.name}?t=1")
    assert (response.status_code, body(response)) == (200, frame())


def test_what_is_not_there_is_told_in_the_way_of_machines(client):
    media = keep()
    names = [
        "0" * 64 + ".png",
        media.sha256 + ".jpg",
        media.sha256,
        media.sha256.upper() + ".png",
        media.name + "\u0669",
        f"../{media.name[:2]}/{media.name}",
        f"{media.name[:2]}/{media.name}",
        "x/../../../etc/passwd",
    ]
    for name in names:
        response = fetch(client, media, name=name, **{"Accept-Language": "en"})
        assert response.status_code == 404, name
        assert response.json() == {"error": "not_found", "message": "Không có tệp này."}
        assert response["Cache-Control"] == "no-store"
    assert fetch(client, media, "post").status_code == 405


def test_the_folder_has_no_other_door(network, visit, settings):
    media = keep()
    subsite = next(iter(network.values()))
    for name in (media.name, "0" * 64 + ".png"):
        there = visit(subsite, f"{settings.MEDIA_URL}signage/{name[:2]}/{name}")
        assert there.status_code == 404


def test_the_proxy_may_send_the_file(client, settings):
    settings.MEDIA_ACCEL = "/_media/"
    media = keep()
    response = fetch(client, media)
    assert response["X-Accel-Redirect"] == f"/_media/signage/{media.name[:2]}/{media.name}"
    assert (response.content, response["Content-Type"]) == (b"", "image/png")
    assert "immutable" in response["Cache-Control"]
    assert fetch(client, media, name="0" * 64 + ".png").status_code == 404


def version(unit, text, number=1, **fields) -> MessageVersion:
    return MessageVersion.objects.create(
        uid=f"m{number}", number=1, unit=unit, message_class=MessageClass.NORMAL, title=text, text_full=text,
        live_from=OLD, **fields,
    )  # fmt: skip


def rendition(look, media) -> Rendition:
    key = look.key(RENDERER_VERSION)
    return Rendition.objects.create(look=key, width=64, height=16, color="RGB", media=media)


def test_files_that_nothing_has_shown_for_90_days_go(
    network, client, django_capture_on_commit_callbacks, capsys
):
    unit = next(iter(network.values())).unit
    shown, ended, over = (keep(frame(text), now=OLD) for text in ("Đang hiện", "Mới hết", "Hết lâu"))
    sent = keep(png_bytes(Image.new("RGB", (64, 16))), now=OLD)
    young, lost = keep(frame("Hôm nay")), keep(frame("Thừa"), now=OLD)
    rendition(look_of_version(version(unit, "Đang hiện", 1)), shown)
    rendition(look_of_version(version(unit, "Mới hết", 2, live_until=NOW)), ended)
    rendition(look_of_version(version(unit, "Hết lâu", 3, live_until=OLD)), over)
    version(unit, "Có ảnh", 4, live_until=OLD, style={"picture": sent.sha256})

    call_command("signage_prune", "--dry-run")
    assert "2" in capsys.readouterr().out
    assert len(list(files_on_disk())) == 6
    with django_capture_on_commit_callbacks(execute=True):
        assert media_prune(now=NOW) == 2
    assert set(MediaFile.objects.all()) == {shown, ended, sent, young}
    assert {path.stem for path in files_on_disk()} == {media.sha256 for media in (shown, ended, sent, young)}
    assert fetch(client, lost).status_code == 404


def test_what_an_interrupted_writing_left_goes_when_it_is_old(media_root):
    folder = media_root / "signage" / "ab"
    folder.mkdir(parents=True)
    for name, moment in (("abc123.part", OLD), ("ab" * 32 + ".png", OLD), ("new.part", NOW)):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (moment.timestamp(), moment.timestamp()))
    assert media_prune(now=NOW) == 2
    assert [path.name for path in files_on_disk()] == ["new.part"]
