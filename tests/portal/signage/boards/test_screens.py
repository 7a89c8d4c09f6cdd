"""What people do with boards in the admin, through its forms."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.signage.boards.pairing import Device, enrollment_begin
from portal.signage.boards.services import board_retire
from portal.signage.enums import ClientKind
from portal.signage.models import Board, BoardCredential, BoardSetup, BoardTag
from portal.signage.playlists import facts_at
from sites.enums import NetworkRole, Role, SuccessionExtent, SuccessionKind
from sites.models import NetworkGroup, UnitSuccession
from tests.factories.signage import make_board, make_token
from tests.factories.units import NOW, make_subsite, make_unit
from tests.support.queries import assert_queries

INDEX = "/admin/signage/boards/"


@pytest.fixture
def sign_in(network):
    """`sign_in("hoa_phu", Role.SITE_ADMIN)` or `sign_in("province", NetworkRole.AUDITOR)`."""

    def _sign_in(place, role):
        subsite = network[place]
        user = get_user_model().objects.create_user(f"{place}-{role.value.lower()}", password="x")
        found = (
            NetworkGroup.objects.get(role=role)
            if isinstance(role, NetworkRole)
            else subsite.roles.get(role=role)
        )
        user.groups.add(found.group)
        client = Client(HTTP_HOST=subsite.site.hostname)
        client.force_login(user)
        return client

    return _sign_in


@pytest.fixture
def admin(sign_in):
    return sign_in("hoa_phu", Role.SITE_ADMIN)


@pytest.fixture
def province(sign_in):
    return sign_in("province", NetworkRole.PROVINCE_ADMIN)


@pytest.fixture
def board(network):
    return make_board(network["hoa_phu"].unit)


@pytest.fixture
def claim_code(network):
    """A device waits and shows this."""
    device = Device(name="LED ngã ba", width=192, height=96)
    return enrollment_begin(device=device, address="10.0.0.7", now=timezone.now())[1]


def stated(unit, **changed):
    """A form that is filled in well."""
    facts = {
        "unit": unit.pk,
        "name": "Bảng chợ Hòa Phú",
        "place": "Cổng chợ",
        "size": "128x64",
        "color": "RGB",
        "client": "PLAYER",
        "playlist_s": "60",
        "emergency_s": "15",
        "heartbeat_s": "60",
        "jitter_percent": "20",
        "offline_hours": "72",
        "default_text": "Xã Hòa Phú kính chào",
        "operating_from": "05:00",
        "operating_until": "22:00",
        "from_0": "18:30",
        "level_0": "40",
        "from_1": "06:00",
        "level_1": "80",
        "is_public": "on",
    }
    return facts | changed


def words(answer):
    """What a reader reads: the answer without markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


# --- A board and its history


def test_a_site_admin_enters_a_board(admin, network):
    unit = network["hoa_phu"].unit
    answer = admin.post(INDEX + "add/", stated(unit), follow=True)
    board = Board.objects.get(unit=unit)
    assert answer.redirect_chain[-1][0] == f"{INDEX}{board.pk}/pair/"
    assert (board.width, board.height, board.slug) == (128, 64, "bang-cho-hoa-phu")
    assert board.brightness == [{"from": "06:00", "level": 80}, {"from": "18:30", "level": 40}]
    assert (board.jitter, board.offline_ttl_s) == (0.2, 72 * 3600)
    assert BoardSetup.objects.get(board=board).valid_to is None
    entry = AuditEntry.objects.get(action="signage.board_created")
    assert (entry.subsite_id, entry.object_label) == (network["hoa_phu"].pk, "Bảng chợ Hòa Phú")


def test_a_change_is_in_the_history_the_log_and_the_feed(admin, board):
    number = board.content_number
    admin.post(f"{INDEX}{board.pk}/edit/", stated(board.unit, size="192x96", default_text=""))
    board.refresh_from_db()
    assert (board.width, board.height) == (192, 96)
    assert board.content_number > number
    before, after = BoardSetup.objects.filter(board=board)
    assert before.valid_to == after.valid_from
    assert facts_at(board, NOW).grid.width == 128
    assert facts_at(board, after.valid_from).grid.width == 192
    detail = AuditEntry.objects.get(action="signage.board_changed").detail
    assert detail["before"]["width"] == 128
    assert detail["after"]["width"] == 192
    assert "place" in detail["after"]
    assert "color" not in detail["after"]


