"""A message through the admin's forms: what is taken, what is refused and why."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from portal.signage.models import BoardMessagePage, MessageVersion
from portal.signage.rendering.pruning import media_prune
from sites.enums import Role
from tests.factories.media import make_image
from tests.factories.pages import make_article
from tests.factories.signage import make_board, make_message
from tests.portal.signage.messages.boards_read import words_on
from tests.portal.signage.messages.editor_forms import PUBLISH, add_url, errors_of, message_form
from tests.portal.signage.rendering.test_uploads import gif

pytestmark = pytest.mark.django_db


def test_written_published_on_the_board(network, sign_in):
    board = make_board(network["hoa_phu"].unit)
    row = {
        "first_on": "2026-11-01",
        "weekdays": ["1", "7"],
        "times": "7h-11h30, 13:00 đến 17:00",
        "lunar": "",
    }
    answer = sign_in("hoa_phu").post(add_url(network["hoa_phu"]), message_form(row, **PUBLISH))
    assert answer.status_code == 302, errors_of(answer)
    page = BoardMessagePage.objects.get()
    assert page.title.startswith("Tiêm chủng mở rộng") and page.slug.startswith("tiem-chung-mo-rong")
    assert page.schedules.get().times == "07:00-11:30, 13:00-17:00"
    version = MessageVersion.objects.get()
    assert version.rules[0]["weekdays"] == [1, 7]
    assert version.rules[0]["times"] == [["07:00", "11:30"], ["13:00", "17:00"]]
    assert board.place


def test_an_editor_writes_a_publisher_approves(network, sign_in):
    board = make_board(network["hoa_phu"].unit)
    site = network["hoa_phu"]
    answer = sign_in("hoa_phu", Role.EDITOR).post(add_url(site), message_form(**{"action-submit": "1"}))
    assert answer.status_code == 302, errors_of(answer)
    page = BoardMessagePage.objects.get()
    assert words_on(board) == [] and page.current_workflow_state is not None
    for role in (Role.EDITOR, Role.PUBLISHER):
        state = BoardMessagePage.objects.get().current_workflow_task_state
        answer = sign_in("hoa_phu", role).post(
            reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]),
            {"comment": ""},
        )
        assert answer.status_code in (200, 302)
    assert words_on(board) == [page.text_full]


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"first_on": "2027-02-01", "last_on": "2027-01-01"}, "Ngày kết thúc trước ngày bắt đầu"),
        ({"times": "7 sáng"}, "“7 sáng” không phải là khoảng giờ"),
        ({"times": "25:00-26:00"}, "giờ không có"),
        ({"times": "07:00-07:00"}, "cùng một phút"),
        ({"lunar": "31/1"}, "Ngày âm lịch không có thật"),
        ({"lunar": "mùng 1 tháng 13"}, "Ngày âm lịch không có thật"),
        ({"lunar": "rằm lớn"}, "“rằm lớn” không phải là ngày âm lịch"),
        ({"except_on": "31/2/2027"}, "“31/2/2027” không phải là ngày"),
        ({"times": ", ".join(f"{hour}h-{hour}h30" for hour in range(22))}, "lượt phát trong ba ngày"),
    ],
)
def test_impossible_times_are_explained(network, sign_in, row, error):
    make_board(network["hoa_phu"].unit)
    answer = sign_in("hoa_phu").post(add_url(network["hoa_phu"]), message_form(row, **PUBLISH))
    assert answer.status_code == 200
    assert error in answer.content.decode(), errors_of(answer)
    assert not BoardMessagePage.objects.exists()


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"text_full": ""}, "bắt buộc"),
        ({"text_full": "Mời bà con tham dự " * 25}, "400"),
        ({"text_full": "Mời bà con tham dự họp dân " * 14}, "Bảng nhỏ (Xã Hòa Phú, 64×16)"),
        ({"text_full": "Họp <b>dân</b>"}, "HTML"),
        ({"typeface": "sans", "font_px": "40"}, "Bảng nhỏ"),
        ({"typeface": "sans", "font_px": "6"}, "Bảng nhỏ"),
        ({"text_short": "x" * 61}, "60"),
        ({"text_ascii": "Họp dân"}, "không dấu"),
        ({"interleave": "on"}, "Chỉ tin ưu tiên"),
        ({"duration_s": "2"}, "3"),
        ({"duration_s": "301"}, "300"),
        ({"reach": "CHOSEN"}, "Hãy đánh dấu"),
        ({"reach": "BELOW"}, "hợp lệ"),
        ({"reach": "NOWHERE"}, "hợp lệ"),
        ({"source_kind": "news.article", "source_key": "999999"}, "không còn công khai"),
        ({"source_kind": "no.such", "source_key": "1"}, "không còn công khai"),
    ],
)
def test_what_boards_cannot_show_is_explained(network, sign_in, fields, error):
    make_board(network["hoa_phu"].unit, name="Bảng nhỏ", width=64, height=16)
    answer = sign_in("hoa_phu").post(add_url(network["hoa_phu"]), message_form(**PUBLISH | fields))
    assert answer.status_code == 200
    assert error in answer.content.decode(), errors_of(answer)
    assert not BoardMessagePage.objects.exists() and not MessageVersion.objects.exists()


def test_short_words_serve_the_board_on_which_the_words_do_not_fit(network, sign_in):
    make_board(network["hoa_phu"].unit, name="Bảng nhỏ", width=64, height=16)
    fields = {"text_full": "Mời bà con tham dự họp dân " * 14, "text_short": "Họp dân 19 giờ"}
    answer = sign_in("hoa_phu").post(add_url(network["hoa_phu"]), message_form(**PUBLISH | fields))
    assert answer.status_code == 302, errors_of(answer)


def test_boards_of_others_are_refused(network, sign_in):
    theirs = make_board(network["thanh_phu_long"].unit)
    form = message_form(**PUBLISH | {"reach": "CHOSEN", "boards": [str(theirs.pk)]})
    answer = sign_in("hoa_phu").post(add_url(network["hoa_phu"]), form)
    assert answer.status_code == 200 and not BoardMessagePage.objects.exists()


def test_another_communes_section_is_shut(network, sign_in):
    answer = sign_in("hoa_phu", Role.SITE_ADMIN).post(
        add_url(network["thanh_phu_long"]), message_form(**PUBLISH)
    )
    assert answer.status_code in (302, 403)
    assert not BoardMessagePage.objects.exists()


def test_messages_stand_in_one_language(network, sign_in):
    answer = sign_in("hoa_phu").post(add_url(network["hoa_phu"], "en"), message_form(**PUBLISH))
    assert answer.status_code in (302, 403)
    assert not BoardMessagePage.objects.exists()


def test_a_district_reaches_the_boards_below_it(network, sign_in):
    below, beside = make_board(network["hoa_phu"].unit), make_board(network["phuoc_ly"].unit)
    answer = sign_in("chau_thanh").post(
        add_url(network["chau_thanh"]), message_form(**PUBLISH | {"reach": "BELOW"})
    )
    assert answer.status_code == 302, errors_of(answer)
    assert len(words_on(below)) == 1 and words_on(beside) == []


def test_a_moving_picture_has_the_size_of_every_board(network, sign_in):
    unit, admin = network["hoa_phu"].unit, sign_in("hoa_phu")
    make_board(unit, name="Bảng trước trụ sở")
    upload = {"motion_file": SimpleUploadedFile("phao-hoa.gif", gif(128, 64), "image/gif")}
    answer = admin.post(add_url(network["hoa_phu"]), message_form(**PUBLISH) | upload)
    assert answer.status_code == 302, errors_of(answer)
    page = BoardMessagePage.objects.get()
    assert page.motion.content_type == "image/gif"
    assert MessageVersion.objects.get().style["picture"] == page.motion.sha256
    assert media_prune(now=timezone.now() + timedelta(days=400)) >= 0
    page.refresh_from_db()
    assert page.motion_id

    make_board(unit, name="Bảng chợ", width=96, height=32)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    again = {"motion_file": SimpleUploadedFile("phao-hoa.gif", gif(128, 64), "image/gif")}
    answer = admin.post(edit, message_form(**PUBLISH | {"title": "x", "slug": "x"}) | again)
    assert "Bảng chợ: Tệp có kích thước 128 × 64" in answer.content.decode(), errors_of(answer)
    answer = admin.post(edit, message_form(**PUBLISH | {"title": "x", "slug": "x", "motion_removed": "on"}))
    assert answer.status_code == 302, errors_of(answer)
    assert "picture" not in MessageVersion.objects.get(live_until=None).style


@pytest.mark.parametrize("content", [b"GIF89a", b"<script>", b"%PDF-1.4"])
def test_a_file_that_is_no_moving_picture_is_refused(network, sign_in, content):
    make_board(network["hoa_phu"].unit)
    upload = {"motion_file": SimpleUploadedFile("x.gif", content, "image/gif")}
    answer = sign_in("hoa_phu").post(add_url(network["hoa_phu"]), message_form(**PUBLISH) | upload)
    assert answer.status_code == 200 and "motion_file" in answer.context["form"].errors
    assert not BoardMessagePage.objects.exists()


def test_a_picture_of_another_sub_site_is_refused(network, sign_in):
    make_board(network["hoa_phu"].unit)
    theirs = make_image(network["thanh_phu_long"])
    form = message_form(**PUBLISH | {"image": str(theirs.pk)})
    answer = sign_in("hoa_phu").post(add_url(network["hoa_phu"]), form)
    assert answer.status_code == 200 and not BoardMessagePage.objects.exists()


def test_a_board_with_too_much_on_it_is_told_of(network, sign_in):
    board = make_board(network["hoa_phu"].unit)
    version = MessageVersion.objects.get(page=make_message(board.unit, "Tin 0"))
    MessageVersion.objects.bulk_create(
        MessageVersion(
            uid=f"x{number}",
            number=1,
            unit=board.unit,
            message_class="NORMAL",
            title="x",
            text_full="x",
            rules=version.rules,
            live_from=version.live_from,
        )
        for number in range(50)
    )
    answer = sign_in("hoa_phu").post(add_url(network["hoa_phu"]), message_form(**PUBLISH), follow=True)
    assert "Bảng trước trụ sở có 52 tin trong ba ngày tới" in answer.content.decode()


def test_a_message_with_a_lost_source_can_be_kept_on_its_own(network, sign_in):
    board = make_board(network["hoa_phu"].unit)
    article = make_article(network["hoa_phu"], "Khai trương chợ mới")
    page = make_message(
        board.unit,
        article.title,
        source_kind="news.article",
        source_key=str(article.pk),
        source_page=article,
    )
    article.unpublish()
    assert words_on(board) == []
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    admin = sign_in("hoa_phu")
    assert "Nguồn của tin" in admin.get(edit).content.decode()
    kept = {"title": "x", "slug": "x", "source_kind": "news.article", "source_key": str(article.pk)}
    refused = admin.post(edit, message_form(**PUBLISH | kept))
    assert "không còn công khai" in refused.content.decode()
    assert admin.post(edit, message_form(**PUBLISH | kept | {"source_cut": "on"})).status_code == 302
    assert len(words_on(board)) == 1
    assert MessageVersion.objects.get(live_until=None).source_kind == ""
