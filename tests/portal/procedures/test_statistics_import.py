"""Figures come in by file: rules, refusals, history, screens."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.core.models import ContentVersion
from portal.procedures.models import ServiceStatistics, StatisticsUpload
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup
from tests.factories.procedures import make_content, publish
from tests.factories.statistics import HEADINGS, csv_bytes, figures_row, record, xlsx_bytes

pytestmark = pytest.mark.django_db
BIRTH, LAND = "1.001193", "2.000010"


@pytest.fixture
def catalog(network):
    publish(make_content(BIRTH))
    publish(make_content(LAND, name="Cấp giấy chứng nhận", field="Đất đai"))
    return network


@pytest.fixture
def import_file(tmp_path):
    def _import(content: bytes, *options: str) -> str:
        path = tmp_path / "so-lieu.csv"
        path.write_bytes(content)
        out = StringIO()
        call_command("import_statistics", str(path), *options, stdout=out, stderr=out)
        return out.getvalue()

    return _import


def versions(subsites) -> dict[str, int]:
    numbers = dict(ContentVersion.objects.exclude(site=None).values_list("site_id", "number"))
    return {name: numbers[subsite.site_id] for name, subsite in subsites.items()}


def test_a_file_is_taken_over_once_and_a_later_day_becomes_current(catalog, import_file):
    assert "Mới: 1" in import_file(csv_bytes(figures_row(as_of="30/09/2026", received_total=121)))
    assert "Mới: 1" in import_file(csv_bytes(figures_row()))
    assert "Mới: 0, sửa lại: 0, không đổi: 1" in import_file(csv_bytes(figures_row()))
    # An earlier day that arrives late is history.
    assert "Mới: 1" in import_file(csv_bytes(figures_row(as_of="2026-08-31", received_total=120)))
    assert "sửa lại: 1" in import_file(csv_bytes(figures_row(received_total=130)))
    rows = ServiceStatistics.objects.order_by("as_of").values_list("as_of", "received_total", "is_current")
    assert list(rows) == [
        (date(2026, 8, 31), 120, False),
        (date(2026, 9, 30), 121, False),
        (date(2026, 10, 31), 130, True),
    ]
    assert ServiceStatistics.objects.latest("as_of").source == "so-lieu.csv"


def test_excel_keeps_days_codes_and_empty_grades(catalog, import_file):
    blank = {"very_satisfied": None, "satisfied": None, "not_satisfied": None}
    row = figures_row(28216, 2.00001, as_of=date(2026, 10, 31), received_total="1.128", **blank)
    import_file(xlsx_bytes(row))
    kept = ServiceStatistics.objects.select_related("procedure").get()
    assert (kept.procedure.code, kept.as_of, kept.received_total) == (LAND, date(2026, 10, 31), 1128)
    assert kept.very_satisfied is None


def test_english_headings_in_another_order_and_foreign_columns(catalog, import_file):
    names = ["as_of", "note", "procedure_code", "unit_code", "received_total", "received_online",
             "resolved_online", "on_time_online"]  # fmt: skip
    row = ["2026-10-31", "=1+1", BIRTH, "28216", 5, 4, 3, 2]
    assert "Mới: 1" in import_file(csv_bytes(row, headings=names).replace(b",", b";"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (csv_bytes(figures_row()).decode().encode("utf-16"), "UTF-16"),
        (csv_bytes(figures_row()).decode().encode("cp1258", errors="replace"), "không phải"),
        (xlsx_bytes(figures_row())[:900], "Tệp Excel bị hỏng"),
        (b"\xd0\xcf\x11\xe0old", ".xlsx"),
        (xlsx_bytes(figures_row(received_total="=1+1")), "2 từ chối: Có ô chứa công thức"),
        (csv_bytes(figures_row(on_time_online=-1)), "“-1” không phải số nguyên"),
        (csv_bytes(figures_row(on_time_online="1.5")), "“1.5” không phải số nguyên"),
        (csv_bytes(figures_row(on_time_online="")), "2 từ chối: Giải quyết trực tuyến đúng hạn"),
        (csv_bytes(figures_row(on_time_online=101)), "(101) nhiều hơn Giải quyết trực tuyến (100)"),
        (csv_bytes(figures_row(received_total=119)), "Tiếp nhận trực tuyến (120) nhiều hơn Tổng tiếp nhận"),
        (csv_bytes(figures_row(satisfied="")), "đủ cả ba mức"),
        (csv_bytes(figures_row(procedure="9.999999")), "Danh mục không có thủ tục 9.999999"),
        (csv_bytes(figures_row(procedure="<b>")), "“<b>” không phải mã thủ tục"),
        (csv_bytes(figures_row(unit="99999")), "Không có đơn vị nào mang mã “99999”"),
        (csv_bytes(figures_row(unit="")), "Thiếu mã đơn vị"),
        (csv_bytes(figures_row(as_of="31/12/2999")), "Ngày 31/12/2999 chưa đến"),
        (csv_bytes(figures_row(as_of="31/02/2026")), "“31/02/2026” không phải ngày"),
        (csv_bytes(figures_row(), figures_row()), "3 từ chối: Trùng đơn vị, thủ tục và ngày với dòng 2"),
        (csv_bytes(figures_row(), headings=HEADINGS[:6]), "Thiếu cột Đúng hạn trực tuyến"),
        (csv_bytes(figures_row(), headings=["a", "b"]), "Không nhận ra các cột"),
        (csv_bytes(figures_row(), headings=[*HEADINGS[:9], "Mã đơn vị"]), "có hai lần"),
        (csv_bytes(), "Không có dòng nào"),
        (b"", "Không nhận ra các cột"),
        (csv_bytes(figures_row(unit="x" * 2000)), "Một ô"),
        (b"x" * (10 * 1024 * 1024 + 1), "lớn hơn 10 MB"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_whole_with_row_and_reason(catalog, import_file, tmp_path, content, reason):
    report = tmp_path / "bao-cao.csv"
    good = figures_row(procedure=LAND)
    if content.startswith(HEADINGS[0].encode()) and content.count(b"\n") == 2:
        content += csv_bytes(good).split(b"\n", 1)[1]
    with pytest.raises(CommandError, match="Chưa nhập gì"):
        import_file(content, "--report", str(report))
    rows = list(csv.reader(StringIO(report.read_text("utf-8-sig"))))[1:]
    assert reason in "\n".join(f"{line} {outcome}: {why}" for line, outcome, why in rows)
    assert not ServiceStatistics.objects.exists()


def test_a_dry_run_tells_and_writes_nothing(catalog, import_file, tmp_path):
    report = tmp_path / "bao-cao.csv"
    before = versions(catalog)
    told = import_file(csv_bytes(figures_row()), "--dry-run", "--report", str(report))
    assert "Mới: 1" in told
    assert "2,mới," in report.read_text("utf-8-sig")
    assert not ServiceStatistics.objects.exists()
    assert versions(catalog) == before


def test_only_the_units_concerned_and_those_above_are_drawn_anew(catalog):
    before = versions(catalog)
    record(figures_row())
    after = versions(catalog)
    assert {name for name in after if after[name] != before[name]} == {"hoa_phu", "chau_thanh", "province"}
    record(figures_row())
    assert versions(catalog) == after


def test_statements_do_not_grow_with_units_or_rows(catalog):
    with CaptureQueriesContext(connection) as few:
        record(figures_row())
    rows = [figures_row(unit, code) for unit in ("28234", "28162", "808") for code in (BIRTH, LAND)]
    with CaptureQueriesContext(connection) as many:
        record(*rows)
    assert len(many) == len(few)


@pytest.fixture
def sign_in(catalog):
    def _sign_in(role) -> Client:
        user = User.objects.create_user(username=f"u-{role}".lower(), password="x-lien-cong-2026")
        if isinstance(role, NetworkRole):
            user.groups.add(NetworkGroup.objects.get(role=role).group)
        else:
            user.groups.add(catalog["hoa_phu"].roles.get(role=role).group)
        client = Client(HTTP_HOST=catalog["province"].site.hostname)
        client.force_login(user)
        return client

    return _sign_in


def upload(client: Client, content: bytes):
    file = SimpleUploadedFile("thang-10.csv", content)
    return client.post(reverse("procedure_statistics:index"), {"file": file})


def test_the_province_sends_a_file_looks_and_says_yes(catalog, sign_in):
    client = sign_in(NetworkRole.PROVINCE_ADMIN)
    asked = upload(client, csv_bytes(figures_row())).content.decode()
    assert "Chưa ghi gì vào hệ thống" in asked
    assert not ServiceStatistics.objects.exists()
    done = client.post(reverse("procedure_statistics:index"), {"confirm": "1"}, follow=True).content.decode()
    assert "Mới: 1" in done
    assert "thang-10.csv" in done
    assert ServiceStatistics.objects.get().recorded_by.username == "u-province_admin"
    assert not StatisticsUpload.objects.exists()
    again = client.post(reverse("procedure_statistics:index"), {"confirm": "1"}, follow=True)
    assert "Không còn tệp nào đang chờ" in again.content.decode()


def test_a_bad_file_is_told_on_the_screen_and_does_not_wait(catalog, sign_in):
    client = sign_in(NetworkRole.PROVINCE_ADMIN)
    answer = upload(client, csv_bytes(figures_row(unit="<script>")))
    assert answer.status_code == 422
    assert "Không có đơn vị nào mang mã" in answer.content.decode()
    assert "<script>”" not in answer.content.decode()
    assert not StatisticsUpload.objects.exists()


@pytest.mark.parametrize("role", [Role.SITE_ADMIN, Role.EDITOR])
def test_people_of_sub_sites_do_not_pass(catalog, sign_in, role):
    client = sign_in(role)
    assert client.get(reverse("procedure_statistics:index")).status_code == 302
    assert upload(client, csv_bytes(figures_row())).status_code == 302
    assert not StatisticsUpload.objects.exists()


def test_an_auditor_reads_and_sends_nothing(catalog, sign_in):
    client = sign_in(NetworkRole.AUDITOR)
    assert client.get(reverse("procedure_statistics:index")).status_code == 200
    assert upload(client, csv_bytes(figures_row())).status_code == 302
    assert not StatisticsUpload.objects.exists()


def test_today_is_allowed(catalog):
    assert record(figures_row(as_of=f"{timezone.localdate():%d/%m/%Y}"), now=timezone.now()).created == 1
