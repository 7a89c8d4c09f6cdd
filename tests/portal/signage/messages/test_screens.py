"""The list of messages, the way to a new one, the day of a board, the preview, the public pages."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.signage.enums import Reach
from portal.signage.messages.showings import board_day
from portal.signage.models import BoardMessagePage, MessageVersion
from sites.enums import Role
from tests.factories.pages import make_article, news_index
from tests.factories.procedures import make_content, publish
from tests.factories.signage import make_board, make_message
from tests.portal.signage.messages.editor_forms import PUBLISH, add_url, message_form
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

LIST = reverse("signage_messages:index")
TODAY = {"first_on": date(2026, 1, 1)}


@pytest.fixture
def unit(network):
    return network["hoa_phu"].unit


def day_url(board, day: str = "") -> str:
    return reverse("signage_timeline:day", args=[board.pk]) + (f"?day={day}" if day else "")


def test_the_list_tells_what_each_message_does(network, unit, sign_in):
    make_board(unit)
    make_message(unit, "Tin thường")
    make_message(unit, "Tin ưu tiên", message_class="PRIORITY")
    make_message(unit, "Tin để dành", message_class="DEFAULT")
    make_message(unit, "Tin tháng sau", schedules=[{"first_on": timezone.localdate() + timedelta(days=30)}])
    make_message(unit, "Tin năm ngoái", schedules=[TODAY | {"last_on": date(2026, 1, 2)}])
    make_message(unit, "Tin nháp", live=False)
    make_message(network["thanh_phu_long"].unit, "Tin của xã khác")
    answer = sign_in("hoa_phu", Role.EDITOR).get(LIST)
    html = answer.content.decode()
    states = {row.page.text_full: row.state.value for row in answer.context["page"]}
    assert states == {
        "Tin thường": "waiting",
        "Tin ưu tiên": "now",
        "Tin để dành": "standby",
        "Tin tháng sau": "planned",
        "Tin năm ngoái": "ended",
        "Tin nháp": "draft",
    }
    assert "Soạn tin" in html and "Tin của xã khác" not in html
    only = sign_in("hoa_phu", Role.EDITOR).get(LIST, {"state": "now"})
    assert [row.page.text_full for row in only.context["page"]] == ["Tin ưu tiên"]


def test_the_list_says_why_a_message_ended(network, unit, sign_in):
    article = make_article(network["hoa_phu"], "Khai trương chợ mới")
    make_message(
        unit, "Khai trương chợ", source_kind="news.article", source_key=str(article.pk), source_page=article
    )
    article.unpublish()
    assert "trang nguồn đã gỡ xuống" in sign_in("hoa_phu").get(LIST).content.decode()


def test_the_list_asks_as_much_for_many_messages(unit, sign_in):
    make_board(unit)
    make_message(unit, "Tin 0")
    admin = sign_in("hoa_phu")
    admin.get(LIST)
    with assert_queries(60, "the admin's frame and four for the list") as few:
        admin.get(LIST)
    for number in range(1, 6):
        make_message(unit, f"Tin {number}")
    with assert_queries(len(few), "the same for six messages"):
        admin.get(LIST)


def test_the_provinces_people_choose_a_unit(network, unit, client, django_user_model):
    make_message(unit, "Tin của Hòa Phú")
    make_message(network["province"].unit, "Tin của tỉnh")
    client.force_login(django_user_model.objects.create_superuser("tinh", password="x"))
    client.defaults["HTTP_HOST"] = network["province"].site.hostname
    assert "Tin của Hòa Phú" in client.get(LIST).content.decode()
    one = client.get(LIST, {"unit": unit.pk}).content.decode()
    assert "Tin của Hòa Phú" in one and "Tin của tỉnh" not in one
    assert client.get(LIST, {"unit": 999999}).status_code == 404


def test_another_units_list_is_not_there(network, sign_in):
    admin = sign_in("hoa_phu", Role.SITE_ADMIN)
    assert admin.get(LIST, {"unit": network["thanh_phu_long"].unit.pk}).status_code == 404


def test_nobody_of_no_unit_enters(network, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("ai-do", password="x"))
    client.defaults["HTTP_HOST"] = network["hoa_phu"].site.hostname
    assert client.get(LIST).status_code in (302, 403)


def test_from_an_article_to_a_draft_that_is_filled(network, unit, sign_in):
    make_board(unit)
    article = make_article(network["hoa_phu"], "Khởi công cầu Thanh Phú Long")
    admin = sign_in("hoa_phu", Role.PUBLISHER)
    edit = admin.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert "Đưa lên bảng điện tử" in edit
    listed = admin.get(reverse("wagtailadmin_explore", args=[news_index(network["hoa_phu"]).pk]))
    assert "Đưa lên bảng điện tử" in listed.content.decode()
    new = reverse("signage_messages:new")
    answer = admin.get(new, {"unit": unit.pk, "source": f"news.article:{article.pk}"}, follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain[0][0].startswith(add_url(network["hoa_phu"]))
    assert "Khởi công cầu Thanh Phú Long" in html and f'value="{article.pk}"' in html
    sent = message_form(
        **PUBLISH | {"text_full": article.title, "source_kind": "news.article", "source_key": str(article.pk)}
    )
    assert admin.post(add_url(network["hoa_phu"]), sent).status_code == 302
    page = BoardMessagePage.objects.get()
    assert page.source_page_id == article.pk
    assert MessageVersion.objects.get().source_key == str(article.pk)


def test_a_draft_has_no_button_and_is_refused(network, unit, sign_in):
    article = make_article(network["hoa_phu"], "Chưa đăng", live=False)
    admin = sign_in("hoa_phu", Role.PUBLISHER)
    edit = admin.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert "Đưa lên bảng điện tử" not in edit
    query = {"unit": unit.pk, "source": f"news.article:{article.pk}"}
    answer = admin.get(reverse("signage_messages:new"), query, follow=True)
    assert "không công khai" in answer.content.decode()


def test_another_units_article_is_no_source(network, unit, sign_in):
    theirs = make_article(network["thanh_phu_long"], "Tin nơi khác")
    query = {"unit": unit.pk, "source": f"news.article:{theirs.pk}"}
    answer = sign_in("hoa_phu").get(reverse("signage_messages:new"), query, follow=True)
    assert "không công khai" in answer.content.decode()


def test_a_procedure_offers_one_sentence(network, unit, sign_in):
    version = publish(make_content(), on=date(2026, 1, 1))
    admin = sign_in("hoa_phu", Role.SITE_ADMIN)
    screen = admin.get(reverse("procedures_here:procedure", args=[unit.pk, version.procedure_id]))
    assert "Đưa lên bảng điện tử" in screen.content.decode()
    query = {"unit": unit.pk, "source": f"procedures.procedure:{version.code}"}
    html = admin.get(reverse("signage_messages:new"), query, follow=True).content.decode()
    assert "Đăng ký khai sinh: nộp tại Ủy ban nhân dân xã Hòa Phú; thời hạn: 1 ngày làm việc" in html


def test_the_day_of_a_board(unit, sign_in):
    board = make_board(unit)
    make_message(
        unit,
        "Nộp thuế đất",
        now=datetime(2026, 11, 1, tzinfo=UTC),
        schedules=[TODAY | {"times": "07:00-17:00"}],
    )
    make_message(
        unit,
        "Bão số 9",
        now=datetime(2026, 11, 1, tzinfo=UTC),
        message_class="PRIORITY",
        schedules=[TODAY | {"times": "09:00-10:00"}],
    )
    answer = sign_in("hoa_phu").get(day_url(board, "2026-11-25"))
    html = answer.content.decode()
    stretches = answer.context["found"].stretches
    told = [
        (f"{part.start:%H:%M}", [item.full for item in part.showing], [item.full for item in part.waiting])
        for part in stretches
    ]
    assert told == [
        ("00:00", ["Xã Hòa Phú"], []),
        ("07:00", ["Nộp thuế đất"], []),
        ("09:00", ["Bão số 9"], ["Nộp thuế đất"]),
        ("10:00", ["Nộp thuế đất"], []),
        ("17:00", ["Xã Hòa Phú"], []),
    ]
    for words in ("Ưu tiên", "Thông thường", "Mặc định", "?day=2026-11-24", "?day=2026-11-26", "âm lịch"):
        assert words in html, words
    assert 'x="420"' in html and 'x="540"' in html


def test_a_day_knows_when_a_message_was_published_and_ended(unit):
    board = make_board(unit)
    page = make_message(unit, "Họp dân", now=datetime(2026, 11, 20, 3, tzinfo=UTC))  # 10:00 in Hanoi
    MessageVersion.objects.update(live_until=datetime(2026, 11, 20, 5, tzinfo=UTC))
    found = board_day(board=board, day=date(2026, 11, 20))
    assert [(f"{part.start:%H:%M}", part.showing[0].full) for part in found.stretches] == [
        ("00:00", "Xã Hòa Phú"),
        ("10:00", page.text_full),
        ("12:00", "Xã Hòa Phú"),
    ]
    assert not board_day(board=board, day=date(2026, 11, 21)).items


@pytest.mark.parametrize("day", ["hôm-qua", "2026-02-30", "1890-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_explained(unit, sign_in, day):
    answer = sign_in("hoa_phu").get(day_url(make_board(unit), day))
    assert answer.status_code == 200 and "Ngày không hợp lệ" in answer.content.decode()


def test_the_day_of_another_units_board_is_not_there(network, sign_in):
    theirs = make_board(network["thanh_phu_long"].unit)
    answer = sign_in("hoa_phu", Role.SITE_ADMIN).get(day_url(theirs))
    assert answer.status_code in (302, 403, 404)


def test_the_preview_draws_every_light(network, unit, sign_in):
    board = make_board(unit, name="Bảng trước trụ sở", width=64, height=32)
    page = make_message(unit, "Họp dân 19 giờ", live=False)
    admin = sign_in("hoa_phu", Role.EDITOR)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Bảng trước trụ sở – 64×32" in admin.get(edit).content.decode()
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    form = message_form(text_full="Họp dân 20 giờ " * 26, title="x", slug="x")
    assert admin.post(preview, form).json() == {"is_valid": False, "is_available": False}
    assert admin.post(preview, message_form(text_full="Họp dân 20 giờ")).json()["is_valid"]
    drawn = admin.get(preview, {"mode": f"board-{board.pk}"}).content.decode()
    assert "data:image/png;base64," in drawn and 'alt="Họp dân 20 giờ"' in drawn
    draft = admin.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "data:image/png;base64," in draft.content.decode()


def test_the_preview_of_another_units_board_is_the_web_page(network, unit, sign_in):
    theirs = make_board(network["thanh_phu_long"].unit, name="Bảng xã khác")
    page = make_message(unit, "Họp dân", live=False)
    admin = sign_in("hoa_phu", Role.EDITOR)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    admin.post(preview, message_form(text_full="Họp dân"))
    assert "Bảng xã khác" not in admin.get(preview, {"mode": f"board-{theirs.pk}"}).content.decode()


def test_a_new_message_is_previewed_before_it_is_saved(network, unit, sign_in):
    board = make_board(unit)
    admin = sign_in("hoa_phu", Role.EDITOR)
    assert f"board-{board.pk}" in admin.get(add_url(network["hoa_phu"])).content.decode()


def test_the_public_reads_what_boards_show(network, unit, visit):
    make_board(unit, name="Bảng trước trụ sở")
    make_board(unit, name="Bảng trong kho", is_public=False)
    make_message(unit, "Tiêm chủng ngày 5", slug="tiem-chung")
    html = visit(network["hoa_phu"], "/bang-dien-tu/").content.decode()
    assert "Bảng trước trụ sở" in html and "Tiêm chủng ngày 5" in html and "Bảng trong kho" not in html
    assert "Tiêm chủng ngày 5" in visit(network["hoa_phu"], "/en/led-boards/").content.decode()
    page = visit(network["hoa_phu"], "/bang-dien-tu/tiem-chung/")
    assert "Đang phát" in page.content.decode() and "noindex" not in page.content.decode()
    assert visit(network["hoa_phu"], "/tin-tuc/").status_code == 200
    assert "Tiêm chủng ngày 5" not in visit(network["thanh_phu_long"], "/bang-dien-tu/").content.decode()


def test_a_message_that_is_not_on_is_for_no_search_engine(network, unit, visit):
    make_message(unit, "Tết đến", slug="tet", schedules=[{"first_on": date(2099, 1, 1)}])
    assert "noindex" in visit(network["hoa_phu"], "/bang-dien-tu/tet/").content.decode()


def test_the_public_page_asks_as_much_for_many_messages(network, unit, visit):
    make_board(unit)
    make_message(unit, "Tin 0")
    visit(network["hoa_phu"], "/bang-dien-tu/")
    with assert_queries(14, "frame, boards, tags, one for the board") as few:
        visit(network["hoa_phu"], "/bang-dien-tu/")
    for number in range(5):
        make_message(unit, f"Tin {number}")
    with assert_queries(len(few) + 2, "a changed site reads its frame anew"):
        visit(network["hoa_phu"], "/bang-dien-tu/")


def test_a_province_message_stands_in_the_day_of_a_commune(network, unit, sign_in):
    board = make_board(unit)
    make_message(network["province"].unit, "Bão số 9", message_class="PRIORITY", reach=Reach.BELOW)
    answer = sign_in("hoa_phu").get(day_url(board))
    assert "Bão số 9" in answer.content.decode()


def test_a_message_is_not_translated(network, unit, sign_in):
    page = make_message(unit)
    admin = sign_in("hoa_phu", Role.PUBLISHER)
    edit = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert address not in edit
    english = page.get_parent().specific.get_translations().get().locale
    assert admin.post(address, {"locales": [english.pk]}).status_code in (302, 403)
    assert BoardMessagePage.objects.count() == 1


def test_an_article_still_is(network, sign_in):
    article = make_article(network["hoa_phu"])
    edit = sign_in("hoa_phu", Role.PUBLISHER).get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert reverse("wagtail_localize:submit_page_translation", args=[article.pk]) in edit.content.decode()
