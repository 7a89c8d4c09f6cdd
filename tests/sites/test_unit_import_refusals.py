"""Bad files: refused with file, line and reason, all at once, and nothing written (`refused` checks)."""

import gzip
import io
import zipfile
from datetime import timedelta

import pytest
from django.core.management import CommandError
from django.utils import timezone, translation
from openpyxl import Workbook

from sites.unit_history import reading
from tests.support.unit_lists import (
    AFTER,
    BEFORE,
    HEADER,
    MERGER,
    THREE_LEVELS,
    TWO_LEVELS,
    import_units,
    refused,
    write_rows,
    write_units,
)

pytestmark = pytest.mark.django_db

PROVINCE = "1,80,,80,Tỉnh,Tây Ninh,Tỉnh Tây Ninh,Tay Ninh Province,,"
COMMUNE = "2,27901,80,80,Xã,Mỹ Lạc,Xã Mỹ Lạc,My Lac Commune,,"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def text_file(tmp_path, *lines, encoding="utf-8", name="bad.csv"):
    path = tmp_path / name
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def test_unknown_header(tmp_path):
    complaint = refused(text_file(tmp_path, "mã số,tên gọi,ghi chú", "1,2,3"))
    assert "bad.csv, line 1: The header is not known. Found: mã số, tên gọi, ghi chú." in complaint
    assert "level, code, parent_code" in complaint


def test_a_column_is_missing(tmp_path):
    assert "The header is not known" in refused(text_file(tmp_path, HEADER.replace("parent_code,", ""), "1"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("2,27901,", "4,27901,"), "Unknown level “4”."),
        ((",Xã,", ",Bản,"), "Unknown type “Bản”."),
        ((",Xã,", ",Huyện,"), "The type “Huyện” is not of this level."),
        (("Mỹ Lạc,Xã", ",Xã"), "The name is empty."),
        ((",Xã Mỹ Lạc,", ",,"), "The name is empty."),
        (("27901", "2790A"), "“2790A” is not a code of 5 digits."),
        (("27901", "279010"), "“279010” is not a code of 5 digits."),
        (("27901", ""), "The code is empty."),
        (("27901,80,80", "27901,,80"), "The code of the parent is empty."),
        (("27901,80,80", "27901,72,80"), "The parent 72 of unit 27901 is not in the list."),
        (("27901,80,80", "27901,80,72"), "Unit 27901 is of province 72, but its parent 80 is not."),
        (("Mỹ Lạc,Xã", "M\ufffd Lạc,Xã"), "The name “M\\ufffd L\\u1ea1c” holds broken characters."),
        (("Mỹ Lạc,Xã", "#REF!,Xã"), "“#REF!” is not a name."),
        (("Mỹ Lạc,Xã", "Mỹ " + "Lạc" * 40 + ",Xã"), "The name is longer than 100 characters."),
        ((",My Lac Commune,,", ",My Lac, Commune,,,x"), "The row has more columns than the header"),
        ((",Mỹ Lạc,", ",Mỹ, Lạc,"), "The full name “Lạc” does not go with type and name."),
        ((",My Lac Commune,,", ""), None),
        ((",80,80,Xã,Mỹ Lạc,Xã Mỹ Lạc,My Lac Commune,,", ",80"), "The row has 3 columns instead of 10."),
    ],
)
def test_one_bad_row(tmp_path, change, reason):
    row = COMMUNE.replace(*change)
    assert row != COMMUNE
    path = text_file(tmp_path, HEADER, PROVINCE, row)
    if reason is None:  # empty columns at the end may be left out
        import_units(path, as_of=MERGER)
    else:
        assert f"bad.csv, line 3: {reason}" in refused(path)


