"""A content type is one folder, one line of INSTALLED_APPS and one word of the import contract.

The registries are frozen when start-up is over, so the throw-away type is plugged into a copy of
the tree and seen from a process of its own.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.rooms import ENGINES, ROOT

BIRTH = """
import json
from wagtail.models import Page
from portal.core.models import PortalPage
from portal.home.models import HomePage
from portal.signage.messages.composing import index_of, page_fill
from portal.signage.archive.selectors import boards_now
from portal.signage.models import Board, BoardMessagePage
from portal.signage.offers import registry as offers
from portal.throwaway.models import Thing, ThrowawayIndexPage
from django.test import RequestFactory
from django.utils import timezone
from portal.core.search_context import SearchContext
from search.configured import engines, search_service
from search.engines.base import Request
from search.indexing.worker import Worker
from search.queries import parse
from sites.enums import Level
from tests.factories.units import make_subsite, make_unit

subsite = make_subsite(make_unit("Long An", Level.PROVINCE, code="80"))
home = HomePage.objects.get(pk=subsite.site.root_page_id)
plugged = ThrowawayIndexPage.objects.descendant_of(subsite.root_page)
slugs = [page.slug for page in home.get_children().live()]
unit, now = subsite.unit, timezone.now()
board = Board.objects.create(
    uid="b1", unit=unit, name="Board", slug="board", place="Here", width=128, height=64,
    content_changed_at=now, created_at=now,
)
offer = offers.find("throwaway.index", str(plugged.filter(locale__language_code="vi").get().pk), unit)
page = BoardMessagePage(locale=home.locale, live=False)
page_fill(page, offer)
index_of(unit).add_child(instance=page)
page.save_revision(clean=False).publish(skip_permission_checks=True)
shown = [item.full for found in boards_now(unit=unit, now=timezone.now()) for item in found.items]
ThrowawayIndexPage.objects.get(pk=offer.page_id).unpublish()
after = [item.full for found in boards_now(unit=unit, now=timezone.now()) for item in found.items]
thing = Thing.objects.create(unit=unit, name="Vật thử")
Worker(engines()).run_until_empty()
asked = SearchContext(RequestFactory().get("/"), unit, "vi", timezone.now(), is_anonymous=True)
found = search_service().page(Request(parse("vat thu"), asked.visibility, facets=("loai",)), context=asked)
print(json.dumps({
    "on_the_board": shown,
    "after_its_end": after,
    "slugs": slugs,
    "languages": sorted(plugged.values_list("locale__language_code", flat=True)),
    "kinds": sorted(set(PortalPage.objects.filter(pk__in=plugged).values_list("kind", flat=True))),
    "units": sorted(set(plugged.values_list("unit__code", flat=True))),
    "can_be_added_by_hand": ThrowawayIndexPage.can_create_at(home),
    "found": [find.shown.url for find in found.finds],
    "wanted": [f"/throw-away/{thing.pk}/"],
    "facets": dict(found.results.facets)["loai"],
}))
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    """The project with one folder more, before the two lines."""
    folder = tmp_path_factory.mktemp("tree")
    leave = shutil.ignore_patterns("__pycache__", "static", ".git")
    for room in ("portal", *ENGINES, *(path.name for path in ROOT.glob("locale*"))):
        shutil.copytree(ROOT / room, folder / room, ignore=leave)
    shutil.copytree(ROOT / "tests" / "factories", folder / "tests" / "factories", ignore=leave)
    for name in ("manage.py", "pyproject.toml", "tests/__init__.py"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "tests/architecture/throwaway", folder / "portal/throwaway", ignore=leave)
    return folder


def replace_once(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new))


def manage(folder: Path, *arguments: str) -> str:
    """`manage.py …` in the copy, on an SQLite file of its own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LIENCONG_", "DJANGO_"))}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "LIENCONG_DATABASE_URL": f"sqlite:///{folder}/plug_in.sqlite3",
        "LIENCONG_VAR_DIR": f"{folder}/var",
        "LIENCONG_LOG_LEVEL": "ERROR",
        "LIENCONG_SEARCH_INDEX_INLINE": "false",  # the worker is called by name
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def contracts_hold(folder: Path) -> bool:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def born(tree) -> dict:
    """A sub-site's facts after the two lines."""
    assert not contracts_hold(tree), "A new app must be declared in the import contract."
    replace_once(tree / "pyproject.toml", '"home | news', '"throwaway | home | news')
    replace_once(
        tree / "portal/settings/base.py",
        '    "portal.home",\n',
        '    "portal.throwaway",\n    "portal.home",\n',
    )

    manage(tree, "compile_catalogues")
    manage(tree, "makemigrations", "throwaway", "--verbosity", "0")
    manage(tree, "migrate", "--verbosity", "0")
    return json.loads(manage(tree, "shell", "--no-imports", "-c", BIRTH).splitlines()[-1])


def test_a_new_type_is_built_on_a_newborn_subsite(born):
    assert born["languages"] == ["en", "vi"]
    assert born["kinds"] == ["throwaway.index"]
    assert born["units"] == ["80"]


def test_it_stands_where_its_order_says(born):
    slugs = born["slugs"]
    assert slugs.index("tin-tuc") < slugs.index("throw-away") < slugs.index("dich-vu-cong-truc-tuyen")


def test_an_editor_may_add_it_by_hand(born):
    """The home page keeps no list of what may stand below it."""
    assert born["can_be_added_by_hand"]


def test_it_reaches_a_board_and_leaves_it_with_its_page(born):
    assert born["on_the_board"] == ["Throw-away on a board"]
    assert born["after_its_end"] == ["Tỉnh Long An"]


def test_the_contract_takes_it_for_one_word(tree, born):
    assert contracts_hold(tree)


def test_it_is_searched_without_a_change_in_the_engine(born):
    assert born["found"] == born["wanted"]
    assert born["facets"] == [["throwaway.thing", 1]]


def test_the_map_shows_it(tree, born):
    shown = manage(tree, "portal_map")
    assert "throwaway.thing" in shown
    assert "throwaway.index" in shown
    assert "portal.throwaway.models.ThrowawayIndexPage" in shown
    assert "throw-away" in shown.split("Offers to boards")[1]
