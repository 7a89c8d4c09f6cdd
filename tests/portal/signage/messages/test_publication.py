"""What the publication of a message leaves for boards, and what ends it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from portal.home.models import StandardPage
from portal.procedures.models import AdoptionRule
from portal.signage.enums import EndReason, Reach
from portal.signage.models import BoardMessagePage, MessageVersion, Rendition
from tests.factories.media import make_image
from tests.factories.pages import make_article
from tests.factories.procedures import make_content, publish
from tests.factories.signage import make_board, make_message, signage_index
from tests.portal.signage.messages.boards_read import words_on
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(network):
    return network["hoa_phu"].unit


@pytest.fixture
def board(unit):
    return make_board(unit)


def change(page: BoardMessagePage, **fields) -> BoardMessagePage:
    """Edited and published once more."""
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False).publish(skip_permission_checks=True)
    page.refresh_from_db()
    return page


def reasons() -> list[str]:
    return list(MessageVersion.objects.order_by("uid", "number").values_list("end_reason", flat=True))


def test_published_reaches_the_boards_of_the_unit_only(network, unit, board):
    theirs = make_board(network["thanh_phu_long"].unit)
    before = board.content_number
    make_message(unit, "Nộp thuế đất trước ngày 31/12")
    assert words_on(board) == ["Nộp thuế đất trước ngày 31/12"]
    assert words_on(theirs) == []
    board.refresh_from_db()
    theirs.refresh_from_db()
    assert (board.content_number, theirs.content_number) == (before + 1, 1)
    version = MessageVersion.objects.get()
    assert version.text_ascii == "Nop thue dat truoc ngay 31/12" and version.unit == unit
    assert Rendition.objects.filter(width=128, height=64).exists()


def test_a_change_is_a_new_version_and_the_same_again_is_none(unit, board):
    page = make_message(unit, "Họp dân lúc 19 giờ")
    change(page)
    assert MessageVersion.objects.count() == 1
    change(page, text_full="Họp dân lúc 20 giờ")
    assert words_on(board) == ["Họp dân lúc 20 giờ"]
    first, second = MessageVersion.objects.order_by("number")
    assert (first.number, second.number) == (1, 2) and first.uid == second.uid == f"m{page.pk}"
    assert first.live_until == second.live_from and first.end_reason == EndReason.REPLACED


def test_boards_it_leaves_hear_of_it(unit, board):
    other = make_board(unit, name="Bảng nhà văn hóa")
    page = make_message(unit, "Họp dân lúc 19 giờ", boards=[board])
    number = (board.refresh_from_db(), board.content_number)[1]
    page.boards = [other]
    page.save_revision(clean=False).publish(skip_permission_checks=True)
    assert words_on(board) == [] and words_on(other) == ["Họp dân lúc 19 giờ"]
    board.refresh_from_db()
    assert board.content_number == number + 1


def test_tags_narrow_it(unit, board):
    market = make_board(unit, name="Bảng chợ", tags=("chợ",))
    make_message(unit, "Giá heo hơi hôm nay", tags=list(market.tags.all()))
    assert words_on(market) and not words_on(board)


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_taken_off_it_ends_at_once(unit, board, act):
    page = make_message(unit)
    getattr(page, act)()
    assert words_on(board) == []
    assert reasons() == ["UNPUBLISHED"]  # Wagtail takes a page off before it deletes it


def test_the_clock_publishes_and_takes_off(unit, board):
    now = timezone.now()
    page = make_message(unit, live=False, go_live_at=now + timedelta(hours=1))
    page.save_revision(clean=False).publish(skip_permission_checks=True)
    assert words_on(board) == []
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    revision.approved_go_live_at = now - timedelta(minutes=1)
    revision.content["go_live_at"] = (now - timedelta(minutes=1)).isoformat()
    revision.save()
    call_command("publish_scheduled")
    assert len(words_on(board)) == 1
    Page.objects.filter(pk=page.pk).update(expire_at=now - timedelta(seconds=1))
    call_command("publish_scheduled")
    assert words_on(board) == [] and reasons() == ["UNPUBLISHED"]


def test_an_end_of_the_page_ends_its_rules(unit, board):
    make_message(unit, expire_at=datetime(2027, 1, 31, 17, tzinfo=UTC))  # midnight in Hanoi
    assert MessageVersion.objects.get().rules[0]["last_on"] == "2027-01-31"


def test_waiting_for_another_day_it_is_off(unit, board):
    page = make_message(unit)
    page.live = False
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.live_revision = None
    page.save_revision(clean=False).publish(skip_permission_checks=True)
    assert words_on(board) == []


def test_moved_to_another_sub_site_it_is_that_units(network, unit, board):
    theirs = make_board(network["thanh_phu_long"].unit)
    page = make_message(unit, "Họp dân")
    page.move(signage_index(network["thanh_phu_long"]), pos="last-child")
    assert words_on(board) == [] and words_on(theirs) == ["Họp dân"]


def test_copied_to_another_sub_site_it_reaches_none_of_ours(network, unit, board):
    page = make_message(unit, "Họp dân", boards=[board])
    before = (board.refresh_from_db(), board.content_number)[1]
    page.copy(to=signage_index(network["thanh_phu_long"]), update_attrs={"text_full": "Của nơi khác"})
    assert words_on(board) == ["Họp dân"]
    board.refresh_from_db()
    assert board.content_number == before


def test_a_closed_units_message_is_not_told(unit, board):
    page = make_message(unit, live=False)
    unit.valid_to = timezone.localdate() - timedelta(days=1)
    unit.save()
    page.get_latest_revision().publish(skip_permission_checks=True)
    assert not MessageVersion.objects.exists()


def test_a_picture_is_shown_instead_of_words(network, unit, board):
    image = make_image(network["hoa_phu"])
    make_message(unit, "Cánh đồng vào mùa gặt", image=image, image_alt="x")
    version = MessageVersion.objects.get()
    assert len(version.style["picture"]) == 64
    assert Rendition.objects.filter(width=128, height=64).exists()


def sourced(unit, article) -> BoardMessagePage:
    return make_message(
        unit, article.title, source_kind="news.article", source_key=str(article.pk), source_page=article
    )


@pytest.mark.parametrize("act", ["unpublish", "delete", "expire", "restrict"])
def test_with_its_source_it_goes(network, unit, board, act):
    article = make_article(network["hoa_phu"], "Khai trương chợ mới")
    page = sourced(unit, article)
    assert words_on(board) == ["Khai trương chợ mới"]
    if act == "expire":
        Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
        call_command("publish_scheduled")
    elif act == "restrict":
        PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="login")
    else:
        getattr(article, act)()
    assert words_on(board) == []
    page.refresh_from_db()
    assert not page.live and reasons() == ["SOURCE_GONE"]
    assert PageLogEntry.objects.filter(page=page, action="signage.source_gone").exists()


def test_another_articles_end_changes_nothing(network, unit, board):
    sourced(unit, make_article(network["hoa_phu"], "Khai trương chợ mới"))
    other = make_article(network["hoa_phu"], "Tin khác")
    other.unpublish()
    assert len(words_on(board)) == 1


def test_a_page_of_text_takes_its_message_with_it(network, unit, board):
    page = StandardPage.objects.filter(unit=unit, locale__language_code="vi").first()
    make_message(unit, page.title, source_kind="home.standard", source_key=str(page.pk), source_page=page)
    page.unpublish()
    assert words_on(board) == []


def test_a_procedure_no_longer_carried_out_leaves_the_board(unit, board):
    version = publish(make_content(), on=date(2026, 1, 1))
    make_message(unit, "Đăng ký khai sinh", source_kind="procedures.procedure", source_key=version.code)
    call_command("signage_review", verbosity=0)
    assert len(words_on(board)) == 1
    AdoptionRule.objects.create(
        unit=unit,
        procedure=version.procedure,
        performs=False,
        reason="Chuyển về tỉnh",
        decided_at=timezone.now(),
    )
    assert words_on(board) == [] and reasons() == ["SOURCE_GONE"]


def test_the_number_of_boards_costs_no_query(network):
    province = network["province"].unit
    for place in ("hoa_phu", "thanh_phu_long", "phuoc_ly"):
        make_board(network[place].unit)
    page = make_message(province, "Bão số 9", reach=Reach.BELOW)
    with assert_queries(110, "Wagtail's own publication, the version, one drawing of one size"):
        change(page, text_full="Bão số 10")
