"""What the player does when the server, the line, a file or the power fails."""

import io
import time
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from portal.signage.player import words
from portal.signage.player.release import release
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.signage_boards import Board, make_board
from tests.support.signage_server import TOKEN, picture, serving_signage

pytestmark = pytest.mark.browser

RED, BLUE, GRAY = (255, 0, 0), (0, 0, 255), (128, 128, 128)


@pytest.fixture
def server():
    with serving_signage() as running:
        yield running


@pytest.fixture
def board(browser, server):
    made: list[Board] = []

    def _board(**options) -> Board:
        made.append(make_board(browser, server, **options))
        return made[-1]

    yield _board
    for one in made:
        one.context.close()


def test_ten_minutes_without_a_server_show_no_blank_frame(server, board):
    server.publish(server.item("a", "red", duration_s=20), server.item("b", "blue", duration_s=25))
    shown = board().open()
    server.down = True
    colors = set()
    for _ in range(40):
        shown.run(15, step=3)
        frame = shown.picture()
        assert max(high for _low, high in frame.getextrema()) > 60, "an all black frame"
        colors.add(shown.color)
    assert colors == {RED, BLUE}
    server.down = False
    shown.sleep(370)
    shown.run(10)
    assert server.asked("/playlist.json")[-1] == 304
    assert server.plays and {"live", "backfill"} == {play["source"] for play in server.plays}
    ids = [play["play_id"] for play in server.plays]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("cut", ["line", "server"])
def test_a_cold_start_without_a_line_or_server_plays_what_was_kept(server, board, cut):
    server.publish(server.item("a", "red"))
    shown = board().open()
    shown.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    if cut == "line":
        shown.context.set_offline(True)
    else:
        server.down = True
    shown.reload()
    assert shown.color == RED
    shown.run(30)
    assert shown.color == RED


def test_a_corrupt_file_never_shows_and_the_last_good_stays(server, board):
    server.publish(server.item("a", "red"))
    shown = board().open()
    server.publish(server.item("a", "blue", version=2))
    path = next(path for path, body in server.media.items() if body == picture("blue"))
    good = server.media[path]
    other = picture("green").ljust(len(good), b"\0")[: len(good)]
    for bad in (other, good[:-9], good[:60], b""):
        server.media[path] = bad
        asked = len(server.asked(path))
        shown.sleep(90)
        shown.run(5)
        assert shown.color == RED
        assert len(server.asked(path)) > asked, "the bad file was not even loaded"
    server.media[path] = good
    shown.sleep(300)
    shown.run(5)
    assert shown.color == BLUE


def test_no_refusal_takes_the_content_away(server, board):
    server.publish(server.item("a", "red"))
    server.raise_alerts(server.alert("x", mode="band"))
    shown = board().open()
    shown.run(1)
    for failure in (401, 403, 404, 429, 500, 503, "cut", "page"):
        server.failing = dict.fromkeys(("/boards/me", ".json", "/heartbeat", "/plays"), failure)
        asked = len(server.requests)
        shown.sleep(300)
        shown.run(5)
        assert failure == "cut" or len(server.requests) > asked
        seen = shown.picture()
        assert seen.getpixel((64, 4)) == RED, failure  # the message
        assert seen.getpixel((1, 62)) == (176, 0, 0), failure  # the band of the alert
    server.failing = {}
    server.emergency = None
    server.publish(server.item("a", "blue"))
    shown.sleep(370)
    shown.run(5)
    assert shown.color == BLUE
    assert shown.picture().getpixel((1, 62)) == BLUE


def test_only_gone_clears_a_board_and_a_change_of_mind_brings_it_back(server, board):
    server.publish(server.item("a", "red"))
    shown = board().open()
    server.failing = {"/boards/me": 410, ".json": 410, "/heartbeat": 410}
    shown.run(20)
    assert shown.words == "Bảng đã ngừng sử dụng"
    shown.reload()
    assert shown.words == "Bảng đã ngừng sử dụng"
    server.failing = {}
    shown.sleep(370)
    shown.run(5)
    assert shown.color == RED


