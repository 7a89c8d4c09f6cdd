"""Every requirement is pinned, and what is installed is what is pinned."""

import re
from importlib.metadata import PackageNotFoundError, version

import pytest

from tests.architecture.rooms import ROOT

PIN = re.compile(r"(?P<name>[\w.-]+)(?:\[[\w,]+\])?==(?P<version>[\w.]+)")


def requirement_lines(name: str) -> list[str]:
    lines = (line.split("#")[0].strip() for line in (ROOT / name).read_text().splitlines())
    return [line for line in lines if line and not line.startswith("-r ")]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_line_is_pinned(name):
    loose = [line for line in requirement_lines(name) if not PIN.fullmatch(line)]
    assert not loose


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_environment_has_the_pinned_versions(name):
    wrong = []
    for line in requirement_lines(name):
        pin = PIN.fullmatch(line)
        assert pin, line
        try:
            installed = version(pin["name"])
        except PackageNotFoundError:
            installed = "nothing"
        if installed != pin["version"]:
            wrong.append(f"{line}: {installed} is installed")
    assert not wrong, "\n".join(wrong)
