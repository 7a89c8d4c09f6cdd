"""Edges between units, and the questions they answer."""

from datetime import date

import pytest
from django.utils import translation

from sites.enums import Level, SuccessionExtent, SuccessionKind
from sites.models import AdministrativeUnit, UnitSuccession
from sites.unit_history.selectors import present_units_of, successors_of_unit, unit_valid_on, units_valid_on
from tests.factories.units import make_unit
from tests.support.unit_lists import (
    AFTER,
    BEFORE,
    CHANGES,
    COMMUNE_MAP,
    EDGES,
    MERGER,
    PROVINCE_MAP,
    THREE_LEVELS,
    TWO_LEVELS,
    import_units,
    refused,
    snapshot,
    unit_on,
    write_rows,
    write_units,
)

pytestmark = pytest.mark.django_db

OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)
PROVINCE_EDGES = [
    ("80", "Tỉnh Long An", "80", "Tỉnh Tây Ninh", "full"),
    ("72", "Tỉnh Tây Ninh", "80", "Tỉnh Tây Ninh", "full"),
]
NEXT = [*TWO_LEVELS[:1], (2, "27901", "80", "80", "Phường", "Mỹ Lạc"), *TWO_LEVELS[2:]]
NEXT_CHANGES = [("status", "renamed", "27901", "Xã Mỹ Lạc", "Phường Mỹ Lạc", "80")]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def files(tmp_path):
    return {
        "old": write_units(tmp_path / "old.csv", THREE_LEVELS),
        "new": write_units(tmp_path / "new.csv", TWO_LEVELS),
        "next": write_units(tmp_path / "next.csv", NEXT),
        "communes": write_rows(tmp_path / "communes.csv", COMMUNE_MAP, EDGES),
        "provinces": write_rows(tmp_path / "provinces.csv", PROVINCE_MAP, PROVINCE_EDGES),
        "changes": write_rows(tmp_path / "changes.csv", CHANGES, NEXT_CHANGES),
    }


@pytest.fixture
def history(files):
    """Three levels, two levels, and a commune that became a ward."""
    import_units(files["old"], as_of=BEFORE)
    import_units(files["communes"], files["new"], files["provinces"], as_of=MERGER)
    import_units(files["next"], files["changes"], as_of=AFTER, resolution="237/NQ-UBTVQH16")
    return files


def edge(old: str, new: str, day: str = MERGER) -> UnitSuccession:
    return UnitSuccession.objects.get(predecessor__code=old, successor__code=new, effective_on=day)


def codes(units) -> list[str]:
    return sorted(unit.code for unit in units)


def test_kinds_and_extents(history):
    assert (edge("27901", "27901").kind, edge("27901", "27901").extent) == ("RENAMED_TO", "WHOLE")
    assert (edge("27904", "27907").kind, edge("27904", "27907").extent) == ("MERGED_INTO", "WHOLE")
    # Same code, but it is the township's part of a new commune.
    assert (edge("27907", "27907").kind, edge("27907", "27907").extent) == ("SPLIT_INTO", "PART")
    assert edge("27907", "25501").kind == SuccessionKind.SPLIT_INTO
    # Long An gave its code to the new Tây Ninh, which has a second source: not a renaming.
    assert {edge("80", "80").kind, edge("72", "80").kind} == {SuccessionKind.MERGED_INTO}


def test_resolutions_of_2025_are_known(history):
    assert edge("27904", "27907").resolution == "1682/NQ-UBTVQH15"
    assert edge("72", "80").resolution == "202/2025/QH15"


def test_resolution_of_the_row_then_of_the_call(history, tmp_path):
    path = write_rows(
        tmp_path / "more.csv",
        PROVINCE_MAP + ",resolution",
        [(*PROVINCE_EDGES[0], "1/NQ"), (*PROVINCE_EDGES[1], "")],
    )
    printed = import_units(path, as_of=MERGER, resolution="2/NQ")
    assert "edges updated: 2" in printed
    assert (edge("80", "80").resolution, edge("72", "80").resolution) == ("1/NQ", "2/NQ")


