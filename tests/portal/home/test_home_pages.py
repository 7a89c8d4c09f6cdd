"""What an editor composes, and what a newborn home shows without one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.home.models import StandardPage
from tests.factories.pages import home_page, make_article

pytestmark = pytest.mark.django_db


def html_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def publish(page) -> None:
    page.save_revision().publish(skip_permission_checks=True)


def test_a_newborn_home_has_no_hole(network, visit):
    html = html_of(visit(network["hoa_phu"]))
    for text in ("Bạn cần làm việc gì?", "Nộp hồ sơ", "Chưa có tin nào", "Liên hệ"):
        assert text in html, text


def test_newest_items_lead_to_where_all_of_them_stand(network, visit):
    make_article(network["hoa_phu"], "Tin thứ nhất")
    html = html_of(visit(network["hoa_phu"]))
    assert "Tin thứ nhất" in html and "Xem tất cả" in html


@pytest.mark.parametrize(("days", "is_shown"), [(0, True), (3, True), (-1, False)])
def test_an_urgent_notice_leaves_by_itself(network, visit, days, is_shown):
    home = home_page(network["hoa_phu"])
    today = timezone.localdate()
    home.top = [
        (
            "notice",
            {
                "title": "Triều cường dâng cao",
                "text": "Người dân ven sông kê cao đồ đạc.",
                "issued_on": today - timedelta(days=5),
                "last_day_on": today + timedelta(days=days),
                "page": None,
            },
        )
    ]
    publish(home)
    assert ("Triều cường dâng cao" in html_of(visit(network["hoa_phu"]))) is is_shown


def test_own_tasks_take_the_place_of_the_usual_ones(network, visit):
    home = home_page(network["hoa_phu"])
    contact = StandardPage.objects.descendant_of(home).get(purpose="CONTACT")
    task = {"title": "Làm khai sinh", "note": "Trong ngày", "page": contact, "url": "", "icon": "baby"}
    home.top = [("tasks", {"heading": "Việc thường gặp", "tasks": [task]})]
    publish(home)
    html = html_of(visit(network["hoa_phu"]))
    assert "Làm khai sinh" in html and "Nộp hồ sơ" not in html
    assert 'href="/lien-he/"' in html


def test_a_page_of_text_lists_the_pages_below_it(network, visit):
    home = home_page(network["hoa_phu"])
    parent = StandardPage.objects.descendant_of(home).get(purpose="INTRODUCTION")
    parent.add_child(instance=StandardPage(title="Lịch sử hình thành", locale=parent.locale))
    parent.add_child(instance=StandardPage(title="Đang viết", locale=parent.locale, live=False))
    html = html_of(visit(network["hoa_phu"], "/gioi-thieu/"))
    assert 'href="/gioi-thieu/lich-su-hinh-thanh/"' in html and "Đang viết" not in html
    assert "Lịch sử hình thành" in html_of(visit(network["hoa_phu"], "/gioi-thieu/lich-su-hinh-thanh/"))


def test_the_contact_page_shows_the_contact_row(network, visit):
    contact = network["hoa_phu"].site.subsitecontact
    contact.phone = "0272 000 009"
    contact.save()
    assert (
        "0272 000 009" in html_of(visit(network["hoa_phu"], "/lien-he/")).split("<main")[1].split("</main")[0]
    )
