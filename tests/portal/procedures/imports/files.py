"""Small made-up files of the catalog, written where a test wants them."""

import copy
import csv
import gzip
import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.utils import translation
from openpyxl import Workbook

from portal.procedures.imports.records import LINE_SCHEMA_NAME
from portal.procedures.models import Procedure, ProcedureVersion

CRAWLED: dict[str, Any] = {
    "code": "1.001193",
    "name": "Đăng ký khai sinh",
    "ministry": "Bộ Tư pháp",
    "field": "Hộ tịch",
    "levels": ["Cấp xã"],
    "kind": "TTHC được luật giao quy định chi tiết",
    "decision": "163/QĐ-BTP",
    "applicants": ["Công dân Việt Nam"],
    "agency": "Ủy ban nhân dân cấp xã",
    "authority": "",
    "receiving_address": "Không có thông tin",
    "delegated_agency": "",
    "coordinating_agency": "",
    "procedure_text": "Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.",
    "steps": ["Bước 1: Nộp hồ sơ.", "Bước 2: Nhận kết quả."],
    "methods": [
        {
            "channel": "Trực tiếp",
            "time_value": 1,
            "time_unit": "Ngày làm việc",
            "fees": [{"amount_vnd": 8000, "text": "Lệ phí : 8.000 Đồng (/trang)", "note": ""}],
            "note": "",
        }
    ],
    "dossier": [
        {
            "group": "",
            "items": [
                {
                    "name": "Tờ khai",
                    "originals": 1,
                    "copies": 0,
                    "has_form": True,
                    "form_file": "to-khai.docx",
                }
            ],
        }
    ],
    "requirements": "",
    "results": [{"name": "Giấy khai sinh", "code": "KQ.G15.000031"}],
    "legal_bases": [{"code": "60/2014/QH13", "title": "Luật Hộ tịch"}],
    "related": "",
    "source_url": "",
    "source": "mẫu",
}


def crawled(**parts: Any) -> dict[str, Any]:
    return copy.deepcopy(CRAWLED) | parts


def line(content: dict[str, Any], **decision: Any) -> dict[str, Any]:
    """A version in the published format; `effective_from` and others as texts."""
    block = {
        "number": "163/QĐ-BTP",
        "status": "NEW",
        "decided_on": None,
        "decided_by": None,
        "effective_from": None,
        "replaced_by": None,
    }
    return {"schema": LINE_SCHEMA_NAME, "content": content, "decision": block | decision}


def write_json_lines(path: Path, records: list[Any]) -> Path:
    text = "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)
    data = text.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def write_csv(path: Path, header: list[str], rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def write_workbook(path: Path, rows: list[list[Any]]) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def run(command: str, *args: Any, **options: Any) -> str:
    """What the command prints, in English."""
    out = StringIO()
    with translation.override("en"):
        call_command(command, *map(str, args), stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def refused(command: str, *args: Any, **options: Any) -> tuple[str, str]:
    """What a command that fails prints to both streams, and its error. Vietnamese."""
    out = StringIO()
    with translation.override("vi"):
        try:
            call_command(command, *map(str, args), stdout=out, stderr=out, **options)
        except CommandError as error:
            return out.getvalue(), str(error)
    raise AssertionError(f"{command} did not fail: {out.getvalue()}")


def is_empty() -> bool:
    return not Procedure.objects.exists() and not ProcedureVersion.objects.exists()


def fee_on(day: date, code: str = "1.001193") -> str | None:
    version = ProcedureVersion.objects.on_day(day).get(code=code)
    return version.content["methods"][0]["fees"][0]["amount"]
