"""The import contracts hold, and each of them bites."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.rooms import ROOT

STRANGERS = "The product stands on three engines that do not know each other"
DOWNWARDS = "Inside the product, arrows point down"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter in a process of its own: it caches the graph of the packages it has imported."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def copy_of_the_tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", folder)
    only_python = shutil.ignore_patterns("static", "templates", "icons", "locale", "__pycache__", "*.csv")
    for room in ("portal", "sites", "themes", "search"):
        shutil.copytree(ROOT / room, folder / room, ignore=only_python)
    return folder


@pytest.fixture
def plant(copy_of_the_tree):
    """`plant("sites/slugs.py", "import portal.news")` adds a line until the test is over."""
    planted = []

    def _plant(path: str, line: str) -> subprocess.CompletedProcess[str]:
        file = copy_of_the_tree / path
        planted.append((file, file.read_text() if file.exists() else None))
        file.parent.mkdir(exist_ok=True)
        with file.open("a") as lines:
            lines.write(f"\n{line}\n")
        return lint_imports(copy_of_the_tree)

    yield _plant
    for file, text in planted:
        if text is None:
            shutil.rmtree(file.parent)
        else:
            file.write_text(text)


def test_every_contract_is_kept():
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "imported", "contract"),
    [
        ("sites.slugs", "portal.news.models", STRANGERS),
        ("sites.slugs", "search.analysis", STRANGERS),
        ("themes.layout", "sites.models", STRANGERS),
        ("search.analysis", "themes.layout", STRANGERS),
        ("portal.home.models", "portal.news.models", DOWNWARDS),
        ("portal.news.models", "portal.home.models", DOWNWARDS),
        ("portal.core.services", "portal.news.models", DOWNWARDS),
        ("portal.media.models", "portal.core.models", DOWNWARDS),
    ],
)
def test_a_wrong_arrow_breaks_the_build(plant, module, imported, contract):
    result = plant(module.replace(".", "/") + ".py", f"import {imported}")
    assert result.returncode != 0
    assert f"{contract} BROKEN" in result.stdout
    assert f"{module} -> {imported}" in result.stdout


def test_an_app_nobody_declared_breaks_the_build(plant):
    result = plant("portal/weather/__init__.py", "")
    assert result.returncode != 0
    assert f"{DOWNWARDS} BROKEN" in result.stdout
    assert "- portal.weather" in result.stdout