def test_the_form_shows_what_the_board_has(admin, network):
    odd = make_board(
        network["hoa_phu"].unit, width=144, height=40, brightness=[{"from": "06:00", "level": 7}]
    )
    fields = admin.get(f"{INDEX}{odd.pk}/edit/").context["form"]
    assert (fields["size"].value(), fields["width"].value(), fields["height"].value()) == ("", 144, 40)
    assert (fields["from_0"].value(), fields["level_0"].value()) == ("06:00", 7)
    usual = make_board(network["hoa_phu"].unit)
    assert admin.get(f"{INDEX}{usual.pk}/edit/").context["form"]["size"].value() == "128x64"


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"name": ""}, "name", "bắt buộc"),
        ({"size": "", "width": "0", "height": "64"}, "width", "16"),
        ({"size": "", "width": "5000", "height": "64"}, "width", "4096"),
        ({"size": "", "width": "128"}, "height", "Hãy nhập"),
        ({"size": "128x64", "width": "100", "height": "50"}, "size", "kích thước khác"),
        ({"size": "7x7"}, "size", "không"),
        ({"playlist_s": "5"}, "playlist_s", "15"),
        ({"emergency_s": "1"}, "emergency_s", "5"),
        ({"heartbeat_s": "0"}, "heartbeat_s", "30"),
        ({"jitter_percent": "80"}, "jitter_percent", "50"),
        ({"offline_hours": "0"}, "offline_hours", "1"),
        ({"level_0": "101"}, "level_0", "100"),
        ({"level_0": "nhiều"}, "level_0", "số nguyên"),
        ({"from_0": "25:00"}, "from_0", "giờ"),
        ({"level_0": ""}, "level_0", "giờ và độ sáng"),
        ({"from_1": "18:30"}, None, "hai lần"),
        ({"operating_until": ""}, "operating_until", "cả hai"),
        ({"operating_until": "05:00"}, "operating_until", "khác nhau"),
        ({"default_text": "Quá dài. " * 22}, "default_text", "8"),
        ({"default_text": "<b>Chào</b>"}, "default_text", "HTML"),
        ({"client": "XIBO"}, "client", "không"),
    ],
)
def test_a_wrong_form_is_told_at_the_field_and_nothing_is_written(admin, network, changed, field, told):
    unit = network["hoa_phu"].unit
    if "default_text" in changed:
        changed |= {"size": "64x16"}
    answer = admin.post(INDEX + "add/", stated(unit, **changed))
    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert told in " ".join(errors[field or "__all__"])
    assert not Board.objects.exists()
    assert not BoardSetup.objects.exists()


def test_words_that_are_hard_to_read_are_warned_about(admin, network):
    unit = network["hoa_phu"].unit
    facts = stated(unit, size="64x16", default_text="Nghiêngngảnghiêngngả")
    answer = admin.post(INDEX + "add/", facts, follow=True)
    assert Board.objects.exists()
    assert "Khi không có tin nào khác:" in words(answer)
    assert "Nghiêngngảnghiêngngả" in words(answer)


def test_retired_and_restored(admin, board):
    make_token(board)
    assert "Ngừng sử dụng “" in words(admin.get(f"{INDEX}{board.pk}/retire/"))
    board.refresh_from_db()
    assert board.retired_at is None, "asking changes nothing"
    admin.post(f"{INDEX}{board.pk}/retire/")
    board.refresh_from_db()
    assert board.retired_at is not None
    assert facts_at(board, board.retired_at) is None
    assert list(admin.get(INDEX).context["page"]) == []
    assert list(admin.get(INDEX + "?state=retired").context["page"]) == [board]
    refused = admin.post(f"{INDEX}{board.pk}/edit/", stated(board.unit))
    assert "đã ngừng sử dụng" in words(refused)
    assert "đã ngừng sử dụng" in words(admin.post(f"{INDEX}{board.pk}/retire/", follow=True))
    admin.post(f"{INDEX}{board.pk}/restore/")
    board.refresh_from_db()
    assert board.retired_at is None
    assert BoardCredential.objects.live(NOW).filter(board=board).exists()


# --- Keys


