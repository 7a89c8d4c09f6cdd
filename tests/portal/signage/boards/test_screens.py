"""What people do with boards in the admin, through its forms."""

import pytest

from portal.audit.models import AuditEntry
from portal.signage.models import Board, BoardCredential, BoardSetup
from portal.signage.playlists import facts_at
from tests.factories.signage import make_board, make_token
from tests.factories.units import NOW
from tests.portal.signage.boards.board_forms import INDEX, stated, words


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
