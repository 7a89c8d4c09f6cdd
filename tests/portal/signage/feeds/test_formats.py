"""What stands in the manifest, the tickers, Concerto's array and `/boards/me`, and what never does."""

import json
from copy import deepcopy
from datetime import date, time, timedelta

import pytest
from django.core.cache import cache
from jsonschema import Draft202012Validator, ValidationError

from portal.signage.emergency.services import alert_cancel
from portal.signage.enums import AlertStatus, MessageClass
from portal.signage.models import Board
from portal.signage.schedule.rules import Rule
from tests.factories.alerts import FLOOD, make_alert, make_province_admin
from tests.factories.units import NOW
from tests.portal.signage.feeds.making import publish, take_off

OFFICE_HOURS = Rule(date(2026, 1, 1), weekdays=frozenset(range(1, 6)), times=((time(7), time(11, 30)),))


@pytest.fixture
def schema(client):
    """Fetched as a maker of boards fetches it."""

    def fetched(name: str) -> Draft202012Validator:
        answer = client.get(f"/signage/v1/schemas/{name}.json", headers={"Host": "longan.localhost"})
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/schema+json")
        Draft202012Validator.check_schema(answer.json())
        return Draft202012Validator(answer.json())

    return fetched


@pytest.fixture
def full(asking, unit, network):
    """A manifest with something of everything."""
    publish(unit, "Nộp thuế đất trước 30/11", rules=[OFFICE_HOURS], uid="m1")
    publish(network["province"].unit, "Phòng bão số 12", uid="m2", reach="BELOW", message_class="PRIORITY")
    publish(unit, "Chúc mừng năm mới", uid="m3", interleave=True, text_ascii="Chuc mung nam moi", order=5)
    take_off(publish(unit, "Đã hết hạn", uid="m4"), now=NOW)
    return asking


class TestPlaylist:
    def test_it_is_valid_and_says_what_was_published(self, full, schema):
        body = full.get().json()
        schema("playlist").validate(body)
        assert [item["id"] for item in body["items"]] == ["m2", "m3", "m1"]
        assert [item["priority"] for item in body["items"]] == ["uu_tien", "thong_thuong", "thong_thuong"]
        assert body["withdrawn"] == ["m4"]
        assert body["default_item"]["text"]["full"] == "UBND xã Thanh Phú Long"
        assert body["default_item"]["windows"] == []
        assert body["items"][2]["windows"][0] == ["2026-11-23T07:00:00+07:00", "2026-11-23T11:30:00+07:00"]
        assert body["items"][1]["text"]["ascii"] == "Chuc mung nam moi"
        assert "interleave" in body["items"][1]
        assert body["horizon"]["from"] == "2026-11-22T00:00:00+07:00"

    def test_its_files_are_there(self, full, client):
        body = full.get().json()
        for item in (*body["items"], body["default_item"]):
            (drawn,) = item["renditions"]
            assert (drawn["width"], drawn["height"]) == (128, 64)
            file = client.get(drawn["url"].removeprefix("http://longan.localhost"))
            content = b"".join(file.streaming_content)
            assert len(content) == drawn["bytes"]
            assert drawn["sha256"] in drawn["url"]

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda body: body.update(changed_at="2026-11-22T10:00:00"),
            lambda body: body["items"][0]["renditions"][0].update(url="https://x/m/a.png?v=2"),
            lambda body: body["items"][0].update(priority="khan_cap"),
            lambda body: [body["items"][0].pop(key) for key in ("text", "renditions")],
            lambda body: body["items"][0].update(duration_s=301),
            lambda body: body["items"].extend([body["items"][0]] * 50),
            lambda body: body.pop("default_item"),
            lambda body: body["board"].update(tz="UTC"),
        ],
    )
    def test_the_schema_refuses_what_the_contract_forbids(self, full, schema, spoil):
        body = deepcopy(full.get().json())
        spoil(body)
        with pytest.raises(ValidationError):
            schema("playlist").validate(body)

    def test_it_stays_within_64_kilobytes_and_50_items(self, asking, unit, schema):
        hours = tuple(
            (time(hour, minute), time(hour, minute + 10)) for hour in range(7) for minute in (0, 20, 40)
        )
        text = "Ủy ban nhân dân xã Thanh Phú Long thông báo. " * 8
        for number in range(55):
            publish(
                unit, text, uid=f"m{number:02}", rules=[Rule(date(2026, 1, 1), times=hours)], is_drawn=False
            )
        answer = asking.get()
        assert len(answer.content) <= 64 * 1024
        body = answer.json()
        schema("playlist").validate(body)
        assert [item["id"] for item in body["items"]] == [f"m{n:02}" for n in range(len(body["items"]))]
        assert 5 < len(body["items"]) <= 50
        assert all(len(item["windows"]) == 63 for item in body["items"])

    def test_without_a_file_the_words_go_out_alone(self, asking, unit, schema):
        publish(unit, "Không vẽ được", is_drawn=False, uid="m9")
        (item,) = asking.get().json()["items"]
        assert "renditions" not in item
        assert item["text"]["full"] == "Không vẽ được"
        schema("playlist").validate(asking.get().json())

    def test_a_new_version_is_not_withdrawn_and_72_hours_are_enough(self, asking, unit, clock):
        take_off(publish(unit, "Cũ", uid="m1"), now=NOW, reason="REPLACED")
        publish(unit, "Mới", uid="m1", number=2)
        take_off(publish(unit, "Hết", uid="m2"), now=clock.forward(minutes=1))
        assert asking.get().json()["withdrawn"] == ["m2"]
        clock.forward(days=4)
        assert asking.get().json()["withdrawn"] == []

    def test_other_boards_messages_are_not_told(self, asking, network):
        take_off(publish(network["hoa_phu"].unit, "Xã khác"), now=NOW)
        publish(network["hoa_phu"].unit, "Xã khác nữa")
        publish(network["province"].unit, "Chợ", reach="BELOW", tags=["cho"])
        body = asking.get().json()
        assert (body["items"], body["withdrawn"]) == ([], [])