def test_the_wait_that_a_server_asks_for_is_kept(server, board):
    server.publish(server.item("a", "red"))
    shown = board().open()
    server.failing, server.retry_after = {"/emergency.json": 503}, 120
    shown.run(30)
    asked = len(server.asked("/emergency.json"))
    shown.run(80, step=2)
    assert len(server.asked("/emergency.json")) == asked
    shown.run(60, step=2)
    assert len(server.asked("/emergency.json")) == asked + 1


def test_a_failing_server_is_asked_less_and_less(server, board):
    server.publish(server.item("a", "red"))
    shown = board().open()
    server.failing = {"/emergency.json": 500}
    shown.run(60, step=2)
    before = len(server.asked("/emergency.json"))
    shown.run(300, step=2)
    assert 4 <= len(server.asked("/emergency.json")) - before <= 7  # every 60 s, a fifth more or less


def test_withdrawn_vanishes_at_once_even_while_new_files_are_on_their_way(server, board):
    server.publish(server.item("a", "red", duration_s=300), server.item("b", "blue", duration_s=300))
    shown = board().open()
    gone = "a" if shown.color == RED else "b"
    left = server.item("c", "green")
    server.publish(left, withdrawn=[gone])
    server.media.pop(next(path for path, body in server.media.items() if body == picture("green")))
    shown.run(75)
    assert shown.color == (BLUE if gone == "a" else RED)


def test_after_too_long_without_a_server_only_the_default_is_left(server, board):
    server.publish(server.item("a", "red"), offline_ttl_s=3600)
    shown = board().open()
    server.down = True
    for _ in range(7):
        shown.sleep(500)
    shown.run(2)
    assert shown.color == RED
    shown.sleep(200)
    shown.run(2)
    assert shown.color == GRAY


def test_plays_wait_for_the_server_through_a_restart(server, board):
    server.publish(server.item("a", "red"), server.item("b", "blue"))
    shown = board().open()
    server.failing = {"/plays": 500}
    shown.run(45)
    shown.reload()
    shown.run(5)
    assert server.plays == []
    server.failing = {}
    shown.run(70)
    played = {play["item"] for play in server.plays}
    assert played == {"a", "b"}
    first = server.plays[0]
    assert first["outcome"] in ("completed", "interrupted") and first["duration_ms"] <= 10_500
    assert first["title"] == first["item"] and first["sha256"] and first["clock"] == "trusted"
    assert first["started_at"].endswith("+07:00") and first["play_id"][14] == "7"
    assert server.heartbeats[-1]["queue"]["plays"] >= 4


def test_plays_that_pile_up_are_summed_by_the_hour(server, board):
    server.publish(server.item("a", "red"))
    server.failing = {"/plays": 500}
    shown = board().open()
    shown.run(65)
    old = (server.now - timedelta(days=8)).strftime("%Y-%m-%dT%H:10:0{}.000+07:00")
    shown.page.evaluate(
        """async (times) => {
          const request = indexedDB.open("signage", 1);
          await new Promise((done) => { request.onsuccess = done; });
          const store = request.result.transaction("plays", "readwrite").objectStore("plays");
          times.forEach((started_at, n) => store.put({ play_id: `0000000${n}`, item: "old", version: 1,
            title: "old", started_at, duration_ms: 1000, outcome: "completed" }, `0000000${n}`));
          await new Promise((done) => { store.transaction.oncomplete = done; });
        }""",
        [old.format(n) for n in range(5)],
    )
    server.failing = {}
    shown.run(70)
    summed = [play for play in server.plays if play["item"] == "old"]
    assert [(play["count"], play["duration_ms"]) for play in summed] == [(5, 5000)]


def test_a_screenshot_that_is_asked_for_is_what_is_shown(server, board):
    server.publish(server.item("a", "red"))
    shown = board().open()
    server.ask_screenshot = True
    shown.run(75)
    (sent,) = server.screenshots
    frame = Image.open(io.BytesIO(sent))
    assert frame.format == "PNG" and frame.size == (128, 64)
    assert frame.convert("RGB").getpixel((64, 32)) == RED


def test_the_heartbeat_tells_how_the_board_is(server, board):
    server.board["brightness"] = [{"from": "06:00", "level": 80}, {"from": "18:00", "level": 30}]
    server.publish(server.item("a", "red"))
    shown = board().open()
    shown.run(75)
    told = server.heartbeats[-1]
    assert told["showing"]["item"] == "a" and told["playlist_rev"] == 1
    assert told["brightness"] == 80 and told["secure_context"] is True and told["last_error"] is None
    assert shown.page.locator("[data-stage]").evaluate("e => e.style.filter") == "brightness(80%)"
    assert len({beat["boot_id"] for beat in server.heartbeats}) == 1