def test_every_bad_row_at_once_with_its_real_line(tmp_path):
    """A line break inside quotation marks counts; blank lines count."""
    path = text_file(
        tmp_path,
        HEADER,
        PROVINCE.replace("Tay Ninh Province", '"Tay Ninh\nProvince"'),
        "",
        COMMUNE.replace("2,27901", "9,27901"),
        COMMUNE,
        COMMUNE.replace("Mỹ Lạc", "Mỹ Phú"),
        COMMUNE.replace("27901,80", "27904,81"),
    )
    complaint = refused(path)
    assert "bad.csv, line 5: Unknown level “9”." in complaint
    assert "bad.csv, line 7: Code 27901 is already used in bad.csv, line 6." in complaint
    assert "bad.csv, line 8: The parent 81 of unit 27904 is not in the list." in complaint
    assert "Nothing was imported. Problems: 3." in complaint


def test_bad_rows_of_all_files_at_once(tmp_path):
    one = text_file(tmp_path, HEADER, PROVINCE, COMMUNE.replace(",Xã,", ",Bản,"), name="one.csv")
    other = text_file(tmp_path, "?", name="other.csv")
    complaint = refused(one, other)
    assert "one.csv, line 3" in complaint
    assert "other.csv, line 1" in complaint


def test_the_printout_is_capped(tmp_path):
    rows = [COMMUNE.replace("27901", f"2{number:04}").replace(",Xã,", ",Bản,") for number in range(120)]
    complaint = refused(text_file(tmp_path, HEADER, PROVINCE, *rows))
    assert complaint.count("Unknown type") == 50
    assert "… and 70 more." in complaint
    assert "Problems: 120." in complaint


@pytest.mark.parametrize(
    ("encoding", "named"), [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("cp1258", "Windows-1258")]
)
def test_other_encodings_are_named(tmp_path, encoding, named):
    lines = [HEADER, PROVINCE, COMMUNE]
    if encoding == "cp1258":  # has no ỹ or ạ of its own: letters and tone marks apart
        lines = [HEADER, "1,80,,80,Ti\u0309nh,Long An,Ti\u0309nh Long An,,,"]
    complaint = refused(text_file(tmp_path, *lines, encoding=encoding))
    assert f"The text is in {named}, not UTF-8. Save the file as “CSV UTF-8” and try again." in complaint


