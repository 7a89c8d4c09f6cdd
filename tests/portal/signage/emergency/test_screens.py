"""What people do with alerts in the admin: write, look, send, watch, change; and what they may not."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from portal.audit.models import AuditEntry
from portal.signage.emergency.services import alert_correct
from portal.signage.enums import AlertMode, AlertStatus, ClientKind, Severity
from portal.signage.models import Alert
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup
from tests.factories.alerts import FLOOD, make_alert
from tests.factories.signage import make_board
from tests.factories.units import NOW
from tests.portal.signage.emergency.conftest import Reader

INDEX = "/admin/signage/alerts/"
ADD = f"{INDEX}add/"


@pytest.fixture
def sign_in(network, clock):
    """`sign_in("hoa_phu", Role.PUBLISHER)` or `sign_in("province", NetworkRole.AUDITOR)`."""

    def _sign_in(place, role):
        user = get_user_model().objects.create_user(f"{place}-{role.value.lower()}", password="x")
        found = (
            NetworkGroup.objects.get(role=role)
            if isinstance(role, NetworkRole)
            else network[place].roles.get(role=role)
        )
        user.groups.add(found.group)
        client = Client(HTTP_HOST=network[place].site.hostname)
        client.force_login(user)
        client.user = user
        return client

    return _sign_in


@pytest.fixture
def writer(sign_in):
    return sign_in("hoa_phu", Role.PUBLISHER)


def words(answer):
    """The answer as people read it."""
    text = re.sub(r"<(script|style).*?</\1>", " ", answer.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def stated(unit, /, **changed):
    return {
        "status": "ACTUAL",
        "text_full": FLOOD,
        "text_short": "",
        "severity": "SEVERE",
        "mode": "FULL",
        "unit": unit.pk,
        "duration": "120",
        "not_after": "",
        "not_before": "",
        "reason": "Công điện 12/CĐ-UBND",
        "uid": "a0123456789abcdef",
    } | changed


def hidden(answer):
    """What the page that asks for confirmation would send."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.content.decode())
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def test_an_alert_is_written_looked_at_and_sent(writer, commune, board, clock):
    make_board(commune, name="Bảng đọc RSS", client=ClientKind.RSS)
    make_board(commune, name="Bảng nhỏ", width=64, height=16)
    form = writer.get(ADD)
    assert form.status_code == 200
    asked = writer.post(ADD, stated(commune))
    page = words(asked)
    for told in (
        FLOOD,
        "PHÁT THẬT",
        "Xã Hòa Phú: 2 bảng",
        "Bảng đọc RSS",
        "12:41, 22/11/2026",
        "Công điện 12",
    ):
        assert told in page, told
    assert "Bảng nhỏ (Xã Hòa Phú, 64 × 16): bị cắt phần cuối" in page
    assert not Alert.objects.exists(), "nothing is sent before it was confirmed"
    # Whoever reads for three minutes sends what was read.
    clock.moment = NOW + timedelta(minutes=3)
    sent = writer.post(ADD, hidden(asked) | {"send": "1"})
    alert = Alert.objects.get()
    assert sent.status_code == 302
    assert sent.headers["Location"] == f"{INDEX}{alert.pk}/"
    version = alert.versions.get()
    assert (version.text_full, version.published_by) == (FLOOD, writer.user)
    assert version.not_after == NOW + timedelta(hours=2)
    assert (version.severity, version.mode) == (Severity.SEVERE, AlertMode.FULL)
    # The button pressed twice.
    again = writer.post(ADD, hidden(asked) | {"send": "1"})
    assert again.headers["Location"] == sent.headers["Location"]
    assert Alert.objects.count() == 1
    assert AuditEntry.objects.filter(action="signage.alert_sent").count() == 1