def test_two_tokens_at_most_and_each_shown_once(admin, board):
    issue = f"{INDEX}{board.pk}/keys/issue/"
    answers = [admin.post(issue, {"kind": "TOKEN"}) for _key in range(2)]
    secrets = [re.search(r"lct_[\w-]{43}", answer.content.decode())[0] for answer in answers]
    assert len(set(secrets)) == 2
    assert all("no-store" in answer["Cache-Control"] for answer in answers)
    assert f"player#t={secrets[0]}" in answers[0].content.decode()
    assert "nhiều nhất là hai" in words(admin.post(issue, {"kind": "TOKEN"}, follow=True))
    page = admin.get(f"{INDEX}{board.pk}/keys/").content.decode()
    assert not [secret for secret in secrets if secret in page]
    assert all(secret[:10] in page for secret in secrets)
    assert not [secret for secret in secrets if secret in repr(list(AuditEntry.objects.values()))]

    def status(secret):
        return (
            Client()
            .get("/signage/v1/boards/me/playlist.json", HTTP_AUTHORIZATION=f"Bearer {secret}")
            .status_code
        )

    old = BoardCredential.objects.get(prefix=secrets[0][:10])
    assert (status(secrets[0]), status(secrets[1])) == (200, 200)
    admin.post(f"{INDEX}{board.pk}/keys/{old.pk}/revoke/")
    assert (status(secrets[0]), status(secrets[1])) == (401, 200)
    assert admin.post(issue, {"kind": "TOKEN"}).status_code == 200, "rolled: there is room again"


def test_a_new_read_only_address_ends_the_old_one(admin, board):
    issue = f"{INDEX}{board.pk}/keys/issue/"
    addresses = []
    for _time in range(2):
        page = unescape(admin.post(issue, {"kind": "CAPABILITY"}).content.decode())
        addresses.append(re.search(r"http://[^\"]+/signage/v1(/k/lck_[\w-]{43}/ticker.txt)", page)[1])
    old, new = (Client().get("/signage/v1" + address).status_code for address in addresses)
    assert (old, new) == (401, 200)


def test_a_key_of_nonsense_is_no_kind(admin, board):
    answer = admin.post(f"{INDEX}{board.pk}/keys/issue/", {"kind": "ROOT"}, follow=True)
    assert "loại khóa" in words(answer)
    assert not BoardCredential.objects.exists()


def test_a_key_belongs_to_its_board(admin, board, network):
    other = make_board(network["phuoc_ly"].unit)
    make_token(other)
    key = BoardCredential.objects.get()
    assert admin.post(f"{INDEX}{board.pk}/keys/{key.pk}/revoke/").status_code == 404
    key.refresh_from_db()
    assert key.revoked_at is None


def test_the_clone_alarm_is_seen_and_taken_away(admin, board):
    make_token(board)
    BoardCredential.objects.update(cloned_at=NOW)
    key = BoardCredential.objects.get()
    assert "hai thiết bị" in words(admin.get(f"{INDEX}?state=cloned"))
    assert "hai thiết bị cùng dùng khóa" in words(admin.get(f"{INDEX}{board.pk}/"))
    admin.post(f"{INDEX}{board.pk}/keys/{key.pk}/cloned/")
    assert "hai thiết bị cùng dùng khóa" not in words(admin.get(f"{INDEX}{board.pk}/"))


# --- Pairing


def test_a_board_that_is_entered_is_paired(admin, board, claim_code):
    answer = admin.post(INDEX + "pair/", {"claim_code": claim_code.lower(), "board": board.pk}, follow=True)
    assert "Đã ghép" in words(answer)
    assert AuditEntry.objects.filter(action="signage.board_paired", object_id=str(board.pk)).exists()


def test_a_new_board_is_entered_with_its_code(admin, network, claim_code):
    unit = network["hoa_phu"].unit
    answer = admin.post(INDEX + "pair/", {"claim_code": claim_code})
    form = admin.get(answer["Location"]).context["form"]
    assert (form["name"].value(), form["size"].value()) == ("LED ngã ba", "192x96")
    admin.post(answer["Location"], stated(unit))
    assert AuditEntry.objects.filter(action="signage.board_paired").count() == 1


def test_a_board_is_not_entered_when_its_code_has_gone(admin, network):
    answer = admin.post(INDEX + "add/?code=ACEF-ACEF", stated(network["hoa_phu"].unit))
    assert "Không có bảng nào đang hiện mã này" in words(answer)
    assert not Board.objects.exists()


def test_wrong_codes_end_after_ten(admin, board, claim_code):
    url = f"{INDEX}{board.pk}/pair/"
    for _try in range(10):
        assert "Không có bảng nào" in words(admin.post(url, {"claim_code": "ACEF-ACEF"}))
    assert "quá nhiều lần" in words(admin.post(url, {"claim_code": claim_code}))
    assert not AuditEntry.objects.filter(action="signage.board_paired").exists()
    cache.clear()
    assert admin.post(url, {"claim_code": claim_code}).status_code == 302


