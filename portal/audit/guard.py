"""The database's own refusal to change the log: triggers, on PostgreSQL and on SQLite.

It holds against SQL typed by hand and against mistakes in code. It does not hold against the owner
of the database, who may drop any trigger: an independent copy is what the log's lines on the
standard output are for. Refuses to know what an entry means.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

TABLE = "audit_auditentry"
# Settings of a PostgreSQL session, asked by the triggers. No other program knows them.
MAY_PRUNE = "liencong.audit_prune"
MAY_FLUSH = "liencong.audit_flush"

_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION audit_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('{MAY_PRUNE}', true) = 'on'
     AND OLD.created_at < now() - interval '12 months' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'TRUNCATE' AND current_setting('{MAY_FLUSH}', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'audit log is append-only: % refused', TG_OP;
END
$guard$;
CREATE OR REPLACE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON {TABLE}
  FOR EACH ROW EXECUTE FUNCTION audit_entry_guard();
CREATE OR REPLACE TRIGGER audit_table_stays BEFORE TRUNCATE ON {TABLE}
  FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_guard();
"""
_POSTGRESQL_OFF = f"""
DROP TRIGGER IF EXISTS audit_entry_stays ON {TABLE};
DROP TRIGGER IF EXISTS audit_table_stays ON {TABLE};
DROP FUNCTION IF EXISTS audit_entry_guard();
"""
_SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS audit_no_{verb} BEFORE {verb} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, 'audit log is append-only: {verb} refused'); END"
    for verb in ("UPDATE", "DELETE")
)
_SQLITE_DELETE_OFF = "DROP TRIGGER IF EXISTS audit_no_DELETE"
_SQLITE_OFF = ("DROP TRIGGER IF EXISTS audit_no_UPDATE", _SQLITE_DELETE_OFF)


def guard_install(connection: Any) -> None:
    """Put the triggers there; does nothing where they are. Needs the table."""
    _run(connection, postgresql=(_POSTGRESQL,), sqlite=_SQLITE)


def guard_remove(connection: Any) -> None:
    """For the way back of the migration."""
    _run(connection, postgresql=(_POSTGRESQL_OFF,), sqlite=_SQLITE_OFF)


@contextmanager
def pruning(connection: Any) -> Iterator[None]:
    """Rows may be deleted inside, in one transaction; PostgreSQL still keeps those of twelve months."""
    with transaction.atomic(using=connection.alias):
        _run(connection, postgresql=(_set(MAY_PRUNE, "on"),), sqlite=(_SQLITE_DELETE_OFF,))
        yield
        _run(connection, postgresql=(_set(MAY_PRUNE, "off"),), sqlite=_SQLITE)


@contextmanager
def flushing(connection: Any) -> Iterator[None]:
    """All tables may be emptied inside. For databases of tests."""
    _run(connection, postgresql=(_set(MAY_FLUSH, "on", lasts=True),), sqlite=(_SQLITE_DELETE_OFF,))
    try:
        yield
    finally:
        _run(connection, postgresql=(_set(MAY_FLUSH, "off", lasts=True),), sqlite=_SQLITE)


def _set(name: str, value: str, *, lasts: bool = False) -> str:
    return f"SELECT set_config('{name}', '{value}', {'false' if lasts else 'true'})"


def _run(connection: Any, *, postgresql: tuple[str, ...], sqlite: tuple[str, ...]) -> None:
    statements = {"postgresql": postgresql, "sqlite": sqlite}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
