"""Records of the catalog: a whole content with sensible parts, and its publication."""

from datetime import UTC, date, datetime
from typing import Any

from wagtail.models import Locale

from portal.procedures.content import SCHEMA_NAME, Content, procedure_fill
from portal.procedures.models import Procedure, ProcedureField, ProcedureVersion
from portal.procedures.services import Decision, Publication, versions_record
from sites.slugs import vietnamese_slug

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def make_content(code: str = "1.001193", **parts: Any) -> Content:
    """A record with every key. `fee` sets the amount of the direct way, in đồng."""
    fee = parts.pop("fee", "0")
    content: Content = {
        "schema": SCHEMA_NAME,
        "code": code,
        "name": "Đăng ký khai sinh",
        "kind": "DETAILED_BY_LAW",
        "ministry": "Bộ Tư pháp",
        "field": "Hộ tịch",
        "levels": ["COMMUNE"],
        "audiences": ["CITIZEN"],
        "agency": "Ủy ban nhân dân cấp xã",
        "authority": None,
        "receiving_address": None,
        "delegated_agency": None,
        "coordinating_agency": None,
        "related": [],
        "keywords": ["giấy khai sinh"],
        "description": None,
        "requirements": None,
        "source_url": None,
        "dossier_sets": 1,
        "steps": ["Nộp hồ sơ tại bộ phận một cửa.", "Nhận giấy khai sinh."],
        "methods": [
            {
                "channel": "IN_PERSON",
                "time": {"value": "1", "unit": "WORKING_DAY"},
                "fees": [
                    {
                        "kind": "CHARGE",
                        "amount": fee,
                        "currency": "VND",
                        "per_unit": None,
                        "note": None,
                    }
                ],
                "note": None,
            },
            {"channel": "ONLINE", "time": {"value": "1", "unit": "WORKING_DAY"}, "fees": [], "note": None},
        ],
        "dossier": [
            {
                "case": None,
                "items": [
                    {
                        "name": "Tờ khai đăng ký khai sinh",
                        "originals": 1,
                        "copies": 0,
                        "present_only": False,
                        "form": "to-khai-khai-sinh.docx",
                    },
                    {
                        "name": "Giấy chứng sinh",
                        "originals": 1,
                        "copies": 0,
                        "present_only": False,
                        "form": None,
                    },
                ],
            }
        ],
        "results": [{"name": "Giấy khai sinh", "code": "KQ.G15.000031"}],
        "legal_bases": [
            {"number": "60/2014/QH13", "title": "Luật Hộ tịch", "issued_on": "2014-11-20", "authority": None}
        ],
        "service": {
            "mode": "FULL",
            "partial_reason": None,
            "partial_basis": None,
            "code": None,
            "url": None,
            "historic_level": None,
            "postal": True,
        },
    }
    return content | parts


def publish(content: Content, *, on: date | None = None, **decision: Any) -> ProcedureVersion | None:
    """The version that a decision with effect `on` this day makes of `content`."""
    field = None
    if content["field"]:
        field, _created = ProcedureField.objects.get_or_create(
            name=content["field"], defaults={"slug": vietnamese_slug(content["field"])}
        )
    number = decision.pop("number", "163/QĐ-BTP")
    procedure = Procedure.objects.filter(code=content["code"]).first() or Procedure(
        locale=Locale.objects.get(language_code="vi"), decision_number=number
    )
    procedure_fill(procedure, content, field=field)
    procedure.save()
    made = versions_record(
        publications=[
            Publication(procedure, content, Decision(number=number, effective_from=on, **decision))
        ],
        actor=None,
        now=NOW,
    )
    return made[0] if made else None