def test_a_board_of_another_unit_is_no_choice(admin, network, claim_code):
    other = make_board(network["phuoc_ly"].unit, name="Bảng xã bên")
    assert "Bảng xã bên" not in words(admin.get(INDEX + "pair/"))
    answer = admin.post(INDEX + "pair/", {"claim_code": claim_code, "board": other.pk})
    assert answer.context["form"].errors["board"]
    assert not AuditEntry.objects.filter(action="signage.board_paired").exists()


# --- Who may


WRITES = ("edit/", "retire/", "restore/", "pair/", "keys/issue/")


def test_a_site_admin_sees_and_touches_the_own_unit_only(admin, board, network):
    theirs = make_board(network["phuoc_ly"].unit, name="Bảng xã bên")
    listed = words(admin.get(INDEX))
    assert board.name in listed
    assert "Bảng xã bên" not in listed
    for tail in ("", "keys/", *WRITES, "move/"):
        assert admin.get(f"{INDEX}{theirs.pk}/{tail}").status_code in (302, 403, 404)
        assert admin.post(f"{INDEX}{theirs.pk}/{tail}", stated(theirs.unit)).status_code in (302, 403, 404)
    answer = admin.post(INDEX + "add/", stated(theirs.unit))
    assert answer.context["form"].errors["unit"]
    theirs.refresh_from_db()
    assert (theirs.name, theirs.retired_at) == ("Bảng xã bên", None)
    assert not BoardCredential.objects.exists()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER, Role.CONTRIBUTOR])
def test_others_of_the_unit_read(sign_in, board, role):
    client = sign_in("hoa_phu", role)
    assert board.name in words(client.get(INDEX))
    page = client.get(f"{INDEX}{board.pk}/")
    assert page.status_code == 200
    assert "Ngừng sử dụng" not in words(page)
    for tail in WRITES:
        client.post(f"{INDEX}{board.pk}/{tail}", stated(board.unit, kind="TOKEN"))
    board.refresh_from_db()
    assert (board.name, board.retired_at) == ("Bảng trước trụ sở", None)
    assert not BoardCredential.objects.exists()
    client.post(INDEX + "add/", stated(board.unit))
    assert Board.objects.count() == 1


@pytest.mark.parametrize("role", [NetworkRole.AUDITOR, NetworkRole.PROVINCE_EDITOR])
def test_readers_of_the_network_read_all(sign_in, board, role):
    client = sign_in("province", role)
    assert board.name in words(client.get(INDEX))
    assert client.get(f"{INDEX}{board.pk}/keys/").status_code == 200
    assert client.get(INDEX + "tags/").status_code == 200
    for tail in WRITES:
        client.post(f"{INDEX}{board.pk}/{tail}", stated(board.unit, kind="TOKEN"))
    client.post(INDEX + "tags/", {"name": "chợ"})
    board.refresh_from_db()
    assert (board.name, board.retired_at) == ("Bảng trước trụ sở", None)
    assert not BoardCredential.objects.exists()
    assert not BoardTag.objects.exists()


def test_nobody_signed_in_sees_nothing(board, network):
    client = Client(HTTP_HOST=network["hoa_phu"].site.hostname)
    for tail in ("", "add/", "pair/", "tags/", f"{board.pk}/", f"{board.pk}/keys/"):
        assert client.get(INDEX + tail)["Location"].startswith("/admin/login/")


# --- The province


def test_the_province_narrows_its_list(province, network):
    market, station = (
        BoardTag.objects.create(name="Chợ", slug="cho"),
        BoardTag.objects.create(name="Bến", slug="ben"),
    )
    one = make_board(network["hoa_phu"].unit, name="Bảng Một", client=ClientKind.RSS)
    one.tags.set([market, station])
    make_board(network["phuoc_ly"].unit, name="Bảng Hai", place="Ngã tư Long Thượng")
    make_token(one)

    def listed(query):
        text = words(province.get(INDEX + query))
        return [name for name in ("Bảng Một", "Bảng Hai") if name in text]

    assert listed("") == ["Bảng Một", "Bảng Hai"]
    assert listed(f"?unit={network['hoa_phu'].unit.pk}") == ["Bảng Một"]
    assert listed(f"?tag={market.pk}") == ["Bảng Một"]
    assert listed("?state=never_paired") == ["Bảng Hai"]
    assert listed("?q=Long+Th%C6%B0%E1%BB%A3ng") == ["Bảng Hai"]
    assert listed("?unit=999999&tag=x&state=y") == ["Bảng Một", "Bảng Hai"], "nonsense narrows nothing"
    assert "không dùng cho tin khẩn" in words(province.get(INDEX))


