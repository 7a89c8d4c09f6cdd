"""How long a whole province takes to be born, and what its pages then cost.

    python -m benchmarks.network [--communes 188] [--json]

Makes a province, its districts and communes in a database of its own (SQLite in a temporary
folder unless LIENCONG_DATABASE_URL names another, empty one) and prints the total, the ratio of
the last ten births to the first ten, and the queries of a home page with three and with all
sub-sites, cold and warm.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from datetime import UTC, date, datetime
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
_FOLDER = tempfile.TemporaryDirectory(prefix="liencong-bench-")
os.environ.setdefault("LIENCONG_DATABASE_URL", f"sqlite:///{_FOLDER.name}/network.sqlite3")
os.environ.setdefault("LIENCONG_VAR_DIR", _FOLDER.name)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from sites.enums import Level  # noqa: E402
from sites.hostnames import plan_hostnames  # noqa: E402
from sites.models import AdministrativeUnit, Subsite  # noqa: E402
from sites.selectors import units_of_province  # noqa: E402
from sites.services import subsite_create  # noqa: E402

DAY = date(2025, 3, 31)
DISTRICTS = 15


def make_units(communes: int) -> list[AdministrativeUnit]:
    province = _unit("99", Level.PROVINCE, None, "Tỉnh", "Đo Lường")
    districts = [
        _unit(f"9{n:02}", Level.DISTRICT, province, "Huyện", f"Huyện số {n}") for n in range(DISTRICTS)
    ]
    for n in range(communes):
        _unit(f"9{n:04}", Level.COMMUNE, districts[n % DISTRICTS], "Xã", f"Xã số {n}")
    return units_of_province(province_code="99", day=DAY)


def _unit(code: str, level: Level, parent: Any, kind: str, name: str) -> AdministrativeUnit:
    return AdministrativeUnit.objects.create(
        code=code,
        level=level,
        parent=parent,
        province_code="99",
        unit_type=kind,
        name=name,
        full_name=f"{kind} {name}",
        full_name_en=name,
        slug=f"don-vi-{code}",
        valid_from=DAY,
    )


def page_costs(subsite: Subsite) -> dict[str, float]:
    """Queries and milliseconds of a home page: cold caches, then warm."""
    client = Client()
    costs = {}
    for state in ("cold", "warm"):
        if state == "cold":
            cache.clear()
        with CaptureQueriesContext(connection) as captured:
            started = time.perf_counter()
            response = client.get("/", HTTP_HOST=subsite.site.hostname)
            elapsed = time.perf_counter() - started
        if response.status_code != 200:
            raise SystemExit(f"The home page answered {response.status_code}.")
        costs[f"{state}_queries"] = len(captured)
        costs[f"{state}_ms"] = round(elapsed * 1000, 1)
    return costs


def run(communes: int) -> dict[str, Any]:
    call_command("compile_catalogues", verbosity=0)
    call_command("migrate", verbosity=0)
    units = make_units(communes)
    hostnames = plan_hostnames(units, suffix=settings.HOST_SUFFIX)
    seconds, result = [], {}
    for number, unit in enumerate(units, start=1):
        started = time.perf_counter()
        subsite_create(unit=unit, hostname=hostnames[unit.pk], now=datetime.now(UTC))
        seconds.append(time.perf_counter() - started)
        if number == 3:
            page_costs(Subsite.objects.get(unit=units[0]))  # loads templates and code
            result["home_with_3"] = page_costs(Subsite.objects.get(unit=units[0]))
    result[f"home_with_{len(units)}"] = page_costs(Subsite.objects.get(unit=units[0]))
    return {
        "subsites": len(units),
        "total_s": round(sum(seconds), 1),
        "first_ten_ms": round(statistics.median(seconds[1:11]) * 1000),
        "last_ten_ms": round(statistics.median(seconds[-10:]) * 1000),
        "ratio_last_to_first": round(statistics.median(seconds[-10:]) / statistics.median(seconds[1:11]), 2),
        **result,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--communes", type=int, default=188)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = run(options.communes)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            print(f"{name:22} {figure}")


if __name__ == "__main__":
    main()