class TestTickers:
    def test_plain_lines(self, full):
        answer = full.get("ticker.txt")
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert answer.content.decode() == "Phòng bão số 12\n"  # priority, and nobody mixes

    def test_forms(self, asking, unit):
        publish(unit, "Đường  Nguyễn\tHuệ\nđóng – 2 ngày", uid="m1")
        publish(unit, "Tin 2", uid="m2", text_ascii="Tin hai")
        assert asking.get("ticker.txt").content == "Đường Nguyễn Huệ đóng – 2 ngày\nTin 2\n".encode()
        ascii_lines = asking.get("ticker.txt?form=ascii&eol=crlf").content
        assert ascii_lines == b"Duong Nguyen Hue dong - 2 ngay\r\nTin hai\r\n"
        assert asking.get("ticker.txt?max=1").content.count(b"\n") == 1

    def test_never_empty(self, asking):
        assert asking.get("ticker.txt").content.decode() == "UBND xã Thanh Phú Long\n"
        assert asking.get("ticker.txt?form=ascii").content == b"UBND xa Thanh Phu Long\n"

    def test_keys_never_disappear(self, asking, unit):
        keys = ["rev", "khan", *(f"tin{slot}" for slot in range(1, 21))]
        for number in range(25):
            if number in (0, 3, 24):
                lines = asking.get("ticker.kv").content.decode().split("\n")
                assert [line.partition(",")[0] for line in lines] == [*keys, ""]
                assert all(line.count(",") == 1 for line in lines[:-1])
            publish(unit, f"Một, hai, {number}\nba", is_drawn=False)
        assert "Một; hai; 0 ba" in asking.get("ticker.kv").content.decode()

    def test_a_text_of_control_characters_does_no_harm(self, asking, unit):
        publish(unit, "a\x07b\x1b[31m\ufeffc", is_drawn=False)
        assert asking.get("ticker.txt").content == b"ab[31mc\n"
        assert asking.get("feed.xml").status_code == 200


