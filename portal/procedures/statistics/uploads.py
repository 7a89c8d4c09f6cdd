"""A file waits for its sender's yes, checked before and checked again when it is taken over."""

from datetime import datetime
from typing import Any

from django.db import transaction

from portal.procedures.models.statistics import StatisticsUpload
from portal.procedures.statistics.reading import rows_of_file
from portal.procedures.statistics.services import StatisticsReport, statistics_import


def upload_check(*, file_name: str, content: bytes, actor: Any, now: datetime) -> StatisticsReport:
    """What the file would do; it is kept for `upload_confirm`. Raises StatisticsRefused, keeping nothing."""
    report = statistics_import(
        rows=rows_of_file(content=content), source=file_name, actor=actor, now=now, dry_run=True
    )
    StatisticsUpload.objects.update_or_create(
        user=actor, defaults={"file_name": file_name[-255:], "content": content, "uploaded_at": now}
    )
    return report


@transaction.atomic
def upload_confirm(*, upload: StatisticsUpload, actor: Any, now: datetime) -> StatisticsReport:
    """Take the waiting file over. Raises StatisticsRefused when it does not fit any more."""
    report = statistics_import(
        rows=rows_of_file(content=bytes(upload.content)), source=upload.file_name, actor=actor, now=now
    )
    upload.delete()
    return report
