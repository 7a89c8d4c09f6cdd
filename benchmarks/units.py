"""How long the real lists of units take to import, and one question to answer.

    python benchmarks/units.py [--json]

Needs the data files (LIENCONG_DATA, default ../shared/data). Runs on a fresh database that is dropped
afterwards: SQLite in memory, or a test database beside the one LIENCONG_DATABASE_URL names.
"""

import argparse
import json
import os
import resource
import statistics
import sys
import time
from datetime import date
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from sites.enums import Level  # noqa: E402
from sites.models import AdministrativeUnit, UnitSuccession  # noqa: E402
from sites.unit_history.selectors import present_units_of, units_valid_on  # noqa: E402

STEPS = [
    ("2025-03-31", ["units_2025-03_3level.csv.gz"]),
    ("2025-07-01", ["units_2025-07_2level.csv"]),
    ("2025-07-01", ["merge_map_communes.csv.gz", "merge_map_provinces.csv"]),
    ("2026-07-01", ["units_2026-07_2level.csv", "changes_2025-07_to_2026-07.csv"]),
]
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    data = Path(os.environ.get("LIENCONG_DATA") or ROOT.parent / "shared" / "data") / "admin_units"
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        figures = measure(data)
    finally:
        teardown_databases(databases, verbosity=0)
    if options.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    for name, value in figures.items():
        print(f"{name:60} {value}")


def measure(data: Path) -> dict[str, str | float]:
    figures: dict[str, str | float] = {"database": connection.vendor}
    total = 0.0
    for day, names in STEPS:
        start = time.perf_counter()
        call_command("import_units", *(str(data / name) for name in names), as_of=day, stdout=StringIO())
        seconds = time.perf_counter() - start
        total += seconds
        figures[f"import {day} {' + '.join(names)}, s"] = round(seconds, 2)
    figures["imports in all, s"] = round(total, 2)
    start = time.perf_counter()
    day, names = STEPS[-1]
    call_command("import_units", *(str(data / name) for name in names), as_of=day, stdout=StringIO())
    figures["the last one again, s"] = round(time.perf_counter() - start, 2)
    codes = units_valid_on(day=LAST_DAY_OF_DISTRICTS, level=Level.COMMUNE).values_list("code", flat=True)
    times = []
    for code in list(codes)[::100]:
        start = time.perf_counter()
        assert list(present_units_of(code=code, on=LAST_DAY_OF_DISTRICTS))
        times.append((time.perf_counter() - start) * 1000)
    figures["old commune → present units, median ms"] = round(statistics.median(times), 2)
    figures["old commune → present units, slowest ms"] = round(max(times), 2)
    figures["units"] = AdministrativeUnit.objects.count()
    figures["edges"] = UnitSuccession.objects.count()
    figures["peak memory, MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return figures


if __name__ == "__main__":
    main()
