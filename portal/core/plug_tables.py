"""Tables that rooms above core add to `manage.py portal_map`, at start-up::

    from portal.core.plug_tables import register_plug_table

    register_plug_table("What boards are offered", offer_rows)

A table reads a registry, never the database.
"""

from collections.abc import Callable

from django.apps import apps

Row = tuple[str, ...]
_tables: dict[str, Callable[[], list[Row]]] = {}


def register_plug_table(heading: str, rows: Callable[[], list[Row]]) -> None:
    _tables[heading] = rows


def plug_tables() -> list[tuple[str, list[Row]]]:
    """Headings and rows in the order of registration."""
    return [(heading, rows()) for heading, rows in _tables.items()]


def app_of(module: str) -> str:
    """The app a module belongs to, or the module itself."""
    config = apps.get_containing_app_config(module)
    return config.name if config else module