class TestAlerts:
    @pytest.fixture
    def admin(self, network):
        return make_province_admin()

    @pytest.fixture
    def alert(self, full, unit, admin):
        return make_alert(unit, admin, mode="BAND")

    def test_they_come_first_and_only_where_they_may(self, full, alert, schema):
        assert full.get("ticker.txt").content.decode().splitlines() == [FLOOD, "Phòng bão số 12"]
        keys = full.get("ticker.kv").content.decode().splitlines()
        assert keys[1] == f"khan,{FLOOD.replace(',', ';')}"
        assert keys[2] == "tin1,Phòng bão số 12"
        for tail in ("feed.xml", "concerto.json", "playlist.json"):
            assert "Vàm Cỏ" not in full.get(tail).content.decode()
        schema("emergency").validate(full.get("emergency.json").json())

    def test_it_ends_by_cancelling(self, full, alert, admin, clock):
        tag = full.get("ticker.txt")["ETag"]
        frame = full.get("frame.png")["ETag"]
        assert full.get("ticker.txt", tag=tag).status_code == 304
        alert_cancel(alert=alert, reason="Nước đã rút", actor=admin, now=clock.forward(minutes=1))
        later = full.get("ticker.txt", tag=tag)
        assert later.content.decode().splitlines() == ["Phòng bão số 12"]
        assert full.get("frame.png")["ETag"] != frame

    def test_who_asks_by_date_alone_learns_that_it_is_over(self, full, alert, clock):
        modified = full.get("ticker.txt")["Last-Modified"]
        clock.forward(hours=3)
        assert full.get("ticker.txt", **{"If-Modified-Since": modified}).status_code == 200

    def test_an_exercise_says_so_and_only_where_exercises_are_held(self, full, unit, board, admin):
        Board.objects.filter(pk=board.pk).update(is_drill=True)
        make_alert(unit, admin, status=AlertStatus.EXERCISE, text_full="Sơ tán theo loa hướng dẫn")
        assert full.get("ticker.txt").content.decode().startswith("DIỄN TẬP")
        assert full.get("ticker.txt?form=ascii").content.startswith(b"DIEN TAP")
        Board.objects.filter(pk=board.pk).update(is_drill=False, content_number=board.content_number + 99)
        cache.clear()  # changed behind the services' back
        assert "DIỄN TẬP" not in full.get("ticker.txt").content.decode()


class TestConcerto:
    def test_it_is_what_concerto_reads(self, full, unit, clock):
        publish(unit, "Chỉ có chữ", is_drawn=False, uid="m8", message_class=MessageClass.PRIORITY)
        told = full.get("concerto.json").json()
        assert told[0]["type"] == "Graphic"
        assert told[0]["url"].endswith(".png")
        assert told[1] == {
            "type": "RichText",
            "name": "Chỉ có chữ (m8)",
            "duration": 10,
            "start_time": "2026-11-22T00:00:00+07:00",
            "end_time": "2026-11-25T00:00:00+07:00",
            "text": "Chỉ có chữ",
            "render_as": "plaintext",
        }
        names = [(item["type"], item["name"]) for item in told]
        assert len(set(names)) == len(names)

    def test_the_default_has_no_end(self, asking):
        (told,) = asking.get("concerto.json").json()
        assert "end_time" not in told


def test_a_board_knows_itself(asking):
    told = json.loads(asking.get("").content)
    assert told["schema"] == "portal.signage.board/1"
    assert told["poll"] == {"playlist_s": 60, "emergency_s": 15, "heartbeat_s": 60, "jitter": 0.2}
    assert told["operating"] is None
    assert told["drill"] is False
    assert {"playlist.json", "emergency.json", "frame.png"} <= set(told["capabilities"])


@pytest.mark.parametrize("method", ["post", "delete"])
def test_schemas_are_only_read(client, method):
    answer = getattr(client, method)("/signage/v1/schemas/playlist.json")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_an_hour_past_its_end_an_item_is_in_no_feed_of_the_moment(asking, unit, clock):
    publish(unit, "Hết lúc 11 giờ rưỡi", rules=[Rule(NOW.date(), times=((time(7), time(11, 30)),))])
    assert "Hết lúc" in asking.get("feed.xml").content.decode()
    clock.now = NOW + timedelta(hours=2)
    for tail in ("feed.xml", "ticker.txt", "concerto.json"):
        assert "Hết lúc" not in asking.get(tail).content.decode()
