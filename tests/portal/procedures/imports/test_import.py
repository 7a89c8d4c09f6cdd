"""The whole file first, then batch by batch; what is there already is left alone."""

import csv
import json
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from portal.core.models import ContentVersion
from portal.media.models import File
from portal.procedures.content import content_of
from portal.procedures.imports.problems import Outcome
from portal.procedures.imports.services import ImportOrder, procedures_import
from portal.procedures.models import DossierItem, Procedure, ProcedureField, ProcedureVersion
from portal.procedures.selectors import version_on_day
from tests.factories.procedures import make_content, publish
from tests.portal.procedures.imports.files import (
    crawled,
    fee_on,
    is_empty,
    line,
    refused,
    run,
    write_csv,
    write_json_lines,
    write_workbook,
)

pytestmark = pytest.mark.django_db
CODES = [f"2.00000{n}" for n in range(6)]


def content_number():
    return list(ContentVersion.objects.filter(site=None).values_list("number", flat=True))


def test_records_become_working_copies_and_versions(tmp_path):
    path = write_json_lines(tmp_path / "p.jsonl.gz", [crawled(), crawled(code=CODES[0], field="Hộ tịch")])
    printed = run("import_procedures", path)
    assert "taken, new: 2" in printed
    version = version_on_day(code="1.001193", day=date(2000, 1, 1))
    assert (version.decision_number, version.status, version.effective_from) == ("163/QĐ-BTP", "NEW", None)
    assert version.content == content_of(Procedure.objects.get(code="1.001193"))
    assert sorted(version.facets.values_list("facet", "value")) == [
        ("AUDIENCE", "CITIZEN"),
        ("CHANNEL", "IN_PERSON"),
        ("LEVEL", "COMMUNE"),
    ]
    assert Procedure.objects.get(code="1.001193").search_text == "1.001193 dang ky khai sinh"
    assert ProcedureField.objects.get().slug == "ho-tich"


def test_a_second_run_changes_nothing(tmp_path):
    path = write_json_lines(tmp_path / "p.jsonl", [crawled(), crawled(code=CODES[0])])
    run("import_procedures", path, effective_from="01/07/2025")
    before = (content_number(), ProcedureVersion.objects.count())
    for options in ({}, {"effective_from": "2025-07-01"}):
        printed = run("import_procedures", path, **options)
        assert "unchanged: 2" in printed
        assert "Nothing changed." in printed
    assert (content_number(), ProcedureVersion.objects.count()) == before


def test_a_dry_run_tells_and_writes_nothing(tmp_path):
    path = write_json_lines(tmp_path / "p.jsonl", [crawled()])
    printed = run("import_procedures", path, "--dry-run")
    assert "taken, new: 1" in printed
    assert "Dry run: nothing was written." in printed
    assert is_empty()


def test_a_change_of_unknown_day_holds_from_the_day_of_the_import(tmp_path):
    run("import_procedures", write_json_lines(tmp_path / "old.jsonl", [crawled()]))
    method = crawled()["methods"][0]
    method["fees"][0]["text"] = "Lệ phí : 9.000 Đồng"
    path = write_json_lines(tmp_path / "new.jsonl", [crawled(methods=[method])])
    printed = run("import_procedures", path)
    assert "taken, changed: 1" in printed
    assert "Row 1, 1.001193: parts that change: Ways of filing, times and fees" in printed
    version = ProcedureVersion.objects.get(number=2)
    assert (version.effective_from, version.status) == (timezone.localdate(), "AMENDED")
    assert fee_on(timezone.localdate()) == "9000"
    assert content_of(Procedure.objects.get()) == version.content
    assert "unchanged: 1" in run("import_procedures", path)


def test_an_old_wording_that_comes_back_is_a_change(tmp_path):
    first = write_json_lines(tmp_path / "a.jsonl", [crawled()])
    second = write_json_lines(tmp_path / "b.jsonl", [crawled(name="Đăng ký khai sinh lại")])
    for path in (first, second, first):
        run("import_procedures", path)
    version = version_on_day(code="1.001193", day=timezone.localdate())
    assert (version.number, version.name) == (3, "Đăng ký khai sinh")


