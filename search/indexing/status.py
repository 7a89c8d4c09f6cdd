"""What operators want to know: is everything up, how far behind is the index, what fails and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Min

from search.engines.base import Engine
from search.models import Rebuild, Reconciliation, SearchState

_FAILURES_SHOWN = 20


def status_of(engines: Sequence[Engine], *, now: datetime) -> dict[str, Any]:
    """Engines by name, live documents by kind, what is pending and for how long (seconds), failures,
    the last rebuild and comparison of each engine. Values are plain: numbers, texts, ISO times."""
    pending = SearchState.objects.pending()
    oldest = pending.aggregate(oldest=Min("changed_at"))["oldest"]
    failing = pending.filter(attempts__gt=0).order_by("-attempts", "id")
    kinds = SearchState.objects.filter(is_live=True).values("kind").order_by("kind")
    return {
        "engines": {engine.name: _engine(engine) for engine in engines},
        "documents": {row["kind"]: row["count"] for row in kinds.annotate(count=Count("id"))},
        "pending": pending.count(),
        "lag_seconds": round((now - oldest).total_seconds(), 1) if oldest else 0.0,
        "failing": failing.count(),
        "failures": [
            {
                "key": str(row.key),
                "attempts": row.attempts,
                "next_try_at": row.next_try_at.isoformat(),
                "error": row.error,
            }
            for row in failing[:_FAILURES_SHOWN]
        ],
    }


def _engine(engine: Engine) -> dict[str, Any]:
    health = engine.health()
    rebuild = Rebuild.objects.filter(engine=engine.name).first()
    compared = Reconciliation.objects.filter(engine=engine.name).first()
    return {
        "is_up": health.is_up,
        "documents": health.documents,
        "detail": health.detail,
        "rebuild": _rebuild(rebuild) if rebuild else None,
        "reconcile": _reconciliation(compared) if compared else None,
    }


def _rebuild(rebuild: Rebuild) -> dict[str, Any]:
    state = "running"
    if rebuild.finished_at:
        state = "cancelled" if rebuild.is_cancelled else "finished"
    return {
        "state": state,
        "started_at": rebuild.started_at.isoformat(),
        "touched_at": rebuild.touched_at.isoformat(),
        "written": rebuild.written,
        "documents": rebuild.documents,
    }


def _reconciliation(record: Reconciliation) -> dict[str, Any]:
    return {
        "started_at": record.started_at.isoformat(),
        "compared": record.compared,
        "differences": record.total,
        "by_kind": record.differences,
    }
