"""The player's page and files over HTTP: public, without data, and asking the database nothing."""

import gzip
import json
import re

import pytest

from portal.signage.player.release import CLIENT

PAGE = "/signage/v1/player"
WORKER = f"{PAGE}/sw.js"


def assets(client) -> list[str]:
    """What the service worker keeps."""
    head = client.get(WORKER).content.decode().split("\n/*")[0]
    return json.loads(re.search(r"^const ASSETS = (.+);$", head, re.MULTILINE)[1])


def test_the_page_keeps_the_strict_policy_and_says_nothing_of_anybody(client):
    answer = client.get(PAGE, headers={"host": "anything.example", "accept-language": "en"})
    assert answer.status_code == 200
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Cache-Control"] == "no-cache"
    assert not answer.cookies
    body = answer.content.decode()
    assert '<html lang="vi">' in body and "Bảng điện tử" in body
    assert not re.search(r"<script>|<style|\sstyle=|\son\w+=|https?://", body)


def test_an_unchanged_page_is_answered_in_short(client):
    """With the same policy: a browser takes the headers of the short answer for those of the page."""
    first = client.get(PAGE)
    tag = first["ETag"]
    again = client.get(PAGE, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert client.head(PAGE)["ETag"] == tag
    assert client.post(PAGE).status_code == 405


@pytest.mark.parametrize("name", ["t", "k", "token", "Token", "key", "access_token"])
def test_a_secret_in_the_query_string_is_refused(client, name):
    answer = client.get(PAGE, {name: "a-secret"})
    assert answer.status_code == 400
    assert answer["Cache-Control"] == "no-store" and answer["Referrer-Policy"] == "no-referrer"
    body = answer.content.decode()
    assert "Không được đặt khóa của bảng sau dấu hỏi" in body
    assert "a-secret" not in body


def test_other_query_strings_do_no_harm(client):
    assert client.get(PAGE, {"utm_source": "x"}).status_code == 200


def test_the_service_worker_keeps_exactly_the_files_of_its_release(client):
    answer = client.get(WORKER)
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Service-Worker-Allowed"] == PAGE
    kept = assets(client)
    bodies = {}
    for address in kept:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        bodies[address] = answer.content.decode()
    page = client.get(PAGE).content.decode()
    assert {*re.findall(r'"(/signage/[^"]+)"', page)} <= set(kept)
    folder = kept[0].rsplit("/", 1)[0]
    imported = {
        f"{folder}/{name}" for body in bodies.values() for name in re.findall(r'from "\./([^"]+)"', body)
    }
    assert imported <= set(kept)


@pytest.mark.django_db  # redirects are looked up for whatever is not there
def test_files_of_another_release_and_unknown_ones_are_not_there(client):
    folder, name = assets(client)[0].rsplit("/", 1)
    assert client.get(f"{PAGE}/0123456789abcdef/{name}").status_code == 404
    for name in ("sw.js", "shell.html", "nothing.js"):
        assert client.get(f"{folder}/{name}").status_code == 404


def test_a_board_on_a_thin_line_loads_little(client):
    """Once: afterwards the service worker has it."""
    loaded = sum(len(gzip.compress(client.get(address).content)) for address in assets(client))
    assert loaded < 25_000


def test_files_stay_short_and_name_no_stranger():
    for path in CLIENT.iterdir():
        text = path.read_text()
        assert len(text.splitlines()) < 400, path.name
        assert not re.search(r"https?://(?!www\.w3\.org/)", text), path.name
