"""A site admin looks after the people of his sub-site."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import reverse

from portal.accounts.selectors import has_second_factor
from portal.accounts.users import signals
from sites.enums import Role
from sites.services import network_roles_ensure
from tests.portal.accounts.colleagues import enrol, group_of, make_user, roles_of, signed_in, state_of
from tests.support.queries import assert_queries

User = get_user_model()
INDEX = "site_users:index"


@pytest.fixture
def here(network):
    return network["thanh_phu_long"]


@pytest.fixture
def chief(here):
    """The site admin."""
    return make_user("phuc", (here, Role.SITE_ADMIN), full_name="Nguyễn Văn Phúc")


@pytest.fixture
def admin(chief, here):
    return signed_in(chief, here)


@pytest.fixture
def mai(here):
    return make_user("mai", (here, Role.EDITOR), full_name="Trần Thị Mai")


@pytest.fixture
def after_commit(django_capture_on_commit_callbacks):
    """`with after_commit():` sends the letters, which a test's transaction holds back."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def told():
    """Signals that were sent, by name."""
    heard = []
    receivers = {}
    for name, signal in vars(signals).items():
        if not name.startswith("user_"):
            continue

        def receive(sender, signal=None, name=name, **facts):
            heard.append((name, facts))

        receivers[name] = receive
        signal.connect(receive, weak=False)
    yield heard
    for name, receive in receivers.items():
        getattr(signals, name).disconnect(receive)


def colleague(**changed):
    return {
        "full_name": "Lê Thị Hoa",
        "username": "hoa.le",
        "email": "hoa@example.vn",
        "roles": [Role.EDITOR, Role.QA_OFFICER],
    } | changed


def errors_of(answer) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)


# --- The list


def test_the_list_shows_the_people_of_the_site(admin, here, mai, network):
    make_user("nguoila", (network["hoa_phu"], Role.EDITOR), full_name="Người Lạ")
    assert reverse(INDEX) in admin.get("/admin/").content.decode()
    html = admin.get(reverse(INDEX)).content.decode()
    assert "Trần Thị Mai" in html and str(Role.EDITOR.label) in html
    assert "Người Lạ" not in html and "Hòa Phú" not in html


@pytest.mark.parametrize("query", ["mai", "Trần", "tran thi", "MAI@example"])
def test_the_list_is_searched_with_or_without_accents(admin, chief, mai, query):
    html = admin.get(reverse(INDEX), {"q": query}).content.decode()
    assert "Trần Thị Mai" in html and f'{chief.pk}/">' not in html


def test_somebody_elsewhere_is_not_found(admin, network):
    make_user("nguoila", (network["hoa_phu"], Role.EDITOR), full_name="Người Lạ")
    assert "Người Lạ" not in admin.get(reverse(INDEX), {"q": "nguoila"}).content.decode()


def test_the_list_costs_the_same_for_three_people_and_for_sixty(admin, here, mai, network, chief):
    address = reverse(INDEX)
    admin.get(address)
    with assert_queries(18, "14 are the frame, menu and guard; sub-sites, count, users, roles") as few:
        admin.get(address)
    for number in range(60):
        make_user(f"nguoi{number}", (here, Role.EDITOR), (network["phuoc_ly"], Role.PUBLISHER))
    for name in ("hoa_phu", "phuoc_ly", "can_giuoc"):
        chief.groups.add(group_of(network[name], Role.SITE_ADMIN))
    with assert_queries(len(few), "neither people nor sub-sites cost a query") as _many:
        admin.get(address)


# --- Adding


