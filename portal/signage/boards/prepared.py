"""The one query of every poll, as SQL that is made once and rows that are read once.

Django composes a statement anew for each call and builds each object anew, which costs ten times what
the database needs to answer this one (`benchmarks/signage.py`). The statement and the way values are
read stay Django's own, and every call asks the database.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model
from django.db.models.base import ModelState

from portal.signage.models import Board, BoardCredential

Row = tuple[Any, ...]
Record = TypeVar("Record", bound=Model)

_ALIAS = DEFAULT_DB_ALIAS
_CREDENTIAL = [field.attname for field in BoardCredential._meta.concrete_fields]
_BOARD = [field.attname for field in Board._meta.concrete_fields]
_MOST_ROWS = 5000
_known: dict[str, tuple[Row, BoardCredential, Board]] = {}  # by digest, with the row they were made of


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
        row = cursor.fetchone()
    if row is None:
        return None
    known = _known.get(digest)
    if known is None or known[0] != row:
        if len(_known) >= _MOST_ROWS:
            _known.clear()
        known = _known[digest] = (row, *_records(row, statement, connection))
    # Whoever asks may change what it gets; the next one gets the row as it is.
    credential = _twin(known[1])
    credential._state.fields_cache["board"] = _twin(known[2])
    return credential


def _records(row: Row, statement: _Statement, connection: Any) -> tuple[BoardCredential, Board]:
    values = list(row)
    for place, converters, expression in statement.converters:
        for converter in converters:
            values[place] = converter(values[place], expression, connection)
    own = len(_CREDENTIAL)
    return (
        BoardCredential.from_db(_ALIAS, _CREDENTIAL, values[:own]),
        Board.from_db(_ALIAS, _BOARD, values[own:]),
    )


def _twin(record: Record) -> Record:
    twin = record.__class__.__new__(record.__class__)
    twin.__dict__.update(record.__dict__)
    twin._state = ModelState()
    twin._state.db, twin._state.adding = _ALIAS, False
    return twin


@cache
def _statement(vendor: str) -> _Statement:
    queryset = BoardCredential.objects.select_related("board").filter(digest="").order_by()
    compiler = queryset.query.get_compiler(using=_ALIAS)
    sql, _params = compiler.as_sql()
    converters = compiler.get_converters([expression for expression, _sql, _alias in compiler.select])
    return _Statement(sql, [(place, *found) for place, found in sorted(converters.items())])