def test_change_of_status_is_a_renaming(history):
    renamed = edge("27901", "27901", AFTER)
    assert (renamed.kind, renamed.extent, renamed.resolution) == ("RENAMED_TO", "WHOLE", "237/NQ-UBTVQH16")
    assert (renamed.predecessor.full_name, renamed.successor.full_name) == ("Xã Mỹ Lạc", "Phường Mỹ Lạc")


def test_edges_twice_change_nothing(history):
    before = snapshot()
    printed = import_units(history["communes"], history["provinces"], as_of=MERGER)
    assert "edges unchanged: 6" in printed
    assert "Nothing changed." in printed
    assert snapshot() == before


def test_edges_may_come_in_several_files_and_calls(files, tmp_path):
    """The kind depends on all edges of the day: a second source turns a renaming into a merger."""
    import_units(files["old"], as_of=BEFORE)
    one = write_rows(tmp_path / "one.csv", PROVINCE_MAP, PROVINCE_EDGES[:1])
    import_units(files["new"], one, as_of=MERGER)
    assert edge("80", "80").kind == SuccessionKind.RENAMED_TO
    other = write_rows(tmp_path / "other.csv", PROVINCE_MAP, PROVINCE_EDGES[1:])
    printed = import_units(other, as_of=MERGER)
    assert "edges created: 1" in printed
    assert "edges updated: 1" in printed
    assert edge("80", "80").kind == SuccessionKind.MERGED_INTO


def test_a_unit_that_takes_in_another_goes_on(history, tmp_path):
    units = [unit for unit in NEXT if unit[1] != "27907"]
    edges = write_rows(
        tmp_path / "edges.csv",
        COMMUNE_MAP,
        [
            ("27907", "Xã Thủ Thừa", "", "", "80", "", "27901", "Phường Mỹ Lạc", "80", "", "full", "1"),
            ("27901", "Phường Mỹ Lạc", "", "", "80", "", "27901", "Phường Mỹ Lạc", "80", "", "full", "1"),
        ],
    )
    printed = import_units(write_units(tmp_path / "u.csv", units), edges, as_of="2026-09-01")
    assert "edges created: 1" in printed
    assert "units confirmed as unchanged: 1" in printed
    assert codes(successors_of_unit(code="27907", on=date(2026, 8, 31))) == ["27901"]
    assert unit_on("27901", "2026-09-01").valid_from == date(2026, 7, 1)


def test_an_island_district_becomes_a_commune(tmp_path):
    """Bạch Long Vĩ, Cồn Cỏ, Hoàng Sa, Lý Sơn, Côn Đảo had no communes: the district is the old unit."""
    old = [(1, "31", "", "31", "Thành phố trực thuộc trung ương", "Hải Phòng"),
           (2, "318", "31", "31", "Huyện", "Bạch Long Vĩ"),
           (2, "303", "31", "31", "Quận", "Hồng Bàng"),
           (3, "11296", "303", "31", "Phường", "Quán Toan")]  # fmt: skip
    new = [old[0], (2, "11948", "31", "31", "Đặc khu", "Bạch Long Vĩ"),
           (2, "11311", "31", "31", "Phường", "Hồng Bàng")]  # fmt: skip
    edges = [
        ("318", "Huyện Bạch Long Vĩ", "318", "Huyện Bạch Long Vĩ", "31", "Thành phố Hải Phòng",
         "11948", "Đặc khu Bạch Long Vĩ", "31", "Thành phố Hải Phòng", "full", "1"),
        ("11296", "Phường Quán Toan", "303", "Quận Hồng Bàng", "31", "Thành phố Hải Phòng",
         "11311", "Phường Hồng Bàng", "31", "Thành phố Hải Phòng", "full", "1"),
    ]  # fmt: skip
    import_units(write_units(tmp_path / "old.csv", old), as_of=BEFORE)
    path = write_rows(tmp_path / "edges.csv", COMMUNE_MAP, edges)
    import_units(write_units(tmp_path / "new.csv", new), path, as_of=MERGER)
    assert edge("318", "11948").predecessor.level == Level.DISTRICT
    assert codes(present_units_of(code="318", on=OLD)) == ["11948"]
    assert codes(present_units_of(code="303", on=OLD)) == ["11311"]


