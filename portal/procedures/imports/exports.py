"""Writes the catalog as JSON Lines, one version a line, in the one spelling that `canonical` gives."""

import gzip
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import IO, Any

from portal.procedures.content import canonical
from portal.procedures.imports.records import line_of_version
from portal.procedures.models import ProcedureVersion

_ROWS_AT_ONCE = 200


def export_lines(*, as_of: date | None = None, codes: Sequence[str] = ()) -> Iterator[str]:
    """Each version as a line with its end: by code, then in the order of arrival.

    All versions, or with `as_of` the one of each procedure that holds on that day.
    """
    versions = ProcedureVersion.objects.on_day(as_of) if as_of else ProcedureVersion.objects.all()
    if codes:
        versions = versions.filter(code__in=codes)
    ordered = versions.select_related("replaced_by").defer("search_text").order_by("code", "number")
    for version in ordered.iterator(chunk_size=_ROWS_AT_ONCE):
        yield f"{canonical(line_of_version(version))}\n"


def export_write(lines: Iterator[str], *, path: Path) -> int:
    """Write `lines` to `path`, packed when its name ends with .gz. Returns their number.

    The file appears when it is complete; the same catalog gives the same bytes.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            number = _write_all(lines, file, is_packed=path.suffix == ".gz")
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise
    return number


def _write_all(lines: Iterator[str], file: IO[bytes], *, is_packed: bool) -> int:
    number = 0
    # The day and name of the file are no part of what it says.
    packed: Any = gzip.GzipFile("", "wb", fileobj=file, mtime=0) if is_packed else file
    for line in lines:
        packed.write(line.encode())
        number += 1
    if is_packed:
        packed.close()
    return number
