"""Keeps the table of showings in step with what pages and public records hold."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.models import Page

from portal.media.models import File, MediaShowing, PortalImage
from portal.media.public_records import public_records
from portal.media.references import MediaIds, media_fields, media_of
from portal.media.search_changes import files_mark

ROWS_AT_ONCE = 200

Progress = Callable[[int, int], None]
# What a showing is told by: (page, type of record, key of record, picture, file).
Key = tuple[int | None, int | None, str, int | None, int | None]


def showings_write(*, instance: Model, is_new: bool = False) -> None:
    """What this page or public record refers to, as its values say. `is_new`: it had no row before.

    Values must be those of its row. Nothing is asked for a new object without pictures; otherwise
    one query when nothing has changed.
    """
    wanted = _keys(instance, media_of(instance))
    if wanted or not is_new:
        _write([instance], wanted, are_new=is_new)


def showings_delete(*, record: Model) -> None:
    """A public record is gone. Showings of pages go with their page."""
    MediaShowing.objects.filter(**_owner(record)).delete()


def showings_rebuild(*, on_progress: Progress | None = None) -> int:
    """Write the showings of everything anew, where they differ; returns the number of objects read.

    Each portion is one transaction: what is stopped keeps what it has done, and may be run again.
    """
    page_ids = list(Page.objects.order_by("pk").values_list("pk", flat=True))
    record_ids = [
        (model, list(model._default_manager.order_by("pk").values_list("pk", flat=True)))
        for model in public_records()
    ]
    total = len(page_ids) + sum(len(ids) for _model, ids in record_ids)
    done = 0
    for model, ids in [(Page, page_ids), *record_ids]:
        for start in range(0, len(ids), ROWS_AT_ONCE):
            portion = ids[start : start + ROWS_AT_ONCE]
            with transaction.atomic():
                _rebuild(model, portion)
            done += len(portion)
            if on_progress:
                on_progress(done, total)
    return done


def _rebuild(model: type[Model], ids: list[Any]) -> None:
    rows = model._default_manager.filter(pk__in=ids)
    instances = list(rows.specific() if model is Page else rows)  # type: ignore[attr-defined]
    wanted: set[Key] = set()
    for instance in instances:
        kind: type[Model] = type(instance)
        if media_fields(kind):
            wanted |= _keys(instance, media_of(instance))
    _write(instances, wanted)


def _write(instances: Iterable[Model], wanted: set[Key], *, are_new: bool = False) -> None:
    """Make the rows of `instances` (all pages, or all of one model) the wanted ones."""
    if not are_new:
        rows = {_key(row): row.pk for row in _owned_by(instances)}
        stale = [pk for key, pk in rows.items() if key not in wanted]
        if stale:
            MediaShowing.objects.filter(pk__in=stale).delete()
        wanted = wanted - set(rows)
    if not wanted:
        return
    # A text may name what has been deleted since.
    images = _present(PortalImage, {key[3] for key in wanted})
    files = _present(File, {key[4] for key in wanted})
    MediaShowing.objects.bulk_create(
        MediaShowing(page_id=page, record_type_id=kind, record_id=record, image_id=image, file_id=file)
        for page, kind, record, image, file in sorted(wanted, key=str)
        if image in images or file in files
    )
    if files:
        files_mark(files)


def _present(model: type[Model], ids: set[int | None]) -> set[int]:
    asked = ids - {None}
    return set(model._default_manager.filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()


def _keys(instance: Model, media: MediaIds) -> set[Key]:
    owner = _owner(instance)
    head = (owner.get("page_id"), owner.get("record_type_id"), owner.get("record_id", ""))
    return {(*head, pk, None) for pk in media.images} | {(*head, None, pk) for pk in media.files}


def _key(row: MediaShowing) -> Key:
    return (row.page_id, row.record_type_id, row.record_id, row.image_id, row.file_id)


def _owner(instance: Model) -> dict[str, Any]:
    if isinstance(instance, Page):
        return {"page_id": instance.pk}
    kind = ContentType.objects.get_for_model(instance)
    return {"record_type_id": kind.pk, "record_id": str(instance.pk)}


def _owned_by(instances: Iterable[Model]) -> "QuerySet[MediaShowing]":
    """The rows of these pages, or of these records of one model."""
    owners = [_owner(instance) for instance in instances]
    if any("page_id" in owner for owner in owners):
        return MediaShowing.objects.filter(page__in=[owner["page_id"] for owner in owners])
    return MediaShowing.objects.filter(
        record_type__in={owner["record_type_id"] for owner in owners},
        record_id__in=[owner["record_id"] for owner in owners],
    )
