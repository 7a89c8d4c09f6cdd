"""Arrows that are not imports: what templates load, extend, include and show."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.template.loader import get_template

from tests.architecture.rooms import (
    ENGINES,
    ROOT,
    content_types,
    may_know,
    name_of,
    room_of_module,
    room_of_path,
)
from tests.architecture.templates import references, strict_policy_problems, template_files

FRAMEWORKS = ("django", "wagtail")


def found_references(*tags: str):
    """(template, its room, reference) for every reference by one of `tags`."""
    for path in template_files():
        for reference in references(path.read_text()):
            if reference.tag in tags:
                yield path, room_of_path(path), reference


def may_load(room: str, module: str) -> bool:
    """Engines use the frameworks' tags and their own; the product may use any package's."""
    if other := room_of_module(module):
        return may_know(room, other)
    return bool(module) and (room not in ENGINES or module.split(".")[0] in FRAMEWORKS)


def test_templates_load_only_libraries_below_them():
    modules = engines["django"].engine.libraries
    wrong = [
        f"{name_of(path)}:{reference.line} loads {reference.target} of {modules.get(reference.target)}"
        for path, room, reference in found_references("load")
        if not may_load(room, modules.get(reference.target, ""))
    ]
    assert not wrong, "\n".join(wrong)


def test_a_wrong_library_is_found():
    assert may_load("themes", "django.templatetags.i18n")
    assert may_load("themes", "themes.templatetags.themes_tags")
    assert may_load("portal.accounts", "allauth.templatetags.allauth")
    assert not may_load("themes", "allauth.templatetags.allauth")
    assert not may_load("themes", "sites.templatetags.units")
    assert not may_load("portal.news", "portal.home.templatetags.tiles")
    assert not may_load("portal.news", "")


def test_templates_extend_and_include_only_templates_below_them():
    wrong = []
    for path, room, reference in found_references("extends", "include"):
        other = room_of_path(Path(get_template(reference.target).origin.name))
        if not may_know(room, other):
            wrong.append(f"{name_of(path)}:{reference.line} {reference.tag} {reference.target} of {other}")
    assert not wrong, "\n".join(wrong)


def test_templates_show_only_static_files_below_them():
    wrong = []
    for path, room, reference in found_references("static"):
        file = finders.find(reference.target)
        if file is None:
            wrong.append(f"{name_of(path)}:{reference.line} {reference.target} does not exist")
        elif not may_know(room, room_of_path(Path(file))):
            wrong.append(f"{name_of(path)}:{reference.line} {reference.target} of {room_of_path(Path(file))}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", template_files(), ids=name_of)
def test_every_template_compiles(path):
    """Also those that no other test draws."""
    engines["django"].from_string(path.read_text())


def test_public_templates_keep_the_strict_policy():
    """No inline script, style or handler, nothing fetched from elsewhere."""
    wrong = [
        f"{name_of(path)}: {problem}"
        for path in template_files(public_only=True)
        for problem in strict_policy_problems(path.read_text())
    ]
    assert not wrong, "\n".join(wrong)


def test_styles_and_scripts_fetch_nothing_from_elsewhere():
    outside = re.compile(
        r"(?:url\(\s*|@import\s+|import\s+|fetch\(\s*|from\s+)[\"']?(?:https?:)?//[^\s\"')]+"
    )
    wrong = [
        f"{name_of(path)}: {match[0]}"
        for room in ("portal", "sites", "themes", "search")
        for path in sorted((ROOT / room).rglob("static/**/*"))
        if path.suffix in (".css", ".js")
        for match in outside.finditer(path.read_text())
    ]
    assert not wrong, "\n".join(wrong)


# --- The tests above bite


def test_arrows_are_read_from_the_contracts():
    assert {"portal.home", "portal.news"} <= content_types()
    assert may_know("portal.news", "portal.core")
    assert may_know("portal.core", "themes")
    assert not may_know("portal.core", "portal.news")
    assert not may_know("portal.home", "portal.news")
    assert not may_know("themes", "sites")
    assert not may_know("search", "portal.core")


def test_references_are_read_as_django_reads_them():
    source = """{% load i18n static %}{% load cache from elsewhere %}
    {% extends "core/page.html" %}{% include 'news/row.html' with item=item only %}
    {% include block.template %}{% static "themes/js/portal.js" as address %}{# {% load commented %} #}"""
    assert [(found.tag, found.target, found.line) for found in references(source)] == [
        ("load", "i18n", 1),
        ("load", "static", 1),
        ("load", "elsewhere", 1),
        ("extends", "core/page.html", 2),
        ("include", "news/row.html", 2),
        ("static", "themes/js/portal.js", 3),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<script>go()</script>",
        '<script type="module">go()</script>',
        "<style>p { color: red }</style>",
        '<p class="{% if x > 1 %}a{% endif %}" style="color: red">',
        '<button onclick="go()">',
        '<script src="https://example.org/a.js"></script>',
        '<img alt="" src="//example.org/a.png">',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<link href="//example.org" rel="preconnect">',
    ],
)
def test_what_the_policy_refuses_is_found(markup):
    assert strict_policy_problems(markup)


@pytest.mark.parametrize(
    "markup",
    [
        '<script type="application/ld+json">{"name": "x"}</script>',
        '<script src="{% static "themes/js/portal.js" %}" defer></script>',
        '<link rel="canonical" href="https://example.org/">',
        '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">',
        '<a href="https://example.org/" data-style="x" data-once="y">',
        "{# <style> #}<!-- <script>go()</script> -->",
    ],
)
def test_what_the_policy_allows_is_not(markup):
    assert not strict_policy_problems(markup)
