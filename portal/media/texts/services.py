"""Keeps what was read of files. For workers and commands: reading takes seconds, no request waits."""

import hashlib
import logging
import tempfile
import time
from collections.abc import Callable, Collection
from datetime import datetime
from typing import IO

from portal.media.enums import TextStatus
from portal.media.models import File, FileText
from portal.media.search_changes import files_mark
from portal.media.texts.extraction import Extracted, text_extract
from portal.media.texts.selectors import files_pending
from portal.media.upload_names import extension_of

logger = logging.getLogger("search")

_CHUNK = 1024 * 1024

Progress = Callable[[], object]


def file_text_extract(*, file: File, now: datetime) -> FileText:
    """Read the file as it is stored now, unless the same content was read before.

    A file that is gone from the storage counts as one that could not be read.
    """
    known = FileText.objects.filter(file=file).first()
    with tempfile.TemporaryFile() as copy:
        try:
            digest = _copy(file, copy)
        except OSError as error:
            digest, found = "", Extracted(TextStatus.FAILED, detail=str(error)[:400])
        else:
            if known is not None and known.digest == digest:
                FileText.objects.filter(pk=known.pk).update(stored_name=file.file.name)
                return known
            found = text_extract(file=copy, extension=extension_of(file.file.name))
    if found.status == TextStatus.FAILED:
        logger.warning("search: file %s cannot be read: %s", file.pk, found.detail)
    row, _is_new = FileText.objects.update_or_create(
        file=file,
        defaults={
            "stored_name": file.file.name,
            "digest": digest,
            "status": found.status,
            "text": found.text,
            "detail": found.detail,
            "extracted_at": now,
        },
    )
    return row


def file_texts_extract(
    *,
    now: Callable[[], datetime],
    limit: int | None = None,
    only: Collection[int] | None = None,
    seconds: float | None = None,
    on_progress: Progress | None = None,
) -> int:
    """Read files not read since they changed, of some or of all; returns how many were read.

    Each is kept at once, so what is stopped goes on where it was. After `seconds` no other is begun.
    """
    started = time.monotonic()
    done = 0
    for file in list(files_pending(only=only)[:limit]):
        if seconds is not None and done and time.monotonic() - started > seconds:
            break
        try:
            row = file_text_extract(file=file, now=now())
        except File.DoesNotExist:
            continue
        done += 1
        if only is None:
            files_mark([row.file_id])
        if on_progress:
            on_progress()
    return done


def _copy(file: File, to: IO[bytes]) -> str:
    """Into a file of this machine, whatever the storage; returns its SHA-256."""
    digest = hashlib.sha256()
    with file.open_file() as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            to.write(chunk)
    to.flush()
    to.seek(0)
    return digest.hexdigest()
