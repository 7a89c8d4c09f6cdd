"""Keys and pairing in the admin, through its forms."""

import re
from html import unescape

from django.core.cache import cache
from django.test import Client

from portal.audit.models import AuditEntry
from portal.signage.models import Board, BoardCredential
from tests.factories.signage import make_board, make_token
from tests.factories.units import NOW
from tests.portal.signage.boards.board_forms import INDEX, stated, words

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
    assert "Đã ghép, thiết bị chưa nhận khóa" in words(answer)
    assert "chờ thiết bị nhận khóa" in words(admin.get(INDEX))
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
