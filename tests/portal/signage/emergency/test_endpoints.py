"""emergency.json, cap.xml and acknowledgements as boards see them."""

import json
from datetime import timedelta
from uuid import uuid4

import jsonschema
import pytest
from django.core.cache import cache
from django.test import Client
from lxml import etree

from portal.signage.emergency.services import alert_cancel, alert_correct
from portal.signage.enums import AckKind, AlertMode, AlertStatus, Severity
from portal.signage.models import AlertAck, Rendition
from tests.factories.alerts import FLOOD, make_alert
from tests.factories.signage import make_board, make_capability
from tests.factories.units import NOW
from tests.portal.signage.emergency.conftest import ACKS, CAP, EMERGENCY, Reader
from tests.support.queries import assert_queries

CAP_NS = {"c": "urn:oasis:names:tc:emergency:cap:1.2"}
LONG = (
    FLOOD + " Mang theo giấy tờ, thuốc men, nước uống; khóa van ga, ngắt cầu dao điện trước khi rời nhà. "
) * 2


@pytest.fixture
def alert(commune, board, publisher):
    return make_alert(commune, publisher)


def schema():
    answer = Client(HTTP_HOST="bang.example.org").get("/signage/v1/schemas/emergency.json")
    return json.loads(b"".join(answer.streaming_content) if answer.streaming else answer.content)


def test_a_board_without_alerts_is_told_so_after_one_query(reader):
    reader.get()
    for path in (EMERGENCY, CAP):
        with assert_queries(1, "the key with its board"):
            answer = reader.get(path)
        assert (answer.status_code, answer.content) == (204, b"")
        assert answer.headers["Cache-Control"] == "private, no-cache"


def test_the_body_keeps_the_contract(reader, alert):
    answer = reader.get()
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["ETag"].startswith('"')
    body = answer.json()
    jsonschema.validate(body, schema())
    (told,) = body["alerts"]
    assert body["revision"] == 2
    assert told["text"]["full"] == FLOOD
    assert told["text"]["ascii"].startswith("Nuoc song Vam Co Dong len nhanh.")
    assert (told["not_before"], told["not_after"]) == (
        "2026-11-22T10:41:00+07:00",
        "2026-11-22T12:41:00+07:00",
    )
    drawn = Rendition.objects.get(width=128, height=64, page=0).media
    assert told["rendition"]["url"] == f"http://bang.example.org/signage/v1/m/{drawn.name}"
    assert told["rendition"]["sha256"] == drawn.sha256


def test_one_alert_of_the_longest_words_fits_into_two_kilobytes(commune, board, reader, publisher):
    make_alert(commune, publisher, text_full=LONG[:400].strip())
    assert len(reader.get().content) <= 2048


def test_an_unchanged_poll_is_304_after_one_query_and_two_processes_agree(reader, alert):
    first = reader.get()
    cache.clear()  # another process, which knows nothing of the first answer
    with assert_queries(1, "the key with its board"):
        again = reader.get()
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    other = reader.get(fresh=True)
    assert (other.headers["ETag"], other.content) == (first.headers["ETag"], first.content)
    reader.tags[EMERGENCY] = 'W/"x", W/' + first.headers["ETag"]
    assert reader.get().status_code == 304


def test_a_made_up_validator_does_not_hide_an_alert(reader, alert):
    right = reader.get().headers["ETag"]
    for wrong in (
        right.replace("-2-", "-3-"),
        right[:-2] + '0"' if right[-2] != "0" else right[:-2] + '1"',
        "*",
    ):
        reader.tags[EMERGENCY] = wrong
        assert reader.get().status_code == 200


def test_what_ends_by_time_alone_changes_the_validator(reader, commune, alert, publisher, clock):
    later = make_alert(commune, publisher, not_after=NOW + timedelta(hours=3))
    reader.get()
    clock.moment = NOW + timedelta(hours=2)
    answer = reader.get()
    assert answer.status_code == 200
    assert [told["id"] for told in answer.json()["alerts"]] == [later.uid]
    clock.moment = NOW + timedelta(hours=3)
    assert reader.get().status_code == 204


def test_head_is_get_without_body_and_counts_as_nothing(reader, alert):
    for path in (EMERGENCY, CAP):
        head = reader.get(path, method="head", fresh=True)
        assert not AlertAck.objects.exists()
        get = reader.get(path, fresh=True)
        assert (head.status_code, head.content) == (200, b"")
        assert {**head.headers} == {**get.headers}
        AlertAck.objects.all().delete()
        cache.clear()


