"""The player of the boards in a real browser: what it shows, and that it goes on when things fail."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from tests.browser.signage_boards import Board, make_board
from tests.support.signage_server import KEY, TOKEN, picture, serving_signage, wire

pytestmark = pytest.mark.browser

RED, GREEN, BLUE, GRAY = (255, 0, 0), (0, 128, 0), (0, 0, 255), (128, 128, 128)
ALERT = (176, 0, 0)  # the paper of an alert set in words


@pytest.fixture
def server():
    with serving_signage() as running:
        yield running


@pytest.fixture
def board(browser, server):
    """`board(**options)` makes one and opens nothing; all are closed at the end."""
    made: list[Board] = []

    def _board(**options) -> Board:
        made.append(make_board(browser, server, **options))
        return made[-1]

    yield _board
    for one in made:
        one.context.close()


# --- What plays


def test_a_board_plays_in_exact_pixels_asks_nobody_else_and_hides_its_token(server, board):
    server.publish(server.item("a", "red"), server.item("b", "blue"))
    shown = board().open()
    assert shown.page.url == server.address  # the token has left the address bar
    assert shown.picture().size == (128, 64)
    seen = set()
    for _ in range(2):
        seen.add(shown.color)
        shown.run(10)
    assert seen == {RED, BLUE}
    assert set(shown.picture().getcolors()) in ({(128 * 64, RED)}, {(128 * 64, BLUE)})
    shown.run(50)
    assert server.asked("/playlist.json")[-1] == 304
    assert server.asked("/emergency.json")[-1] == 204
    assert shown.complaints == []
    assert shown.outside == []
    assert not [path for _method, path, _status in server.requests if TOKEN in path]


def test_the_kept_token_is_used_after_a_restart(server, board):
    server.publish(server.item("a", "red"))
    shown = board().open()
    shown.run(2)
    shown.page.goto("about:blank")
    shown.page.goto(server.address)
    shown.settle()
    assert shown.color == RED


def test_a_read_only_address_plays_and_reports_nothing(server, board):
    server.publish(server.item("a", "red"))
    shown = board().open(f"#k={KEY}")
    shown.run(70)
    assert shown.color == RED
    assert not [method for method, _path, _status in server.requests if method == "POST"]
    assert shown.page.url == server.address


@pytest.mark.parametrize("zone", ["UTC", "Asia/Ho_Chi_Minh"])
def test_windows_are_half_open_and_alike_in_every_zone(server, board, zone):
    """From 09:00:20 to 09:00:40 Vietnam's time, wherever the box believes it stands."""
    server.publish(server.item("a", "red", windows=[server.window(20, 40)]))
    shown = board(zone=zone).open()
    start = server.now - timedelta(seconds=3)
    changes = [((at - start).total_seconds(), words) for at, words in shown.played(45)]
    assert [words for _at, words in changes] == ["Tin default", "Tin a", "Tin default"]
    assert changes[1][0] == pytest.approx(20, abs=1.1)
    assert changes[2][0] == pytest.approx(40, abs=1.1)


def test_priority_makes_normal_wait_and_an_edit_is_seen(server, board):
    server.publish(server.item("a", "red"))
    shown = board().open()
    assert shown.color == RED
    server.publish(server.item("a", "red"), server.item("p", "blue", priority="uu_tien"))
    shown.run(75)
    assert shown.color == BLUE
    server.publish(server.item("a", "red"), server.item("p", "green", priority="uu_tien", version=2))
    shown.run(75)
    assert shown.color == GREEN


def test_an_overnight_window_goes_through_midnight(server, board):
    server.now = server.now.replace(hour=16, minute=59, second=30)  # 23:59:30 in Vietnam
    server.publish(server.item("a", "red", windows=[server.window(-3600, 60)]))
    shown = board(zone="UTC").open()
    assert [words for _at, words in shown.played(90)] == ["Tin a", "Tin default"]


def test_what_cannot_be_read_is_passed_over(server, board):
    server.publish(
        server.item("odd", "blue", priority="sieu_khan"),
        server.item("zoneless", "blue", windows=[["2026-08-21T00:00:00", "2026-08-22T00:00:00"]]),
        {"id": "bare", "version": 1, "priority": "thong_thuong", "windows": [server.window(-60, 600)]},
        "nonsense",
        server.item("a", "red"),
    )
    shown = board().open()
    assert {words for _at, words in shown.played(15)} == {"Tin a"}
    assert shown.complaints == []


def test_words_without_a_picture_are_set_on_the_grid(server, board):
    server.publish(server.item("a", text={"full": "Mời bà con họp tổ dân phố lúc 19 giờ tại nhà văn hóa"}))
    shown = board().open()
    colors = {color for _count, color in shown.picture().getcolors(9999)}
    assert {(0, 0, 0), (255, 255, 255)} <= colors


@pytest.mark.parametrize("depth", ["mono", "dual"])
def test_a_board_without_shades_gets_none(browser, depth):
    with serving_signage(color=depth) as server:
        server.publish(server.item("a", text={"full": "Nghỉ lễ"}))
        shown = make_board(browser, server).open()
        ink = (255, 255, 255) if depth == "mono" else (255, 255, 0)
        assert {color for _count, color in shown.picture().getcolors(9999)} == {(0, 0, 0), ink}
        shown.context.close()


# --- Alerts


