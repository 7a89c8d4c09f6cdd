"""The player's schedule answers as the published conformance cases, wherever the box believes it stands."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from portal.signage.player.release import release
from tests.browser.signage_boards import make_board
from tests.support.signage_server import ROOT, serving_signage

pytestmark = pytest.mark.browser

CASES = Path(__file__).resolve().parents[2] / "portal" / "signage" / "schedule" / "conformance.json"
# A manifest always has a default; where a case has none, nothing of the case shows.
NOTHING = {"id": "-", "priority": "mac_dinh", "order": 0, "duration_s": 10, "windows": []}

PLAYING = """async ([address, cases]) => {
  const { cycleAt, showingAt } = await import(`${address}schedule.js`);
  const { parseTime } = await import(`${address}clock.js`);
  return cases.map(({ items, standby, moments }) => {
    const list = {
      items: items
        .map((item) => ({ ...item, windows: item.windows.map((window) => window.map(parseTime)) }))
        .sort((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1)),
      default_item: standby,
      withdrawn: new Set(),
    };
    return moments.map(({ at }) => {
      const now = parseTime(at);
      const shown = showingAt(list, now);
      return {
        cycle: cycleAt(list, now).map((item) => item.id),
        showing: { id: shown.item.id, seconds: (now - shown.since) / 1000 },
      };
    });
  });
}"""

ACTIVE = """async ([address, cases]) => {
  const { isActive } = await import(`${address}schedule.js`);
  const { parseTime } = await import(`${address}clock.js`);
  return cases.map(({ windows, moments }) => {
    const item = { windows: windows.map((window) => window.map(parseTime)) };
    return moments.map((moment) => isActive(item, moment));
  });
}"""


@pytest.fixture(scope="module", params=["UTC", "Asia/Ho_Chi_Minh"])
def answers(request, browser):
    """`answers(script, cases)`: what the modules say in a box of this zone."""
    with serving_signage() as server:
        board = make_board(browser, server, zone=request.param)
        address = f"{ROOT}/player/{release().code}/"
        board.page.goto(f"http://localhost:{server.port}{address}icon.svg")
        yield lambda script, cases: board.page.evaluate(script, [address, cases])
        board.context.close()


def read_cases(kind: str) -> list[dict]:
    return json.loads(CASES.read_text())[kind]


def test_the_same_items_in_the_same_order_at_the_same_second(answers):
    asked, expected = [], []
    for case in read_cases("playing"):
        standby = [item for item in case["items"] if item["priority"] == "mac_dinh"]
        if len(standby) > 1:
            continue  # the server has chosen one before it writes a manifest
        others = [item for item in case["items"] if item["priority"] != "mac_dinh"]
        asked.append({"items": others, "standby": (standby or [NOTHING])[0], "moments": case["moments"]})
        expected.append((case["name"], bool(standby), case["moments"]))
    assert len(asked) > 10
    for (name, has_default, moments), found in zip(expected, answers(PLAYING, asked), strict=True):
        for moment, answer in zip(moments, found, strict=True):
            if not moment["cycle"] and not has_default:
                assert answer["cycle"] == ["-"], (name, moment["at"])
            else:
                told = {"cycle": moment["cycle"], "showing": moment["showing"]}
                assert answer == told, (name, moment["at"])


def milliseconds(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def test_windows_are_half_open_to_the_millisecond(answers):
    asked, expected = [], []
    for case in read_cases("windows"):
        windows = [tuple(map(milliseconds, window)) for window in case["windows"]]
        edges = {edge for window in [*windows, map(milliseconds, case["within"])] for edge in window}
        moments = sorted({edge + step for edge in edges for step in (-1, 0, 1, 43_200_000)})
        asked.append({"windows": case["windows"], "moments": moments})
        expected.append([any(start <= at < end for start, end in windows) for at in moments])
    assert len(asked) > 80
    assert answers(ACTIVE, asked) == expected
