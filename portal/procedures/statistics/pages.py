"""What citizens see: the figures of a sub-site's unit, and the same as data."""

import csv
import io
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core.kept_pages import keep_until_change
from portal.core.metadata import PagePart
from portal.procedures.models.statistics import COUNTS
from portal.procedures.statistics.charts import grade_bars, share_bars
from portal.procedures.statistics.figures import label_of
from portal.procedures.statistics.selectors import (
    SORT_KEYS,
    ServiceRow,
    UnitStatistics,
    has_units,
    unit_statistics,
)

SUFFIX = "thong-ke/"
SERVICES_PER_PAGE = 20
# What a spreadsheet would take for a formula (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def statistics(page: Any, request: HttpRequest) -> HttpResponse:
    """Totals, shares, fields and services of one year, from 1 January on."""
    frame = request.frame  # type: ignore[attr-defined]
    found = _figures(request)
    order = request.GET.get("xep", "tong")
    if order not in SORT_KEYS:
        raise Http404
    context = {
        "page": page,
        "base": page.get_url(request),
        "layout": frame.of_page(page, part=PagePart(_("Statistics of services"), suffix=SUFFIX)),
        "unit": frame.unit,
        "statistics": found,
    }
    if found is not None:
        services = sorted(found.services, key=lambda row: (SORT_KEYS[order](row), row.code))
        context |= {
            "services": _page_of(services, request.GET.get("trang", "1")),
            "order": order,
            "orders": _orders(),
            "shares": share_bars(found.totals),
            "grades": grade_bars(found.totals),
            "is_old": found.is_old_on(frame.today),
            "sums_units": has_units(frame.unit),
        }
    return keep_until_change(render(request, "procedures/statistics/page.html", context))


def statistics_csv(page: Any, request: HttpRequest) -> HttpResponse:
    """Every service of the year in a file that Excel opens with its accents."""
    found = _figures(request)
    if found is None:
        raise Http404
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [
            _("Procedure code"),
            _("Name"),
            pgettext("of administration", "Field"),
            _("Until"),
            *map(label_of, COUNTS),
        ]
    )
    for row in _by_code(found):
        counts = [_blank(getattr(row.totals, name)) for name in COUNTS]
        writer.writerow([row.code, _plain(row.name), _plain(row.field), f"{found.as_of:%d/%m/%Y}", *counts])
    return keep_until_change(HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8"))


def statistics_json(page: Any, request: HttpRequest) -> HttpResponse:
    found = _figures(request)
    if found is None:
        raise Http404
    unit = request.frame.unit  # type: ignore[attr-defined]
    answer = {
        "unit": {"code": unit.code, "name": unit.full_name, "sums_its_units": has_units(unit)},
        "from": f"{found.year}-01-01",
        "as_of": found.as_of.isoformat(),
        "totals": {name: getattr(found.totals, name) for name in COUNTS},
        "services": [
            {"procedure": row.code, "name": row.name, "field": row.field or None}
            | {name: getattr(row.totals, name) for name in COUNTS}
            for row in _by_code(found)
        ],
    }
    return keep_until_change(JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "indent": 1}))


def _figures(request: HttpRequest) -> UnitStatistics | None:
    frame = request.frame  # type: ignore[attr-defined]
    text = request.GET.get("nam", "")
    if text and not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise Http404
    found = unit_statistics(unit=frame.unit, day=frame.today, year=int(text) if text else None)
    if found is None and text:
        raise Http404
    return found


def _page_of(services: list[ServiceRow], number: str) -> Any:
    paginator = Paginator(services, SERVICES_PER_PAGE)
    if not (number.isascii() and number.isdecimal()) or not 1 <= int(number) <= paginator.num_pages:
        raise Http404
    return paginator.page(int(number))


def _orders() -> tuple[tuple[str, str], ...]:
    return (
        ("tong", _("Most received")),
        ("truc-tuyen", _("Most online")),
        ("dung-han", _("Least on time")),
        ("hai-long", _("Least satisfied")),
        ("ten", _("By name")),
    )


def _by_code(found: UnitStatistics) -> list[ServiceRow]:
    return sorted(found.services, key=lambda row: row.code)


def _blank(count: int | None) -> int | str:
    return "" if count is None else count


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