def test_wrong_bytes_name_their_line(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_bytes(f"{HEADER}\n{PROVINCE}\n".encode() + b"2,27901,80,80,X\xff,\n")
    assert "bad.csv, line 3: The text is not UTF-8." in refused(path)


TCVN3 = "2,27901,80,80,X\u00b7,M\u00fc L\u00b9c,X\u00b7 M\u00fc L\u00b9c,,,"
VNI = "2,27901,80,80,Xa\u00f5,My\u00f5 La\u00efc,Xa\u00f5 My\u00f5 La\u00efc,,,"


@pytest.mark.parametrize(("row", "named"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
def test_legacy_fonts_as_bytes(tmp_path, row, named):
    path = text_file(tmp_path, HEADER, row, encoding="cp1252")
    assert f"The text is in {named}, not UTF-8." in refused(path)


@pytest.mark.parametrize(("row", "named"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
def test_legacy_fonts_inside_utf8(tmp_path, row, named):
    complaint = refused(text_file(tmp_path, HEADER, PROVINCE, row))
    assert f"bad.csv, line 3: The text is in the old encoding {named}." in complaint


def test_text_encoded_twice(tmp_path):
    row = COMMUNE.encode().decode("cp1252", errors="replace")
    assert "bad.csv, line 3: The text is in the old encoding UTF-8" in refused(
        text_file(tmp_path, HEADER, PROVINCE, row)
    )


def test_legacy_fonts_in_a_workbook(tmp_path):
    book = Workbook()
    for line in (HEADER, PROVINCE, TCVN3):
        book.active.append(line.split(","))
    book.save(tmp_path / "bad.xlsx")
    assert "bad.xlsx, line 3: The text is in the old encoding TCVN3." in refused(tmp_path / "bad.xlsx")


def test_a_workbook_names_the_row(tmp_path):
    book = Workbook()
    book.create_sheet("Notes", 0).append(["read me"])
    for line in (HEADER, PROVINCE, "", COMMUNE.replace(",Xã,", ",Bản,")):
        book["Sheet"].append(line.split(","))
    book.save(tmp_path / "bad.xlsx")
    assert "bad.xlsx, line 4: Unknown type “Bản”." in refused(tmp_path / "bad.xlsx")


def test_statistics_office_rows(tmp_path):
    path = write_rows(
        tmp_path / "gso.csv",
        "Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp,Tên Tiếng Anh",
        [
            ("Tỉnh Long An", "80", "Huyện Thủ Thừa", "801", "Xã Mỹ Lạc", "27901", "Xã", ""),
            ("Tỉnh Tây Ninh", "80", "Huyện Thủ Thừa", "801", "Xã Mỹ Phú", "27904", "Xã", ""),
            ("Tỉnh Long An", "80", "Huyện Thủ Thừa", "801", "Xã Bình An", "27907", "Phường", ""),
            ("Tỉnh Long An", "80", "Thủ Thừa", "802", "Xã Bình An", "27910", "Xã", ""),
            ("Tỉnh Long An", "80", "", "", "Xã Bình An", "27913", "Xã", ""),
        ],
    )
    complaint = refused(path)
    assert "line 3: Code 80 is given to two units." in complaint
    assert "line 4: The name “Xã Bình An” contradicts the type “Phường”." in complaint
    assert "line 5: “Thủ Thừa” does not say its type." in complaint
    assert "line 6: The code of the district is empty." in complaint


def test_a_list_that_is_not_complete(tmp_path):
    provinces = [(1, f"{code}", "", f"{code}", "Tỉnh", f"Tên {code}") for code in range(10, 15)]
    communes = [(2, f"{unit[1]}001", unit[1], unit[1], "Xã", "Mỹ Lạc") for unit in provinces]
    import_units(write_units(tmp_path / "all.csv", provinces + communes), as_of=MERGER)
    part = write_units(tmp_path / "part.csv", provinces[:2] + communes[:2])
    complaint = refused(part, as_of=AFTER)
    assert "The list has 2 provinces of the 5 known, so it is not the national list." in complaint
    no_communes = write_units(tmp_path / "none.csv", provinces)
    assert "The list has no communes, so it is not complete." in refused(no_communes, as_of=AFTER)


def test_no_rows(tmp_path):
    assert "There are no rows under the header." in refused(text_file(tmp_path, HEADER, ""))
    assert "The header is not known. Found: nothing." in refused(text_file(tmp_path, ""))


def test_no_such_file(tmp_path):
    assert "nowhere.csv: The file cannot be opened" in refused(tmp_path / "nowhere.csv")
    assert "The file cannot be opened" in refused(tmp_path)


def test_an_unclosed_quotation_mark(tmp_path):
    path = text_file(tmp_path, HEADER, PROVINCE, COMMUNE.replace("Mỹ Lạc,", '"Mỹ Lạc,', 1), COMMUNE)
    assert "bad.csv, line 3: The row cannot be read (an unclosed quotation mark?)" in refused(path)


def test_broken_gzip(tmp_path):
    path = tmp_path / "units.csv.gz"
    packed = gzip.compress("\n".join([HEADER, PROVINCE, COMMUNE]).encode())
    path.write_bytes(packed[:-20])
    assert "units.csv.gz: The gzip file is broken or cut off." in refused(path)
    path.write_bytes(packed[:12] + bytes(8) + packed[20:])
    assert "The gzip file is broken or cut off." in refused(path)


def test_gzip_bomb(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_UNPACKED_BYTES", 100_000)
    path = tmp_path / "units.csv.gz"
    path.write_bytes(gzip.compress(b"0" * 5_000_000))
    assert "The file is too large for a list of units" in refused(path)


def test_zip_bomb(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_UNPACKED_BYTES", 100_000)
    path = tmp_path / "units.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "0" * 5_000_000)
    assert "units.xlsx: The file is too large for a list of units" in refused(path)


def test_broken_workbooks(tmp_path):
    path = tmp_path / "units.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "not a workbook")
    assert "The Excel file is broken or is not an .xlsx file." in refused(path)
    path.write_bytes(path.read_bytes()[:40])
    assert "The Excel file is broken or is not an .xlsx file." in refused(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "This is the old Excel format (.xls)." in refused(path)


def test_entities_in_a_workbook_are_not_expanded(tmp_path):
    book, packed = Workbook(), io.BytesIO()
    book.active.append(HEADER.split(","))
    book.save(packed)
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, laughs if name == "xl/worksheets/sheet1.xml" else old.read(name))
    assert "The Excel file is broken or is not an .xlsx file." in refused(tmp_path / "bad.xlsx")


def test_a_cell_of_megabytes(tmp_path):
    book = Workbook()
    book.active.append(HEADER.split(","))
    book.active.append(["1", "80", "", "80", "Tỉnh", "x" * 30_000, "Tỉnh", "", "", ""])
    book.save(tmp_path / "bad.xlsx")
    assert "bad.xlsx, line 2: A cell holds more than 2000 characters." in refused(tmp_path / "bad.xlsx")
    path = text_file(tmp_path, HEADER, PROVINCE.replace("Tây Ninh", "x" * 200_000))
    assert "bad.csv, line 2: The row cannot be read" in refused(path)


def test_too_many_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_ROWS", 3)
    complaint = refused(text_file(tmp_path, HEADER, PROVINCE, COMMUNE, COMMUNE))
    assert "bad.csv, line 4: More than 3 rows." in complaint


@pytest.mark.parametrize("day", ["31/06/2025", "2025-13-01", "hôm nay", "20250701x"])
def test_illegal_day(tmp_path, day):
    path = write_units(tmp_path / "units.csv", TWO_LEVELS)
    assert f"“{day}” is not a date." in refused(path, as_of=day)


def test_a_day_far_ahead(tmp_path):
    """A mistyped year would bar every list to come."""
    day = (timezone.localdate() + timedelta(days=400)).isoformat()
    assert "is more than a year ahead" in refused(write_units(tmp_path / "units.csv", TWO_LEVELS), as_of=day)


def test_illegal_province(tmp_path):
    path = write_units(tmp_path / "units.csv", TWO_LEVELS)
    assert "“8O” is not the code of a province" in refused(path, province=["8O"])


def test_a_day_in_vietnamese_order_is_read(tmp_path):
    import_units(write_units(tmp_path / "units.csv", THREE_LEVELS), as_of="31/03/2025")
    complaint = refused(write_units(tmp_path / "two.csv", TWO_LEVELS), as_of="30/03/2025")
    assert "units of 31/03/2025 are already imported" in complaint


def test_nothing_is_written_when_only_the_edges_are_bad(tmp_path):
    import_units(write_units(tmp_path / "three.csv", THREE_LEVELS), as_of=BEFORE)
    units = write_units(tmp_path / "two.csv", TWO_LEVELS)
    edges = write_rows(
        tmp_path / "edges.csv",
        "old_code,old_full_name,new_code,new_full_name,part",
        [
            ("80", "Tỉnh Long An", "80", "Tỉnh Tây Ninh", "full"),
            ("99", "Tỉnh X", "80", "Tỉnh Tây Ninh", "full"),
        ],
    )
    assert "edges.csv, line 3: There is no unit 99 (Tỉnh X) on 30/06/2025." in refused(units, edges)


def test_the_exit_is_a_failure(tmp_path):
    with pytest.raises(CommandError):
        import_units(tmp_path / "nowhere.csv", as_of=MERGER)
