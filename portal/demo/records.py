"""Procedures of the demonstration as their texts tell them, and as records of the catalog."""

from dataclasses import dataclass

from portal.demo.moments import Moment
from portal.procedures.content import SCHEMA_NAME, Content
from portal.procedures.enums import (
    Audience,
    Channel,
    FeeKind,
    ProcedureKind,
    ProcedureLevel,
    ServiceMode,
    TimeUnit,
)


@dataclass(frozen=True)
class Price:
    """An amount in đồng; None where only the note tells."""

    amount: str | None
    note: str = ""
    kind: FeeKind = FeeKind.CHARGE
    per_unit: str = ""


FREE = Price("0")


@dataclass(frozen=True)
class Way:
    """One way to file. `days` are working days unless `unit` says otherwise; empty: not stated."""

    channel: Channel
    days: str
    prices: tuple[Price, ...] = (FREE,)
    note: str = ""
    unit: TimeUnit = TimeUnit.WORKING_DAY


@dataclass(frozen=True)
class Paper:
    """One original unless told otherwise. `form` is the name of the form's file."""

    name: str
    form: str = ""
    originals: int = 1
    copies: int = 0
    is_shown_only: bool = False


@dataclass(frozen=True)
class Case:
    """Papers of one case; the papers everybody brings stand in a case without a name."""

    papers: tuple[Paper, ...]
    name: str = ""


@dataclass(frozen=True)
class Law:
    """`issued_on` as 2014-11-20."""

    number: str
    title: str
    issued_on: str


@dataclass(frozen=True)
class Record:
    """A procedure. `field` and `decision` are keys of `texts.procedures.FIELDS` and `DECISIONS`."""

    code: str
    name: str
    field: str
    decision: str
    ministry: str
    agency: str
    ways: tuple[Way, ...]
    cases: tuple[Case, ...]
    steps: tuple[str, ...]
    results: tuple[str, ...]
    laws: tuple[Law, ...]
    levels: tuple[ProcedureLevel, ...] = (ProcedureLevel.COMMUNE,)
    audiences: tuple[Audience, ...] = (Audience.CITIZEN,)
    requirements: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    mode: ServiceMode = ServiceMode.FULL


@dataclass(frozen=True)
class Order:
    """A publication decision; it takes effect `when`, or on the first day of the next month."""

    number: str
    when: Moment | None


@dataclass(frozen=True)
class Amendment:
    """New ways of filing by a later decision."""

    code: str
    decision: str
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Replacement:
    """A decision that puts one procedure in the place of another."""

    code: str
    decision: str
    replaced_by: str


@dataclass(frozen=True)
class Facts:
    """Where a unit receives people; `procedure` is a code, empty: in general."""

    unit: str
    office: str
    hours: str
    phone: str
    address: str = ""
    note: str = ""
    procedure: str = ""


@dataclass(frozen=True)
class OwnWays:
    """A unit's own ways of filing for one procedure, why, and in how many days to look again."""

    unit: str
    procedure: str
    ways: tuple[Way, ...]
    reason: str
    review_in_days: int


@dataclass(frozen=True)
class Adoption:
    """Districts carry out a field too."""

    field: str
    reason: str


def record_content(*, record: Record, field_name: str) -> Content:
    """The record in the published schema."""
    return {
        "schema": SCHEMA_NAME,
        "code": record.code,
        "name": record.name,
        "kind": str(ProcedureKind.DETAILED_BY_LAW),
        "ministry": record.ministry,
        "field": field_name,
        "levels": sorted(str(level) for level in record.levels),
        "audiences": sorted(str(audience) for audience in record.audiences),
        "agency": record.agency,
        "authority": record.agency,
        "receiving_address": None,
        "delegated_agency": None,
        "coordinating_agency": None,
        "related": [],
        "keywords": list(record.keywords),
        "description": record.description or None,
        "requirements": record.requirements or None,
        "source_url": None,
        "dossier_sets": 1,
        "steps": list(record.steps),
        "methods": ways_content(record.ways),
        "dossier": [
            {
                "case": case.name or None,
                "items": [
                    {
                        "name": paper.name,
                        "originals": 0 if paper.is_shown_only else paper.originals,
                        "copies": paper.copies,
                        "present_only": paper.is_shown_only,
                        "form": paper.form or None,
                    }
                    for paper in case.papers
                ],
            }
            for case in record.cases
        ],
        "results": [{"name": name, "code": None} for name in record.results],
        "legal_bases": [
            {"number": law.number, "title": law.title, "issued_on": law.issued_on, "authority": None}
            for law in record.laws
        ],
        "service": {
            "mode": str(record.mode),
            "partial_reason": None,
            "partial_basis": None,
            "code": None,
            "url": None,
            "historic_level": None,
            "postal": any(way.channel == Channel.POST for way in record.ways),
        },
    }


def ways_content(ways: tuple[Way, ...]) -> list[dict[str, object]]:
    """The part `methods` of a record."""
    return [
        {
            "channel": str(way.channel),
            "time": {"value": way.days or None, "unit": str(way.unit) if way.days else None},
            "fees": [
                {
                    "kind": str(price.kind),
                    "amount": price.amount,
                    "currency": "VND",
                    "per_unit": price.per_unit or None,
                    "note": price.note or None,
                }
                for price in way.prices
            ],
            "note": way.note or None,
        }
        for way in ways
    ]
