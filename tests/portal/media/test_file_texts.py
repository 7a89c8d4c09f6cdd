"""The words of files: every kind that is read, and what must not harm the reader."""

import tempfile

import pytest
from django.core.management import CommandError, call_command
from wagtail.documents.forms import get_document_form

from portal.media.enums import TextStatus
from portal.media.models import FileText
from portal.media.texts import extraction, reading
from portal.media.texts.extraction import text_extract
from portal.media.texts.services import file_text_extract
from tests.factories.units import NOW
from tests.portal.media.texts import ODT, docx_with_table, make_file, odt_of, pdf_of, xlsx_of, zip_of

TCVN3 = (
    "Céng hßa x· héi chñ nghÜa ViÖt Nam. §éc lËp, tù do, h¹nh phóc. C¨n cø LuËt Tæ chøc chÝnh quyÒn; "
    "theo ®Ò nghÞ cña Gi¸m ®èc Së Néi vô, Chñ tÞch ñy ban nh©n d©n tØnh quyÕt ®Þnh."
)


def extract(content: bytes, extension: str, **limits):
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        file.seek(0)
        return text_extract(file=file, extension=extension, **limits)


@pytest.mark.parametrize(
    ("content", "extension", "words"),
    [
        (docx_with_table("Quyết định", "ô trong bảng"), "docx", ["Quyết định", "ô trong bảng"]),
        (xlsx_of("Danh sách hộ"), "xlsx", ["Danh sách hộ 42"]),
        (odt_of("Kế hoạch"), "odt", ["Kế hoạch", "Điều một"]),
        (pdf_of("Thong bao ve viec nop ho so cua nguoi dan. " * 3), "pdf", ["nop ho so cua nguoi dan"]),
        ("Tên;Số\nĐường;1".encode(), "csv", ["Đường;1"]),
        ("Thông báo".encode("utf-16"), "txt", ["Thông báo"]),
        (TCVN3.encode(), "txt", ["Cộng hòa xã hội chủ nghĩa Việt Nam"]),
    ],
    ids=["docx", "xlsx", "odt", "pdf", "csv", "utf-16", "tcvn3"],
)
def test_words_are_read(content, extension, words):
    found = extract(content, extension)
    assert found.status == TextStatus.OK, found.detail
    for word in words:
        assert word in found.text


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + ODT.format("&b;")


@pytest.mark.parametrize(
    ("content", "extension", "status"),
    [
        (pdf_of(""), "pdf", TextStatus.EMPTY_SCAN),
        (b"%PDF-1.7 broken", "pdf", TextStatus.FAILED),
        (b"PK\x03\x04 broken", "docx", TextStatus.FAILED),
        (
            zip_of({"content.xml": BOMB.replace('<?xml version="1.0"?>', "").encode()}),
            "odt",
            TextStatus.FAILED,
        ),
        (zip_of({"content.xml": b" " * (reading.MAX_UNPACKED + 1)}), "odt", TextStatus.TOO_BIG),
        (b"\xd0\xcf\x11\xe0", "doc", TextStatus.UNSUPPORTED),
    ],
    ids=["scan", "pdf", "docx", "entities", "zip bomb", "old word"],
)
def test_what_cannot_be_read_says_why(content, extension, status):
    found = extract(content, extension)
    assert (found.status, found.text) == (status, "")


def test_a_reader_that_hangs_is_ended(monkeypatch):
    """A program that sleeps stands for a library that never comes back."""
    monkeypatch.setattr(extraction, "_command", lambda extension, seconds: ["/bin/sleep", "30"])
    assert extract(b"x", "txt", seconds=1).status == TextStatus.TOO_BIG


def test_a_long_text_is_cut():
    found = extract(b"dai " * reading.MAX_CHARACTERS, "txt")
    assert len(found.text) == reading.MAX_CHARACTERS


@pytest.mark.django_db
def test_a_scan_is_told_to_who_edits_the_file(network):
    file = make_file(network["hoa_phu"], pdf_of(""), "ban-quet.pdf")
    assert file_text_extract(file=file, now=NOW).status == TextStatus.EMPTY_SCAN
    form = get_document_form(type(file))(instance=file)
    assert "OCR" in str(form.fields["file"].help_text)


@pytest.mark.django_db
def test_a_file_gone_from_the_storage_fails_alone(network):
    file = make_file(network["hoa_phu"], b"x", "mat.txt")
    file.file.storage.delete(file.file.name)
    assert file_text_extract(file=file, now=NOW).status == TextStatus.FAILED
    assert FileText.objects.get().digest == ""


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [["--pending", "--limit", "0"], ["--again", "NONE"], []])
def test_a_wrong_command_changes_nothing(wrong):
    with pytest.raises(CommandError):
        call_command("file_texts_extract", *wrong)
