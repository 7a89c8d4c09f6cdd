"""Small files, honest and otherwise, made by the libraries that make such files."""

import struct
import zipfile
import zlib
from io import BytesIO

from openpyxl import Workbook
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(document.cookie)</script></html>"
WORD_TYPES = (
    b'<Types><Override PartName="/word/document.xml" ContentType="application/vnd.'
    b'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **kwargs) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, "#6a9e5b").save(buffer, kind, **kwargs)
    return buffer.getvalue()


def picture_of_a_home(kind: str = "JPEG", orientation: int = 6) -> bytes:
    """A photograph that knows where it was taken, with what, and by whom."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "TelephoneMaker"
    exif[0x013B] = "Nguyen Van A"
    exif.get_ifd(0x8825).update({1: "N", 2: (10.0, 31.0, 55.0), 3: "E", 4: (106.0, 24.0, 33.0)})
    return picture(kind, exif=exif)


def picture_header_of(width: int, height: int) -> bytes:
    """A PNG that says it is enormous and holds nearly nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def archive(entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def docx(**more: bytes) -> bytes:
    entries = {"[Content_Types].xml": WORD_TYPES, "word/document.xml": b"<w:document/>"}
    return archive(entries | {name.replace("__", "/"): content for name, content in more.items()})


def odt(more: dict[str, bytes] | None = None) -> bytes:
    entries = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office:document/>"}
    return archive(entries | (more or {}))


def xlsx() -> bytes:
    book = Workbook()
    book.active.append(["Xã", "Dân số"])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def pdf(prepare=None, password: str = "") -> bytes:
    """A page; `prepare(writer)` adds to it."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if prepare:
        prepare(writer)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def action(kind: str, **more: str) -> DictionaryObject:
    entries = {NameObject(f"/{key}"): TextStringObject(value) for key, value in more.items()}
    return DictionaryObject({NameObject("/S"): NameObject(f"/{kind}"), **entries})


def starts_with(found: DictionaryObject):
    """As Word and LibreOffice write it, `/OpenAction` is where to start reading; it may be worse."""

    def prepare(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(found)

    return prepare


def opens_at_first_page(writer: PdfWriter) -> None:
    place = ArrayObject([writer.pages[0].indirect_reference, NameObject("/Fit"), NumberObject(0)])
    writer.root_object[NameObject("/OpenAction")] = place


def scripts_by_name(writer: PdfWriter) -> None:
    """The document's own table of scripts."""
    names = ArrayObject([TextStringObject("a"), DictionaryObject({NameObject("/JS"): TextStringObject("1")})])
    scripts = DictionaryObject({NameObject("/Names"): names})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): scripts})


def ole(*streams: str) -> bytes:
    """The first bytes of an old Office file and its directory."""
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return start + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
