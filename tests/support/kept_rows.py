"""What a builder wrote to the database, kept as rows, so that it is written again without the builder."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection

Rows = dict[Any, tuple]


@dataclass(frozen=True)
class Kept:
    """What was made, and the rows of each table that are new and that differ: the key comes last."""

    made: Any
    added: dict[str, list[tuple]]
    changed: dict[str, list[tuple]]


class KeptRows:
    """For a builder that takes seconds, and only adds and changes. A database that holds more or less
    than the one it began from is built upon anew."""

    def __init__(self, build: Callable[..., Any]) -> None:
        self.build = build
        self.kept: dict[tuple[int, ...], Kept] = {}
        self.columns: dict[str, list[str]] = {}

    def write(self, *given: Any) -> Any:
        """What the builder returned, there for all who ask: copy it. Inside a transaction, at whose end
        foreign keys are compared, so tables need no order."""
        begins = _sizes()
        if begins in self.kept:
            self._replay(self.kept[begins])
        else:
            before = self._read()
            made = self.build(*given)
            self.kept[begins] = _kept(made, before, self._read())
        return self.kept[begins].made

    def _read(self) -> dict[str, Rows]:
        rows: dict[str, Rows] = {}
        with connection.cursor() as cursor:
            for table, key in _tables():
                cursor.execute(f"SELECT * FROM {_quoted(table)}")  # noqa: S608 - a name of the models
                names = [column[0] for column in cursor.description]
                self.columns[table] = [name for name in names if name != key] + [key]
                order = [names.index(name) for name in self.columns[table]]
                rows[table] = {row[order[-1]]: tuple(row[at] for at in order) for row in cursor.fetchall()}
        return rows

    def _replay(self, kept: Kept) -> None:
        with connection.cursor() as cursor:
            for table, columns in self.columns.items():
                *names, key = (_quoted(column) for column in columns)
                if rows := kept.added[table]:
                    marks = ", ".join(["%s"] * len(columns))
                    insert = f"INSERT INTO {_quoted(table)} ({', '.join([*names, key])}) VALUES ({marks})"  # noqa: S608
                    cursor.executemany(insert, rows)
                if rows := kept.changed[table]:
                    values = ", ".join(f"{name} = %s" for name in names)
                    cursor.executemany(f"UPDATE {_quoted(table)} SET {values} WHERE {key} = %s", rows)  # noqa: S608


def _kept(made: Any, before: dict[str, Rows], after: dict[str, Rows]) -> Kept:
    added, changed = {}, {}
    for table, rows in after.items():
        old = before[table]
        assert old.keys() <= rows.keys(), f"{table} lost rows, which cannot be kept"
        added[table] = [row for key, row in rows.items() if key not in old]
        changed[table] = [row for key, row in rows.items() if key in old and old[key] != row]
    return Kept(made, added, changed)


def _tables() -> Iterator[tuple[str, str]]:
    """Names of tables and of their primary keys; not SQLite's full-text table, which triggers fill."""
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy and meta.pk.column != "rowid":
            yield meta.db_table, meta.pk.column


def _sizes() -> tuple[int, ...]:
    counts = ", ".join(f"(SELECT COUNT(*) FROM {_quoted(table)})" for table, _key in _tables())  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return cursor.fetchone()


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
