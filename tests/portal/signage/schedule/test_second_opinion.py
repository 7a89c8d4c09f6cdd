"""A player of other people, given our windows, plays what we say, whatever its machine's zone."""

from datetime import datetime, timedelta

import pytest

from portal.signage.schedule.playing import DEFAULT, NORMAL, PRIORITY
from portal.signage.schedule.zone import from_wire, to_wire
from tests.portal.signage.schedule.test_conformance import CONFORMANCE
from tests.support.node import run_node

SECOND = timedelta(seconds=1)
ZONES = ["UTC", "Asia/Ho_Chi_Minh"]


def as_layouts(file: str, windows: list[list[str]], priority: int = 1) -> list[dict]:
    """Xibo plays at the last instant too, so it is told the second before."""
    return [
        {
            "id": file,
            "file": file,
            "priority": priority,
            "fromdt": start,
            "todt": to_wire(from_wire(until) - SECOND),
        }
        for start, until in windows
    ]


def moments_of(case: dict) -> list[datetime]:
    """The ends of every window and of the horizon, the seconds before, and the middles."""
    pairs = [tuple(map(from_wire, window)) for window in [*case["windows"], case["within"]]]
    ends = {moment for pair in pairs for moment in pair}
    middles = {(start + (until - start) / 2).replace(microsecond=0) for start, until in pairs}
    return sorted(ends | middles | {moment - SECOND for moment in ends})


@pytest.mark.parametrize("zone", ZONES)
def test_windows(zone):
    given, expected = [], []
    for case in CONFORMANCE["windows"]:
        moments = moments_of(case)
        windows = [tuple(map(from_wire, window)) for window in case["windows"]]
        given.append(
            {
                "layouts": as_layouts("shown", case["windows"]),
                "default": "default",
                "moments": list(map(to_wire, moments)),
            }
        )
        expected.append(
            [
                ["shown"] if any(start <= moment < until for start, until in windows) else ["default"]
                for moment in moments
            ]
        )
    assert run_node("xibo_active.mjs", given=given, zone=zone) == expected


@pytest.mark.parametrize("zone", ZONES)
def test_classes(zone):
    """All but mixing, which it does not know, and classes of the future."""
    ranks = {PRIORITY: 2, NORMAL: 1}
    given, expected = [], []
    for case in CONFORMANCE["playing"]:
        items = [item for item in case["items"] if item["priority"] != DEFAULT]
        if any(item["interleave"] or item["priority"] not in ranks for item in items):
            continue
        default = next((item["id"] for item in case["items"] if item["priority"] == DEFAULT), None)
        given.append(
            {
                "layouts": [
                    layout
                    for item in sorted(items, key=lambda item: (item["order"], item["id"]))
                    for layout in as_layouts(item["id"], item["windows"], ranks[item["priority"]])
                ],
                "default": default,
                "moments": [moment["at"] for moment in case["moments"]],
            }
        )
        expected.append([moment["active"] for moment in case["moments"]])
    assert len(expected) >= 10
    assert run_node("xibo_active.mjs", given=given, zone=zone) == expected
