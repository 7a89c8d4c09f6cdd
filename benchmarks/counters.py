"""What the catalog costs at the counters of a whole province, and how fast a change of the law is everywhere.

    python -m benchmarks.counters FILE [--communes 188] [--json]

Makes the network of `benchmarks.network` in a database of its own, imports FILE (collected records),
and prints queries and compressed bytes of list and detail with the first commune's sub-site alone
among three and among all. Then one fee changes: three communes have their own, the others follow.
"""

import argparse
import gzip
import json
import logging
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.network import make_units
from portal.procedures.enums import VersionStatus
from portal.procedures.imports.services import ImportOrder, procedures_import
from portal.procedures.models import LocalFacts, Override, OverrideTask, Procedure
from portal.procedures.selectors import version_on_day
from portal.procedures.services import Decision, Publication, versions_record
from sites.enums import Level
from sites.hostnames import plan_hostnames
from sites.models import Subsite
from sites.services import subsite_create

CODE = "1.001193"
FEE = "7531"
PAGES = {"list": "/thu-tuc/?tat-ca", "overview": "/thu-tuc/", "detail": f"/thu-tuc/{CODE}/"}


def costs_at(subsite: Subsite) -> dict[str, Any]:
    client, costs = Client(), {}
    for name, path in PAGES.items():
        cache.clear()
        for state in ("cold", "warm"):
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(path, HTTP_HOST=subsite.site.hostname)
            if answer.status_code != 200:
                raise SystemExit(f"{path} answered {answer.status_code}.")
            costs[f"{name}_{state}_queries"] = len(captured)
        costs[f"{name}_compressed_bytes"] = len(gzip.compress(answer.content))
    return costs


def with_fee(content: dict[str, Any]) -> list[dict[str, Any]]:
    fee = {"kind": "CHARGE", "amount": FEE, "currency": "VND", "per_unit": None, "note": None}
    return [{**method, "fees": [fee]} for method in content["methods"]]


def change_one_fee(communes: list[Subsite]) -> dict[str, Any]:
    """Three communes have a fee and a phone of their own; the record's fee changes for all others."""
    today, now = timezone.localdate(), timezone.now()
    version = version_on_day(code=CODE, day=today)
    if version is None:
        raise SystemExit(f"{CODE} is not in the file.")
    own = communes[:3]
    for subsite in own:
        methods = json.loads(json.dumps(with_fee(version.content)).replace(FEE, "1357"))
        Override.objects.create(
            unit=subsite.unit, procedure=version.procedure, part="methods", value=methods,
            reason="benchmark", review_on=today + timedelta(days=90), base_version=version, written_at=now,
        )  # fmt: skip
        LocalFacts.objects.create(unit=subsite.unit, phone="0272 000 999", updated_at=now)
    decision = Decision(number="1/QĐ", status=VersionStatus.AMENDED, effective_from=today)
    content = {**version.content, "methods": with_fee(version.content)}
    publication = Publication(Procedure.objects.get(code=CODE), content, decision)
    with CaptureQueriesContext(connection) as captured:
        started = time.perf_counter()
        versions_record(publications=[publication], actor=None, now=now)
        written = time.perf_counter() - started
    statements = len(captured)  # before the next request empties the log
    client, shown = Client(), {"7.531": 0, "1.357": 0}
    for subsite in communes:
        text = client.get(PAGES["detail"], HTTP_HOST=subsite.site.hostname).content.decode()
        for amount in shown:
            shown[amount] += amount in text
    return {
        "change_statements": statements,
        "change_written_s": round(written, 3),
        "change_drawn_on_all_s": round(time.perf_counter() - started, 1),
        "communes_with_the_new_fee": shown["7.531"],
        "communes_with_their_own": shown["1.357"],
        "tasks": OverrideTask.objects.count(),
        "phones_kept": LocalFacts.objects.filter(phone="0272 000 999").count(),
    }


def run(path: Path, communes: int) -> dict[str, Any]:
    logging.getLogger("audit").disabled = True
    call_command("compile_catalogues", verbosity=0)
    call_command("migrate", verbosity=0)
    units = sorted(make_units(communes), key=lambda unit: unit.level != Level.COMMUNE)
    hostnames = plan_hostnames(units, suffix=settings.HOST_SUFFIX)
    procedures_import(order=ImportOrder(path), actor=None, now=timezone.localtime())
    figures: dict[str, Any] = {}
    made: list[Subsite] = []
    for unit in units:
        made.append(subsite_create(unit=unit, hostname=hostnames[unit.pk], now=datetime.now(UTC)))
        if len(made) == 3:
            costs_at(made[0])  # loads templates and code
            figures["with_3"] = costs_at(made[0])
    figures[f"with_{len(made)}"] = costs_at(made[0])
    own = [subsite for subsite in made if subsite.unit.level == Level.COMMUNE]
    return figures | change_one_fee(own)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--communes", type=int, default=188)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = run(options.file, options.communes)
    if options.json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name:26} {figure}")


if __name__ == "__main__":
    main()
