"""`signage_watch`: who is told of which board, when, and how often."""

from datetime import UTC, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from portal.signage.boards.services import board_retire
from portal.signage.enums import NoticeKind
from portal.signage.models import Board, BoardCredential, BoardNotice, BoardStatus, FlashMemory
from portal.signage.monitoring import watching
from portal.signage.monitoring.flash import flash_write_count
from portal.signage.monitoring.reading import Heartbeat
from portal.signage.monitoring.services import heartbeat_take
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup
from tests.factories.signage import make_board, make_token
from tests.portal.accounts.people import make_user
from tests.support.queries import assert_queries

# Sunday, 09:00 in Hanoi.
NINE = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def watch(monkeypatch, network):
    """`watch(now)` runs the command at that moment and gives what it wrote."""

    def run(now, **options):
        monkeypatch.setattr("portal.signage.management.commands.signage_watch.timezone.now", lambda: now)
        out = StringIO()
        call_command("signage_watch", stdout=out, **options)
        return out.getvalue()

    return run


def heard(board, at):
    if not board.credentials.exists():
        make_token(board)
    BoardCredential.objects.filter(board=board).update(last_used_at=at)


def kinds(board):
    return [(notice.kind, notice.closed_at is None) for notice in board.notices.order_by("pk")]


@pytest.fixture
def board(network):
    made = make_board(
        network["hoa_phu"].unit, operating_from=time(6), operating_until=time(22), name="Bảng chợ"
    )
    heard(made, NINE)
    return made


@pytest.fixture
def people(network):
    make_user("quan-tri", subsite=network["hoa_phu"], role=Role.SITE_ADMIN)
    make_user("bien-tap", subsite=network["hoa_phu"], role=Role.EDITOR)
    make_user("xa-khac", subsite=network["phuoc_ly"], role=Role.SITE_ADMIN)
    province = make_user("tinh")
    province.groups.add(NetworkGroup.objects.get(role=NetworkRole.PROVINCE_ADMIN).group)


def test_who_runs_a_silent_board_is_told_once_and_so_is_the_province(watch, board, people, mailoutbox):
    watch(NINE + 9 * MINUTE)
    assert kinds(board) == [] and mailoutbox == []
    told = watch(NINE + 11 * MINUTE)
    assert "Bảng chợ" in told and "Xã Hòa Phú" in told
    assert kinds(board) == [("SILENT", True)]
    assert sorted(letter.to[0] for letter in mailoutbox) == [
        "quan-tri@example.gov.vn",
        "tinh@example.gov.vn",
    ]
    letter = next(letter for letter in mailoutbox if letter.to[0].startswith("quan-tri"))
    assert "Xã Hòa Phú" in letter.subject and "Bảng chợ" in letter.subject
    assert "Im lặng từ 09:00 22/11/2026" in letter.body
    assert "/admin/signage/wall/" in letter.body
    for minute in (12, 30, 300):
        watch(NINE + minute * MINUTE)
    assert len(mailoutbox) == 2
    heard(board, NINE + 301 * MINUTE)
    watch(NINE + 302 * MINUTE)
    assert kinds(board) == [("SILENT", False)]
    watch(NINE + 320 * MINUTE)
    assert kinds(board) == [("SILENT", False), ("SILENT", True)]
    assert len(mailoutbox) == 4


def test_at_night_silence_is_nobodys_business(watch, board, people, mailoutbox):
    evening = NINE.replace(hour=14, minute=55)  # 21:55 in Hanoi
    heard(board, evening)
    for minutes in (12, 60, 7 * 60, 8 * 60 + 6):
        watch(evening + minutes * MINUTE)  # the last: 06:01, just switched on
    assert kinds(board) == [] and mailoutbox == []
    watch(evening + (8 * 60 + 16) * MINUTE)
    assert kinds(board) == [("SILENT", True)]


def test_a_board_silent_at_closing_time_stays_noticed_until_it_is_back(watch, board):
    watch(NINE + 30 * MINUTE)
    watch(NINE.replace(hour=17))
    assert kinds(board) == [("SILENT", True)]


def test_a_board_that_was_never_heard_of_or_is_out_of_use_is_no_case(watch, board, network):
    fresh = make_board(network["phuoc_ly"].unit)
    watch(NINE + 30 * MINUTE)
    assert kinds(fresh) == []
    assert kinds(board) == [("SILENT", True)]
    board_retire(board=board, actor=None, now=NINE + 31 * MINUTE)
    watch(NINE + 32 * MINUTE)
    assert kinds(board) == [("SILENT", False)]


def test_a_dry_run_tells_and_writes_nothing(watch, board, people, mailoutbox):
    assert "Bảng chợ" in watch(NINE + 30 * MINUTE, dry_run=True)
    assert not BoardNotice.objects.exists() and mailoutbox == []


def test_two_watches_at_once_open_one_notice(watch, board, people, mailoutbox):
    BoardNotice.objects.create(board=board, kind=NoticeKind.SILENT, opened_at=NINE)
    watch(NINE + 30 * MINUTE)
    watch(NINE + 30 * MINUTE)
    assert kinds(board) == [("SILENT", True)]
    assert len(mailoutbox) == 2


def test_a_wrong_clock_and_an_error_that_stays_are_noticed(watch, board):
    wrong = Heartbeat(board_time=NINE + 10 * MINUTE, last_error="sha256 differs")
    heartbeat_take(board=board, heartbeat=wrong, now=NINE)
    assert "nhanh 10 phút" in watch(NINE + MINUTE)
    assert kinds(board) == [("SKEW", True)]
    for minute in range(1, 12):
        heard(board, NINE + minute * MINUTE)
        heartbeat_take(board=board, heartbeat=wrong, now=NINE + minute * MINUTE)
    assert "sha256 differs" in watch(NINE + 12 * MINUTE)
    well = NINE + 13 * MINUTE
    heartbeat_take(board=board, heartbeat=Heartbeat(board_time=well), now=well)
    watch(well)
    assert sorted(kinds(board)) == [("MEDIA", False), ("SKEW", False)]


def test_two_machines_under_one_key_are_noticed(watch, board):
    BoardCredential.objects.filter(board=board).update(cloned_at=NINE)
    watch(NINE + MINUTE)
    assert kinds(board) == [("CLONE", True)]
    BoardCredential.objects.filter(board=board).update(cloned_at=None)
    watch(NINE + 2 * MINUTE)
    assert kinds(board) == [("CLONE", False)]


def test_the_end_of_a_memory_is_foretold(watch, network):
    board = make_board(network["hoa_phu"].unit, flash_rating=1000)
    for number in range(20):
        flash_write_count(
            board=board, form="ticker.kv", digest=str(number), now=NINE - number * MINUTE * 1440
        )
    told = watch(NINE)  # one a day: 980 days are left
    assert kinds(board) == [] and "Bảng" not in told
    FlashMemory.objects.update(writes=900)
    watch(NINE)
    assert kinds(board) == [("FLASH", True)]
    assert BoardNotice.objects.get().detail == "2027-03-02"


def test_the_watch_asks_as_much_for_thirty_boards_as_for_one(network, board):
    def cost():
        with assert_queries(14, "boards, notices, who is told") as captured:
            watching.boards_watch(now=NINE + 30 * MINUTE)
        BoardNotice.objects.all().delete()
        return len(captured)

    one = cost()
    for number in range(30):
        heard(make_board(network["phuoc_ly"].unit, name=f"Bảng {number}", flash_rating=1000), NINE)
    assert cost() <= one + 2  # the memories of those that have a rating
    assert Board.objects.count() == 31 and not BoardStatus.objects.exists()
