"""Alerts through the services: right, reason, end, words, who is reached, who gives way, what is logged."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from portal.audit.models import AuditEntry
from portal.signage.emergency.services import (
    AlertChanged,
    alert_cancel,
    alert_correct,
    alert_renew,
    board_alerts_refresh,
    new_uid,
)
from portal.signage.enums import AlertMode, AlertStatus, Severity
from portal.signage.models import Alert, Board, Rendition
from sites.enums import NetworkRole, Role
from tests.factories.alerts import FLOOD, make_alert, make_province_admin, make_publisher
from tests.factories.signage import make_board
from tests.factories.units import NOW
from tests.portal.signage.emergency.conftest import Reader

HOUR = timedelta(hours=1)
EXERCISE = {"status": AlertStatus.EXERCISE}


def refusal_of(unit, actor, **fields):
    """The refusal by field; nothing may have been written."""
    with pytest.raises(ValidationError) as caught:
        make_alert(unit, actor, **fields)
    assert not Alert.objects.exists()
    refusal = caught.value
    return refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"reason": "  "}, "reason", "vì sao"),
        ({"not_after": None}, "not_after", "đến khi nào"),
        ({"not_after": NOW - HOUR}, "not_after", "đã qua"),
        ({"not_after": NOW + HOUR, "not_before": NOW + 2 * HOUR}, "not_after", "trước khi bắt đầu"),
        ({"not_after": NOW + timedelta(hours=24, seconds=1)}, "not_after", "24 giờ"),
        ({"text_full": " "}, "text_full", ""),
        ({"text_full": "Lũ về. " * 60}, "text_full", "400"),
        ({"text_full": "Lũ <b>về</b> rồi"}, "text_full", "HTML"),
        ({"text_full": "Lũ về ⛈"}, "text_full", "⛈"),
        ({"text_short": "Nước lên nhanh. " * 5}, "text_short", "60"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(
    commune, board, publisher, fields, field, words
):
    assert words in " ".join(refusal_of(commune, publisher, **fields)[field])
    board.refresh_from_db()
    assert (board.alert_number, board.alerts_until) == (1, None)


def test_an_exercise_needs_room_for_its_mark(commune, publisher):
    make_board(commune, is_drill=True)
    assert "400" in " ".join(refusal_of(commune, publisher, text_full="a " * 198, **EXERCISE)["text_full"])


def test_who_may_send(network, commune, board, province):
    for role in (Role.EDITOR, Role.CONTRIBUTOR, Role.SECRETARY, Role.RECORDS_CLERK):
        with pytest.raises(PermissionDenied):
            make_alert(commune, make_publisher(network["hoa_phu"], role))
    for role in (NetworkRole.PROVINCE_EDITOR, NetworkRole.AUDITOR):
        with pytest.raises(PermissionDenied):
            make_alert(commune, make_province_admin(role))
    for subsite in ("thanh_phu_long", "can_giuoc"):
        with pytest.raises(PermissionDenied):
            make_alert(commune, make_publisher(network[subsite]))
    assert not Alert.objects.exists()
    for actor in (
        make_publisher(network["hoa_phu"]),
        make_publisher(network["hoa_phu"], Role.SITE_ADMIN),
        make_publisher(network["province"]),
        province,
    ):
        assert make_alert(commune, actor).issuer.level in ("COMMUNE", "PROVINCE")


def test_a_commune_reaches_no_other_and_the_province_reaches_all_or_some(network, clock, publisher, province):
    mine = Reader(make_board(network["hoa_phu"].unit))
    other = Reader(make_board(network["phuoc_ly"].unit, tags=("Chợ",)))
    ours = make_alert(network["hoa_phu"].unit, publisher).uid
    assert (mine.alerts(), other.alerts()) == ([ours], [])
    all_of_us = make_alert(network["province"].unit, province).uid
    assert (mine.alerts(), other.alerts()) == ([all_of_us, ours], [all_of_us])
    tagged = make_alert(network["province"].unit, province, tags=list(other.board.tags.all())).uid
    one = make_alert(network["province"].unit, province, boards=[mine.board]).uid
    assert tagged not in mine.alerts()
    assert tagged in other.alerts()
    assert one in mine.alerts()
    assert one not in other.alerts()


def test_boards_of_others_cannot_be_smuggled_in(network, commune, board, publisher):
    foreign = make_board(network["phuoc_ly"].unit)
    assert "không tới được" in " ".join(refusal_of(commune, publisher, boards=[board, foreign])["boards"])
    foreign.refresh_from_db()
    assert foreign.alert_number == 1


def test_an_alert_that_reaches_nobody_is_refused(commune, publisher):
    assert "" in refusal_of(commune, publisher)
    make_board(commune)
    assert "diễn tập" in " ".join(refusal_of(commune, publisher, **EXERCISE)[""])


def test_exercises_reach_boards_in_drill_mode_only_and_always_say_so(commune, clock, publisher, reader):
    drill = Reader(make_board(commune, is_drill=True))
    exercise = make_alert(commune, publisher, **EXERCISE)
    assert reader.get().status_code == 204
    reader.board.refresh_from_db()
    assert reader.board.alert_number == 1
    (told,) = drill.get().json()["alerts"]
    assert (told["id"], told["status"]) == (exercise.uid, "exercise")
    assert told["text"]["full"].startswith("DIỄN TẬP: ")
    assert told["text"]["short"].startswith("DIỄN TẬP: ")
    assert told["text"]["ascii"].startswith("DIEN TAP: ")
    # A correction cannot take the mark away.
    alert_correct(
        alert=exercise,
        number=1,
        text_full="Nước đã rút",
        severity=Severity.MODERATE,
        mode=AlertMode.BAND,
        reason="Đổi lời",
        actor=publisher,
        now=NOW,
    )
    (told,) = drill.get().json()["alerts"]
    assert (told["version"], told["text"]["full"], told["mode"]) == (2, "DIỄN TẬP: Nước đã rút", "band")


def test_files_are_drawn_for_each_size_in_the_transaction_that_sends(commune, publisher):
    make_board(commune, width=64, height=32, color="MONO")
    make_board(commune, width=96, height=16)
    make_alert(commune, publisher)
    sizes = set(Rendition.objects.filter(page=0).values_list("width", "height", "color"))
    assert sizes == {(64, 32, "MONO"), (96, 16, "RGB")}


def test_the_same_form_sent_twice_is_one_alert(commune, board, publisher, network):
    uid = new_uid()
    first = make_alert(commune, publisher, uid=uid)
    again = make_alert(commune, publisher, uid=uid, now=NOW + timedelta(seconds=1))
    assert first == again
    assert Alert.objects.count() == first.versions.count() == 1
    with pytest.raises(ValidationError):
        make_alert(commune, make_publisher(network["hoa_phu"], Role.SITE_ADMIN), uid=uid)


def test_a_sixth_alert_is_refused_by_name_but_a_higher_one_gets_through(
    network, commune, reader, publisher, province, clock
):
    own = [
        make_alert(commune, publisher, now=NOW + timedelta(seconds=n), severity=Severity.EXTREME).uid
        for n in range(5)
    ]
    clock.moment = NOW + timedelta(seconds=5)
    with pytest.raises(ValidationError, match="Bảng trước trụ sở"):
        make_alert(commune, publisher, severity=Severity.EXTREME, now=clock())
    assert reader.alerts() == own[::-1]
    higher = make_alert(network["province"].unit, province, severity=Severity.MODERATE, now=clock()).uid
    told = reader.alerts()
    assert told[-1] == higher, "the province's is among them"
    assert len(told) == 5
    assert own[0] not in told, "the oldest of the commune's gave way"
    alert_cancel(alert=Alert.objects.get(uid=own[4]), reason="Hết", actor=publisher, now=clock())
    assert own[0] in reader.alerts(), "and comes back when there is room"


def test_order_is_severity_then_level_then_newest(network, commune, reader, publisher, province):
    later = NOW + timedelta(minutes=1)
    sent = [
        make_alert(network["province"].unit, province, severity=Severity.MODERATE),
        make_alert(commune, publisher, severity=Severity.SEVERE),
        make_alert(commune, publisher, severity=Severity.SEVERE, not_before=later),
        make_alert(network["province"].unit, province, severity=Severity.SEVERE),
        make_alert(commune, publisher, severity=Severity.EXTREME),
    ]
    assert reader.alerts() == [sent[n].uid for n in (4, 3, 2, 1, 0)]


def test_renewing_and_correcting_make_versions_that_boards_are_told(commune, reader, publisher, clock):
    alert = make_alert(commune, publisher)
    clock.moment = NOW + HOUR
    alert_renew(
        alert=alert, number=1, not_after=NOW + 24 * HOUR, reason="Lũ chưa rút", actor=publisher, now=clock()
    )
    (told,) = reader.get().json()["alerts"]
    assert (told["version"], told["not_after"]) == (2, "2026-11-23T10:41:00+07:00")
    assert told["text"]["full"] == FLOOD
    with pytest.raises(AlertChanged):
        alert_renew(alert=alert, number=1, not_after=NOW + 3 * HOUR, reason="x", actor=publisher, now=clock())
    for end in (NOW + HOUR, clock() + timedelta(hours=24, seconds=1), None):
        with pytest.raises(ValidationError):
            alert_renew(alert=alert, number=2, not_after=end, reason="x", actor=publisher, now=clock())
    with pytest.raises(ValidationError):
        alert_renew(alert=alert, number=2, not_after=NOW + 3 * HOUR, reason="", actor=publisher, now=clock())
    assert alert.versions.count() == 2
    clock.moment = NOW + 24 * HOUR
    assert reader.get().status_code == 204
    with pytest.raises(AlertChanged):
        alert_cancel(alert=alert, reason="Hết", actor=publisher, now=clock())


def test_a_commune_cannot_touch_a_province_s_alert_but_the_province_can_a_commune_s(
    network, commune, board, publisher, province
):
    from_above = make_alert(commune, province)
    common = {"reason": "Hết", "actor": publisher, "now": NOW}
    with pytest.raises(PermissionDenied):
        alert_cancel(alert=from_above, **common)
    with pytest.raises(PermissionDenied):
        alert_renew(alert=from_above, number=1, not_after=NOW + HOUR, **common)
    with pytest.raises(PermissionDenied):
        alert_correct(
            alert=from_above,
            number=1,
            text_full="x",
            severity=Severity.SEVERE,
            mode=AlertMode.FULL,
            **common,
        )
    from_above.refresh_from_db()
    assert from_above.cancelled_at is None
    own = make_alert(commune, publisher)
    assert alert_cancel(alert=own, reason="Hết", actor=province, now=NOW).cancelled_by == province


def test_cancelling_leaves_a_tombstone_for_72_hours(commune, reader, publisher, clock):
    alert = make_alert(commune, publisher)
    reader.get()
    clock.moment = NOW + HOUR
    with pytest.raises(ValidationError):
        alert_cancel(alert=alert, reason=" ", actor=publisher, now=clock())
    alert_cancel(alert=alert, reason="Nước đã rút", actor=publisher, now=clock())
    body = reader.get().json()
    assert body["alerts"] == []
    assert body["cancelled"] == [{"id": alert.uid, "at": "2026-11-22T11:41:00+07:00"}]
    with pytest.raises(AlertChanged):
        alert_cancel(alert=alert, reason="Nước đã rút", actor=publisher, now=clock())
    clock.moment = NOW + timedelta(hours=73, seconds=-1)
    assert reader.get().status_code == 304
    clock.moment = NOW + timedelta(hours=73)
    assert reader.get().status_code == 204


def test_the_log_tells_who_when_which_words_where_and_why(commune, board, publisher):
    alert = make_alert(commune, publisher)
    alert_cancel(alert=alert, reason="Nước đã rút", actor=publisher, now=NOW + HOUR)
    sent, cancelled = AuditEntry.objects.filter(action__startswith="signage.alert").order_by("pk")
    assert (sent.action, sent.actor_id, sent.created_at) == ("signage.alert_sent", publisher.pk, NOW)
    assert (sent.detail["words"], sent.detail["area"]) == (FLOOD, commune.full_name)
    assert sent.detail["reason"] == "Công điện 12/CĐ-UBND"
    assert sent.subsite_name == commune.full_name
    assert (cancelled.action, cancelled.detail["reason"]) == ("signage.alert_cancelled", "Nước đã rút")


def test_a_board_that_comes_later_learns_of_what_is_on(network, commune, board, publisher, clock):
    alert = make_alert(commune, publisher)
    late = make_board(network["phuoc_ly"].unit, width=32, height=16)
    Board.objects.filter(pk=late.pk).update(unit=commune)
    late.refresh_from_db()
    board_alerts_refresh(board=late, now=NOW)
    (told,) = Reader(late).get().json()["alerts"]
    assert told["id"] == alert.uid
    assert told["rendition"]["bytes"] > 0
