"""Reads the words out of one file. Runs as a process of its own (`extraction.py`): what it opens may be
damaged or made to harm, so it has little memory, little time, no Django and no database.

Called as `python -m portal.media.texts.reading pdf < file`; writes UTF-8 text to standard output.
"""

import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

import pypdfium2
from defusedxml.ElementTree import iterparse
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

MAX_CHARACTERS = 1_000_000
MAX_UNPACKED = 200 * 1024 * 1024  # bytes of a ZIP's entries together
MAX_MEMORY = 1024 * 1024 * 1024  # bytes
TOO_BIG, FAILED = 3, 4  # what the process ends with
_ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class TooBig(Exception):
    """Unpacks to more than is read."""


def pdf(file: IO[bytes]) -> Iterator[str]:
    document = pypdfium2.PdfDocument(file)
    for page in document:
        text = page.get_textpage()
        yield text.get_text_bounded()
        text.close()
        page.close()


def docx(file: IO[bytes]) -> Iterator[str]:
    """Paragraphs in order, those of tables and text boxes among them."""
    _unpacked_check(file)
    for paragraph in Document(file).element.body.iter(qn("w:p")):
        yield "".join(run.text or "" for run in paragraph.iter(qn("w:t")))


def xlsx(file: IO[bytes]) -> Iterator[str]:
    """Sheet by sheet, a line a row; values, never formulas."""
    _unpacked_check(file)
    book = load_workbook(file, read_only=True, data_only=True)
    for sheet in book.worksheets:
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            yield " ".join(str(value) for value in row if value is not None)


def odf(file: IO[bytes]) -> Iterator[str]:
    """Paragraphs and headings of a text, sheet or presentation (OpenDocument 1.3, part 3, §5.1)."""
    _unpacked_check(file)
    with zipfile.ZipFile(file) as archive, archive.open("content.xml") as content:
        for _event, element in iterparse(content, forbid_dtd=True):
            if element.tag in (f"{_ODF_TEXT}p", f"{_ODF_TEXT}h"):
                yield "".join(element.itertext())
                element.clear()


def plain(file: IO[bytes]) -> Iterator[str]:
    data = file.read(4 * MAX_CHARACTERS)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield data.decode("utf-16", "replace")
    else:
        yield data.decode("utf-8-sig", "replace")


READERS: dict[str, Callable[[IO[bytes]], Iterator[str]]] = {
    "pdf": pdf,
    "docx": docx,
    "xlsx": xlsx,
    "odt": odf,
    "ods": odf,
    "odp": odf,
    "txt": plain,
    "csv": plain,
}


def text_of(file: IO[bytes], extension: str) -> str:
    """Not more than `MAX_CHARACTERS`: what a page has too much of is not read at all."""
    parts: list[str] = []
    length = 0
    for part in READERS[extension](file):
        parts.append(part)
        length += len(part) + 1
        if length >= MAX_CHARACTERS:
            break
    return "\n".join(parts)[:MAX_CHARACTERS]


def _unpacked_check(file: IO[bytes]) -> None:
    """By the list of entries: Python unpacks no more of an entry than the list says it holds."""
    with zipfile.ZipFile(file) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise TooBig
    file.seek(0)


def main(extension: str, seconds: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    try:
        with open(0, "rb", closefd=False) as file:
            text = text_of(file, extension)
    except (TooBig, MemoryError):
        return TOO_BIG
    except Exception as error:  # whatever a damaged file makes a library raise
        sys.stderr.write(f"{type(error).__name__}: {error}"[:400])
        return FAILED
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