def test_an_alert_interrupts_within_a_second_and_the_schedule_resumes(server, board):
    server.publish(server.item("a", "red", duration_s=300))
    shown = board().open()
    shown.run(20)
    server.raise_alerts(server.alert("x", rendition=server.rendition(picture("yellow"))))
    asked = len(server.asked("/emergency.json"))
    while len(server.asked("/emergency.json")) == asked:
        shown.run(1)
    shown.run(0.5, step=0.25)
    assert shown.words == "KHẨN CẤP: Lũ về x"
    assert shown.color == (255, 255, 0)
    server.raise_alerts(cancelled=("x",))
    shown.run(20)
    assert shown.color == RED
    assert [(ack["alert"], ack["kind"], ack.get("reason")) for ack in server.acks] == [
        ("x", "shown", None),
        ("x", "cleared", "cancelled"),
    ]
    shown.run(60)
    assert "interrupted" in {play["outcome"] for play in server.plays}


def test_an_alert_stops_at_its_end_without_a_line(server, board):
    server.publish(server.item("a", "red"))
    server.raise_alerts(server.alert("x", not_after=server.window(0, 60)[1]))
    shown = board().open()
    assert shown.color == ALERT or shown.words == "KHẨN CẤP: Lũ về x"
    server.down = True
    shown.run(50)
    assert shown.words == "KHẨN CẤP: Lũ về x"
    shown.run(10)
    assert shown.words == "Tin a"


def test_an_alert_cancelled_while_the_board_was_away_is_gone_when_it_comes_back(server, board):
    server.publish(server.item("a", "red"))
    server.raise_alerts(server.alert("x"))
    shown = board().open()
    shown.context.set_offline(True)
    shown.run(60)
    assert shown.words == "KHẨN CẤP: Lũ về x"
    server.raise_alerts(cancelled=("x",))
    shown.context.set_offline(False)
    shown.run(80)
    assert shown.words == "Tin a"
    server.raise_alerts(server.alert("x"))  # an old copy from somebody's cache
    shown.run(40)
    assert shown.words == "Tin a"


def test_several_alerts_go_by_severity_then_level_then_age(server, board):
    server.publish(server.item("a", "red"))
    server.raise_alerts(
        server.alert("commune-old", not_before=server.window(-600, 0)[0]),
        server.alert("commune-new"),
        server.alert("province", level="province", not_before=server.window(-900, 0)[0]),
        server.alert("extreme", severity="extreme", not_before=server.window(-900, 0)[0]),
    )
    shown = board().open()
    shown.run(45)
    assert [ack["alert"] for ack in server.acks] == ["extreme", "province", "commune-new", "commune-old"]
    times = [datetime.fromisoformat(ack["at"]) for ack in server.acks]
    turns = [after - before for before, after in pairwise(times)]
    # Ten seconds each by the monotonic clock; times told are those of a server that moves by whole seconds.
    assert all(8.5 < turn.total_seconds() < 12.5 for turn in turns)


def test_a_band_leaves_the_message_its_place(server, board):
    server.publish(server.item("a", "red"))
    server.raise_alerts(server.alert("x", mode="band"))
    shown = board().open()
    shown.run(1)
    seen = shown.picture()
    assert seen.getpixel((64, 4)) == RED
    assert seen.getpixel((1, 62)) == ALERT
    server.emergency = None
    shown.run(20)
    assert shown.picture().getpixel((1, 62)) == RED


@pytest.mark.parametrize("drill", [False, True])
def test_an_exercise_shows_only_in_drill_mode_and_says_so(browser, drill):
    with serving_signage(drill=drill) as server:
        server.publish(server.item("a", "red"))
        server.raise_alerts(
            server.alert("x", status="exercise", rendition=server.rendition(picture("yellow")))
        )
        shown = make_board(browser, server).open()
        shown.run(16)
        assert shown.words == ("DIỄN TẬP: Lũ về x" if drill else "Tin a")
        if drill:  # set in words: a picture need not say that it is an exercise
            assert shown.picture().getpixel((1, 62)) == (255, 212, 0)
        shown.context.close()


def test_a_broken_alert_hides_no_other(server, board):
    server.publish(server.item("a", "red"))
    server.raise_alerts(server.alert("x", not_after="tomorrow"), {"id": 7}, server.alert("y"))
    shown = board().open()
    assert shown.words == "KHẨN CẤP: Lũ về y"


# --- Time


def test_a_clock_wrong_by_ten_minutes_changes_nothing(server, board):
    server.publish(
        server.item("before", "blue", windows=[server.window(-3600, -120)]),
        server.item("now", "red", windows=[server.window(-60, 240)]),
    )
    shown = board(wrong_by=timedelta(minutes=-10)).open()
    assert shown.color == RED
    shown.run(70)
    assert server.heartbeats[-1]["skew_ms"] == pytest.approx(-600_000, abs=3000)
    server.down = True  # the correction outlives the server and a restart
    shown.run(1)
    shown.reload()
    assert shown.color == RED


@pytest.mark.parametrize("behind", [timedelta(days=6 * 365), timedelta(hours=1)], ids=["years", "an hour"])
def test_without_a_sure_time_nothing_starts_or_ends(server, board, behind):
    """A clock that lost its battery, or runs behind what the server said last."""
    day = [wire(server.now - timedelta(days=1)), wire(server.now + timedelta(days=30))]
    server.publish(server.item("always", "red", windows=[day]), server.item("some", "blue"))
    server.raise_alerts(server.alert("x", not_before=server.window(-7200, 0)[0]))
    shown = board().open()
    shown.run(5)
    assert shown.words == "KHẨN CẤP: Lũ về x"
    shown.context.set_offline(True)
    shown.wrong_by = -behind
    shown.page.clock.set_system_time(server.now - behind)
    shown.reload()
    assert {words for _at, words in shown.played(25)} == {"Tin always"}