def test_going_back_keeps_what_was_written(writer, commune, board):
    asked = writer.post(ADD, stated(commune))
    back = writer.post(ADD, hidden(asked) | {"edit": "1"})
    assert FLOOD in words(back)
    assert "Công điện 12/CĐ-UBND" in back.content.decode()
    assert not Alert.objects.exists()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"status": ""}, "Hãy chọn phát thật hay diễn tập"),
        ({"text_full": ""}, "Hãy ghi điều bảng sẽ nói"),
        ({"text_full": "x" * 401}, "400"),
        ({"text_full": "Lũ <script>x</script>"}, "HTML"),
        ({"severity": "HIGH"}, ""),
        ({"duration": ""}, "Hãy chọn hiện đến khi nào"),
        ({"duration": "exact"}, "Hãy ghi hiện đến khi nào"),
        ({"duration": "exact", "not_after": "mai"}, "Hãy ghi ngày/tháng/năm"),
        ({"duration": "exact", "not_after": "2026-11-22T10:40"}, "đã qua"),
        ({"duration": "exact", "not_after": "2026-11-23T10:42"}, "Nhiều nhất 24 giờ"),
        ({"not_before": "2026-11-22T13:00"}, "trước khi bắt đầu"),
        ({"reason": ""}, "Hãy ghi vì sao"),
        ({"status": "EXERCISE"}, "chế độ diễn tập"),
        ({"uid": "m1"}, "Hãy mở lại"),
    ],
)
def test_what_is_wrong_is_said_in_vietnamese_and_nothing_is_sent(writer, commune, board, changed, told):
    for button in ({}, {"send": "1"}):
        answer = writer.post(ADD, stated(commune, **changed) | button)
        assert answer.status_code == 200
        assert "Chưa phát gì cả" in words(answer)
        assert told in words(answer)
    assert not Alert.objects.exists()


def test_other_units_and_their_boards_cannot_be_smuggled_in(network, writer, commune, board):
    foreign = make_board(network["phuoc_ly"].unit)
    make_board(commune, name="Bảng hai")
    for changed in (
        {"unit": network["phuoc_ly"].unit.pk},
        {"unit": network["province"].unit.pk},
        {"boards": [board.pk, foreign.pk]},
    ):
        assert "Chưa phát gì cả" in words(writer.post(ADD, stated(commune, **changed) | {"send": "1"}))
    assert not Alert.objects.exists()
    writer.post(ADD, stated(commune, boards=[board.pk]) | {"send": "1"})
    assert list(Alert.objects.get().boards.all()) == [board]
    assert writer.get(f"{INDEX}preview/?text=a&board={foreign.pk}").status_code == 400


def test_a_real_alert_that_speaks_of_an_exercise_is_asked_about(writer, commune, board):
    page = words(writer.post(ADD, stated(commune, text_full="Diễn tập phòng chống lụt bão")))
    assert "Lời nói đến diễn tập nhưng tin sẽ phát thật" in page
    make_board(commune, is_drill=True)
    page = words(writer.post(ADD, stated(commune, status="EXERCISE")))
    assert "PHÁT THẬT" not in page
    assert f"DIỄN TẬP: {FLOOD}" in page


def test_the_province_chooses_an_area_or_a_tag(sign_in, network):
    board = make_board(network["hoa_phu"].unit, tags=("Chợ",))
    make_board(network["phuoc_ly"].unit)
    province = sign_in("province", NetworkRole.PROVINCE_ADMIN)
    form = words(province.get(ADD))
    for name in ("Tỉnh Long An", "Huyện Châu Thành", "Xã Hòa Phú", "Xã Phước Lý", "Chợ"):
        assert name in form
    assert "Huyện Cần Giuộc" in form
    assert "Thanh Phú Long" not in form, "it has no board"
    area = network["province"].unit
    assert "Tỉnh Long An: 2 bảng" in words(province.post(ADD, stated(area)))
    narrowed = stated(area, tags=[tag.pk for tag in board.tags.all()])
    assert "Tỉnh Long An: 1 bảng" in words(province.post(ADD, narrowed))


