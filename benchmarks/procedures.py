"""How long the catalog of procedures takes to come in, to be found unchanged, and to go out and in again.

    python -m benchmarks.procedures FILE [--json]

Imports FILE (collected records, or an export) into a database of its own (SQLite in a temporary folder
unless LIENCONG_DATABASE_URL names another, empty one), imports it again, writes an export, empties the
catalog, imports the export and writes another. Prints seconds of the clock and of the processor.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
_FOLDER = tempfile.TemporaryDirectory(prefix="liencong-bench-")
os.environ.setdefault("LIENCONG_DATABASE_URL", f"sqlite:///{_FOLDER.name}/procedures.sqlite3")
os.environ.setdefault("LIENCONG_VAR_DIR", _FOLDER.name)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from portal.procedures.imports.exports import export_lines, export_write  # noqa: E402
from portal.procedures.imports.problems import Outcome  # noqa: E402
from portal.procedures.imports.reports import ImportReport  # noqa: E402
from portal.procedures.imports.services import ImportOrder, procedures_import  # noqa: E402
from portal.procedures.models import (  # noqa: E402
    LifeEvent,
    Procedure,
    ProcedureField,
    ProcedureVersion,
)


def bring_in(path: Path) -> ImportReport:
    return procedures_import(order=ImportOrder(path), actor=None, now=timezone.localtime())


def empty_catalog() -> None:
    LifeEvent.objects.all().delete()
    ProcedureVersion.objects.all().delete()
    Procedure.objects.update(replaced_by=None)
    Procedure.objects.all().delete()
    ProcedureField.objects.all().delete()


def measured(step: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    clock, processor = time.perf_counter(), time.process_time()
    result = step()
    seconds = {
        "seconds": round(time.perf_counter() - clock, 1),
        "cpu_s": round(time.process_time() - processor, 1),
    }
    return result, seconds


def run(path: Path) -> dict[str, Any]:
    call_command("compile_catalogues", verbosity=0)
    call_command("migrate", verbosity=0)
    if Procedure.objects.exists():
        raise SystemExit("The database is not empty.")
    first, second = Path(_FOLDER.name) / "a.jsonl.gz", Path(_FOLDER.name) / "b.jsonl.gz"
    figures: dict[str, Any] = {"database": connection.vendor}
    report, figures["import"] = measured(lambda: bring_in(path))
    again, figures["second_run"] = measured(lambda: bring_in(path))
    _number, figures["export"] = measured(lambda: export_write(export_lines(), path=first))
    empty_catalog()
    _report, figures["import_of_export"] = measured(lambda: bring_in(first))
    export_write(export_lines(), path=second)
    return {
        **figures,
        "records": len(report.rows),
        "taken": report.outcomes[Outcome.NEW],
        "refused": report.outcomes[Outcome.REFUSED],
        "second_run_unchanged": again.outcomes[Outcome.UNCHANGED],
        "round_trip_identical": first.read_bytes() == second.read_bytes(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = run(options.file)
    if options.json:
        json.dump(figures, sys.stdout)
        return
    for name, value in figures.items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
