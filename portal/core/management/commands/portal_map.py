"""`manage.py portal_map`: what is plugged in where. Reads registries, never the database."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from portal.core.desk.steps import registry as steps
from portal.core.plug_tables import Row, app_of, plug_tables
from portal.core.selectors import page_classes
from portal.core.tasks import registry as task_registry
from search.searchable import registry as search_registry
from sites.sections import registry


class Command(BaseCommand):
    help = (
        "List what each content type plugs in: sections of a newborn sub-site, kinds of page, first steps, "
        "what is searched."
    )
    requires_system_checks: list[str] = []  # a map is most wanted when something is wrong

    def handle(self, *args: Any, **options: Any) -> None:
        self._table("Sections of a newborn sub-site, in the order they are built", section_rows())
        self._table("Kinds of page", kind_rows())
        self._table("First steps on the home of the admin", step_rows())
        self._table("Tasks on home pages", task_rows())
        self._table("Kinds of document in the search", search_rows())
        for heading, rows in plug_tables():
            self._table(heading, rows)

    def _table(self, heading: str, rows: list[Row]) -> None:
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        self.stdout.write(self.style.MIGRATE_HEADING(heading))
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  " + "  ".join(cells).rstrip())


def section_rows() -> list[Row]:
    """Order, key and app of every section; the home pages come before any number."""
    home = registry.home_key or "nobody.builds-them"
    homes_app = apps.app_configs.get(home.split(".")[0])
    return [
        ("first", home, homes_app.name if homes_app else "-"),
        *(
            (str(section.order), section.key, app_of(section.build.__module__))
            for section in registry.in_order()
        ),
    ]


def kind_rows() -> list[Row]:
    """Code, class and whether it belongs in lists of new items."""
    return [
        (cls.kind_code, f"{cls.__module__}.{cls.__qualname__}", "listed" if cls.is_listed else "")
        for cls in page_classes()
        if not cls._meta.abstract
    ]


def step_rows() -> list[Row]:
    """Key, app and roles of every first step."""
    return [
        (step.key, app_of(step.address.__module__), ", ".join(sorted(step.roles)))
        for step in steps.in_order()
    ]


def task_rows() -> list[Row]:
    """Key, order and app of every provider of tasks."""
    return [
        (key, str(order), app_of(provider.__module__)) for key, order, provider in task_registry.in_order()
    ]


def search_rows() -> list[Row]:
    """Code, app and facets of every kind of document."""
    return [
        (kind.code, app_of(type(kind).__module__), ", ".join(facet.code for facet in kind.facets))
        for kind in search_registry.all()
    ]
