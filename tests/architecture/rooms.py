"""The rooms of the house and who may know whom, read from the import contracts in pyproject.toml.

A room is an engine (`sites`) or a part of the product (`portal.news`). What import-linter proves
of imports, the tests beside this file prove of templates and of names written as strings.
"""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ("sites", "themes", "search")
CONTENT_TYPES_BESIDE = "home"  # the layer of content types is the one that holds the home page


@cache
def contracts() -> list[dict]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


@cache
def product_layers() -> list[frozenset[str]]:
    """Rooms of the product, top to bottom; rooms of one layer are strangers."""
    contract = next(contract for contract in contracts() if contract.get("containers") == ["portal"])
    return [
        frozenset(f"portal.{name.strip('() ')}" for name in layer.replace(":", "|").split("|"))
        for layer in contract["layers"]
    ]


def content_types() -> frozenset[str]:
    return next(layer for layer in product_layers() if f"portal.{CONTENT_TYPES_BESIDE}" in layer)


def room_of_module(module: str) -> str | None:
    """`portal.news.models` → `portal.news`; None for what is not ours."""
    parts = module.split(".")
    if parts[0] in ENGINES:
        return parts[0]
    if parts[0] == "portal":
        return ".".join(parts[:2])
    return None


def room_of_path(path: Path) -> str | None:
    """The room that a file lies in; None for files of other people's packages."""
    if not path.is_relative_to(ROOT):
        return None
    return room_of_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def room_of_app_label(label: str) -> str | None:
    """`portal_sites` → `sites`; None for other people's apps."""
    return room_of_module(apps.get_app_config(label).name) if label in apps.app_configs else None


def may_know(room: str | None, other: str | None) -> bool:
    """Whether the arrow `room` → `other` points down; everybody may know other people's packages."""
    if room == other or other is None:
        return True
    if room in ENGINES:
        return False
    if other in ENGINES:
        return True
    heights = {name: height for height, layer in enumerate(product_layers()) for name in layer}
    return heights[room] < heights[other]


def python_files(*folders: str, migrations: bool = False) -> Iterator[Path]:
    """The project's own Python files below `folders` (all rooms when none is named)."""
    for folder in folders or ("portal", *ENGINES):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if migrations or "migrations" not in path.parts:
                yield path


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def name_of(path: Path) -> str:
    """A path as a failure names it."""
    return path.relative_to(ROOT).as_posix()