def test_a_decision_that_arrives_late_leaves_the_working_copy(tmp_path):
    publish(make_content(fee="8000"), on=date(2026, 1, 1), number="99/QĐ-BTP")
    path = write_json_lines(
        tmp_path / "p.jsonl",
        [line(make_content(fee="5000"), number="1/QĐ-BTP", effective_from="2024-01-01")],
    )
    run("import_procedures", path)
    assert (fee_on(date(2025, 1, 1)), fee_on(date(2026, 1, 1))) == ("5000", "8000")
    assert Procedure.objects.get().decision_number == "99/QĐ-BTP"
    assert content_of(Procedure.objects.get())["methods"][0]["fees"][0]["amount"] == "8000"


def test_a_draft_somebody_left_is_told(tmp_path, admin_user):
    publish(make_content())
    procedure = Procedure.objects.get()
    procedure.name = "Tên đang sửa dở"
    procedure.save_revision(user=admin_user)
    path = write_json_lines(
        tmp_path / "p.jsonl", [line(make_content(name="Tên mới"), number="9/QĐ", effective_from="2026-01-01")]
    )
    assert "1.001193: somebody has an unpublished draft" in run("import_procedures", path)
    procedure.refresh_from_db()
    assert (procedure.name, procedure.has_unpublished_changes) == ("Tên mới", True)
    assert procedure.get_latest_revision_as_object().name == "Tên đang sửa dở"


def test_the_editor_opens_what_was_imported_over_an_older_revision(tmp_path, admin_user):
    publish(make_content())
    Procedure.objects.get().save_revision(user=admin_user).publish(user=admin_user)
    path = write_json_lines(
        tmp_path / "p.jsonl", [line(make_content(name="Tên mới"), number="9/QĐ", effective_from="2026-01-01")]
    )
    run("import_procedures", path)
    assert Procedure.objects.get().get_latest_revision_as_object().name == "Tên mới"


def test_a_form_stays_on_its_paper(tmp_path):
    publish(make_content())
    form = File.objects.create(title="Mẫu tờ khai", file="documents/mau.docx")
    DossierItem.objects.filter(name="Tờ khai đăng ký khai sinh").update(form_file=form)
    new = line(make_content(fee="9000"), number="9/QĐ", effective_from="2026-01-01")
    run("import_procedures", write_json_lines(tmp_path / "p.jsonl", [new]))
    assert fee_on(date(2026, 1, 1)) == "9000"
    assert list(DossierItem.objects.values_list("name", "form_file")) == [
        ("Tờ khai đăng ký khai sinh", form.pk),
        ("Giấy chứng sinh", None),
    ]


def test_what_a_broken_import_wrote_is_unchanged_when_it_goes_on(tmp_path):
    path = write_json_lines(tmp_path / "p.jsonl", [crawled(code=code) for code in CODES])
    now = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)

    class PulledPlug(Exception):
        pass

    def pull(done, total):
        if done >= 4:
            raise PulledPlug

    with pytest.raises(PulledPlug):
        procedures_import(order=ImportOrder(path), actor=None, now=now, on_progress=pull, batch_size=2)
    assert ProcedureVersion.objects.count() == 4
    report = procedures_import(order=ImportOrder(path), actor=None, now=now, batch_size=2)
    assert report.outcomes == {Outcome.UNCHANGED: 4, Outcome.NEW: 2}
    assert Procedure.objects.count() == ProcedureVersion.objects.count() == 6


def test_good_rows_are_written_only_when_asked(tmp_path):
    path = write_json_lines(tmp_path / "p.jsonl", [crawled(), crawled(code="sai")])
    refused("import_procedures", path)
    assert is_empty()
    printed, error = refused("import_procedures", path, "--accept-partial")
    assert "Dòng 2, SAI" in printed
    assert error == "Một số dòng bị bỏ lại. Số lỗi: 1."
    assert list(Procedure.objects.values_list("code", flat=True)) == ["1.001193"]


