"""House rules that no linter knows."""

import ast
import re
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from portal.core import checks
from portal.core.models import PortalPage
from tests.architecture.rooms import ENGINES, ROOT, name_of, parsed, python_files

LINES_AT_MOST = 400
NO_NOUNS = {"utils", "helpers", "common", "mixins"}
PROSE = {".py", ".po", ".html", ".xml", ".css", ".js", ".md", ".txt", ".toml", ".yml", ".yaml", ".sh", ""}
# Somebody's home folder, wherever it is: it exists on one machine only.
HOME_FOLDERS = re.compile(r"(?<![\w/.>}])/(?:root|Users/\w+|home/[a-z]+)/")


@cache
def project_files() -> list[Path]:
    """What git tracks, as it lies in the work tree."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return sorted(path for path in paths if path.is_file())


def text_files() -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in project_files() if path.suffix in PROSE}


def test_files_stay_short():
    counted = {
        path: len(path.read_text().splitlines())
        for path in project_files()
        if path.suffix == ".py" and "migrations" not in path.parts
    }
    long = [f"{name_of(path)}: {lines} lines" for path, lines in counted.items() if lines > LINES_AT_MOST]
    assert not long, "\n".join(long)


def test_files_are_named_after_nouns():
    names = [name_of(path) for path in project_files()]
    vague = [name for name in names if {part.split(".")[0] for part in name.split("/")} & NO_NOUNS]
    assert not vague, "\n".join(vague)


def test_every_module_of_an_engine_says_what_it_is_for():
    """`apps.py` is Django's form, and its class says it."""
    silent = [
        name_of(path)
        for path in python_files(*ENGINES)
        if path.name != "apps.py" and path.read_text().strip() and not ast.get_docstring(parsed(path))
    ]
    assert not silent, "\n".join(silent)


def test_migrations_hold_no_block_definitions():
    """A StreamField's blocks change often and leave the column alone."""
    wrong = []
    for path in python_files(migrations=True):
        if "migrations" not in path.parts:
            continue
        for node in ast.walk(parsed(path)):
            called = getattr(node.func, "attr", "") if isinstance(node, ast.Call) else ""
            if called.endswith("StreamField") and (
                any(not isinstance(blocks, ast.List) or blocks.elts for blocks in node.args)
                or any(keyword.arg in ("block_types", "block_lookup") for keyword in node.keywords)
            ):
                wrong.append(f"{name_of(path)}:{node.lineno}")
    assert not wrong, "\n".join(wrong)


def test_texts_are_composed():
    """NFC: one letter, one character. A combining mark in a pattern is written as an escape."""
    wrong = [
        f"{name_of(path)}:{number}: {line.strip()[:60]}"
        for path, text in text_files().items()
        if not unicodedata.is_normalized("NFC", text) or any(unicodedata.combining(char) for char in text)
        for number, line in enumerate(text.splitlines(), start=1)
        if not unicodedata.is_normalized("NFC", line) or any(unicodedata.combining(char) for char in line)
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_names_a_folder_of_one_machine():
    here = f"{ROOT}/"
    wrong = [
        f"{name_of(path)}:{number}: {line.strip()[:80]}"
        for path, text in text_files().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if here in line or HOME_FOLDERS.search(line)
    ]
    assert not wrong, "\n".join(wrong)


# --- The system checks of page classes bite


class GoodPage:
    kind_code = "weather.good"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    _meta = PortalPage._meta


def page_class(name: str, **changed) -> type:
    """A page class as the checks see one, without entering Django's registry."""
    stated = {key: value for key, value in vars(GoodPage).items() if not key.startswith("__")} | changed
    return type(name, (), {key: value for key, value in stated.items() if value is not None})


def problems_of(monkeypatch, *classes: type) -> list[str]:
    monkeypatch.setattr(checks, "page_classes", lambda: list(classes))
    return [problem.id for problem in checks.check_page_kinds(None)]


def test_a_page_class_that_states_everything_passes(monkeypatch):
    assert problems_of(monkeypatch, page_class("Good"), page_class("Other", kind_code="weather.other")) == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"kind_code": None}, "core.E001"),
        ({"kind_code": ""}, "core.E001"),
        ({"parent_page_types": None}, "core.E003"),
        ({"subpage_types": None}, "core.E003"),
    ],
)
def test_a_page_class_that_keeps_silent_is_refused(monkeypatch, changed, problem):
    assert problems_of(monkeypatch, page_class("Silent", **changed)) == [problem]


def test_two_page_classes_of_one_kind_are_refused(monkeypatch):
    assert problems_of(monkeypatch, page_class("One"), page_class("Two")) == ["core.E002"]


def test_every_page_class_of_the_product_passes():
    assert checks.check_page_kinds(None) == []
