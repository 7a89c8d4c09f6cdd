"""Who may see and run which boards; what only the province does."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.signage.boards.services import board_retire
from portal.signage.enums import ClientKind
from portal.signage.models import Board, BoardCredential, BoardTag
from portal.signage.playlists import facts_at
from sites.enums import NetworkRole, Role, SuccessionExtent, SuccessionKind
from sites.models import UnitSuccession
from tests.factories.signage import make_board, make_token
from tests.factories.units import NOW, make_subsite, make_unit
from tests.portal.signage.boards.board_forms import INDEX, stated, words
from tests.support.queries import assert_queries

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
    for _label, address in page.context["links"]:
        assert client.get(address).status_code == 200, "what other parts say about the board"
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
    answer = province.post(f"{INDEX}{board.pk}/restore/", follow=True)
    assert "không còn hoạt động" in words(answer)
    board.refresh_from_db()
    assert board.retired_at is not None