def test_fields_with_names_alike_get_addresses_of_their_own(tmp_path):
    records = [
        crawled(code=CODES[0], field="Kinh tế hợp tác và Phát triển nông thôn"),
        crawled(code=CODES[1], field="Kinh tế hợp tác và phát triển nông thôn"),
    ]
    run("import_procedures", write_json_lines(tmp_path / "p.jsonl", records))
    assert sorted(ProcedureField.objects.values_list("slug", flat=True)) == [
        "kinh-te-hop-tac-va-phat-trien-nong-thon",
        "kinh-te-hop-tac-va-phat-trien-nong-thon-2",
    ]


def test_the_report_accounts_for_every_row(tmp_path):
    path = write_json_lines(tmp_path / "p.jsonl", [crawled(), crawled(code=CODES[0], levels=["Cấp sao Hỏa"])])
    refused("import_procedures", path, "--report", tmp_path / "r.csv")
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[:3] for row in rows[1:]] == [
        ["1", "1.001193", "nhận, mới"],
        ["2", CODES[0], "từ chối"],
        ["2", CODES[0], "từ chối"],
    ]
    assert rows[3][4] == "Cấp thực hiện không có trong danh mục: “Cấp sao Hỏa”."


HEADER = ["STT", "Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực"]
ROW = ["1", "1.001193", "Đăng ký khai sinh", "Bộ Tư pháp", "UBND cấp xã", "Hộ tịch"]


def test_an_excel_list_makes_records_that_say_no_more_than_it(tmp_path):
    path = write_workbook(tmp_path / "l.xlsx", [["DANH MỤC THỦ TỤC"], HEADER, ROW])
    printed = run("import_procedures", path, decision="5/QĐ-UBND", level=["COMMUNE"])
    assert "taken, new: 1" in printed
    assert "Columns not used: STT" in printed
    content = ProcedureVersion.objects.get().content
    assert (content["agency"], content["levels"], content["methods"]) == ("UBND cấp xã", ["COMMUNE"], [])
    assert content == content_of(Procedure.objects.get())
    assert "unchanged: 1" in run("import_procedures", path, decision="5/QĐ-UBND", level=["COMMUNE"])


def test_a_list_never_touches_a_full_record(tmp_path):
    publish(make_content())
    path = write_csv(
        tmp_path / "l.csv", ["code", "name", "field"], [["1.001193", "Khai sinh", "Hộ tịch mới"]]
    )
    printed = run("import_procedures", path, decision="5/QĐ-UBND", level=["COMMUNE"])
    assert "unchanged: 1" in printed
    assert "the name in the list differs: Đăng ký khai sinh → Khai sinh" in printed
    assert "the field in the list differs: Hộ tịch → Hộ tịch mới" in printed
    assert ProcedureVersion.objects.get().name == "Đăng ký khai sinh"


def test_a_list_needs_a_level(tmp_path):
    path = write_csv(tmp_path / "l.csv", ["code", "name"], [["1.001193", "Khai sinh"]])
    printed, _error = refused("import_procedures", path, decision="5/QĐ-UBND")
    assert "Dòng 2, 1.001193: Danh sách không ghi cấp thực hiện." in printed
    assert is_empty()


def test_a_line_may_leave_the_decision_to_the_command(tmp_path):
    bare = line(make_content())
    del bare["decision"]
    path = write_json_lines(tmp_path / "p.jsonl", [bare])
    run("import_procedures", path, decision="7/QĐ-UBND", decided_on="2026-01-02", effective_from="2026-02-01")
    version = ProcedureVersion.objects.get()
    assert (version.decision_number, version.effective_from) == ("7/QĐ-UBND", date(2026, 2, 1))
    assert json.loads(json.dumps(version.content)) == make_content()