# --- Releases, plain http


def until(server, holds) -> None:
    """Waits for what the service worker does in its own time; the server's clock runs along."""
    for _ in range(250):
        if holds():
            return
        time.sleep(0.1)
        server.now += timedelta(seconds=0.1)
    raise AssertionError("It did not happen.")


def test_a_new_release_is_loaded_between_messages_and_never_during_an_alert(browser, server, monkeypatch):
    """In real time and in a plain context: Chromium updates no service worker whose zone is emulated."""
    server.publish(server.item("a", "red"))
    server.raise_alerts(server.alert("x", not_after=server.window(0, 9)[1]))
    page = browser.new_page()
    page.goto(f"{server.address}#t={TOKEN}")
    old = release().code
    until(server, lambda: page.evaluate("Boolean(navigator.serviceWorker.controller)"))
    monkeypatch.setitem(words.WORDS, "title", "Bảng mới")
    release.cache_clear()
    new = release().code
    try:
        page.evaluate("navigator.serviceWorker.getRegistration().then((own) => { own.update(); })")
        until(server, lambda: page.evaluate("caches.keys()") == [f"signage-player-{new}"])
        assert old in loaded_release(page) and "Lũ về x" in page.locator("[data-spoken]").text_content()
        until(server, lambda: new in loaded_release(page))
        page.get_by_text("Tin a").wait_for(state="attached")
    finally:
        monkeypatch.undo()
        release.cache_clear()
        page.close()


def loaded_release(page) -> str:
    return page.locator("script[src]").get_attribute("src") or ""


def test_plain_http_plays_checked_files_and_says_what_is_missing(browser, server):
    """In a closed network without certificates: no service worker, no crypto of the browser."""
    rules = "--host-resolver-rules=MAP board.test 127.0.0.1"
    own = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, rules])
    try:
        server.host = "board.test"
        server.publish(server.item("a", "red"))
        shown = make_board(own, server).open()
        assert shown.color == RED
        server.publish(server.item("a", "blue", version=2))
        path = next(path for path, body in server.media.items() if body == picture("blue"))
        server.media[path] = server.media[path][:-4] + b"abcd"
        shown.run(150)
        assert shown.color == RED
        assert server.heartbeats[-1]["secure_context"] is False
        assert any((told["last_error"] or "").startswith("sha256 ") for told in server.heartbeats)
        assert shown.complaints == [] and shown.outside == []
    finally:
        own.close()


# --- Pairing and addresses


def test_a_board_without_identity_shows_a_code_and_starts_when_it_is_claimed(server, board):
    server.publish(server.item("a", "red"))
    shown = board().open(fragment="")
    assert shown.page.locator("[data-code]").inner_text() == "KXMT-4729"
    shown.run(12)
    assert shown.page.locator("[data-page]").is_visible()
    server.claimed = True
    shown.run(8)
    assert shown.page.locator("[data-page]").is_hidden()
    assert shown.color == RED
    shown.reload()
    assert shown.color == RED


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_with_the_code_bars_nobody(server, board, width):
    shown = board(size=(width, 720))
    shown.page.goto(server.address)
    shown.page.get_by_text("KXMT-4729").wait_for()
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(shown.page)
    assert not results.response["violations"], results.generate_report()
    assert shown.complaints == [] and shown.outside == []


@pytest.mark.parametrize("paired", [False, True])
def test_a_token_in_the_query_string_is_refused_in_vietnamese(server, board, paired):
    server.publish(server.item("a", "red"))
    shown = board()
    if paired:  # the service worker answers: the token does not even leave the browser
        shown.open()
        shown.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    shown.page.goto(f"{server.address}?t={TOKEN}")
    assert shown.page.locator("h1").inner_text() == "Địa chỉ này không dùng được"
    sent = [path for _method, path, _status in server.requests if TOKEN in path]
    assert len(sent) == (0 if paired else 1)
    assert not [path for _method, path, _status in server.requests[-3:] if "boards/me" in path and not paired]
