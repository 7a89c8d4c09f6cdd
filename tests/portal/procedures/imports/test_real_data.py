"""The 2,849 collected records and a real commune's list; skipped where the data is not at hand."""

import csv
from collections import Counter
from datetime import date

import pytest

from portal.procedures.content import content_of
from portal.procedures.enums import Facet
from portal.procedures.models import (
    DossierItem,
    Procedure,
    ProcedureFacet,
    ProcedureVersion,
)
from portal.procedures.selectors import procedures_of_unit
from tests.portal.procedures.imports.files import run
from tests.support.shared_data import shared_data

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def collected():
    return shared_data("procedures/procedures.jsonl.gz")


def commune_list():
    return shared_data("procedures/commune_list_quang_ninh.csv")


@pytest.fixture(scope="module")
def catalog(keeping):
    """All records and the commune's list, imported once for this module; what the first import printed."""
    paths = collected(), commune_list()

    def import_both() -> str:
        printed = run("import_procedures", paths[0])
        run("import_procedures", paths[1], level=["COMMUNE"], decision="1/QĐ-UBND")
        return printed

    yield from keeping(import_both)


def test_every_record_is_taken(catalog):
    assert "taken, new: 2849" in catalog
    assert "refused" not in catalog
    assert ProcedureVersion.objects.exclude(decision_number="1/QĐ-UBND").count() == 2849
    levels = ProcedureFacet.objects.filter(facet=Facet.LEVEL).exclude(version__decision_number="1/QĐ-UBND")
    assert Counter(levels.values_list("value", flat=True)) == {
        "MINISTRY": 1553,
        "PROVINCE": 1288,
        "COMMUNE": 673,
        "OTHER": 54,
    }
    # 16,045 papers in the files; ten have no name.
    assert DossierItem.objects.count() == 16_045 - 10


def test_the_working_copy_says_what_the_version_says(catalog):
    for procedure in Procedure.objects.filter(code__startswith="2.0008"):
        assert content_of(procedure) == procedure.versions.get().content


def test_the_commune_list_is_reproduced(catalog, network):
    unit = network["hoa_phu"].unit
    with commune_list().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    run("adopt_procedures", commune_list(), unit=unit.code, reason="QĐ 1")
    carried_out = procedures_of_unit(unit=unit, day=DAY)
    assert set(carried_out.values_list("code", flat=True)) == {row["code"] for row in rows}
    assert carried_out.count() == 383
    expected = Counter(row["field"] for row in rows)
    assert Counter(carried_out.values_list("field__name", flat=True)) == expected
    assert expected["Hộ tịch"] == 39
