"""The published cases hold for our own code, for a painter of seconds, and on any machine's clock."""

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import jsonschema
import pytest
from django.urls import reverse

from portal.signage.schedule.holidays import days_off
from portal.signage.schedule.playing import active_at, cycle_at, showing_at
from portal.signage.schedule.rules import Rule
from portal.signage.schedule.views import CONFORMANCE_FILE, SCHEMA_FILE
from portal.signage.schedule.windows import windows_of
from portal.signage.schedule.zone import from_wire, to_wire
from tests.architecture.rooms import ROOT
from tests.portal.signage.schedule.painting import painted_windows

CONFORMANCE = json.loads(CONFORMANCE_FILE.read_text(encoding="utf-8"))
LISTED_OFF = frozenset(CONFORMANCE["days_off"]["days"])
WINDOW_CASES = [pytest.param(case, id=case["name"]) for case in CONFORMANCE["windows"]]
PLAYING_CASES = [pytest.param(case, id=case["name"]) for case in CONFORMANCE["playing"]]


def bounds_of(case: dict) -> dict[str, str]:
    return {key: case[key] for key in ("not_before", "not_after") if key in case}


def instants(windows: list[list[str]]) -> tuple:
    return tuple((from_wire(start), from_wire(until)) for start, until in windows)


def items_of(case: dict) -> list[SimpleNamespace]:
    return [SimpleNamespace(**item | {"windows": instants(item["windows"])}) for item in case["items"]]


@pytest.mark.parametrize("case", WINDOW_CASES)
def test_rules_give_the_windows(case):
    found = windows_of(
        [Rule.from_json(rule) for rule in case["rules"]],
        within=tuple(map(from_wire, case["within"])),
        **{key: from_wire(text) for key, text in bounds_of(case).items()},
    )
    assert [[to_wire(start), to_wire(until)] for start, until in found] == case["windows"]


@pytest.mark.parametrize("case", WINDOW_CASES)
def test_a_painter_of_seconds_finds_the_same(case):
    painted = painted_windows(case["rules"], within=case["within"], days_off=LISTED_OFF, **bounds_of(case))
    assert painted == case["windows"]


@pytest.mark.parametrize("case", WINDOW_CASES)
def test_rules_are_in_the_form_that_is_stored(case):
    assert [Rule.from_json(rule).to_json() for rule in case["rules"]] == case["rules"]


@pytest.mark.parametrize("case", PLAYING_CASES)
def test_items_play_in_turn(case):
    items = items_of(case)
    for moment in case["moments"]:
        at = from_wire(moment["at"])
        showing = showing_at(items, at)
        assert {
            "at": moment["at"],
            "active": [item.id for item in active_at(items, at)],
            "cycle": [item.id for item in cycle_at(items, at)],
            "showing": showing and {"id": showing[0].id, "seconds": showing[1]},
        } == moment


def test_the_days_off_it_states_are_those_of_the_law():
    first, until = CONFORMANCE["days_off"]["from"], CONFORMANCE["days_off"]["until"]
    years = range(int(first[:4]), int(until[:4]) + 1)
    by_law = sorted(day.isoformat() for year in years for day in days_off(year))
    assert [day for day in by_law if first <= day < until] == CONFORMANCE["days_off"]["days"]
    for case in CONFORMANCE["windows"]:
        if any(rule["holidays"] != "any" for rule in case["rules"]):
            assert first <= case["within"][0][:10] and case["within"][1][:10] <= until, case["name"]


def test_the_file_follows_its_schema():
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(CONFORMANCE)
    broken = json.loads(json.dumps(CONFORMANCE))
    broken["windows"][0]["windows"][0][0] = "2026-11-20T00:00:00"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(broken)


def test_every_name_is_given_once():
    names = [case["name"] for part in ("windows", "playing") for case in CONFORMANCE[part]]
    assert len(names) == len(set(names)) >= 100


EVERY_ANSWER = """
import json, sys
from types import SimpleNamespace
from portal.signage.schedule.playing import showing_at
from portal.signage.schedule.rules import Rule
from portal.signage.schedule.windows import horizon_of, windows_of
from portal.signage.schedule.zone import from_wire, to_wire

def pairs(windows):
    return [[to_wire(start), to_wire(until)] for start, until in windows]

answers = []
cases = json.load(sys.stdin)
for case in cases["windows"]:
    within = tuple(map(from_wire, case["within"]))
    bounds = {key: from_wire(case[key]) for key in ("not_before", "not_after") if key in case}
    rules = [Rule.from_json(rule) for rule in case["rules"]]
    answers.append(pairs(windows_of(rules, within=within, **bounds)))
    answers.append(pairs([horizon_of(within[0])]))
for case in cases["playing"]:
    items = [
        SimpleNamespace(**{**item, "windows": [tuple(map(from_wire, window)) for window in item["windows"]]})
        for item in case["items"]
    ]
    for moment in case["moments"]:
        showing = showing_at(items, from_wire(moment["at"]))
        answers.append(showing and [showing[0].id, showing[1]])
print(json.dumps(answers))
"""


def test_answers_are_the_same_on_a_machine_set_to_utc_and_to_hanoi():
    """Acceptance (c)."""
    answers = [
        subprocess.run(
            [sys.executable, "-c", EVERY_ANSWER],
            input=json.dumps(CONFORMANCE),
            env={**os.environ, "TZ": zone, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for zone in ("UTC", "Asia/Ho_Chi_Minh")
    ]
    assert answers[0] == answers[1]
    windows = json.loads(answers[0])[: 2 * len(CONFORMANCE["windows"]) : 2]
    assert windows == [case["windows"] for case in CONFORMANCE["windows"]]


# --- Published


@pytest.mark.parametrize(
    ("name", "file", "content_type"),
    [
        ("conformance", CONFORMANCE_FILE, "application/json"),
        ("conformance_schema", SCHEMA_FILE, "application/schema+json"),
    ],
)
def test_makers_of_boards_can_fetch_it(client, name, file, content_type):
    address = reverse(f"signage:{name}")
    assert address == f"/signage/v1/{file.name}"
    answer = client.get(address, HTTP_HOST="anything.example")
    assert answer.status_code == 200
    assert answer.content == file.read_bytes()
    assert answer["Content-Type"] == content_type
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert "Set-Cookie" not in answer and "Cookie" not in answer.get("Vary", "")

    head = client.head(address)
    assert head.status_code == 200 and head.content == b"" and head["ETag"] == answer["ETag"]
    again = client.get(address, HTTP_IF_NONE_MATCH=answer["ETag"])
    assert again.status_code == 304 and again.content == b""
    assert client.post(address).status_code == 405