def test_a_newcomer_gets_a_letter_and_sets_a_password(admin, here, chief, after_commit, told):
    with after_commit():
        answer = admin.post(reverse("site_users:add"), colleague())
    assert answer.status_code == 302 and answer["Location"] == reverse(INDEX)

    user = User.objects.get(email="hoa@example.vn")
    assert user.username == "hoa.le.thanhphulong"
    assert user.full_name == "Lê Thị Hoa" and not user.is_superuser and not user.is_staff
    assert not user.has_usable_password()
    assert roles_of(user, here) == {Role.EDITOR, Role.QA_OFFICER}
    names = [name for name, _facts in told]
    assert names == ["user_created", "user_roles_changed", "user_password_link_sent"]
    change = dict(told)["user_roles_changed"]
    assert change["actor"] == chief and change["subsite"] == here
    assert change["before"] == () and change["after"] == (Role.EDITOR, Role.QA_OFFICER)

    (letter,) = mail.outbox
    assert letter.to == ["hoa@example.vn"] and "Xã Thanh Phú Long" in letter.subject
    assert "hoa.le.thanhphulong" in letter.body and "Nguyễn Văn Phúc" in letter.body
    link = re.search(rf"http://{re.escape(here.site.hostname)}(/\S+)", letter.body)[1]
    assert link.startswith("/admin/password_reset/")


def test_the_letter_s_link_sets_the_password(admin, here, client, after_commit):
    with after_commit():
        admin.post(reverse("site_users:add"), colleague())
    link = re.search(r"https?://([^/]+)(/\S+)", mail.outbox[0].body)
    form = client.get(link[2], HTTP_HOST=link[1], follow=True)
    address = form.redirect_chain[-1][0]
    password = "mot-mat-khau-dai-2026"
    names = ("password1", "password2", "new_password1", "new_password2")
    client.post(address, dict.fromkeys(names, password), HTTP_HOST=link[1])
    assert User.objects.get(email="hoa@example.vn").check_password(password)


def test_an_account_that_exists_is_given_the_roles_and_nothing_else(admin, here, network, after_commit):
    known = make_user(
        "dung", (network["hoa_phu"], Role.PUBLISHER), full_name="Phạm Dung", email="Dung@example.vn"
    )
    before = state_of(known)
    with after_commit():
        admin.post(reverse("site_users:add"), colleague(email="dung@example.vn"))
    after = state_of(known)
    assert after[:6] == before[:6]
    assert roles_of(known, here) == {Role.EDITOR, Role.QA_OFFICER}
    assert roles_of(known, network["hoa_phu"]) == {Role.PUBLISHER}
    assert User.objects.filter(email__iexact="dung@example.vn").count() == 1
    (letter,) = mail.outbox
    assert letter.to == ["Dung@example.vn"] and "password_reset" not in letter.body


def test_the_answer_does_not_tell_whether_an_account_exists(admin, network, after_commit):
    make_user("dung", (network["hoa_phu"], Role.PUBLISHER), email="a1@example.vn")
    make_user("toancao", email="a2@example.vn", is_superuser=True)
    make_user("datat", (network["hoa_phu"], Role.EDITOR), email="a3@example.vn", is_active=False)
    answers = []
    for number in (1, 2, 3, 4):
        form = colleague(email=f"a{number}@example.vn", username=f"hoa{number}")
        with after_commit():
            answer = admin.post(reverse("site_users:add"), form)
        html = admin.get(reverse("site_users:add")).content.decode()
        (message,) = re.findall(r"[^<>]*a\d@example\.vn[^<>]*", html)
        answers.append((answer.status_code, answer["Location"], message.replace(str(number), "N").strip()))
    assert len(set(answers)) == 1


def test_a_sign_in_name_taken_elsewhere_is_not_told_of(admin, network, after_commit):
    make_user("hoa.le.thanhphulong", (network["hoa_phu"], Role.EDITOR))
    with after_commit():
        answer = admin.post(reverse("site_users:add"), colleague())
    assert answer.status_code == 302
    assert User.objects.get(email="hoa@example.vn").username == "hoa.le.thanhphulong2"


def test_a_superuser_is_given_nothing(admin, after_commit):
    superuser = make_user("toancao", email="hoa@example.vn", is_superuser=True)
    before = state_of(superuser)
    with after_commit():
        admin.post(reverse("site_users:add"), colleague())
    assert state_of(superuser) == before and not mail.outbox
    assert User.objects.filter(email="hoa@example.vn").count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"roles": []}, "roles"),
        ({"roles": ["SUPERUSER"]}, "roles"),
        ({"email": "khong-phai-thu"}, "email"),
        ({"email": "mai@example.vn"}, "email"),
        ({"username": "Mai Trần"}, "username"),
        ({"full_name": "xem http://lua.example"}, "full_name"),
        ({"full_name": "<b>Hoa</b>"}, "full_name"),
        ({"full_name": ""}, "full_name"),
    ],
)
def test_a_wrong_form_is_explained_and_makes_nobody(admin, mai, changed, field):
    before = User.objects.count()
    answer = admin.post(reverse("site_users:add"), colleague(**changed))
    assert answer.status_code == 200 and list(errors_of(answer)) == [field]
    assert User.objects.count() == before


