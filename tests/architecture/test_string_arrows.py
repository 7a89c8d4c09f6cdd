"""Arrows written as strings: models by name, modules by path, app labels."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.architecture.rooms import (
    content_types,
    may_know,
    name_of,
    parsed,
    python_files,
    room_of_app_label,
    room_of_module,
    room_of_path,
)

MODEL_NAME = re.compile(r"([a-z_]+)\.([A-Z]\w*)")
MODULE_PATH = re.compile(r"(?:portal|sites|themes|search)(?:\.[A-Za-z_]\w*)+")
# A content type has to say below which page it stands; the page itself never says who stands there.
TREE_PLACES = "parent_page_types"
# Engines inside the product whose own pages stand below a home page.
ENGINES_WITH_PAGES = frozenset({"portal.signage"})


@dataclass(frozen=True)
class StringArrow:
    text: str
    room: str
    line: int
    attribute: str = ""  # the class attribute it is written in


def string_arrows(tree: ast.Module) -> Iterator[StringArrow]:
    """Strings that name a model, a module or an app of this project."""
    attribute_of = {
        id(inner): target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
        for inner in ast.walk(node.value)
    }
    labels = {id(constant) for node in ast.walk(tree) for constant in _app_labels(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if room := _room_named(node.value, is_label=id(node) in labels):
            yield StringArrow(node.value, room, node.lineno, attribute_of.get(id(node), ""))


def _room_named(text: str, *, is_label: bool) -> str | None:
    if is_label and "." not in text:
        return room_of_app_label(text)
    if model := MODEL_NAME.fullmatch(text):
        return room_of_app_label(model[1])
    return room_of_module(text) if MODULE_PATH.fullmatch(text) else None


def _app_labels(node: ast.AST) -> Iterator[ast.Constant]:
    """Constants in `get_model("app", …)` and in `…app_label…="app"` or `["app", …]`."""
    if not isinstance(node, ast.Call):
        return
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called in ("get_model", "get_app_config"):
        yield from (inner for inner in node.args[:1] if isinstance(inner, ast.Constant))
    for keyword in node.keywords:
        if keyword.arg and "app_label" in keyword.arg:
            yield from (inner for inner in ast.walk(keyword.value) if isinstance(inner, ast.Constant))


def is_wrong(room: str, arrow: StringArrow) -> bool:
    if may_know(room, arrow.room):
        return False
    is_place = arrow.attribute == TREE_PLACES and arrow.text == "home.HomePage"
    return not (is_place and (room in content_types() or room in ENGINES_WITH_PAGES))


def test_no_string_points_where_an_import_may_not():
    wrong = [
        f"{name_of(path)}:{arrow.line} names {arrow.text!r} of {arrow.room}"
        for path in python_files()
        if (room := room_of_path(path)) != "portal.settings"  # settings name every app: that is their work
        for arrow in string_arrows(parsed(path))
        if is_wrong(room, arrow)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("room", "source", "expected"),
    [
        ("sites", 'models.ForeignKey("core.Topic", on_delete=models.PROTECT)', "portal.core"),
        ("sites", 'apps.get_model("news", "ArticlePage")', "portal.news"),
        ("themes", 'apps.get_model("portal_sites.Subsite")', "sites"),
        ("portal.core", 'import_string("portal.news.models.ArticlePage")', "portal.news"),
        ("sites", 'Permission.objects.filter(content_type__app_label__in=["core"])', "portal.core"),
        ("portal.home", 'class HomePage:\n    subpage_types = ["news.NewsIndexPage"]', "portal.news"),
        ("portal.news", 'class A:\n    parent_page_types = ["home.StandardPage"]', "portal.home"),
    ],
)
def test_a_wrong_string_is_found(room, source, expected):
    found = [arrow.room for arrow in string_arrows(ast.parse(source)) if is_wrong(room, arrow)]
    assert found == [expected]


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("portal.news", 'class NewsIndexPage:\n    parent_page_types = ["home.HomePage"]'),
        ("portal.core", 'models.ForeignKey("portal_sites.Subsite")'),
        ("portal.core", 'import_string("portal.core.signal_handlers.connect")'),
        ("sites", 'models.ForeignKey("wagtailcore.Page")'),
        ("portal.home", 'registry.register("home.contact")'),
    ],
)
def test_a_right_string_is_not(room, source):
    assert not [arrow for arrow in string_arrows(ast.parse(source)) if is_wrong(room, arrow)]
