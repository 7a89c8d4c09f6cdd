"""The table of showings follows every save of a page and of a public record, in its transaction."""

from collections.abc import Collection
from typing import Any

from django.db.migrations import Migration
from django.db.models import Model
from django.db.models.signals import post_delete, post_migrate, post_save
from wagtail.models import Page

from portal.media.public_records import public_records
from portal.media.references import media_fields
from portal.media.services import showings_delete, showings_rebuild, showings_write

FIRST_MIGRATION = ("media", "0002_media_showings")


def object_saved(
    sender: type[Model],
    instance: Model,
    created: bool = False,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **kwargs: Any,
) -> None:
    if raw or not (isinstance(instance, Page) or sender in public_records()):
        return
    fields = media_fields(sender)
    if not fields or (update_fields is not None and fields.isdisjoint(update_fields)):
        # Saving the draft of a live page ends here: it touches the row's dates and title only,
        # while the object in memory already holds the draft's pictures.
        return
    specific = instance.specific_class if isinstance(instance, Page) else sender
    if update_fields is not None or specific is not sender:
        # Not all of the row's values are in memory.
        instance = (specific or sender)._default_manager.get(pk=instance.pk)
    showings_write(instance=instance, is_new=created)


def record_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if sender in public_records():
        showings_delete(record=instance)


def database_migrated(plan: list[tuple[Migration, bool]] | None = None, **kwargs: Any) -> None:
    """A database that has just got the table shows its pictures on: fill it from its pages."""
    applied = {(step.app_label, step.name) for step, is_backwards in plan or () if not is_backwards}
    if FIRST_MIGRATION in applied:
        showings_rebuild()


def connect(app_config: Any) -> None:
    """Called once at start-up."""
    post_save.connect(object_saved)
    post_delete.connect(record_deleted)
    post_migrate.connect(database_migrated, sender=app_config)
