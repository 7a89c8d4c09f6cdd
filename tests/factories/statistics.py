"""Figures of services, as a file holds them."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

from openpyxl import Workbook

from portal.procedures.statistics.reading import rows_of_file
from portal.procedures.statistics.services import StatisticsReport, statistics_import

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
HEADINGS = [
    "Mã đơn vị", "Mã thủ tục", "Đến ngày", "Tổng tiếp nhận", "Tiếp nhận trực tuyến",
    "Giải quyết trực tuyến", "Đúng hạn trực tuyến", "Rất hài lòng", "Hài lòng", "Chưa hài lòng",
]  # fmt: skip


def figures_row(unit: str = "28216", procedure: str = "1.001193", **changed: Any) -> list[Any]:
    row = {
        "unit": unit, "procedure": procedure, "as_of": "31/10/2026", "received_total": 128,
        "received_online": 120, "resolved_online": 100, "on_time_online": 97,
        "very_satisfied": 60, "satisfied": 30, "not_satisfied": 10,
    }  # fmt: skip
    return list((row | changed).values())


def csv_bytes(*rows: list[Any], headings: list[str] = HEADINGS) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return text.getvalue().encode()


def xlsx_bytes(*rows: list[Any], headings: list[str] = HEADINGS) -> bytes:
    book = Workbook()
    for row in [headings, *rows]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def record(*rows: list[Any], now: datetime = NOW) -> StatisticsReport:
    return statistics_import(
        rows=rows_of_file(content=csv_bytes(*rows)), source="tep.csv", actor=None, now=now
    )


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()
