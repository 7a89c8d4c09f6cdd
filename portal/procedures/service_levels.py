"""How far a service was online under the rule that held on a day: levels 1-4, later modes.

The rules are data (`rule_packs/service_levels.json`), in order of time without gaps; a new decree
is one more entry.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

RULE_FILE = Path(__file__).parent / "rule_packs" / "service_levels.json"


@dataclass(frozen=True)
class ServiceScheme:
    """One rule, valid on [valid_from, valid_to). Texts by language; `reads` names the record's key."""

    key: str
    valid_from: date | None
    valid_to: date | None
    basis: Mapping[str, str]
    title: Mapping[str, str]
    reads: str
    values: Mapping[str, Mapping[str, str]]

    def holds_on(self, day: date) -> bool:
        return (self.valid_from or date.min) <= day < (self.valid_to or date.max)


@dataclass(frozen=True)
class ServiceLevel:
    """What the record says under a scheme; `text` is empty where it says nothing."""

    title: str
    text: str
    basis: str


@cache
def service_schemes() -> tuple[ServiceScheme, ...]:
    """All schemes, the oldest first."""
    rows = json.loads(RULE_FILE.read_text(encoding="utf-8"))
    return tuple(
        ServiceScheme(**{**row, "valid_from": _day(row["valid_from"]), "valid_to": _day(row["valid_to"])})
        for row in rows
    )


def service_level(service: Mapping[str, Any], *, day: date, language: str) -> ServiceLevel:
    """The level of a record's `service` under the scheme of `day`, in words of "vi" or "en"."""
    scheme = next(scheme for scheme in service_schemes() if scheme.holds_on(day))
    words = scheme.values.get(str(service[scheme.reads]), {})
    return ServiceLevel(scheme.title[language], words.get(language, ""), scheme.basis[language])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