def test_the_list_asks_as_much_for_twelve_units_as_for_three(province, network):
    def enter(count):
        for number in range(count):
            unit = make_unit(f"Xã {number}", parent=network["chau_thanh"].unit)
            make_subsite(unit)
            board = make_board(unit, name=f"Bảng {number}")
            board.tags.add(BoardTag.objects.get_or_create(name="Chợ", slug="cho")[0])
            make_token(board)

    def queries():
        province.get(INDEX)
        with assert_queries(60, "counted, not bounded") as captured:
            province.get(INDEX)
        return len(captured)

    enter(3)
    few = queries()
    enter(9)
    assert queries() == few


def test_tags_are_made_renamed_and_deleted(province, board):
    province.post(INDEX + "tags/", {"name": "Bến xe"})
    tag = BoardTag.objects.get()
    assert (tag.name, tag.slug) == ("Bến xe", "ben-xe")
    for name in ("Bến xe", "bến  XE", "!!!", ""):
        assert province.post(INDEX + "tags/", {"name": name}).context["form"].errors
    province.post(f"{INDEX}tags/{tag.pk}/", {"name": "Bến xe khách"})
    tag.refresh_from_db()
    assert (tag.name, tag.slug) == ("Bến xe khách", "ben-xe"), "messages know it by its slug"
    board.tags.add(tag)
    answer = province.post(f"{INDEX}tags/{tag.pk}/delete/", follow=True)
    assert "Còn 1 bảng" in words(answer)
    board.tags.clear()
    province.post(f"{INDEX}tags/{tag.pk}/delete/")
    assert not BoardTag.objects.exists()


def test_tags_are_not_a_sub_sites_matter(admin, network):
    tag = BoardTag.objects.create(name="Chợ", slug="cho")
    for tail in ("tags/", f"tags/{tag.pk}/", f"tags/{tag.pk}/delete/"):
        assert admin.get(INDEX + tail).status_code in (302, 403)
        admin.post(INDEX + tail, {"name": "Khác"})
    assert list(BoardTag.objects.values_list("name", flat=True)) == ["Chợ"]


def test_the_board_of_a_merged_unit_goes_to_its_follower(province, admin, board, network):
    old, new = network["hoa_phu"].unit, network["thanh_phu_long"].unit
    token = make_token(board)
    make_board(new, slug="bang", name=board.name)
    old.valid_to = date(2026, 7, 1)
    old.save()
    UnitSuccession.objects.create(
        predecessor=old,
        successor=new,
        kind=SuccessionKind.MERGED_INTO,
        extent=SuccessionExtent.WHOLE,
        effective_on=date(2026, 7, 1),
    )
    assert "Tỉnh sẽ chuyển bảng" in words(admin.get(f"{INDEX}{board.pk}/"))
    assert admin.post(f"{INDEX}{board.pk}/move/", {"unit": new.pk}).status_code in (302, 403)
    board.refresh_from_db()
    assert board.unit_id == old.pk, "the province does it"
    assert "Chuyển bảng sang đơn vị kế tiếp" in words(province.get(f"{INDEX}{board.pk}/"))
    form = province.get(f"{INDEX}{board.pk}/move/").context["form"]
    assert form["unit"].value() == new.pk
    assert province.post(f"{INDEX}{board.pk}/move/", {"unit": old.pk}).context["form"].errors["unit"]
    province.post(f"{INDEX}{board.pk}/move/", {"unit": new.pk})
    board.refresh_from_db()
    assert board.unit_id == new.pk
    assert facts_at(board, NOW).unit_id == old.pk
    assert facts_at(board, timezone.now()).unit_id == new.pk
    assert AuditEntry.objects.filter(action="signage.board_moved").count() == 2, "told to both units"
    answer = Client().get("/signage/v1/boards/me/playlist.json", HTTP_AUTHORIZATION=f"Bearer {token}")
    assert answer.status_code == 200


def test_a_board_of_an_ended_unit_is_not_put_into_use_again(province, board):
    board_retire(board=board, actor=None, now=NOW + timedelta(minutes=1))
    board.unit.valid_to = date(2026, 7, 1)
    board.unit.save()
    assert "không còn hoạt động" in words(
        province.post(reverse("signage_boards:restore", args=[board.pk]), follow=True)
    )
    board.refresh_from_db()
    assert board.retired_at is not None
