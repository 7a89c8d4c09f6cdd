"""Turns, edges and the place in the round, beyond the published cases."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from random import Random
from types import SimpleNamespace

import pytest

from portal.signage.schedule.playing import active_at, cycle_at, edges_of, showing_at
from portal.signage.schedule.zone import from_wire

START = from_wire("2026-11-20T00:00:00+07:00")
DAY = (START, START + timedelta(days=1))


def make_item(id, priority="thong_thuong", *, order=100, duration_s=10, interleave=False, windows=(DAY,)):
    return SimpleNamespace(
        id=id, priority=priority, order=order, duration_s=duration_s, interleave=interleave, windows=windows
    )


def random_items(draw: Random) -> list[SimpleNamespace]:
    def window():
        start = START + timedelta(minutes=draw.randrange(1000))
        return start, start + timedelta(minutes=draw.randint(1, 400))

    return [
        make_item(
            f"m{number}",
            draw.choice(["uu_tien", "thong_thuong", "thong_thuong", "mac_dinh"]),
            order=draw.randrange(3),
            duration_s=draw.randint(3, 40),
            interleave=draw.random() < 0.3,
            windows=tuple(window() for _ in range(draw.randrange(3))),
        )
        for number in range(draw.randrange(9))
    ]


@pytest.mark.parametrize("seed", range(20))
def test_between_two_edges_nothing_changes(draw, seed):
    items = random_items(draw)
    edges = edges_of(items, DAY)
    assert list(edges) == sorted(set(edges))
    for start, until in pairwise([DAY[0], *edges, DAY[1]]):
        middle = start + (until - start) * draw.random()
        assert active_at(items, start) == active_at(items, middle)
        assert active_at(items, start) == active_at(items, until - timedelta(microseconds=1))


def test_edges_lie_strictly_inside():
    item = make_item("a", windows=(DAY, (START - timedelta(hours=1), START + timedelta(hours=2))))
    assert edges_of([item], DAY) == (START + timedelta(hours=2),)


@pytest.mark.parametrize("priority", range(1, 7))
@pytest.mark.parametrize("normal", range(1, 6))
def test_mixed_classes_share_the_round_two_to_one(priority, normal):
    items = [make_item(f"p{n}", "uu_tien", interleave=n == 0) for n in range(priority)]
    items += [make_item(f"n{n}") for n in range(normal)]
    cycle = cycle_at(items, START)
    turns = Counter(item.id for item in cycle)
    assert [item.priority == "thong_thuong" for item in cycle] == [False, False, True] * (len(cycle) // 3)
    assert len({turns[f"p{n}"] for n in range(priority)}) == 1  # each priority item as often as the others
    assert len({turns[f"n{n}"] for n in range(normal)}) == 1
    assert set(turns) == {item.id for item in active_at(items, START)}


def test_a_long_list_still_has_a_round():
    items = [make_item(f"p{n}", "uu_tien", interleave=True) for n in range(25)]
    items += [make_item(f"n{n}") for n in range(25)]
    assert len(cycle_at(items, START)) == 75


@pytest.mark.parametrize("seed", range(10))
def test_second_by_second_the_round_plays_through(draw, seed):
    items = [
        make_item(f"m{n}", order=draw.randrange(9), duration_s=draw.randint(3, 9))
        for n in range(draw.randint(1, 5))
    ]
    length = sum(item.duration_s for item in items)
    offset = int(START.timestamp()) % length
    expected = [(item.id, second) for item in cycle_at(items, START) for second in range(item.duration_s)] * 3
    for step in range(length * 2):
        item, into = showing_at(items, START + timedelta(seconds=step))
        assert (item.id, into) == expected[offset + step]


def test_parts_of_a_second_count():
    item, into = showing_at(
        [make_item("a")], from_wire("2026-11-20T08:00:03+07:00") + timedelta(milliseconds=250)
    )
    assert (item.id, into) == ("a", 3.25)


def test_the_order_in_which_items_arrive_does_not_matter():
    items = [make_item("a", order=1), make_item("b", order=2)]
    reread = [make_item("b", order=2), make_item("a", order=1)]
    moment = START + timedelta(hours=3, seconds=17)
    assert showing_at(items, moment)[0].id == showing_at(reread, moment)[0].id


def test_nothing_shows_without_items():
    assert active_at([], START) == cycle_at([], START) == ()
    assert showing_at([], START) is None
    assert showing_at([make_item("x", windows=())], START) is None
