"""Tells the search index which files changed, in the transaction of the change.

Only files that some page or public record shows can be found, so a showing that comes or goes is a
change of its file too.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone
from wagtail.models import Collection as Folder
from wagtail.models import CollectionViewRestriction

from portal.media.models import File, MediaShowing
from search.indexing.services import changes_mark

FILE_KIND = "file"  # keyed by the primary key of the file


def files_mark(pks: Iterable[int], *, is_deleted: bool = False) -> int:
    """These files changed, or who may see them. Returns how many."""
    pks = set(pks)
    return changes_mark(kind=FILE_KIND, pks=pks, now=timezone.now(), is_deleted=is_deleted) if pks else 0


def files_mark_shown_by(page_ids: Collection[int]) -> int:
    """Files that these pages show. One query when they show none."""
    shown = MediaShowing.objects.filter(page__in=page_ids, file__isnull=False)
    return files_mark(shown.values_list("file_id", flat=True))


def file_saved(instance: File, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        files_mark([instance.pk])


def file_deleted(instance: File, **kwargs: Any) -> None:
    files_mark([instance.pk], is_deleted=True)


def showing_deleted(instance: MediaShowing, **kwargs: Any) -> None:
    if instance.file_id:
        files_mark([instance.file_id])


def folder_restricted(instance: CollectionViewRestriction, action: str = "post_add", **kwargs: Any) -> None:
    """Added, changed or taken away, or its groups chosen: all files of the folder and those in it."""
    if action.startswith("post_"):
        folder = Folder.objects.filter(pk=instance.collection_id).first()
        if folder is not None:
            inside = folder.get_descendants(inclusive=True)
            files_mark(File.objects.filter(collection__in=inside).values_list("pk", flat=True))


def connect() -> None:
    """Called once at start-up."""
    post_save.connect(file_saved, sender=File)
    post_delete.connect(file_deleted, sender=File)
    post_delete.connect(showing_deleted, sender=MediaShowing)
    for signal in (post_save, post_delete):
        signal.connect(folder_restricted, sender=CollectionViewRestriction)
    m2m_changed.connect(folder_restricted, sender=CollectionViewRestriction.groups.through)
