"""The home of the admin: what waits for whom, and what each role is offered."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from portal.core.desk.steps import STEPS_SHOWN, Step, StepRegistry, registry
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup
from sites.rights import network_roles_ensure
from tests.factories.pages import make_article
from tests.portal.accounts.people import make_user
from tests.support.queries import assert_queries

HOME = "/admin/"
# Fourteen are the frame of the admin and its guard; membership two, piles ten, sections, names.
BUDGET = 28


@pytest.fixture
def person(network):
    """`person("bientap", "hoa_phu", Role.EDITOR)` is a user and the client that holds the session."""

    def _person(name: str, place: str, role: Role | NetworkRole):
        user = make_user(name, full_name="Trần Thị Mai")
        if isinstance(role, NetworkRole):
            network_roles_ensure()
            user.groups.add(NetworkGroup.objects.get(role=role).group)
        else:
            user.groups.add(network[place].roles.get(role=role).group)
        client = Client(HTTP_HOST=network[place].site.hostname)
        client.force_login(user)
        return user, client

    return _person


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<main", 1)[1]).split())


def step_links(html: str) -> list[str]:
    return re.findall(r'class="desk-step__link" href="([^"]+)"', html)


def draft_of(user, subsite, title):
    article = make_article(subsite, title, live=False)
    Page.objects.filter(pk=article.pk).update(owner=user)
    article.refresh_from_db()
    return article


# --- First steps


@pytest.mark.parametrize("role", [*Role, *NetworkRole])
def test_every_role_is_offered_things_it_may_open(network, person, role):
    place = "province" if isinstance(role, NetworkRole) else "hoa_phu"
    user, client = person("nguoi", place, role)
    draft_of(user, network[place], "Bản nháp của tôi")
    links = step_links(client.get(HOME).content.decode())
    assert len(links) == STEPS_SHOWN
    for link in links:
        if link.startswith("/"):
            assert client.get(link.split("#")[0]).status_code == 200, link
        else:
            assert link == f"{network[place].site.root_url}/"


def test_a_right_taken_away_takes_the_step_away(network, person):
    _user, client = person("cong-tac", "hoa_phu", Role.CONTRIBUTOR)
    assert any("/news/articlepage/" in link for link in step_links(client.get(HOME).content.decode()))
    group = network["hoa_phu"].roles.get(role=Role.CONTRIBUTOR).group
    group.page_permissions.all().delete()
    assert not any("/news/" in link for link in step_links(client.get(HOME).content.decode()))


def test_who_works_on_several_sites_chooses_and_gets_nothing_of_a_third(network, person):
    user, client = person("hai-noi", "hoa_phu", Role.EDITOR)
    user.groups.add(network["phuoc_ly"].roles.get(role=Role.SITE_ADMIN).group)
    here = text_of(client.get(HOME).content.decode())
    assert "Xã Hòa Phú · Biên tập viên" in here
    there = text_of(client.get(HOME, {"site": network["phuoc_ly"].pk}).content.decode())
    assert "Xã Phước Lý · Quản trị trang" in there
    for wrong in (network["thanh_phu_long"].pk, "abc", "-1"):
        page = text_of(client.get(HOME, {"site": wrong}).content.decode())
        assert "Xã Hòa Phú · Biên tập viên" in page and "Thanh Phú Long" not in page


def test_a_step_is_registered_once_and_before_start_up_ends():
    step = next(iter(registry.in_order()))
    fresh = StepRegistry()
    fresh.register(step)
    with pytest.raises(ImproperlyConfigured, match="twice"):
        fresh.register(step)
    for frozen in (fresh, registry):
        frozen.freeze()
        with pytest.raises(ImproperlyConfigured, match="after start-up"):
            frozen.register(Step("late", 1, "", "", "", frozenset(), lambda place: None))


# --- What waits


def test_a_page_goes_its_way_across_the_desks(network, person):
    site = network["hoa_phu"]
    writer, writers = person("nguoi-viet", "hoa_phu", Role.CONTRIBUTOR)
    editor, editors = person("bien-tap", "hoa_phu", Role.EDITOR)
    _other, others = person("nguoi-khac", "thanh_phu_long", Role.EDITOR)
    article = draft_of(writer, site, "Lịch tiêm chủng")

    assert "Bản nháp của bạn 1 Lịch tiêm chủng" in text_of(writers.get(HOME).content.decode())
    assert "Lịch tiêm chủng" not in text_of(editors.get(HOME).content.decode())

    state = site.workflow.start(article, writer)
    sent = text_of(writers.get(HOME).content.decode())
    assert "đang chờ người khác duyệt 1 Lịch tiêm chủng" in sent and "Bản nháp của bạn" not in sent
    waits = text_of(editors.get(HOME).content.decode())
    assert "Chờ bạn duyệt 1 Lịch tiêm chủng" in waits and "1 bài chờ bạn duyệt" in waits

    state.current_task_state.reject(user=editor, comment="Thiếu ảnh.")
    back = text_of(writers.get(HOME).content.decode())
    assert "Trả lại cho bạn kèm ghi chú 1 Lịch tiêm chủng" in back and "Thiếu ảnh." in back
    assert "Chờ bạn duyệt" not in text_of(editors.get(HOME).content.decode())
    assert "Lịch tiêm chủng" not in text_of(others.get(HOME).content.decode())


def test_locked_and_ending_pages_are_told_to_those_concerned(network, person):
    site = network["hoa_phu"]
    user, client = person("xuat-ban", "hoa_phu", Role.PUBLISHER)
    _writer, writers = person("nguoi-viet", "hoa_phu", Role.CONTRIBUTOR)
    now = timezone.now()
    locked, ending, gone, later, theirs = (
        make_article(place, title)
        for place, title in (
            (site, "Đang khóa"),
            (site, "Sắp hết hạn"),
            (site, "Vừa hết hạn"),
            (site, "Còn lâu"),
            (network["phuoc_ly"], "Của xã khác"),
        )
    )
    Page.objects.filter(pk=locked.pk).update(locked=True, locked_by=user, locked_at=now)
    Page.objects.filter(pk__in=[ending.pk, theirs.pk]).update(expire_at=now + timedelta(days=3))
    Page.objects.filter(pk=gone.pk).update(expire_at=now - timedelta(days=3), live=False, expired=True)
    Page.objects.filter(pk=later.pk).update(expire_at=now + timedelta(days=90))
    text = text_of(client.get(HOME).content.decode())
    assert "Trang bạn đang khóa 1 Đang khóa" in text
    assert "vừa hết hạn đăng 2 Vừa hết hạn" in text and "Sắp hết hạn" in text
    assert "Còn lâu" not in text and "Của xã khác" not in text
    assert "Không có việc nào" in text_of(writers.get(HOME).content.decode())


def test_what_one_did_where_one_no_longer_works_stays_there(network, person):
    user, client = person("chuyen-di", "hoa_phu", Role.EDITOR)
    article = draft_of(user, network["hoa_phu"], "Bản nháp cũ")
    article.save_revision(user=user, log_action=True)
    network["hoa_phu"].workflow.start(draft_of(user, network["hoa_phu"], "Bài đã gửi"), user)
    Page.objects.filter(pk=article.pk).update(locked=True, locked_by=user, locked_at=timezone.now())
    assert "Bản nháp cũ" in text_of(client.get(HOME).content.decode())
    user.groups.set([network["phuoc_ly"].roles.get(role=Role.EDITOR).group])
    text = text_of(client.get(HOME).content.decode())
    assert "Bản nháp cũ" not in text and "Bài đã gửi" not in text and "Hòa Phú" not in text


def test_titles_are_shown_as_text(network, person):
    user, client = person("nguoi-viet", "hoa_phu", Role.CONTRIBUTOR)
    draft_of(user, network["hoa_phu"], "<script>alert(1)</script>")
    html = client.get(HOME).content.decode()
    assert "<script>alert(1)" not in html and "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("role", [Role.SITE_ADMIN, Role.SECRETARY, NetworkRole.PROVINCE_ADMIN])
def test_the_home_costs_the_same_whatever_waits_on_how_many_sites(network, person, role):
    user, client = person("nguoi", "province" if isinstance(role, NetworkRole) else "hoa_phu", role)
    others = ("phuoc_ly", "thanh_phu_long", "can_giuoc") if isinstance(role, Role) else ()
    client.get(HOME)
    for place in others:
        user.groups.add(network[place].roles.get(role=role).group)
    for place in ("hoa_phu", *others):
        for number in range(3):
            article = draft_of(user, network[place], f"Bài {number}")
            article.save_revision(user=user, log_action=True)
            network[place].workflow.start(draft_of(user, network[place], f"Gửi {number}"), user)
    with assert_queries(BUDGET, "home of the admin"):
        html = client.get(HOME).content.decode()
    assert "Bản nháp của bạn" in html
