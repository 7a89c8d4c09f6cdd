"""Tells the search index which pages changed, in the transaction of the change.

Whatever changes pages past their `save` (`QuerySet.update`, SQL) calls `pages_mark` or `tree_mark`.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal.core.models import PortalPage
from portal.media.search_changes import files_mark_shown_by
from search.indexing.services import changes_mark
from sites.models import AdministrativeUnit, Subsite
from sites.signals import units_imported

PAGE_KIND = "page"  # keyed by the primary key of the page, whatever its class
# What Wagtail writes to a page's row when a draft is kept: nothing that the public reads.
_DRAFT_FIELDS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}
_PORTION = 5_000


def pages_mark(pages: "QuerySet[Page] | QuerySet[PortalPage]") -> int:
    """These pages changed, or who may see them; with the files they show. Returns how many pages."""
    pks = list(pages.values_list("pk", flat=True))
    changes_mark(kind=PAGE_KIND, pks=pks, now=timezone.now())
    for start in range(0, len(pks), _PORTION):
        files_mark_shown_by(pks[start : start + _PORTION])
    return len(pks)


def tree_mark(path: str) -> int:
    """As `pages_mark`: everything below this place of the tree, and its aliases elsewhere.

    An alias is as private as what it repeats.
    """
    below = Q(path__startswith=path) | Q(alias_of__path__startswith=path)
    return pages_mark(PortalPage.objects.filter(below))


def page_saved(
    sender: type,
    instance: Any,
    created: bool = False,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **kwargs: Any,
) -> None:
    """Published, unpublished, or written by a command. A draft that was never live is nobody's find."""
    if raw or not isinstance(instance, PortalPage) or (created and not instance.live):
        return
    if update_fields is None or not _DRAFT_FIELDS.issuperset(update_fields):
        changes_mark(kind=PAGE_KIND, pks=[instance.pk], now=timezone.now())


def page_shown_or_not(instance: Page, **kwargs: Any) -> None:
    """Marked again: what ends by its date is saved as a bare `Page`, which `page_saved` does not know."""
    changes_mark(kind=PAGE_KIND, pks=[instance.pk], now=timezone.now())
    files_mark_shown_by([instance.pk])


def page_moved(instance: Page, **kwargs: Any) -> None:
    tree_mark(instance.path)


def page_deleted(instance: PortalPage, **kwargs: Any) -> None:
    """Once for each page of a tree; its showings go with it, and mark their files."""
    changes_mark(kind=PAGE_KIND, pks=[instance.pk], now=timezone.now(), is_deleted=True)


def restriction_changed(instance: PageViewRestriction, action: str = "post_save", **kwargs: Any) -> None:
    """Added, changed or taken away, or its groups chosen."""
    if action.startswith("post_"):
        path = Page.objects.filter(pk=instance.page_id).values_list("path", flat=True).first()
        if path is not None:
            tree_mark(path)


def unit_saved(instance: AdministrativeUnit, created: bool = False, **kwargs: Any) -> None:
    """Renamed, closed, or below another: what it shows, and what all below it show."""
    if not created:
        in_unit = Q(unit=instance) | Q(unit__parent=instance) | Q(unit__parent__parent=instance)
        pages_mark(PortalPage.objects.filter(in_unit))


def subsite_saved(instance: Subsite, **kwargs: Any) -> None:
    tree_mark(instance.root_page.path)


def units_changed(province_codes: Collection[str], **kwargs: Any) -> None:
    """A list of units was imported: units are closed, merged and renamed past their `save`."""
    pages = PortalPage.objects.filter(unit__isnull=False)
    pages_mark(pages.filter(unit__province_code__in=province_codes) if province_codes else pages)


def connect() -> None:
    """Called once at start-up."""
    post_save.connect(page_saved)
    post_delete.connect(page_deleted, sender=PortalPage)
    page_published.connect(page_shown_or_not)
    page_unpublished.connect(page_shown_or_not)
    post_page_move.connect(page_moved)
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=PageViewRestriction)
    m2m_changed.connect(restriction_changed, sender=PageViewRestriction.groups.through)
    post_save.connect(unit_saved, sender=AdministrativeUnit)
    post_save.connect(subsite_saved, sender=Subsite)
    units_imported.connect(units_changed)
