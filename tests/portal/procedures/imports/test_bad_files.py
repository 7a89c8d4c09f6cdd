"""Files that must not get in: each is refused with its row and a reason, and nothing is written."""

import gzip
import json
import zipfile

import pytest

from tests.factories.procedures import make_content, publish
from tests.portal.procedures.imports.files import (
    crawled,
    is_empty,
    line,
    refused,
    run,
    write_csv,
    write_json_lines,
    write_workbook,
)

pytestmark = pytest.mark.django_db
OTHER = "2.000001"


def with_fee(text):
    method = crawled()["methods"][0]
    method["fees"][0] = {"amount_vnd": None, "text": text, "note": ""}
    return crawled(methods=[method])


def versions_with_fee(amount):
    return [line(make_content(fee=amount))]


BAD_RECORDS = {
    "wrong code": ([crawled(), crawled(code="1.12")], "Dòng 2, 1.12: “1.12” không phải là mã"),
    "negative fee": ([with_fee("Phí : -5.000 Đồng")], "Dòng 1, 1.001193: Mức phí là số âm: -5.000."),
    "negative fee in a version": (versions_with_fee("-5000"), "Dòng 1, 1.001193: Mức phí là số âm: -5000."),
    "unknown level": (
        [crawled(levels=["Cấp phường xã"])],
        "Dòng 1, 1.001193: Cấp thực hiện không có trong danh mục: “Cấp phường xã”.",
    ),
    "unknown level in a version": (
        [line(make_content(levels=["VILLAGE"]))],
        "Dòng 1, 1.001193: Cấp thực hiện không có trong danh mục: “VILLAGE”.",
    ),
    "HTML in a name": (
        [crawled(name="Đăng ký <script>alert(1)</script>")],
        "Dòng 1, 1.001193: Tên có mã HTML hoặc ký tự điều khiển",
    ),
    "duplicated code": (
        [crawled(), crawled(code=OTHER), crawled()],
        "Dòng 3, 1.001193: Mã này đã có ở dòng 1.",
    ),
    "duplicated version": (
        [line(make_content()), line(make_content(fee="1000"))],
        "Dòng 2, 1.001193: Phiên bản này đã có ở dòng 1.",
    ),
    "missing decision": ([crawled(decision="")], "Dòng 1, 1.001193: Thiếu quyết định công bố."),
    "circular replacement": (
        [
            line(make_content(), status="REPLACED", replaced_by=OTHER),
            line(make_content(OTHER), status="REPLACED", replaced_by="1.001193"),
        ],
        "Dòng 1, 1.001193: Các thủ tục thay thế nhau thành vòng: 1.001193 → 2.000001 → 1.001193.",
    ),
    "replaced by itself": (
        [line(make_content(), status="REPLACED", replaced_by="1.001193")],
        "thành vòng: 1.001193 → 1.001193.",
    ),
    "replaced by a stranger": (
        [line(make_content(), status="REPLACED", replaced_by=OTHER)],
        "Dòng 1, 1.001193: Thủ tục thay thế 2.000001 không có trong danh mục.",
    ),
    "replaced by nobody": (
        [line(make_content(), status="REPLACED")],
        "Dòng 1, 1.001193: Chọn thủ tục thay thế.",
    ),
    "in force before it is decided": (
        [line(make_content(), decided_on="2026-02-01", effective_from="2026-01-01")],
        "Dòng 1, 1.001193: Ngày có hiệu lực không thể trước ngày ra quyết định.",
    ),
    "no day of the calendar": (
        [line(make_content(), effective_from="2026-02-30")],
        "Dòng 1, 1.001193: decision › effective_from: “2026-02-30” không hợp lệ.",
    ),
    "partly online without a reason": (
        [line(make_content(service=make_content()["service"] | {"mode": "PARTIAL"}))],
        "Dịch vụ trực tuyến một phần phải nêu lý do",
    ),
    "half a letter": (
        [line(make_content(description="\ud800"))],
        "Dòng 1, 1.001193: description: có ký tự điều khiển.",
    ),
    "not an object": ([crawled(), ["1.001193"]], "Dòng 2: Dòng này không phải là một đối tượng JSON."),
    "a missing key": ([line({"code": "1.001193"})], "thiếu khóa"),
    "lists where texts belong": (
        [crawled(methods="Trực tiếp", dossier=["Tờ khai"])],
        "methods: “Trực tiếp” không đúng kiểu.",
    ),
    "texts where objects belong": (
        [crawled(dossier=[{"group": "", "items": ["Tờ khai"]}])],
        "items: “Tờ khai” không đúng kiểu.",
    ),
    "an object where a text belongs": ([crawled(name={"vi": "Khai sinh"})], "không đúng kiểu."),
}


@pytest.mark.parametrize("name", BAD_RECORDS)
def test_a_bad_record_is_refused_with_its_row(tmp_path, name):
    records, reason = BAD_RECORDS[name]
    text = "".join(f"{json.dumps(record)}\n" for record in records)
    path = tmp_path / "p.jsonl"
    path.write_text(text)
    printed, error = refused("import_procedures", path)
    assert reason in printed
    assert error.startswith("Chưa nhập gì. Số lỗi: ")
    assert is_empty()


def big_line(path):
    path.write_text(json.dumps(crawled(requirements="x" * 50_000_000)))


def big_cell(path):
    write_csv(path, ["code", "name"], [["1.001193", "x" * 50_000_000]])


