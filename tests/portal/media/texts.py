"""Files with words in them, made by the libraries that make such files."""

import zipfile
from io import BytesIO

from django.core.files.base import ContentFile
from docx import Document
from fpdf import FPDF
from openpyxl import Workbook

from portal.media.models import File
from sites.models import Subsite

ODT = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:'
    'office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    "<text:h>{}</text:h><text:p>Điều <text:span>một</text:span></text:p></office:text></office:body>"
    "</office:document-content>"
)


def make_file(subsite: Subsite, content: bytes, name: str, title: str = "Tài liệu kèm theo") -> File:
    found = File(title=title, collection=subsite.collection)
    found.file.save(name, ContentFile(content), save=False)
    found.save()
    return found


def docx_of(words: str) -> bytes:
    document = Document()
    document.add_paragraph(words)
    return _saved(document)


def docx_with_table(words: str, cell: str) -> bytes:
    document = Document()
    document.add_paragraph(words)
    document.add_table(1, 1).cell(0, 0).text = cell
    return _saved(document)


def xlsx_of(words: str) -> bytes:
    book = Workbook()
    book.active.append([words, 42, None, "=1+1"])
    return _saved(book)


def odt_of(words: str) -> bytes:
    return zip_of({"content.xml": ODT.format(words).encode()})


def pdf_of(words: str) -> bytes:
    sheet = FPDF()
    sheet.add_page()
    sheet.set_font("helvetica")
    if words:
        sheet.multi_cell(0, text=words)
    return bytes(sheet.output())


def zip_of(entries: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _saved(document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