@pytest.mark.parametrize("name", ["Nguyễn Thị Mai", "H’Hen Niê", "K'Brêu", "Jean-Pierre Đỗ", "J. Smith"])
def test_real_names_pass(admin, name, after_commit):
    with after_commit():
        admin.post(reverse("site_users:add"), colleague(full_name=name))
    assert User.objects.get(email="hoa@example.vn").full_name == name


# --- Changing


def test_name_and_roles_are_changed(admin, mai, here, told):
    form = {"full_name": "Trần Thị Mai Anh", "email": mai.email, f"roles_{here.pk}": [Role.PUBLISHER]}
    assert admin.post(reverse("site_users:edit", args=[mai.pk]), form).status_code == 302
    mai.refresh_from_db()
    assert mai.full_name == "Trần Thị Mai Anh" and mai.has_usable_password()
    assert roles_of(mai, here) == {Role.PUBLISHER}
    assert [name for name, _facts in told] == ["user_details_changed", "user_roles_changed"]


def test_a_new_address_ends_the_password_and_the_sessions(admin, mai, here, after_commit):
    desk = signed_in(mai, here)
    form = {"full_name": mai.full_name, "email": "moi@example.vn", f"roles_{here.pk}": [Role.EDITOR]}
    with after_commit():
        admin.post(reverse("site_users:edit", args=[mai.pk]), form)
    mai.refresh_from_db()
    assert mai.email == "moi@example.vn" and not mai.has_usable_password()
    assert mail.outbox[0].to == ["moi@example.vn"] and "/admin/password_reset/" in mail.outbox[0].body
    assert "/admin/login/" in desk.get("/admin/")["Location"]


def test_a_person_keeps_a_role_until_removed(admin, mai, here):
    form = {"full_name": mai.full_name, "email": mai.email}
    answer = admin.post(reverse("site_users:edit", args=[mai.pk]), form)
    assert answer.status_code == 200 and f"roles_{here.pk}" in errors_of(answer)
    assert roles_of(mai, here) == {Role.EDITOR}


def test_a_person_is_removed_from_the_site(admin, mai, here, network):
    mai.groups.add(group_of(network["hoa_phu"], Role.EDITOR))
    address = reverse("site_users:take_away", args=[mai.pk, here.pk])
    assert "Trần Thị Mai" in admin.get(address).content.decode()
    assert roles_of(mai, here) == {Role.EDITOR}
    admin.post(address)
    assert roles_of(mai, here) == set()
    assert roles_of(mai, network["hoa_phu"]) == {Role.EDITOR}
    assert admin.get(reverse("site_users:edit", args=[mai.pk])).status_code == 404


def test_an_account_is_shut_and_opened(admin, mai, here, told):
    desk = signed_in(mai, here)
    assert desk.get("/admin/").status_code == 200
    kept = Session.objects.count()
    admin.post(reverse("site_users:disable", args=[mai.pk]))
    mai.refresh_from_db()
    assert not mai.is_active and roles_of(mai, here) == {Role.EDITOR}
    assert Session.objects.count() == kept - 1
    assert "/admin/login/" in desk.get("/admin/")["Location"]
    admin.post(reverse("site_users:enable", args=[mai.pk]))
    mai.refresh_from_db()
    assert mai.is_active
    assert "/admin/login/" in desk.get("/admin/")["Location"], "the old session must not come back to life"
    assert [name for name, _facts in told] == ["user_disabled", "user_enabled"]


def test_a_link_to_set_a_password_goes_to_the_person(admin, mai, here, after_commit):
    before = state_of(mai)
    with after_commit():
        admin.post(reverse("site_users:password_link", args=[mai.pk]))
    (letter,) = mail.outbox
    assert letter.to == [mai.email] and f"http://{here.site.hostname}/admin/password_reset/" in letter.body
    assert state_of(mai) == before


