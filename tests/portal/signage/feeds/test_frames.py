"""`frame.png` by the wall clock, files of looks, and what happens when one cannot be drawn."""

from datetime import timedelta
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from portal.signage import renditions
from portal.signage.boards.services import board_update
from portal.signage.enums import ColorDepth, MessageClass
from portal.signage.feeds import showing
from portal.signage.looks import Grid, Look
from portal.signage.models import MediaFile, Rendition
from portal.signage.rendering.store import media_keep, media_path
from portal.signage.renditions import board_renditions_ensure, renditions_ensure, renditions_of
from tests.factories.alerts import make_alert, make_province_admin
from tests.factories.units import NOW
from tests.portal.signage.feeds.making import publish
from tests.support.queries import assert_queries

LONG = "Ủy ban nhân dân xã thông báo lịch cắt điện các ấp trong tuần này. " * 4
GRID = Grid(128, 64, ColorDepth.RGB)


def opened(answer) -> Image.Image:
    return Image.open(BytesIO(answer.content))


def test_two_messages_take_turns_by_the_wall_clock(asking, unit, clock):
    publish(unit, "Một", uid="m1", duration_s=10)
    publish(unit, "Hai", uid="m2", duration_s=20)
    seen = []
    for _second in range(30):
        seen.append(asking.get("frame.png")["ETag"])
        clock.forward(seconds=1)
    changes = [before != after for before, after in pairwise(seen)]
    assert (len(set(seen)), sum(changes)) == (2, 2 if seen[0] == seen[-1] else 1)
    assert {seen.count(tag) for tag in seen} == {10, 20}


def test_a_long_message_turns_its_pages(asking, unit, clock):
    publish(unit, LONG, duration_s=60)
    pages = Rendition.objects.filter(look__in=Rendition.objects.filter(page=2).values("look"), page__gt=0)
    shown = set()
    for _page in range(12):
        answer = asking.get("frame.png")
        assert (opened(answer).format, opened(answer).size, opened(answer).mode) == ("PNG", (128, 64), "RGB")
        shown.add(answer["ETag"].strip('"'))
        clock.forward(seconds=5)
    assert len(shown) > 1
    assert shown == set(pages.values_list("media__sha256", flat=True))


def test_a_priority_and_an_alert_take_over(asking, unit, board, network):
    publish(unit, "Thường")
    first = asking.get("frame.png")
    publish(unit, "Ưu tiên", message_class=MessageClass.PRIORITY)
    second = asking.get("frame.png", tag=first["ETag"])
    assert second.status_code == 200
    make_alert(unit, make_province_admin(), text_full="Sơ tán ngay", mode="BAND")
    third = asking.get("frame.png", tag=second["ETag"])
    assert third.status_code == 200
    assert opened(third).size == (128, 64)
    assert len({first["ETag"], second["ETag"], third["ETag"]}) == 3


def test_a_mono_board_gets_two_colours(asking, unit, board, clock):
    facts = {"color": "MONO", "width": 64, "height": 32}
    board_update(board=board, facts=facts, actor=None, now=clock.forward(minutes=1))
    board.refresh_from_db()
    publish(unit, "Tin", now=clock.now)
    frame = opened(asking.get("frame.png"))
    assert frame.size == (64, 32)
    assert len(frame.getcolors()) == 2


def test_a_lost_file_is_drawn_anew(asking, unit):
    publish(unit, "Mất tệp", is_drawn=False)
    answer = asking.get("frame.png")
    assert opened(answer).size == (128, 64)
    assert asking.get("frame.png", tag=answer["ETag"]).status_code == 304
    assert not Rendition.objects.filter(
        look=renditions.look_key(Look("Mất tệp"))
    ).exists()  # reads never write


