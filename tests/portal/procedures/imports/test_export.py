"""Out and in again without losing a byte; a day's catalog; nothing half-written."""

import gzip
from datetime import date

import pytest

from portal.procedures.imports.exports import export_write
from portal.procedures.models import (
    LifeEventEntry,
    Procedure,
    ProcedureFacet,
    ProcedureField,
    ProcedureVersion,
)
from tests.factories.procedures import make_content, publish
from tests.portal.procedures.imports.files import refused, run

pytestmark = pytest.mark.django_db
OLD, NEXT, GONE = "1.000002", "1.000001", "1.000003"


def fill_catalog():
    """Versions: one to come, one that came late, one replaced, one abolished, one of another field."""
    publish(make_content(fee="5000"), on=date(2024, 1, 1), decided_on=date(2023, 12, 1))
    publish(
        make_content(fee="9000", field="Chứng thực"), on=date(2099, 1, 1), number="9/QĐ", status="AMENDED"
    )
    publish(make_content(fee="7000"), on=date(2025, 1, 1), number="7/QĐ", decided_by="Bộ Tư pháp")
    publish(make_content(NEXT, name="Thủ tục thay thế"), on=date(2026, 1, 1))
    publish(make_content(OLD))
    target = Procedure.objects.get(code=NEXT)
    publish(make_content(OLD), on=date(2026, 1, 1), number="8/QĐ", status="REPLACED", replaced_by=target)
    publish(make_content(GONE, field=None))
    publish(make_content(GONE, field=None), on=date(2026, 2, 1), number="8/QĐ", status="ABOLISHED")


def empty_catalog():
    for model in (LifeEventEntry, ProcedureFacet, ProcedureVersion):
        model.objects.all().delete()
    Procedure.objects.update(replaced_by=None)
    for procedure in Procedure.objects.all():
        procedure.delete()
    ProcedureField.objects.all().delete()


def test_out_and_in_and_out_is_the_same_file(tmp_path):
    fill_catalog()
    ends = list(ProcedureVersion.objects.order_by("code", "number").values_list("code", "effective_to"))
    run("export_procedures", tmp_path / "a.jsonl.gz")
    empty_catalog()
    assert "taken, new: 4" in run("import_procedures", tmp_path / "a.jsonl.gz")
    run("export_procedures", tmp_path / "b.jsonl.gz")
    assert (tmp_path / "a.jsonl.gz").read_bytes() == (tmp_path / "b.jsonl.gz").read_bytes()
    assert ends == list(
        ProcedureVersion.objects.order_by("code", "number").values_list("code", "effective_to")
    )
    assert Procedure.objects.get(code=OLD).replaced_by.code == NEXT
    assert Procedure.objects.get(code="1.001193").decision_number == "9/QĐ"
    fields = ProcedureVersion.objects.filter(code="1.001193").order_by("number")
    assert list(fields.values_list("field__name", flat=True)) == ["Hộ tịch", "Chứng thực", "Hộ tịch"]
    assert "Nothing changed." in run("import_procedures", tmp_path / "a.jsonl.gz")


def test_only_what_holds_on_a_day_and_only_some_codes():
    fill_catalog()
    printed = run("export_procedures", as_of="01/06/2025", code=["1.001193"])
    assert printed.count("\n") == 1
    assert '"amount":"7000"' in printed
    assert run("export_procedures").count("\n") == ProcedureVersion.objects.count()


def test_a_file_appears_only_when_it_is_complete(tmp_path):
    def lines():
        yield "một\n"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        export_write(lines(), path=tmp_path / "p.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_the_same_catalog_gives_the_same_packed_bytes(tmp_path):
    for name in ("a.gz", "b.gz"):
        export_write(iter(["một\n"]), path=tmp_path / name)
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()).decode() == "một\n"


def test_bad_arguments(tmp_path):
    assert "không phải là mã" in refused("export_procedures", code=["1.12"])[1]
    assert "Không ghi được tệp" in refused("export_procedures", tmp_path / "khong-co" / "p.jsonl")[1]
