"""The one query of every poll, as SQL that is made once.

Django composes a statement anew for each call, which costs four times what the database needs to answer
this one (`benchmarks/signage.py`). The statement and the way values are read stay Django's own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from portal.signage.models import Board, BoardCredential

Row = tuple[Any, ...]

_MOST_ROWS = 5000
_rows: dict[str, tuple[Row, Row]] = {}  # by digest: as the database gave it, and read
_ALIAS = DEFAULT_DB_ALIAS
_CREDENTIAL = [field.attname for field in BoardCredential._meta.concrete_fields]
_BOARD = [field.attname for field in Board._meta.concrete_fields]


@dataclass(frozen=True)
class _Statement:
    """`converters`: place in the row, functions of (value, expression, connection), expression."""

    sql: str
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]


def credential_by_digest(digest: str) -> BoardCredential | None:
    """With its board, fresh from the database: as `select_related("board").filter(digest=digest)`."""
    connection = connections[_ALIAS]
    statement = _statement(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, (digest,))
        found = cursor.fetchone()
    if found is None:
        return None
    row = _read(digest, found, statement, connection)
    credential = BoardCredential.from_db(_ALIAS, _CREDENTIAL, row[: len(_CREDENTIAL)])
    credential.board = Board.from_db(_ALIAS, _BOARD, row[len(_CREDENTIAL) :])
    return credential


def _read(digest: str, found: Row, statement: _Statement, connection: Any) -> Row:
    """Values as Python's; those of a row that is still the same are not read again."""
    known = _rows.get(digest)
    if known is not None and known[0] == found:
        return known[1]
    values = list(found)
    for place, converters, expression in statement.converters:
        for converter in converters:
            values[place] = converter(values[place], expression, connection)
    if len(_rows) >= _MOST_ROWS:
        _rows.clear()
    _rows[digest] = (found, tuple(values))
    return _rows[digest][1]


@cache
def _statement(vendor: str) -> _Statement:
    queryset = BoardCredential.objects.select_related("board").filter(digest="").order_by()
    compiler = queryset.query.get_compiler(using=_ALIAS)
    sql, _params = compiler.as_sql()
    converters = compiler.get_converters([expression for expression, _sql, _alias in compiler.select])
    return _Statement(sql, [(place, *found) for place, found in sorted(converters.items())])