def test_when_nothing_can_be_drawn_the_board_is_told_to_wait(asking, unit, monkeypatch):
    publish(unit, "Hỏng", is_drawn=False)
    Rendition.objects.all().delete()

    def fails(*args):
        raise OSError("no fonts")

    monkeypatch.setattr(showing, "pages_drawn_now", fails)
    answer = asking.get("frame.png")
    assert (answer.status_code, answer.json()["error"]) == (503, "no_frame")
    assert int(answer["Retry-After"]) > 0


def test_a_file_that_vanished_from_the_disk_is_503_and_not_an_empty_picture(asking, unit):
    publish(unit, "Có tệp")
    for media in MediaFile.objects.all():
        media_path(media.name).unlink()
    assert asking.get("frame.png").status_code == 503


class TestRenditions:
    def test_equal_looks_are_drawn_once(self, db):
        looks = [Look("Một"), Look("Hai"), Look("Một")]
        assert renditions_ensure(looks=looks, grids=[GRID, GRID], now=NOW) == 2
        with assert_queries(1, "nothing is missing"):
            assert renditions_ensure(looks=looks, grids=[GRID], now=NOW + timedelta(days=1)) == 0

    def test_a_long_text_is_one_gif_and_its_pages(self, db):
        renditions_ensure(looks=[Look(LONG)], grids=[GRID], now=NOW)
        with assert_queries(1, "all files of all looks"):
            (found,) = renditions_of(looks=[Look(LONG)], grid=GRID).values()
            kinds = [(rendition.page, rendition.media.content_type) for rendition in found]
        assert kinds[0] == (0, "image/gif")
        assert {kind for _page, kind in kinds[1:]} == {"image/png"}
        assert [page for page, _kind in kinds] == list(range(len(kinds)))

    def test_a_failure_does_not_stop_the_others(self, db, monkeypatch, caplog):
        draw = renditions.render_pages

        def fails_once(text, **kwargs):
            if text == "Hỏng":
                raise MemoryError
            return draw(text, **kwargs)

        monkeypatch.setattr(renditions, "render_pages", fails_once)
        assert renditions_ensure(looks=[Look("Hỏng"), Look("Tốt")], grids=[GRID], now=NOW) == 1
        assert "goes out as words" in caplog.text

    def test_a_picture_is_fitted_and_a_gif_of_the_boards_size_sent_as_it_is(self, db):
        kept = {}
        for kind, size in (("PNG", (300, 100)), ("GIF", (128, 64))):
            out = BytesIO()
            Image.new("RGB", size, "red").save(out, kind)
            content_type = f"image/{kind.lower()}"
            kept[kind] = media_keep(content=out.getvalue(), content_type=content_type, now=NOW).sha256
        looks = {kind: Look("", picture=digest) for kind, digest in kept.items()}
        assert renditions_ensure(looks=looks.values(), grids=[GRID], now=NOW) == 2
        found = renditions.drawings_of(looks=list(looks.values()), grid=GRID)
        assert [drawing.content_type for drawing in found[looks["PNG"]]] == ["image/png", "image/png"]
        assert {(drawing.width, drawing.height) for drawing in found[looks["PNG"]]} == {(128, 64)}
        assert found[looks["GIF"]][0].sha256 == kept["GIF"]

    def test_a_picture_that_is_not_stored_goes_out_as_words(self, db):
        assert renditions_ensure(looks=[Look("x", picture="0" * 64)], grids=[GRID], now=NOW) == 0

    def test_a_new_board_gets_all_that_is_in_force_and_its_own_words(self, board, unit, network):
        publish(unit, "Của xã", is_drawn=False)
        publish(network["province"].unit, "Của tỉnh", reach="BELOW", is_drawn=False)
        assert board_renditions_ensure(board=board, now=NOW) == 2
        assert board_renditions_ensure(board=board, now=NOW) == 0

    @pytest.mark.parametrize("color", list(ColorDepth))
    def test_every_colour_depth(self, db, color):
        assert renditions_ensure(looks=[Look("Ẫ Ệ Ự Ỵ")], grids=[Grid(64, 32, color)], now=NOW) == 1