def test_who_comes_in(sign_in, commune, board, publisher):
    alert = make_alert(commune, publisher)
    for place, role, sees, sends in (
        ("hoa_phu", Role.SITE_ADMIN, 200, 200),
        ("hoa_phu", Role.EDITOR, 200, 302),
        ("phuoc_ly", Role.PUBLISHER, 302, 302),
        ("province", NetworkRole.PROVINCE_EDITOR, 200, 302),
        ("province", NetworkRole.AUDITOR, 200, 302),
    ):
        client = sign_in(place, role)
        assert client.get(INDEX).status_code == 200
        assert client.get(f"{INDEX}{alert.pk}/").status_code == sees, (place, role)
        assert client.get(f"{INDEX}{alert.pk}/cancel/").status_code == sends, (place, role)
        if sends == 302:
            assert client.get(ADD).status_code == 302
            client.post(ADD, stated(commune) | {"send": "1"})
            client.post(f"{INDEX}{alert.pk}/cancel/", {"reason": "x"})
            client.post(f"{INDEX}{alert.pk}/renew/", {"reason": "x", "duration": "60", "number": 1})
    alert.refresh_from_db()
    assert (Alert.objects.count(), alert.cancelled_at, alert.versions.count()) == (1, None, 1)


def test_a_commune_reads_the_province_s_alert_with_its_own_boards_only(network, sign_in, writer, board):
    other = make_board(network["phuoc_ly"].unit, name="Bảng của người khác")
    province = sign_in("province", NetworkRole.PROVINCE_ADMIN)
    alert = make_alert(network["province"].unit, province.user)
    page = words(writer.get(f"{INDEX}{alert.pk}/"))
    assert board.name in page
    assert other.name not in page
    assert "Chỉ Tỉnh Long An được sửa hoặc hủy tin khẩn này" in page
    assert "Gia hạn" not in page
    for step in ("renew", "correct", "cancel"):
        writer.post(f"{INDEX}{alert.pk}/{step}/", {"reason": "x", "number": 1, "duration": "60"})
    alert.refresh_from_db()
    assert (alert.cancelled_at, alert.versions.count()) == (None, 1)
    assert other.name in words(province.get(f"{INDEX}{alert.pk}/"))


def test_the_live_list_tells_shown_fetched_silent_and_those_not_made_for_it(writer, commune, clock):
    names = ("hiện", "nhận", "im", "hỏng")
    readers = {name: Reader(make_board(commune, name=f"Bảng {name}")) for name in names}
    make_board(commune, name="Bảng ảnh", client=ClientKind.PICTURE)
    make_board(commune, name="Bảng khuya", operating_from="18:00", operating_until="22:00")
    alert = make_alert(commune, writer.user)

    def tell(name, kind, **fields):
        fields = {"ack_id": str(uuid4()), "alert": alert.uid, "version": 1, "kind": kind} | fields
        assert readers[name].tell(fields).json()["accepted"] == 1

    clock.moment = NOW + timedelta(seconds=8)
    readers["hiện"].get()
    readers["nhận"].get()
    clock.moment = NOW + timedelta(seconds=9)
    tell("hiện", "shown")
    tell("hỏng", "failed", reason="Hết bộ nhớ")
    live = writer.get(f"{INDEX}{alert.pk}/live/")
    assert "data-alert-on" in live.content.decode()
    page = words(live)
    for told in (
        "1/5 bảng đã hiện · 1 đã nhận · 2 im lặng · 1 không hiện được",
        "Một nửa số bảng hiện trong 9,0 giây",
        "Bảng hỏng Xã Hòa Phú Không hiện được Hết bộ nhớ",
        "Bảng hiện Xã Hòa Phú Đang hiện 10:41:08 10:41:09 9,0 s",
        "Bảng nhận Xã Hòa Phú Đã nhận 10:41:08",
        "Bảng im Xã Hòa Phú Im lặng",
        "ngoài giờ hoạt động",
    ):
        assert told in page, told
    assert page.index("Không dùng cho tin khẩn") < page.index("Bảng ảnh")
    # A correction begins the list anew.
    alert_correct(
        alert=alert,
        number=1,
        text_full="Nước rút",
        severity=Severity.MODERATE,
        mode=AlertMode.FULL,
        reason="Rút",
        actor=writer.user,
        now=clock(),
    )
    page = words(writer.get(f"{INDEX}{alert.pk}/"))
    assert "0/5 bảng đã hiện" in page
    assert "vẫn đang hiện lời trước" in page