def test_a_second_factor_on_a_lost_telephone_is_forgotten(admin, mai, here):
    edit, address = (reverse(f"site_users:{name}", args=[mai.pk]) for name in ("edit", "second_factor"))
    assert address not in admin.get(edit).content.decode(), "there is nothing to forget yet"
    enrol(mai)
    desk = signed_in(mai, here)
    assert address in admin.get(edit).content.decode()
    assert admin.get(address).status_code == 200 and has_second_factor(user=mai)
    admin.post(address)
    assert not has_second_factor(user=mai)
    assert "/admin/login/" in desk.get("/admin/")["Location"]


def test_a_new_address_ends_the_second_factor_too(admin, mai, here):
    enrol(mai)
    form = {"full_name": mai.full_name, "email": "moi@example.vn", f"roles_{here.pk}": [Role.EDITOR]}
    admin.post(reverse("site_users:edit", args=[mai.pk]), form)
    assert not has_second_factor(user=mai)


def test_actions_are_asked_about_before_they_are_done(admin, mai):
    before = state_of(mai)
    for name in ("disable", "password_link"):
        answer = admin.get(reverse(f"site_users:{name}", args=[mai.pk]))
        assert answer.status_code == 200 and "csrfmiddlewaretoken" in answer.content.decode()
    assert state_of(mai) == before and not mail.outbox


def test_wagtail_keeps_a_log(admin, mai, here):
    admin.post(reverse("site_users:disable", args=[mai.pk]))
    superuser = make_user("toancao", is_superuser=True)
    history = reverse("wagtailusers_users:history", args=[mai.pk])
    assert signed_in(superuser, here).get(history).status_code == 200


# --- Several sub-sites, and the province


def test_an_admin_of_two_sites_chooses_and_sees_both(admin, chief, here, network, after_commit):
    there = network["phuoc_ly"]
    chief.groups.add(group_of(there, Role.SITE_ADMIN))
    assert 'name="subsite"' in admin.get(reverse("site_users:add")).content.decode()
    assert "subsite" in errors_of(admin.post(reverse("site_users:add"), colleague()))
    with after_commit():
        admin.post(reverse("site_users:add"), colleague(subsite=there.pk))
    hoa = User.objects.get(email="hoa@example.vn")
    assert hoa.username == "hoa.le.phuocly"
    assert roles_of(hoa, there) == {Role.EDITOR, Role.QA_OFFICER} and not roles_of(hoa, here)
    assert "Lê Thị Hoa" in admin.get(reverse(INDEX)).content.decode()
    assert "Lê Thị Hoa" not in admin.get(reverse(INDEX), {"site": here.pk}).content.decode()

    with after_commit():
        admin.post(reverse("site_users:add"), colleague(subsite=here.pk, roles=[Role.CONTRIBUTOR]))
    form = {
        "full_name": "Lê Hoa",
        "email": hoa.email,
        f"roles_{here.pk}": [Role.EDITOR],
        f"roles_{there.pk}": [Role.PUBLISHER],
    }
    admin.post(reverse("site_users:edit", args=[hoa.pk]), form)
    hoa.refresh_from_db()
    assert hoa.full_name == "Lê Hoa"
    assert roles_of(hoa, here) == {Role.EDITOR} and roles_of(hoa, there) == {Role.PUBLISHER}


def test_the_province_looks_after_every_site(here, network, mai, after_commit):
    province = make_user("tinh")
    province.groups.add(network_roles_ensure())
    desk = signed_in(province, here)
    stranger = make_user("nguoila", (network["hoa_phu"], Role.EDITOR), full_name="Người Lạ")
    html = desk.get(reverse(INDEX)).content.decode()
    assert "Trần Thị Mai" in html and "Người Lạ" in html
    with after_commit():
        desk.post(
            reverse("site_users:add"), colleague(subsite=network["can_giuoc"].pk, roles=[Role.SITE_ADMIN])
        )
    assert roles_of(User.objects.get(email="hoa@example.vn"), network["can_giuoc"]) == {Role.SITE_ADMIN}
    desk.post(reverse("site_users:disable", args=[stranger.pk]))
    stranger.refresh_from_db()
    assert not stranger.is_active
