"""What a builder wrote to the database, kept as rows, so that it is written again without the builder.

For builders that always begin from the same rows, take seconds, and only add and change.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection

Rows = dict[Any, tuple]


class KeptRows:
    """`build()` the first time, its rows from then on. Returns what the builder returned."""

    def __init__(self, build: Callable[[], Any]) -> None:
        self.build = build
        self.made: Any = None
        self.added: dict[str, list[tuple]] = {}
        self.changed: dict[str, list[tuple]] = {}
        self.columns: dict[str, list[str]] = {}

    def write(self) -> Any:
        """Inside a transaction. Foreign keys are compared at its end, so tables need no order."""
        if not self.columns:
            before = self._read()
            self.made = self.build()
            self._compare(before, self._read())
        else:
            self._replay()
        return self.made

    def _read(self) -> dict[str, Rows]:
        rows: dict[str, Rows] = {}
        with connection.cursor() as cursor:
            for model in apps.get_models(include_auto_created=True):
                if not model._meta.managed or model._meta.proxy:
                    continue
                table, key = model._meta.db_table, model._meta.pk.column
                cursor.execute(f"SELECT * FROM {_quoted(table)}")  # noqa: S608 - names from the models
                names = [column[0] for column in cursor.description]
                if key not in names:
                    continue  # SQLite's full-text table, which triggers fill
                # The key comes last, where UPDATE … WHERE wants it.
                self.columns[table] = [name for name in names if name != key] + [key]
                order = [names.index(name) for name in self.columns[table]]
                rows[table] = {row[order[-1]]: tuple(row[at] for at in order) for row in cursor.fetchall()}
        return rows

    def _compare(self, before: dict[str, Rows], after: dict[str, Rows]) -> None:
        for table, rows in after.items():
            old = before[table]
            assert old.keys() <= rows.keys(), f"{table} lost rows, which cannot be kept"
            self.added[table] = [row for key, row in rows.items() if key not in old]
            self.changed[table] = [row for key, row in rows.items() if key in old and old[key] != row]

    def _replay(self) -> None:
        with connection.cursor() as cursor:
            for table, columns in self.columns.items():
                names = [_quoted(column) for column in columns]
                if rows := self.added[table]:
                    marks = ", ".join(["%s"] * len(names))
                    cursor.executemany(
                        f"INSERT INTO {_quoted(table)} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608
                        rows,
                    )
                if rows := self.changed[table]:
                    values = ", ".join(f"{name} = %s" for name in names[:-1])
                    cursor.executemany(
                        f"UPDATE {_quoted(table)} SET {values} WHERE {names[-1]} = %s",  # noqa: S608
                        rows,
                    )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
