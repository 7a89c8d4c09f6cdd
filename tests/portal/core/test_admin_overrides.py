"""Templates of Wagtail that are copied here: a change of the original must be looked at.

Copied because English words stand in them, out of reach of catalogues, or because the whole screen
is ours. After an upgrade: compare, take over what is new, write the new sum.
"""

import hashlib
from pathlib import Path

import pytest
import wagtail.admin
from django.template.loader import get_template

from tests.architecture.rooms import ROOT

THEIRS = Path(wagtail.admin.__file__).parent / "templates" / "wagtailadmin"
OURS = ROOT / "portal" / "core" / "templates" / "wagtailadmin"
LOOKED_AT = {
    "home.html": "7eb3ee7b5a9d1355b79a97fdc4c6a9c8612821bb1cdccf24efdd7a36c827c17d",
    "shared/header.html": "37d78005e66127118fc8e9eee75c7d8d52aed5a3d3b36696285a176b5b5ba60c",
    "shared/headers/_actions.html": "facea723b6b917627f718d47a945c79fabcb1cbc516983c66cb6801b6a9a1557",
}


def copies() -> set[str]:
    """Templates that stand for Wagtail's own and do not extend it."""
    found = {path.relative_to(OURS).as_posix(): path.read_text() for path in OURS.rglob("*.html")}
    return {name for name, text in found.items() if f'extends "wagtailadmin/{name}"' not in text}


def test_every_copy_has_a_sum():
    assert copies() == set(LOOKED_AT)


@pytest.mark.parametrize("name", LOOKED_AT)
def test_the_original_is_the_one_we_looked_at(name):
    assert hashlib.sha256((THEIRS / name).read_bytes()).hexdigest() == LOOKED_AT[name]


@pytest.mark.parametrize("name", LOOKED_AT)
def test_the_copy_is_the_one_in_use(name):
    assert Path(get_template(f"wagtailadmin/{name}").origin.name) == OURS / name


@pytest.mark.parametrize("name", sorted(set(LOOKED_AT) - {"home.html"}))
def test_a_copy_differs_in_its_words_only(name):
    theirs = (THEIRS / name).read_text().splitlines()
    ours = (OURS / name).read_text().splitlines()
    changed = [line.strip() for line in ours if line not in theirs]
    assert all("translate" in line or line == "{% load i18n %}" for line in changed), changed
    assert len(changed) <= 2
