"""The status wall: who sees which boards, what it says of them, and what it costs."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.signage.enums import ClientKind, NoticeKind, PlayOutcome
from portal.signage.models import (
    Alert,
    AlertAck,
    AlertVersion,
    Board,
    BoardCredential,
    BoardNotice,
    MessageVersion,
    Play,
    Screenshot,
)
from portal.signage.monitoring.reading import Heartbeat
from portal.signage.monitoring.services import heartbeat_take
from portal.signage.schedule.rules import Rule
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup
from tests.factories.signage import make_board, make_token
from tests.portal.accounts.people import make_user
from tests.support.queries import assert_queries

WALL = "/admin/signage/wall/"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def enter(network):
    """`enter("hoa_phu", Role.EDITOR)`: a signed-in client."""

    def _enter(place, role):
        if isinstance(role, NetworkRole):
            user = make_user(f"nguoi-{role}".lower())
            user.groups.add(NetworkGroup.objects.get(role=role).group)
        else:
            user = make_user(f"{place}-{role}".lower(), subsite=network[place], role=role)
        client = Client(HTTP_HOST=network[place].site.hostname)
        client.force_login(user)
        return client

    return _enter


def heard(board, minutes_ago):
    if not board.credentials.exists():
        make_token(board)
    BoardCredential.objects.filter(board=board).update(last_used_at=timezone.now() - minutes_ago * MINUTE)


def text_of(answer):
    main = answer.content.decode().split("<main", 1)[1].split("</main", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def wall_of(answer):
    return text_of(answer)


def make_version(board, title="Lịch tiêm chủng", number=1, **fields):
    defaults = {
        "uid": "m77",
        "number": number,
        "unit": board.unit,
        "message_class": "NORMAL",
        "title": title,
        "text_full": title,
        "rules": [Rule(first_on=date(2026, 1, 1)).to_json()],
        "live_from": timezone.now() - timedelta(days=2),
    }
    return MessageVersion.objects.create(**(defaults | fields))


def test_people_see_the_boards_of_their_own_unit_and_the_province_all(network, enter):
    make_board(network["hoa_phu"].unit, name="Bảng Hòa Phú")
    make_board(network["phuoc_ly"].unit, name="Bảng Phước Lý")
    own = text_of(enter("hoa_phu", Role.CONTRIBUTOR).get(WALL))
    assert "Bảng Hòa Phú" in own and "Phước Lý" not in own
    everything = text_of(enter("province", NetworkRole.AUDITOR).get(WALL))
    assert "Bảng Hòa Phú" in everything and "Bảng Phước Lý" in everything


def test_another_units_board_does_not_exist(network, enter):
    theirs = make_board(network["phuoc_ly"].unit)
    client = enter("hoa_phu", Role.SITE_ADMIN)
    for tail in ("", "plays.csv", "screenshot/1.png"):
        answer = client.get(f"{WALL}{theirs.pk}/{tail}")
        assert answer.status_code in (302, 403, 404)
        assert not answer.get("Location", "").startswith(WALL)
    client.post(f"{WALL}{theirs.pk}/screenshot/")
    assert Board.objects.get(pk=theirs.pk).screenshot_asked_at is None
    province = enter("province", NetworkRole.PROVINCE_ADMIN)
    assert province.get(f"{WALL}{theirs.pk}/").status_code == 200
    assert province.get(f"{WALL}999999/").status_code == 404


def test_who_is_nobody_anywhere_stays_outside(network):
    client = Client(HTTP_HOST=network["hoa_phu"].site.hostname)
    assert client.get(WALL).status_code == 302
    client.force_login(make_user("ai-do"))
    assert client.get(WALL).status_code in (302, 403)


def test_every_state_has_its_word_and_filters_by_it(network, enter):
    unit = network["hoa_phu"].unit
    now = timezone.localtime()
    names = {"ONLINE": "Một", "SILENT": "Hai", "OFF": "Ba", "NEVER": "Bốn", "RETIRED": "Năm"}
    boards = {state: make_board(unit, name=f"Bảng {name}") for state, name in names.items()}
    for state, minutes in (("ONLINE", 1), ("SILENT", 20), ("OFF", 20), ("RETIRED", 20)):
        heard(boards[state], minutes)
    Board.objects.filter(pk=boards["OFF"].pk).update(
        operating_from=(now + timedelta(hours=2)).time(), operating_until=(now + timedelta(hours=3)).time()
    )
    Board.objects.filter(pk=boards["RETIRED"].pk).update(retired_at=now)
    client = enter("hoa_phu", Role.EDITOR)
    whole = text_of(client.get(WALL))
    for word in ("Trực tuyến", "Im lặng", "Ngoài giờ bật", "Chưa liên lạc lần nào"):
        assert word in whole
    assert "Bảng Năm" not in whole
    for state, name in names.items():
        shown = re.findall(r"Bảng (\w+) Cổng chính", text_of(client.get(WALL, {"state": state})))
        assert shown == [name]
    assert "Bảng Một" in text_of(client.get(WALL, {"state": "nonsense", "unit": "x", "p": "abc"}))


def test_the_wall_says_what_shows_and_how_it_knows(network, enter):
    board = make_board(network["hoa_phu"].unit)
    version = make_version(board)
    client = enter("hoa_phu", Role.EDITOR)
    computed = text_of(client.get(WALL))
    assert "Lịch tiêm chủng" in computed and "theo tính toán" in computed
    heard(board, 0.5)
    told = Heartbeat(showing_item=version.uid, showing_version=1, showing_since=timezone.now())
    heartbeat_take(board=board, heartbeat=told, now=timezone.now())
    said = text_of(client.get(WALL))
    assert "Lịch tiêm chủng" in said and "theo tính toán" not in said


def test_without_messages_the_default_words_show(network, enter):
    make_board(network["hoa_phu"].unit, default_text="Kính chào quý khách")
    assert "Kính chào quý khách" in text_of(enter("hoa_phu", Role.EDITOR).get(WALL))


def test_evidence_is_no_better_than_what_happened(network, enter):
    changed = timezone.now() - timedelta(hours=1)
    board = make_board(network["hoa_phu"].unit, now=changed, client=ClientKind.KEY_VALUE)
    client = enter("hoa_phu", Role.EDITOR)

    def evidence():
        return re.search(r"Bằng chứng: (.+?)(?= Đồng hồ| Trang|$)", text_of(client.get(WALL)))[1].strip()

    assert evidence() == "chưa có bằng chứng"
    heard(board, 90)
    assert evidence() == "chưa có bằng chứng"
    heard(board, 1)
    assert evidence() == "đã tải"
    play = Play.objects.create(
        play_id=uuid.uuid4(), board=board, item="m1", started_at=timezone.now() - 10 * MINUTE,
        duration_ms=10, outcome=PlayOutcome.FAILED, received_at=timezone.now(),
    )  # fmt: skip
    assert evidence() == "đã tải"
    Play.objects.filter(pk=play.pk).update(outcome=PlayOutcome.COMPLETED)
    assert evidence() == "đã hiển thị"
    Screenshot.objects.create(
        board=board, taken_at=timezone.now(), path="signage-screens/x.png", bytes=1, width=1, height=1
    )
    assert evidence() == "có ảnh chụp"
    Board.objects.filter(pk=board.pk).update(content_changed_at=timezone.now() + MINUTE)
    assert evidence() == "chưa có bằng chứng"


def test_a_wrong_clock_and_a_clone_are_flagged(network, enter):
    board = make_board(network["hoa_phu"].unit)
    heard(board, 0.5)
    now = timezone.now()
    heartbeat_take(board=board, heartbeat=Heartbeat(board_time=now + 10 * MINUTE), now=now)
    BoardCredential.objects.update(cloned_at=now)
    text = text_of(enter("hoa_phu", Role.EDITOR).get(WALL))
    assert "Đồng hồ lệch 600 giây" in text and "Hai máy dùng chung một khóa" in text


def test_an_alert_stands_in_front_with_the_answer_of_the_board(network, enter):
    board = make_board(network["hoa_phu"].unit)
    now = timezone.now()
    alert = Alert.objects.create(
        uid="a1", unit=board.unit, issuer=board.unit, status="ACTUAL", created_at=now
    )
    AlertVersion.objects.create(
        alert=alert, number=1, severity="SEVERE", mode="FULL", text_full="Lũ lên nhanh", text_short="Lũ lên",
        text_ascii="x", reason="x", not_before=now - MINUTE, not_after=now + 60 * MINUTE,
        published_at=now - MINUTE,
    )  # fmt: skip
    client = enter("hoa_phu", Role.EDITOR)
    text = text_of(client.get(WALL))
    assert "Tin khẩn: Lũ lên" in text and "Trả lời tin khẩn: chưa có" in text
    for kind in ("FETCHED", "SHOWN"):
        AlertAck.objects.create(
            alert=alert, version=1, board=board, kind=kind, ack_id=kind, at=now, received_at=now
        )
    assert "Trả lời tin khẩn: đã hiện" in text_of(client.get(WALL))


def test_the_wall_asks_as_much_for_forty_boards_as_for_two(network, enter):
    client = enter("province", NetworkRole.PROVINCE_ADMIN)

    def make_one(number, place):
        board = make_board(network[place].unit, name=f"Bảng {number}", tags=("chợ",), flash_rating=1000)
        heard(board, 1)
        if number % 2:
            heartbeat_take(
                board=board, heartbeat=Heartbeat(showing_item="m77", showing_version=1), now=timezone.now()
            )
        return board

    version = make_version(make_one(1, "hoa_phu"))
    make_one(2, "hoa_phu")
    assert version.unit_id
    client.get(WALL)
    with assert_queries(40, "the frame of the admin, one for the overview, fourteen for the rows") as few:
        client.get(WALL)
    for number in range(3, 41):
        make_one(number, "phuoc_ly" if number % 2 else "thanh_phu_long")
    with assert_queries(len(few), "the same for forty boards"):
        client.get(WALL)


def test_fifty_boards_a_page(network, enter):
    unit = network["hoa_phu"].unit
    for number in range(51):
        make_board(unit, name=f"Bảng {number:02}")
    client = enter("hoa_phu", Role.EDITOR)
    assert "Bảng 50" not in text_of(client.get(WALL))
    assert "Bảng 50" in text_of(client.get(WALL, {"p": 2}))


# --- One board


def played(board, title, minutes_ago=0, **fields):
    return Play.objects.create(
        play_id=uuid.uuid4(), board=board, item="m1", title=title, duration_ms=10_000,
        started_at=timezone.now() - minutes_ago * MINUTE, outcome=PlayOutcome.COMPLETED,
        received_at=timezone.now(), **fields,
    )  # fmt: skip


def test_the_page_of_a_board_tells_its_disturbances_and_plays(network, enter):
    board = make_board(network["hoa_phu"].unit)
    heard(board, 30)
    BoardNotice.objects.create(
        board=board, kind=NoticeKind.SILENT, opened_at=timezone.now(), detail="2026-11-22T09:00:00+07:00"
    )
    played(board, "Nghỉ lễ")
    text = text_of(enter("hoa_phu", Role.EDITOR).get(f"{WALL}{board.pk}/"))
    assert "Im lặng từ 09:00 22/11/2026" in text and "Nghỉ lễ" in text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"from": "hôm qua"}, "2026-08-21"),
        ({"from": "2026-11-05", "to": "2026-11-01"}, "sau ngày"),
        ({"from": "2025-01-01", "to": "2025-12-31"}, "92"),
        ({"from": "0001-01-01", "to": "0001-01-02"}, "Không có lượt phát"),
        ({"to": "2000-01-01"}, "sau ngày"),
    ],
)
def test_days_that_make_no_sense_are_explained(network, enter, asked, told):
    board = make_board(network["hoa_phu"].unit)
    client = enter("hoa_phu", Role.EDITOR)
    answer = client.get(f"{WALL}{board.pk}/", asked)
    assert answer.status_code == 200 and told in text_of(answer)
    exported = client.get(f"{WALL}{board.pk}/plays.csv", asked, follow=True)
    assert exported.status_code == 200 and told in text_of(exported)


def test_plays_leave_as_text_whatever_they_say(network, enter):
    board = make_board(network["hoa_phu"].unit)
    played(board, '=HYPERLINK("http://x")')
    played(board, "Bảng khác", minutes_ago=3 * 24 * 60)
    answer = enter("hoa_phu", Role.EDITOR).get(f"{WALL}{board.pk}/plays.csv")
    body = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert answer["Content-Type"].startswith("text/csv")
    assert "'=HYPERLINK" in body and ",=HYPERLINK" not in body and "Bảng khác" not in body
    assert body.splitlines()[0].startswith("Bắt đầu lúc,")


# --- The home of the admin


def test_the_home_tells_who_runs_silent_boards(network, enter):
    board = make_board(network["hoa_phu"].unit)
    BoardNotice.objects.create(board=board, kind=NoticeKind.SILENT, opened_at=timezone.now())
    shown = {
        (place, role): "1 bảng im lặng" in text_of(enter(place, role).get("/admin/"))
        for place, role in (
            ("hoa_phu", Role.SITE_ADMIN),
            ("hoa_phu", Role.EDITOR),
            ("phuoc_ly", Role.SITE_ADMIN),
            ("province", NetworkRole.PROVINCE_ADMIN),
        )
    }
    assert list(shown.values()) == [True, False, False, True]