def long_cell(path):
    write_workbook(path, [["Mã số", "Tên"], ["1.001193", "x" * 5000]])


def windows_1258(path):
    path.write_bytes(b"code,name\n1.001193,\xd0\xe3ng k\xfd\n")


def utf_16(path):
    path.write_bytes("code,name\n1.001193,Đăng ký\n".encode("utf-16"))


def cut_gzip(path):
    whole = write_json_lines(path.with_suffix(".gz"), [crawled(code=f"1.{n:06}") for n in range(500)])
    path.write_bytes(whole.read_bytes()[:-200])


def false_gzip(path):
    path.write_bytes(b"\x1f\x8b" + b"khong phai gzip" * 10)


def packed_cell(path):
    """Fifty megabytes that lie packed in fifty kilobytes."""
    path.write_bytes(gzip.compress(json.dumps(crawled(name="x" * 50_000_000)).encode()))


def workbook_bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "x" * 50_000_000)


def false_workbook(path):
    path.write_bytes(b"PK\x03\x04 khong phai Excel")


def old_excel(path):
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 100)


def no_header(path):
    write_csv(path, ["ngày", "số"], [["1", "2"]])


def open_quote(path):
    path.write_text('code,name\n1.001193,"Đăng ký\n')


def doctype(path):
    """An XML bomb where a sheet should be (billion laughs)."""
    write_workbook(path, [["Mã số", "Tên"], ["1.001193", "Khai sinh"]])
    bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>'
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = bomb.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def nothing(path):
    path.write_bytes(b"")


BAD_FILES = [
    (big_line, "Dòng 1: Dòng dài hơn 4 MB."),
    (big_cell, "Dòng 2: Dòng dài hơn 4 MB."),
    (long_cell, "Dòng 2: Một ô chứa hơn 4000 ký tự."),
    (packed_cell, "Dòng 1: Dòng dài hơn 4 MB."),
    (windows_1258, "Dòng 2: "),
    (utf_16, "Dòng 1: Văn bản dùng bảng mã UTF-16"),
    (cut_gzip, "Tệp gzip bị hỏng hoặc bị cắt ngang."),
    (false_gzip, "Dòng 1: Tệp gzip bị hỏng hoặc bị cắt ngang."),
    (workbook_bomb, "Tệp quá lớn (hơn 32 MB)."),
    (false_workbook, "Tệp Excel bị hỏng"),
    (doctype, "Tệp Excel bị hỏng"),
    (old_excel, "Excel"),
    (no_header, "Không có dòng tên cột"),
    (open_quote, "Dòng 2: "),
    (nothing, "Tệp rỗng."),
]


@pytest.mark.parametrize(("make", "reason"), BAD_FILES, ids=[make.__name__ for make, _reason in BAD_FILES])
def test_a_bad_file_is_refused_as_a_whole(tmp_path, make, reason):
    path = tmp_path / "tep"
    make(path)
    printed, error = refused("import_procedures", path, decision="1/QĐ-UBND", level=["COMMUNE"])
    assert reason in printed
    assert error == "Chưa nhập gì."
    assert is_empty()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["1.12", "Khai sinh", ""], "Dòng 3, 1.12: “1.12” không phải là mã"),
        (["2.000001", "Khai <b>sinh</b>", ""], "Dòng 3, 2.000001: Tên có mã HTML"),
        (["2.000001", "", ""], "Dòng 3, 2.000001: Thiếu tên."),
        (["1.001193", "Khai sinh", ""], "Dòng 3, 1.001193: Mã này đã có ở dòng 2."),
        (["2.000001", "Khai sinh", "Cấp sao"], "Dòng 3, 2.000001: Cấp thực hiện không có"),
    ],
)
def test_a_bad_row_of_a_list(tmp_path, row, reason):
    good = ["1.001193", "Đăng ký khai sinh", "Cấp xã"]
    path = write_csv(tmp_path / "l.csv", ["Mã số", "Tên", "Cấp thực hiện"], [good, row])
    printed, _error = refused("import_procedures", path, decision="1/QĐ-UBND")
    assert reason in printed
    assert is_empty()


def test_a_list_without_a_decision(tmp_path):
    path = write_csv(tmp_path / "l.csv", ["code", "name", "level"], [["1.001193", "Khai sinh", "Cấp xã"]])
    printed, _error = refused("import_procedures", path)
    assert "Dòng 2, 1.001193: Thiếu quyết định công bố." in printed
    assert is_empty()


def test_a_circle_through_the_catalog_is_found(tmp_path):
    publish(make_content(OTHER))
    first = [line(make_content(), status="REPLACED", replaced_by=OTHER)]
    path = write_json_lines(tmp_path / "a.jsonl", first)
    from_file = write_json_lines(
        tmp_path / "b.jsonl",
        [line(make_content(OTHER), number="8/QĐ", status="REPLACED", replaced_by="1.001193")],
    )
    run("import_procedures", path)
    printed, _error = refused("import_procedures", from_file)
    assert "thành vòng: 2.000001 → 1.001193 → 2.000001." in printed


def test_a_file_that_is_not_there(tmp_path):
    printed, error = refused("import_procedures", tmp_path / "khong-co.jsonl")
    assert "Không mở được tệp" in printed
    assert error == "Chưa nhập gì."


def test_a_day_that_is_none(tmp_path):
    path = write_json_lines(tmp_path / "p.jsonl", [crawled()])
    _printed, error = refused("import_procedures", path, effective_from="31/02/2026")
    assert "31/02/2026" in error
    assert is_empty()
