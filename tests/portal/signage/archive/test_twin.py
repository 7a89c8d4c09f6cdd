"""The public twin: what boards show now, and exactly what they showed then, whatever changed since."""

import re
import uuid
from datetime import UTC, date, datetime, time, timedelta

import pytest
from defusedxml import ElementTree

from portal.signage.boards.services import board_move_to_unit, board_retire, board_update
from portal.signage.enums import PlayOutcome
from portal.signage.messages.services import message_version_record
from portal.signage.models import Alert, AlertVersion, Board, BoardTag, Play
from sites.models import AdministrativeUnit
from tests.factories.signage import make_board, make_message, signage_index
from tests.support.queries import assert_queries

# Saturday, 08:00 in Hanoi: the boards are mounted. Tests look on from Monday, 09:00.
MOUNTED = datetime(2026, 8, 1, 1, 0, tzinfo=UTC)
MONDAY = datetime(2026, 8, 24, 2, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 8, 21, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock(monkeypatch):
    def set_to(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    set_to(MONDAY)
    return set_to


@pytest.fixture
def site(network):
    # The network of tests was born later than the summer these tests look back on.
    AdministrativeUnit.objects.update(valid_from=date(2025, 7, 1))
    return network["hoa_phu"]


@pytest.fixture
def board(site, clock):
    return make_board(site.unit, name="Bảng chợ", now=MOUNTED, default_text="Kính chào", tags=("chợ",))


@pytest.fixture
def look(site, visit):
    """`look(board, ngay="2026-08-21")`: the page of a board; without a board the section."""

    def _look(board=None, *, subsite=site, tail="", **asked):
        path = f"/{signage_index(subsite).slug}/" + (f"bang/{board.slug}/{tail}" if board else "")
        return visit(subsite, path, data=asked)

    return _look


def text_of(answer):
    main = answer.content.decode().split("<main", 1)[1].split("</main", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def card_of(answer, key):
    """The words of one card."""
    return text_of_html(answer.content.decode().split(f'id="{key}"', 1)[1].split("</section>", 1)[0])


def text_of_html(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def at(board, look, day, clock_="09:00"):
    return card_of(look(board, ngay=day, gio=clock_), "luc-do")


def make_alert(unit, text, start, end, *, status="ACTUAL", boards=(), tags=(), **fields):
    alert = Alert.objects.create(
        uid=f"a{uuid.uuid4().hex[:8]}", unit=unit, issuer=unit, status=status, tags=list(tags),
        created_at=start, **fields,
    )  # fmt: skip
    alert.boards.set(boards)
    AlertVersion.objects.create(
        alert=alert, number=1, severity="SEVERE", mode="FULL", text_full=text, text_short=text[:60],
        text_ascii="x", reason="Lũ", not_before=start, not_after=end, published_at=start,
    )  # fmt: skip
    return alert


# --- Now


def test_the_section_tells_the_public_boards_with_their_words(site, board, look):
    make_message(site.unit, "Lịch tiêm chủng tháng 8", now=MOUNTED)
    make_board(site.unit, name="Bảng nội bộ", is_public=False, now=MOUNTED)
    text = text_of(look())
    assert "Bảng chợ" in text and "Lịch tiêm chủng tháng 8" in text and "09:00, 24/08/2026" in text
    assert "Bảng nội bộ" not in text
    answer = look()
    assert "max-age=15" in answer["Cache-Control"] and "ETag" not in answer


def test_a_board_tells_what_is_on_what_comes_and_the_day(site, board, look):
    make_message(site.unit, "Buổi sáng", now=MOUNTED, schedules=[{"times": "07:00-11:30"}])
    make_message(site.unit, "Buổi chiều", now=MOUNTED, schedules=[{"times": "13:00-17:00"}])
    answer = look(board)
    now = card_of(answer, "dang-hien")
    assert "Buổi sáng" in now and "Buổi chiều" not in now
    assert "Đổi tin lúc 11:30" in text_of(answer)
    plan = card_of(answer, "hom-nay")
    spans = re.findall(r"(\d\d:\d\d) ?– ?(\d\d:\d\d)", plan)
    assert spans == [
        ("00:00", "07:00"), ("07:00", "11:30"), ("11:30", "13:00"), ("13:00", "17:00"), ("17:00", "24:00"),
    ]  # fmt: skip
    assert plan.count("Kính chào") == 3


def test_the_words_now_are_a_feed(site, board, look):
    make_message(site.unit, "Lịch tiêm chủng tháng 8", now=MOUNTED)
    make_alert(site.unit, "Lũ lên nhanh & nguy hiểm <khẩn>", MONDAY - HOUR, MONDAY + HOUR)
    answer = look(board, tail="rss/")
    assert answer["Content-Type"].startswith("application/rss+xml")
    channel = ElementTree.fromstring(answer.content).find("channel")
    assert [item.findtext("description") for item in channel.iter("item")] == [
        "Lũ lên nhanh & nguy hiểm <khẩn>",
        "Lịch tiêm chủng tháng 8",
    ]
    assert channel.find("item").findtext("title").startswith("Tin khẩn: Lũ")
    assert channel.findtext("link").endswith(f"/bang/{board.slug}/")


def test_a_board_that_is_not_public_or_of_another_unit_is_not_there(network, board, look, site):
    hidden = make_board(site.unit, name="Bảng nội bộ", is_public=False, now=MOUNTED)
    other = make_board(network["phuoc_ly"].unit, name="Bảng xã khác", now=MOUNTED)
    for wrong in (hidden, other):
        for tail in ("", "rss/"):
            assert look(wrong, tail=tail).status_code == 404
            assert look(wrong, tail=tail, ngay="2026-08-21").status_code == 404


# --- Then


def test_an_edit_does_not_change_what_was_shown(site, board, look):
    page = make_message(site.unit, "Họp dân lúc 8 giờ", now=FRIDAY - 2 * HOUR)
    page.text_full = "Họp dân lúc 14 giờ"
    page.save()
    message_version_record(page=page, actor=None, now=FRIDAY + HOUR)
    assert "Họp dân lúc 8 giờ" in at(board, look, "2026-08-21")
    assert "14 giờ" not in at(board, look, "2026-08-21")
    assert "Họp dân lúc 14 giờ" in at(board, look, "2026-08-21", "10:00")
    assert "Kính chào" in at(board, look, "2026-08-21", "06:59")
    day = look(board, ngay="2026-08-21")
    assert text_of(day).index("8 giờ") < text_of(day).index("14 giờ")


def test_another_tag_name_or_text_later_does_not_change_it(site, board, look):
    tag = BoardTag.objects.get(slug="cho")
    make_message(site.unit, "Chợ nghỉ ngày rằm", now=FRIDAY - 48 * HOUR, tags=[tag], reach="OWN")
    facts = {"name": "Bảng bến xe", "tags": [], "default_text": "Xin chào"}
    board_update(board=board, facts=_facts(board) | facts, actor=None, now=FRIDAY + 2 * HOUR)
    board = Board.objects.get(pk=board.pk)
    before = look(board, ngay="2026-08-21", gio="09:00")
    assert "Chợ nghỉ ngày rằm" in card_of(before, "luc-do")
    assert "Bảng chợ lúc 09:00 ngày 21/08/2026" in text_of(before)
    after = look(board, ngay="2026-08-21", gio="12:00")
    assert "Chợ nghỉ" not in card_of(after, "luc-do") and "Xin chào" in card_of(after, "luc-do")
    assert "Bảng bến xe lúc 12:00" in text_of(after)
    assert "Chợ nghỉ ngày rằm" in card_of(after, "ca-ngay")


def _facts(board):
    names = (
        "name", "place", "width", "height", "color", "client", "default_text", "playlist_s", "emergency_s",
        "heartbeat_s", "jitter", "offline_ttl_s", "brightness", "operating_from", "operating_until",
        "is_drill", "is_public", "flash_rating",
    )  # fmt: skip
    return {name: getattr(board, name) for name in names} | {"tags": list(board.tags.all())}


def test_a_merged_units_board_answers_for_its_old_unit(network, site, board, look):
    make_message(site.unit, "Tin của xã cũ", now=FRIDAY - HOUR)
    heir = network["phuoc_ly"]
    make_message(heir.unit, "Tin của xã mới", now=FRIDAY - HOUR)
    board_move_to_unit(board=board, unit=heir.unit, actor=None, now=FRIDAY + 3 * HOUR)
    board = Board.objects.get(pk=board.pk)
    assert "Tin của xã cũ" in card_of(look(board, subsite=heir, ngay="2026-08-21", gio="09:00"), "luc-do")
    moved = card_of(look(board, subsite=heir, ngay="2026-08-21", gio="12:30"), "luc-do")
    assert "Tin của xã mới" in moved and "xã cũ" not in moved
    assert look(board).status_code == 404


def test_a_board_out_of_use_keeps_its_past(site, board, look):
    make_message(site.unit, "Lịch tiêm chủng tháng 8", now=FRIDAY - HOUR)
    board_retire(board=board, actor=None, now=FRIDAY + HOUR)
    board = Board.objects.get(pk=board.pk)
    assert "Lịch tiêm chủng" in at(board, look, "2026-08-21")
    assert "không hoạt động" in at(board, look, "2026-08-21", "11:00")
    assert "Bảng đã ngừng sử dụng Bảng chợ" in text_of(look())
    assert "ngừng sử dụng từ 21/08/2026" in text_of(look(board))
    assert look(board, tail="rss/").status_code == 200


def test_plays_are_told_as_evidence_and_their_lack_too(site, board, look):
    page = make_message(site.unit, "Lịch tiêm chủng tháng 8", now=FRIDAY - HOUR)
    assert "không báo lượt phát" in text_of(look(board, ngay="2026-08-21"))
    for count, outcome in (
        (1, PlayOutcome.COMPLETED),
        (120, PlayOutcome.INTERRUPTED),
        (5, PlayOutcome.FAILED),
    ):
        Play.objects.create(
            play_id=uuid.uuid4(), board=board, item=f"m{page.pk}", started_at=FRIDAY, duration_ms=1000,
            outcome=outcome, count=count, received_at=MONDAY,
        )  # fmt: skip
    assert "đã phát 121 lần" in at(board, look, "2026-08-21")
    assert "đã phát" not in text_of(look(board, ngay="2026-08-22"))


def test_alerts_stand_with_their_times_and_the_cancelled_say_so(site, board, look):
    long_, short = FRIDAY - HOUR, FRIDAY + HOUR
    make_message(site.unit, "Lịch tiêm chủng tháng 8", now=MOUNTED)
    make_alert(site.unit, "Lũ lên nhanh", long_, FRIDAY + 5 * HOUR, cancelled_at=short)
    make_alert(site.unit, "Diễn tập cháy rừng", FRIDAY, short, status="EXERCISE")
    make_alert(site.unit, "Chỉ bảng khác", FRIDAY, short, boards=[make_board(site.unit, now=MOUNTED)])
    make_alert(site.unit, "Chỉ bến xe", FRIDAY, short, tags=["ben-xe"])
    day = look(board, ngay="2026-08-21", gio="09:30")
    shown = card_of(day, "luc-do")
    assert "Tin khẩn: Lũ lên nhanh" in shown and "bị tin khẩn che" in shown
    listed = card_of(day, "tin-khan")
    assert "từ 08:00:00 21/08/2026 đến 10:00:00 21/08/2026" in listed and "đã hủy" in listed
    for unseen in ("Diễn tập", "Chỉ bảng khác", "Chỉ bến xe"):
        assert unseen not in text_of(day)
    assert "Lũ" not in at(board, look, "2026-08-21", "10:00")


def test_a_corrected_alert_is_two_texts(site, board, look):
    alert = make_alert(site.unit, "Lũ lên nhanh", FRIDAY, FRIDAY + 4 * HOUR)
    AlertVersion.objects.create(
        alert=alert, number=2, severity="EXTREME", mode="FULL", text_full="Lũ rút chậm", text_short="x",
        text_ascii="x", reason="x", not_before=FRIDAY, not_after=FRIDAY + 4 * HOUR,
        published_at=FRIDAY + HOUR,
    )  # fmt: skip
    assert "Lũ lên nhanh" in at(board, look, "2026-08-21", "09:30")
    later = at(board, look, "2026-08-21", "10:30")
    assert "Lũ rút chậm" in later and "lên nhanh" not in later


def test_days_lead_to_days_and_are_not_for_search_engines(board, look):
    answer = look(board, ngay="2026-08-21")
    html = answer.content.decode()
    assert "?ngay=2026-08-20" in html and "?ngay=2026-08-22" in html
    assert re.search(r'<meta name="robots" content="[^"]*noindex', html)
    assert "noindex" not in look(board).content.decode()
    assert "max-age=300" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ({"ngay": "hôm qua"}, 400, "2026-08-21"),
        ({"ngay": "2026-02-30"}, 400, "2026-08-21"),
        ({"ngay": "2026-08-21", "gio": "25:00"}, 400, "09:00"),
        ({"ngay": "2026-08-21", "gio": "09:00+07:00"}, 400, "09:00"),
        ({"ngay": "2026-07-31"}, 404, "01/08/2026"),
        ({"ngay": "0001-01-01"}, 404, "01/08/2026"),
        ({"ngay": "9999-12-31"}, 404, "7 ngày"),
        ({"ngay": "2026-09-30"}, 404, "7 ngày"),
    ],
)
def test_a_day_that_cannot_be_answered_is_explained(board, look, asked, status, told):
    answer = look(board, **asked)
    assert answer.status_code == status
    assert told in text_of(answer) and "Không có nội dung cho ngày này" in text_of(answer)


def test_a_day_to_come_is_told_as_a_plan(site, board, look):
    make_message(site.unit, "Lịch tiêm chủng tháng 8", now=MOUNTED)
    text = text_of(look(board, ngay="2026-08-26", gio="09:00"))
    assert "lịch dự kiến" in text and "Lịch tiêm chủng" in text and "không báo" not in text


def test_english_pages_say_that_the_words_are_vietnamese(site, board, visit):
    make_message(site.unit, "Lịch tiêm chủng tháng 8", now=MOUNTED)
    index = signage_index(site, "en")
    html = visit(site, f"/en/{index.slug}/bang/{board.slug}/").content.decode()
    assert "On the board now" in html and '<span lang="vi">Lịch tiêm chủng' in html


def test_a_night_belongs_to_the_day_it_stands_in(site, board, look):
    make_message(site.unit, "Ca đêm", now=MOUNTED, schedules=[{"weekdays": [5], "times": "22:00-02:00"}])
    assert "Ca đêm" in at(board, look, "2026-08-22", "01:00")
    assert "Ca đêm" not in at(board, look, "2026-08-21", "01:00")
    assert board.operating_from is None and time(1) < time(2)


def test_what_pages_cost(site, board, look):
    for number in range(3):
        make_message(site.unit, f"Tin số {number}", now=FRIDAY + number * HOUR)
    make_alert(site.unit, "Lũ lên nhanh", FRIDAY, FRIDAY + HOUR)
    for page, budget in (
        (lambda: look(), 26),
        (lambda: look(board), 24),
        (lambda: look(board, ngay="2026-08-21", gio="09:00"), 24),
    ):
        page()
        with assert_queries(budget, "the frame of a page, the board as it was, versions, alerts, plays"):
            page()
    with assert_queries(26, "the same for ten boards") as few:
        look()
    for number in range(10):
        make_board(site.unit, name=f"Bảng {number}", now=MOUNTED)
    with assert_queries(len(few), "the same for ten boards"):
        look()