def test_a_get_that_carries_an_alert_is_noted_once_a_version(reader, alert, publisher, clock):
    clock.moment = NOW + timedelta(seconds=9)
    reader.get()
    reader.get(fresh=True)
    cache.clear()
    reader.get(fresh=True)
    reader.get(CAP)
    (ack,) = AlertAck.objects.all()
    assert (ack.kind, ack.version, ack.board_id) == (AckKind.FETCHED, 1, reader.board.pk)
    assert ack.at == clock()
    alert_correct(
        alert=alert,
        number=1,
        text_full="Nước rút",
        severity=Severity.MODERATE,
        mode=AlertMode.FULL,
        reason="Rút",
        actor=publisher,
        now=clock(),
    )
    reader.get()
    assert list(AlertAck.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


@pytest.mark.parametrize("form", ["ticker.kv", "ticker.txt"])
def test_a_controller_that_reads_text_is_noted_too(reader, alert, form):
    path = f"/signage/v1/boards/me/{form}"
    reader.get(path, method="head")
    assert not AlertAck.objects.exists()
    assert "Nước sông" in reader.get(path, fresh=True).content.decode()
    reader.get(path)
    assert AlertAck.objects.get().kind == AckKind.FETCHED


def test_the_read_only_address_reads_and_may_not_tell(reader, alert):
    key = make_capability(reader.board)
    client = Client(HTTP_HOST="bang.example.org")
    assert client.get(f"/signage/v1/k/{key}/emergency.json").json() == reader.get().json()
    assert client.get(f"/signage/v1/k/{key}/cap.xml").content == reader.get(CAP).content
    assert client.post(ACKS, {"acks": []}, content_type="application/json").status_code == 401
    assert client.post(f"/signage/v1/k/{key}/acks", {}, content_type="application/json").status_code == 404
    assert client.get(EMERGENCY).status_code == 401


def test_another_board_of_the_network_learns_nothing(network, alert, clock):
    other = Reader(make_board(network["phuoc_ly"].unit))
    assert other.get().status_code == other.get(CAP).status_code == 204


# --- CAP


def cap_of(reader, path=CAP):
    answer = reader.get(path, fresh=True)
    assert answer.headers["Content-Type"].startswith("application/cap+xml")
    return etree.fromstring(answer.content)


def text(document, path):
    return document.findtext(path, namespaces=CAP_NS)


# Order of elements in the schema of CAP 1.2, section 3.4; those we may write.
ALERT_ORDER = [
    "identifier",
    "sender",
    "sent",
    "status",
    "msgType",
    "source",
    "scope",
    "restriction",
    "addresses",
    "code",
    "note",
    "references",
]
INFO_ORDER = [
    "language",
    "category",
    "event",
    "responseType",
    "urgency",
    "severity",
    "certainty",
    "audience",
    "eventCode",
    "effective",
    "onset",
    "expires",
    "senderName",
    "headline",
    "description",
    "instruction",
    "web",
    "contact",
    "parameter",
    "resource",
    "area",
]
MANDATORY = {"identifier", "sender", "sent", "status", "msgType", "scope"}
# Section 3.2.2; without the words it advises against.
CHOICES = {
    "category": {
        "Geo",
        "Met",
        "Safety",
        "Security",
        "Rescue",
        "Fire",
        "Health",
        "Env",
        "Transport",
        "Infra",
        "CBRNE",
        "Other",
    },
    "urgency": {"Immediate", "Expected", "Future", "Past"},
    "severity": {"Extreme", "Severe", "Moderate", "Minor"},
    "certainty": {"Observed", "Likely", "Possible", "Unlikely"},
}
MANDATORY_INFO = {"category", "event", "urgency", "severity", "certainty"}


def check_structure(document):
    names = [etree.QName(child).localname for child in document]
    infos = [child for child in document if etree.QName(child).localname == "info"]
    heads = names[: len(names) - len(infos)]
    assert heads == sorted(heads, key=ALERT_ORDER.index)
    assert set(heads) >= MANDATORY
    assert not set(" ,<&") & set(text(document, "c:identifier") + text(document, "c:sender"))
    for info in infos:
        within = [etree.QName(child).localname for child in info]
        assert within == sorted(within, key=INFO_ORDER.index)
        assert set(within) >= MANDATORY_INFO
        assert text(info, "c:area/c:areaDesc")
        assert all(text(info, f"c:{name}") in words for name, words in CHOICES.items())
        for moment in ("effective", "onset", "expires"):
            assert text(info, f"c:{moment}").endswith("+07:00")


def test_cap_tells_the_most_pressing_alert(reader, commune, alert, publisher):
    extreme = make_alert(commune, publisher, severity=Severity.EXTREME, text_full="Vỡ đê & <ngập>"[:8])
    document = cap_of(reader)
    check_structure(document)
    assert text(document, "c:identifier") == f"{extreme.uid}-1"
    assert [text(document, f"c:{name}") for name in ("status", "msgType", "scope")] == [
        "Actual",
        "Alert",
        "Public",
    ]
    info = document.find("c:info", CAP_NS)
    assert text(info, "c:language") == "vi-VN"
    assert text(info, "c:severity") == "Extreme"
    assert text(info, "c:description") == "Vỡ đê &"
    assert text(info, "c:expires") == "2026-11-22T12:41:00+07:00"
    assert text(info, "c:area/c:areaDesc") == commune.full_name
    assert text(info, "c:area/c:geocode/c:value") == commune.code
    with assert_queries(1, "the key with its board"):
        assert reader.get(CAP).status_code == 304


def test_cap_corrects_and_cancels_by_reference(reader, alert, publisher, clock):
    first = cap_of(reader)
    clock.moment = NOW + timedelta(minutes=5)
    alert_correct(
        alert=alert,
        number=1,
        text_full="Nước rút",
        severity=Severity.MODERATE,
        mode=AlertMode.FULL,
        reason="Rút",
        actor=publisher,
        now=clock(),
    )
    update = cap_of(reader)
    check_structure(update)
    named = ",".join(text(first, f"c:{name}") for name in ("sender", "identifier", "sent"))
    assert (text(update, "c:msgType"), text(update, "c:references")) == ("Update", named)
    clock.moment = NOW + timedelta(minutes=9)
    alert_cancel(alert=alert, reason="Hết", actor=publisher, now=clock())
    cancel = cap_of(reader)
    check_structure(cancel)
    named = ",".join(text(update, f"c:{name}") for name in ("sender", "identifier", "sent"))
    assert (text(cancel, "c:msgType"), text(cancel, "c:references")) == ("Cancel", named)
    assert text(cancel, "c:info/c:expires") == "2026-11-22T10:50:00+07:00"
    clock.moment += timedelta(hours=72)
    assert reader.get(CAP).status_code == 204


def test_cap_waits_for_the_beginning(reader, commune, publisher, clock):
    make_alert(commune, publisher, not_before=NOW + timedelta(minutes=30))
    assert reader.get(CAP).status_code == 204
    assert reader.get().json()["alerts"][0]["not_before"] == "2026-11-22T11:11:00+07:00"
    clock.moment = NOW + timedelta(minutes=30)
    assert reader.get(CAP).status_code == 200


def test_cap_of_an_exercise_is_one(commune, clock, publisher):
    drill = Reader(make_board(commune, is_drill=True))
    make_alert(commune, publisher, status=AlertStatus.EXERCISE)
    document = cap_of(drill)
    assert text(document, "c:status") == "Exercise"
    assert text(document, "c:info/c:headline").startswith("DIỄN TẬP")


# --- Acknowledgements


def ack(alert, kind="shown", **fields):
    return {"ack_id": str(uuid4()), "alert": alert.uid, "version": 1, "kind": kind, **fields}


def test_acknowledgements_sent_twice_count_once(reader, alert, clock):
    clock.moment = NOW + timedelta(seconds=20)
    shown = ack(alert, at="2026-11-22T10:41:12+07:00")
    assert reader.tell(shown, shown).json() == {"accepted": 1, "duplicate": 1, "rejected": []}
    failed = ack(alert, "failed", reason="Thiếu phông chữ")
    assert reader.tell(shown, failed).json() == {"accepted": 1, "duplicate": 1, "rejected": []}
    kept = AlertAck.objects.get(ack_id=shown["ack_id"])
    assert (kept.kind, kept.at, kept.received_at) == ("SHOWN", NOW + timedelta(seconds=12), clock())
    assert AlertAck.objects.get(ack_id=failed["ack_id"]).detail == "Thiếu phông chữ"


def test_late_ones_count_and_a_clock_that_cannot_be_right_does_not(reader, alert, clock):
    clock.moment = NOW + timedelta(days=29)
    late = ack(alert, at="2026-11-22T10:41:12+07:00")
    early = ack(alert, at="2026-11-22T10:31:00+07:00")
    ahead = ack(alert, at="2027-11-22T10:41:12+07:00")
    assert reader.tell(late, early, ahead).json()["accepted"] == 3
    found = {str(row.ack_id): row.at for row in AlertAck.objects.all()}
    assert found[late["ack_id"]] == NOW + timedelta(seconds=12)
    assert found[early["ack_id"]] == found[ahead["ack_id"]] == clock()


def test_one_bad_entry_is_named_and_does_not_lose_the_others(reader, alert, clock):
    clock.moment = NOW + timedelta(days=31)
    bad = [
        "shown",
        {"alert": alert.uid, "kind": "shown"},
        ack(alert) | {"alert": "a0000"},
        ack(alert) | {"alert": ["x"]},
        ack(alert, "eaten"),
        ack(alert) | {"version": 2},
        ack(alert) | {"version": True},
        ack(alert, at="hôm qua"),
        ack(alert, at="2026-11-22T10:41:12"),
        ack(alert, at="2026-11-22T10:41:12+07:00"),
    ]
    good = ack(alert)
    answer = reader.tell(*bad, good).json()
    assert (answer["accepted"], len(answer["rejected"])) == (1, len(bad))
    assert all(entry["why"] for entry in answer["rejected"])
    assert answer["rejected"][2] == {"ack_id": bad[2]["ack_id"], "why": "Không có tin khẩn này."}
    assert AlertAck.objects.get().ack_id == good["ack_id"]


def test_bodies_that_are_none_are_refused_in_vietnamese(reader, alert):
    assert reader.tell(*[ack(alert) for _ in range(101)]).status_code == 413
    headers = {"Authorization": f"Bearer {reader.token}"}
    for body in ("[]", "{", '{"acks": 1}'):
        answer = reader.client.post(ACKS, body, content_type="application/json", headers=headers)
        assert answer.status_code == 400
        assert answer.json()["message"]
    assert reader.client.get(ACKS, headers=headers).status_code == 405
    assert not AlertAck.objects.exists()