def test_communes_gone_long_before_are_left_out(files, tmp_path):
    """A row that knows neither district nor province of the old unit is not made into a fact."""
    gone = ("27999", "Xã Cũ", "", "", "", "", "27907", "Xã Thủ Thừa", "80", "", "full", "1")
    path = write_rows(tmp_path / "communes.csv", COMMUNE_MAP, [*EDGES, gone])
    import_units(files["old"], as_of=BEFORE)
    printed = import_units(files["new"], path, as_of=MERGER)
    assert "rows left out: 1" in printed
    assert "communes.csv, line 6: 27999 Xã Cũ did not exist any more on 30/06/2025; left out." in printed
    assert not AdministrativeUnit.objects.filter(code="27999").exists()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("27999", "Xã Cũ", "801", "", "80", "", "27907", "Xã Thủ Thừa", "80", "", "full", "1"),
         "There is no unit 27999 (Xã Cũ) on 30/06/2025."),
        (("27904", "Xã Mỹ Thạnh", "801", "", "80", "", "27999", "Xã Mới", "80", "", "full", "1"),
         "There is no unit 27999 (Xã Mới) on 01/07/2025."),
        (("27904", "Xã Mỹ Phú", "801", "", "80", "", "27907", "Xã Thủ Thừa", "80", "", "full", "1"),
         "On 30/06/2025 unit 27904 is called “Xã Mỹ Thạnh”, not “Xã Mỹ Phú”."),
        (("27904", "Xã Mỹ Thạnh", "801", "", "80", "", "27907", "Xã Thủ Thừa", "80", "", "half", "1"),
         "Unknown value “half” in the column part (full or partial)."),
        ((*EDGES[0][:6], "27907", "Xã Thủ Thừa", "80", "", "full", "1"),
         "went whole to one unit, yet other rows give it to others."),
        (EDGES[0], "The edge from 27901 to 27901 is already in communes.csv, line 2."),
        ((*EDGES[1][:7], "", *EDGES[1][8:]), "The name is empty."),
    ],
)  # fmt: skip
def test_bad_edges(files, tmp_path, row, reason):
    import_units(files["old"], as_of=BEFORE)
    path = write_rows(tmp_path / "communes.csv", COMMUNE_MAP, [EDGES[0], row])
    complaint = refused(files["new"], path)
    assert reason in complaint
    assert "communes.csv, line " in complaint


def test_edges_before_any_list(files):
    complaint = refused(files["communes"])
    assert "No units are known for 30/06/2025: import the list of that time first." in complaint


def test_a_change_that_did_not_happen(history, tmp_path):
    rows = [("status", "renamed", "27907", "Xã Thủ Thừa", "Xã Thủ Thừa", "80")]
    complaint = refused(write_rows(tmp_path / "c.csv", CHANGES, rows), as_of=AFTER)
    assert "c.csv, line 2: Unit 27907 did not change on 01/07/2026." in complaint
    rows = [("moved", "renamed", "27907", "Xã Thủ Thừa", "Xã Thủ Thừa", "80")]
    complaint = refused(write_rows(tmp_path / "c.csv", CHANGES, rows), as_of=AFTER)
    assert "c.csv, line 2: Unknown change “moved, renamed”." in complaint


