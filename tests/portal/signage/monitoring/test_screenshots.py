"""Pictures that boards send of themselves: asked for, small, true PNG, and private."""

import io
import struct
import zlib
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from PIL import Image

from portal.signage.models import Board, Screenshot
from portal.signage.monitoring.services import screenshot_ask
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup
from tests.portal.accounts.people import make_user


def png(size=(128, 64), colour="#a00", **extra):
    body = io.BytesIO()
    Image.new("RGB", size, colour).save(body, "PNG", **extra)
    return body.getvalue()


def bomb():
    """A header that promises 50,000 × 50,000 pixels over a few bytes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def send(say):
    return lambda body, **extra: say("screenshot", body, **({"content_type": "image/png"} | extra))


def test_a_picture_that_was_asked_for_is_kept_and_shown_to_who_runs_the_board(say, send, board, network):
    screenshot_ask(board=board, now=timezone.now())
    assert say("heartbeat", {}).json()["ask_screenshot"] is True
    assert send(png()).status_code == 201
    assert say("heartbeat", {}).json()["ask_screenshot"] is False
    shot = Screenshot.objects.get(board=board)
    assert (shot.width, shot.height) == (128, 64)
    path = f"/admin/signage/wall/{board.pk}/screenshot/{shot.pk}.png"
    reader = make_user("toi", subsite=network["hoa_phu"], role=Role.EDITOR)
    client = Client(HTTP_HOST=network["hoa_phu"].site.hostname)
    client.force_login(reader)
    answer = client.get(path)
    assert answer.status_code == 200 and answer["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(b"".join(answer.streaming_content))).size == (128, 64)


def test_nobody_else_sees_it(send, board, network):
    send(png())
    shot = Screenshot.objects.get(board=board)
    path = f"/admin/signage/wall/{board.pk}/screenshot/{shot.pk}.png"
    host = network["phuoc_ly"].site.hostname
    stranger = Client(HTTP_HOST=host)
    stranger.force_login(make_user("kia", subsite=network["phuoc_ly"], role=Role.SITE_ADMIN))
    assert stranger.get(path).status_code in (302, 403, 404)
    public = Client(HTTP_HOST=network["hoa_phu"].site.hostname)
    assert public.get(path).status_code == 302
    assert public.get(f"/media/{shot.path}").status_code == 404


def test_unasked_it_is_one_in_a_quarter_of_an_hour(send, board):
    assert send(png()).status_code == 201
    soon = send(png(colour="#0a0"))
    assert (soon.status_code, soon.json()["error"]) == (429, "too_soon")
    assert 0 < int(soon["Retry-After"]) <= 15 * 60
    Screenshot.objects.update(taken_at=timezone.now() - timedelta(minutes=16))
    assert send(png(colour="#00a")).status_code == 201


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b"", "image/png", 415, "not_a_png"),
        (b"GIF89a", "image/png", 415, "not_a_png"),
        (b"<svg/>", "image/svg+xml", 415, "not_a_png"),
        (png(), "application/octet-stream", 415, "not_a_png"),
        (png((129, 64)), "image/png", 422, "wrong_size"),
        (png((128, 65)), "image/png", 422, "wrong_size"),
        (bomb(), "image/png", 422, "wrong_size"),
        (png()[:-40], "image/png", 422, "broken"),
        (png() + b"x" * 300_000, "image/png", 413, "too_large"),
    ],
)
def test_what_is_no_picture_of_the_board_is_refused(send, board, body, content_type, status, code):
    answer = send(body, content_type=content_type)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert answer.json()["message"]
    assert not Screenshot.objects.exists()


def test_a_jpeg_under_a_false_name_is_refused(send, board):
    body = io.BytesIO()
    Image.new("RGB", (128, 64)).save(body, "JPEG")
    assert send(body.getvalue()).json()["error"] == "not_a_png"


def test_only_pixels_are_kept(send, board):
    assert send(png() + b"<script>alert(1)</script>").status_code == 201
    with default_storage.open(Screenshot.objects.get().path) as kept:
        assert b"script" not in kept.read()


def test_asking_takes_the_right_to_run_the_board(board, network):
    path = f"/admin/signage/wall/{board.pk}/screenshot/"
    own = network["hoa_phu"]
    asked = {}
    for name, role in (("bien-tap", Role.EDITOR), ("quan-tri", Role.SITE_ADMIN)):
        client = Client(HTTP_HOST=own.site.hostname)
        client.force_login(make_user(name, subsite=own, role=role))
        client.post(path)
        asked[name] = Board.objects.get(pk=board.pk).screenshot_asked_at is not None
    assert asked == {"bien-tap": False, "quan-tri": True}
    auditor = make_user("kiem-tra")
    auditor.groups.add(NetworkGroup.objects.get(role=NetworkRole.AUDITOR).group)
    Board.objects.update(screenshot_asked_at=None)
    client = Client(HTTP_HOST=network["province"].site.hostname)
    client.force_login(auditor)
    client.post(path)
    assert Board.objects.get(pk=board.pk).screenshot_asked_at is None
