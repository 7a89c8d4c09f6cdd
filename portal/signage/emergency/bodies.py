"""emergency.json: what a board is told of alerts (contract 3.3). Pure: equal states give equal bytes."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from portal.signage.emergency.states import AlertFacts, AlertState
from portal.signage.looks import Look
from portal.signage.renditions import Drawing

SCHEMA = "portal.signage.emergency/1"


def emergency_body(
    *, state: AlertState, revision: int, drawings: Mapping[Look, tuple[Drawing, ...]], root: str
) -> bytes:
    """UTF-8, without spaces. `root` is the address below which media lie; an alert without a drawing goes
    out as words."""
    body = {
        "schema": SCHEMA,
        "revision": revision,
        "alerts": [_alert(facts, drawings.get(facts.look, ()), root) for facts in state.told],
        "cancelled": [{"id": gone.uid, "at": wire_time(gone.at)} for gone in state.cancelled],
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def wire_time(moment: datetime) -> str:
    """RFC 3339 in whole seconds with the offset of Vietnam: 2026-11-22T10:41:00+07:00."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _alert(facts: AlertFacts, files: tuple[Drawing, ...], root: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": facts.uid,
        "version": facts.number,
        "status": facts.status.wire,
        "severity": facts.severity.wire,
        "level": facts.level,
        "mode": facts.mode.wire,
        "not_before": wire_time(facts.not_before),
        "not_after": wire_time(facts.not_after),
        "text": {"full": facts.full, "short": facts.short, "ascii": facts.ascii},
        "show_s": facts.show_s,
    }
    if files:
        whole = files[0]
        told["rendition"] = {
            "url": f"{root}m/{whole.name}",
            "sha256": whole.sha256,
            "md5": whole.md5,
            "bytes": whole.bytes,
        }
    return told
