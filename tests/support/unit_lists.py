"""Small lists of units written to files, and the command that imports them."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

from sites.enums import Level
from sites.models import AdministrativeUnit, UnitList, UnitSuccession

HEADER = "level,code,parent_code,province_code,type,name,full_name,full_name_en,slug,full_slug"
COMMUNE_MAP = (
    "old_code,old_full_name,old_district_code,old_district,old_province_code,old_province,"
    "new_code,new_full_name,new_province_code,new_province,part,targets_of_old"
)
PROVINCE_MAP = "old_code,old_full_name,new_code,new_full_name,part"
CHANGES = "kind,change,code,name_2025_07,name_2026_07,province_code"

BEFORE, MERGER, AFTER = "2025-03-31", "2025-07-01", "2026-07-01"

# (level, code, parent, province, type, name)
THREE_LEVELS = [
    (1, "80", "", "80", "Tỉnh", "Long An"),
    (1, "72", "", "72", "Tỉnh", "Tây Ninh"),
    (2, "801", "80", "80", "Huyện", "Thủ Thừa"),
    (2, "720", "72", "72", "Huyện", "Hòa Thành"),
    (3, "27901", "801", "80", "Xã", "Mỹ Lạc"),
    (3, "27904", "801", "80", "Xã", "Mỹ Thạnh"),
    (3, "27907", "801", "80", "Thị trấn", "Thủ Thừa"),
    (3, "25501", "720", "72", "Xã", "Long Hòa"),
]
TWO_LEVELS = [
    (1, "80", "", "80", "Tỉnh", "Tây Ninh"),
    (2, "27901", "80", "80", "Xã", "Mỹ Lạc"),
    (2, "27907", "80", "80", "Xã", "Thủ Thừa"),
    (2, "25501", "80", "80", "Phường", "Hòa Thành"),
]
EDGES = [
    ("27901", "Xã Mỹ Lạc", "801", "Huyện Thủ Thừa", "80", "Tỉnh Long An",
     "27901", "Xã Mỹ Lạc", "80", "Tỉnh Tây Ninh", "full", "1"),
    ("27904", "Xã Mỹ Thạnh", "801", "Huyện Thủ Thừa", "80", "Tỉnh Long An",
     "27907", "Xã Thủ Thừa", "80", "Tỉnh Tây Ninh", "full", "1"),
    ("27907", "Thị trấn Thủ Thừa", "801", "Huyện Thủ Thừa", "80", "Tỉnh Long An",
     "27907", "Xã Thủ Thừa", "80", "Tỉnh Tây Ninh", "partial", "2"),
    ("27907", "Thị trấn Thủ Thừa", "801", "Huyện Thủ Thừa", "80", "Tỉnh Long An",
     "25501", "Phường Hòa Thành", "80", "Tỉnh Tây Ninh", "partial", "2"),
]  # fmt: skip


def write_rows(path: Path, header: str, rows: list[tuple]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)
    return path


def write_units(path: Path, units: list[tuple]) -> Path:
    rows = []
    for level, code, parent, province, kind, name, *english in units:
        prefix = "Thành phố" if kind.startswith("Thành phố") else kind
        rows.append(
            (level, code, parent, province, kind, name, f"{prefix} {name}", *(english or [""]), "", "")
        )
    return write_rows(path, HEADER, rows)


def import_units(*files: Path, as_of: str, **options) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("import_units", *map(str, files), as_of=as_of, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def refused(*files: Path, as_of: str = MERGER, **options) -> str:
    """What the command complains of; fails when it accepts, or when it leaves anything behind."""
    before = snapshot()
    errors = StringIO()
    try:
        call_command(
            "import_units", *map(str, files), as_of=as_of, stdout=StringIO(), stderr=errors, **options
        )
    except CommandError as error:
        assert snapshot() == before, "a refused import wrote something"
        return errors.getvalue() + str(error)
    raise AssertionError("the import was accepted")


def snapshot() -> tuple:
    """Everything an import may write."""
    return (
        list(AdministrativeUnit.objects.order_by("pk").values()),
        list(UnitSuccession.objects.order_by("pk").values()),
        list(UnitList.objects.order_by("pk").values()),
    )


def count_on(day: str) -> dict[str, int]:
    """Units by level on a day."""
    units = AdministrativeUnit.objects.valid_on(date.fromisoformat(day))
    return {level: number for level in Level.values if (number := units.filter(level=level).count())}


def unit_on(code: str, day: str) -> AdministrativeUnit:
    return AdministrativeUnit.objects.valid_on(date.fromisoformat(day)).get(code=code)
