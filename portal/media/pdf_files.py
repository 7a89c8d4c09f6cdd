"""Looks for what a PDF would do by itself: scripts, programs, forms that send, attached programs."""

import re
from collections.abc import Iterator
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from portal.media.archives import NOT_READABLE
from portal.media.upload_names import extension_of

MAX_OBJECTS = 200_000
MAX_DEPTH = 40
# ISO 32000-1 table 198 and annex on multimedia. /GoTo, /URI, /Named do nothing but move the reader.
ACTIVE_ACTIONS = {
    "/JavaScript": _("a script"),
    "/Launch": _("the start of a program"),
    "/ImportData": _("the import of data"),
    "/SubmitForm": _("the sending of a form"),
    "/RichMedia": _("an embedded film or program"),
    "/RichMediaExecute": _("an embedded film or program"),
    "/Rendition": _("an embedded film or program"),
    "/Movie": _("an embedded film or program"),
    "/Sound": _("an embedded sound"),
    "/GoToE": _("a jump into an attached file"),
    "/GoToR": _("a jump into a file on the reader's computer"),
}
_SCRIPT_KEYS = ("/JS", "/JavaScript", "/XFA")
# What hides from the table of objects: a viewer that repairs the file would find it all the same.
_HIDDEN = re.compile(rb"/S\s*(/JavaScript|/Launch)\b")
_BROKEN = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError)


def pdf_check(file: IO[bytes], allowed: frozenset[str]) -> None:
    """Raise ValidationError for a PDF that is locked, damaged or active.

    `allowed`: extensions of files that may be attached to it.
    """
    file.seek(0)
    hidden = _HIDDEN.search(file.read())
    if hidden:
        raise _active(ACTIVE_ACTIONS[hidden[1].decode()])
    file.seek(0)
    try:
        reader = PdfReader(file, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValidationError(
                _("The PDF is locked with a password, so readers could not open it."), code="locked"
            )
        if not len(reader.pages):
            raise ValidationError(NOT_READABLE, code="not_readable")
        for found in _objects(reader):
            _object_check(found, allowed, 0)
    except ValidationError:
        raise
    except _BROKEN as error:
        raise ValidationError(NOT_READABLE, code="not_readable") from error


def _objects(reader: PdfReader) -> Iterator[Any]:
    """Each object of the file once; a broken one that no viewer could draw either is passed over."""
    yield reader.trailer
    numbers = {number: generation for generation, at in reader.xref.items() for number in at}
    numbers |= dict.fromkeys(reader.xref_objStm, 0)
    if len(numbers) > MAX_OBJECTS:
        raise ValidationError(_("The PDF is made of too many parts. Print it to a new PDF."), code="bomb")
    for number, generation in numbers.items():
        try:
            yield reader.get_object(IndirectObject(number, generation, reader))
        except _BROKEN:
            continue


def _object_check(found: Any, allowed: frozenset[str], depth: int) -> None:
    """One object with what lies directly in it; references are visited on their own."""
    if depth > MAX_DEPTH:
        raise ValidationError(NOT_READABLE, code="not_readable")
    if isinstance(found, DictionaryObject):
        _dictionary_check(found, allowed)
        for value in found.values():
            _object_check(value, allowed, depth + 1)
    elif isinstance(found, ArrayObject):
        for value in found:
            _object_check(value, allowed, depth + 1)


def _dictionary_check(found: DictionaryObject, allowed: frozenset[str]) -> None:
    kind = str(found.get("/S", ""))
    if kind in ACTIVE_ACTIONS:
        raise _active(ACTIVE_ACTIONS[kind])
    if str(found.get("/Subtype", "")) in ("/RichMedia", "/Movie", "/Screen", "/3D"):
        raise _active(ACTIVE_ACTIONS["/RichMedia"])
    if any(key in found for key in _SCRIPT_KEYS):
        raise _active(ACTIVE_ACTIONS["/JavaScript"])
    if "/EF" in found:
        name = str(found.get("/UF") or found.get("/F") or "")
        if extension_of(name) not in allowed:
            raise ValidationError(
                _("The PDF carries an attached file that is not allowed here: %(name)s."),
                code="attached",
                params={"name": name[-80:]},
            )


def _active(what: Any) -> ValidationError:
    return ValidationError(
        _(
            "The PDF contains %(what)s, which can harm a reader's computer. "
            "Print it to a new PDF and upload that one."
        ),
        code="active",
        params={"what": what},
    )