def test_edges_of_another_province_are_refused(history):
    complaint = refused(history["provinces"], as_of=MERGER, province=["72"])
    assert "Unit 80 is of province 80, which was not asked for." in complaint


def test_units_without_a_successor_are_counted(files):
    import_units(files["old"], as_of=BEFORE)
    printed = import_units(files["new"], files["communes"], as_of=MERGER)
    assert "ended without a known successor: Province 2, District 2, Commune 1" in printed


def test_one_hop(history, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert codes(successors_of_unit(code="27907", on=OLD)) == ["25501", "27907"]
    assert codes(successors_of_unit(code="27901", on=NEW)) == ["27901"]
    assert codes(successors_of_unit(code="27901", on=date(2026, 7, 1))) == []


def test_present_units_follow_every_edge_in_one_query(history, django_assert_num_queries):
    with django_assert_num_queries(1):
        units = list(present_units_of(code="27901", on=date(2025, 4, 1)))
    assert [(unit.full_name, unit.valid_from) for unit in units] == [("Phường Mỹ Lạc", date(2026, 7, 1))]
    assert codes(present_units_of(code="27907", on=OLD)) == ["25501", "27907"]
    assert codes(present_units_of(code="80", on=OLD)) == codes(present_units_of(code="72", on=OLD)) == ["80"]


def test_present_units_as_seen_on_a_day(history):
    then = present_units_of(code="27901", on=OLD, today=date(2025, 12, 31))
    assert [unit.full_name for unit in then] == ["Xã Mỹ Lạc"]


def test_a_unit_that_still_exists_is_its_own_answer(history):
    assert [unit.full_name for unit in present_units_of(code="25501", on=NEW)] == ["Phường Hòa Thành"]


def test_the_same_code_is_answered_by_its_day(history):
    assert present_units_of(code="25501", on=OLD).count() == 0  # nobody said what became of Long Hòa
    assert present_units_of(code="25501", on=NEW).count() == 1


def test_a_district_is_answered_by_its_communes(history):
    assert codes(present_units_of(code="801", on=OLD)) == ["25501", "27901", "27907"]


def test_part_of_a_unit_that_goes_on(db):
    province = make_unit("Tây Ninh", Level.PROVINCE, code="80")
    giver = make_unit("Mỹ Lạc", parent=province, code="27901")
    taker = make_unit("Thủ Thừa", parent=province, code="27907")
    UnitSuccession.objects.create(
        predecessor=giver, successor=taker, kind=SuccessionKind.SPLIT_INTO,
        extent=SuccessionExtent.PART, effective_on=NEW,
    )  # fmt: skip
    assert codes(present_units_of(code="27901", on=NEW)) == ["27901", "27907"]


def test_a_circle_of_edges_ends(db):
    province = make_unit("Tây Ninh", Level.PROVINCE, code="80")
    one, other = (make_unit(name, parent=province, code=code) for name, code in (("A", "1"), ("B", "2")))
    for old, new in ((one, other), (other, one)):
        UnitSuccession.objects.create(
            predecessor=old, successor=new, kind="MERGED_INTO", extent="PART", effective_on=NEW
        )
    assert codes(present_units_of(code="1", on=NEW)) == ["1", "2"]


def test_units_of_a_day(history, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert codes(units_valid_on(day=OLD, level=Level.DISTRICT, province_code="80")) == ["801"]
    assert units_valid_on(day=NEW, level=Level.DISTRICT).count() == 0
    assert codes(units_valid_on(day=NEW, province_code="80")) == ["25501", "27901", "27907", "80"]
    assert codes(units_valid_on(day=NEW).of_level(Level.PROVINCE)) == ["80"]


def test_unit_of_a_day(history):
    assert unit_valid_on(code="25501", day=OLD).full_name == "Xã Long Hòa"
    assert unit_valid_on(code="25501", day=NEW).full_name == "Phường Hòa Thành"
    assert unit_valid_on(code="801", day=NEW) is None