def test_renewing_correcting_and_cancelling(writer, commune, board, clock):
    alert = make_alert(commune, writer.user)
    address = f"{INDEX}{alert.pk}/"
    for step, bad, told in (
        ("renew", {"duration": "60", "number": 1, "reason": ""}, "Hãy ghi vì sao"),
        (
            "renew",
            {"duration": "exact", "not_after": "2026-11-25T10:41", "number": 1, "reason": "x"},
            "24 giờ",
        ),
        (
            "correct",
            {"number": 1, "text_full": "", "severity": "SEVERE", "mode": "FULL", "reason": "x"},
            "Hãy ghi",
        ),
        ("cancel", {"reason": " "}, "Hãy ghi vì sao"),
    ):
        answer = writer.post(f"{address}{step}/", bad)
        assert answer.status_code == 200
        assert "Chưa thay đổi gì" in words(answer)
        assert told in words(answer)
    assert alert.versions.count() == 1
    renewed = {"duration": "1440", "number": 1, "reason": "Lũ chưa rút"}
    assert writer.post(f"{address}renew/", renewed).headers["Location"] == address
    assert alert.versions.latest("number").not_after == NOW + timedelta(hours=24)
    # Somebody else's form still speaks of the first version.
    assert "vừa được thay đổi" in words(writer.post(f"{address}renew/", renewed, follow=True))
    corrected = {
        "number": 2,
        "text_full": "Nước đã rút",
        "severity": "MODERATE",
        "mode": "BAND",
        "reason": "Rút",
    }
    assert "Nước đã rút" in words(writer.post(f"{address}correct/", corrected, follow=True))
    cancelled = writer.post(f"{address}cancel/", {"reason": "Hết lũ"}, follow=True)
    assert "đã hủy lúc 10:41:00 22/11/2026" in words(cancelled)
    assert "đã được hủy" in words(writer.post(f"{address}cancel/", {"reason": "Hết lũ"}, follow=True))
    assert "Không có tin khẩn nào" in words(writer.get(INDEX))


def test_the_preview_is_a_picture_of_the_board(writer, commune, board):
    answer = writer.get(f"{INDEX}preview/", {"text": "Lũ về", "board": board.pk, "status": "EXERCISE"})
    assert answer.headers["Content-Type"] == "image/png"
    for asked in ({}, {"text": "a", "board": 0}, {"text": "x" * 401, "board": board.pk}):
        assert writer.get(f"{INDEX}preview/", asked).status_code == 400


def test_the_report_of_exercises_counts_who_showed_them_in_time(writer, commune, clock):
    quick, slow = (Reader(make_board(commune, name=f"Bảng {n}", is_drill=True)) for n in (1, 2))
    make_board(commune, name="Bảng 3", is_drill=True)
    alert = make_alert(commune, writer.user, status=AlertStatus.EXERCISE, text_full="=1+1 thử còi")
    for reader, seconds in ((quick, 12), (slow, 45)):
        clock.moment = NOW + timedelta(seconds=seconds)
        reader.tell({"ack_id": str(uuid4()), "alert": alert.uid, "version": 1, "kind": "shown"})
    page = words(writer.get(f"{INDEX}exercises/"))
    assert "Xã Hòa Phú 3 1 2 2 45,0 Bảng 3 (Xã Hòa Phú): im lặng" in page
    sheet = writer.get(f"{INDEX}exercises/?month=2026-11&export=csv")
    lines = sheet.content.decode("utf-8-sig").splitlines()
    assert "Hiện trong 30 giây" in lines[0]
    assert lines[1].endswith(",3,1,2,2,12.0,45.0,Bảng 3 (Xã Hòa Phú): im lặng")
    assert "Tháng này chưa diễn tập" in words(writer.get(f"{INDEX}exercises/?month=2026-10"))
    assert writer.get(f"{INDEX}exercises/?month=hôm qua").status_code == 200
