"""Files in the index: those that a live page shows to everybody, found where that page is found."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.models import CollectionViewRestriction

from portal.core.models import PortalPage
from portal.core.search_changes import PAGE_KIND
from portal.core.search_scopes import scopes_of_units
from portal.core.selectors import listed_kinds, unsearched_kinds
from portal.media.models import File
from portal.media.search_changes import FILE_KIND, files_mark
from portal.media.selectors import pages_showing
from portal.media.texts.selectors import files_pending
from portal.media.texts.services import file_texts_extract
from search.documents import ANY_LANGUAGE, Document, Key
from search.searchable import Searchable, Shown
from sites.models import AdministrativeUnit

READ_S = 5.0  # pages wait for their turn meanwhile


class FileSearch(Searchable):
    """The text of a file with its title, keyed by the file's number.

    A file nobody shows, or shown behind a restriction only, is in no index: nobody finds it.
    """

    code = FILE_KIND
    label = gettext_lazy("file")

    def prepare(self, pks: Sequence[str]) -> None:
        """Reads what was never read, for some seconds; the rest has its turn after what waits."""
        ids = [int(pk) for pk in pks]
        file_texts_extract(now=timezone.now, only=ids, seconds=READ_S)
        files_mark(files_pending(only=ids).values_list("pk", flat=True))

    def documents(self, pks: Sequence[str]) -> Iterable[Document]:
        """Seven queries a batch."""
        shown_by = _pages_of([int(pk) for pk in pks])
        files = _open_files(shown_by).select_related("text")
        scopes = scopes_of_units({page.unit_id for pages in shown_by.values() for page in pages})
        for file in files:
            yield _document(file, shown_by[file.pk], scopes)

    def keys(self, *, after: str, limit: int) -> list[str]:
        found = File.objects.filter(pk__gt=int(after or 0), showings__page__live=True).order_by("pk")
        return [str(pk) for pk in found.values_list("pk", flat=True).distinct()[:limit]]

    def shown(self, keys: Sequence[Key], *, context: Any) -> dict[Key, Shown]:
        """Still shown to everybody, by a page that has not ended. Five queries, whatever the number."""
        shown_by = _pages_of([int(key.pk) for key in keys])
        dated = listed_kinds()
        found = {}
        for file in _open_files(shown_by):
            page = _nearest(shown_by[file.pk], context.unit)
            found[Key(FILE_KIND, str(file.pk))] = Shown(
                title=file.title,
                url=file.url,
                trail=(*((page.unit.local_full_name,) if page.unit else ()), page.title),
                kind_label=str(self.label),
                date=page.published_at if page.kind in dated else None,
                note=file.file_extension.upper(),
            )
        return found

    def hidden_of(self, keys: Sequence[Key], *, context: Any) -> set[Key]:
        """Four queries."""
        seen = _open_files(_pages_of([int(key.pk) for key in keys])).values_list("pk", flat=True)
        shown = {str(pk) for pk in seen}
        return {key for key in keys if key.pk not in shown}


def _pages_of(pks: Sequence[int]) -> dict[int, list[PortalPage]]:
    """By file: pages that show it now, the oldest first. Two queries."""
    pages_by_file = pages_showing(files=pks, now=timezone.now())
    ids = {pk for pages in pages_by_file.values() for pk in pages}
    pages = {
        page.pk: page
        for page in PortalPage.objects.filter(pk__in=ids, unit__isnull=False)
        .exclude(kind__in=unsearched_kinds())
        .select_related("unit__parent", "locale")
    }
    found = {
        file_id: [pages[pk] for pk in sorted(page_ids) if pk in pages]
        for file_id, page_ids in pages_by_file.items()
    }
    return {file_id: pages for file_id, pages in found.items() if pages}


def _open_files(pks: Iterable[int]) -> Any:
    """Without those in a folder that asks for a password or a group. Two queries."""
    paths = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    files = File.objects.filter(pk__in=list(pks)).select_related("collection")
    for path in paths:
        files = files.exclude(collection__path__startswith=path)
    return files


def _nearest(pages: Sequence[PortalPage], unit: AdministrativeUnit) -> PortalPage:
    """Of several pages with the file, one of the unit that is looked at; the first when it has none."""
    for page in pages:
        own = page.unit
        if own and unit.pk in (own.pk, own.parent_id, own.parent.parent_id if own.parent else None):
            return page
    return pages[0]


def _document(file: File, pages: Sequence[PortalPage], scopes: dict[int, tuple[str, ...]]) -> Document:
    ends = [page.expire_at for page in pages]
    dates = [page.published_at for page in pages if page.published_at]
    languages = {page.locale.language_code for page in pages}
    units = dict.fromkeys(page.unit_id for page in pages if page.unit_id)
    text = getattr(file, "text", None)
    return Document(
        key=Key(FILE_KIND, str(file.pk)),
        title=file.title,
        body=text.text if text else "",
        language=languages.pop() if len(languages) == 1 else ANY_LANGUAGE,
        scopes=tuple(dict.fromkeys(word for pk in units for word in scopes.get(pk, ()))),
        facets={"loai": (FILE_KIND,), "don-vi": tuple(f"u{pk}" for pk in units)},
        published_at=min(dates) if dates else None,
        visible_until=None if None in ends else max(end for end in ends if end),
        parent=Key(PAGE_KIND, str(pages[0].pk)),
        weight=0.9,  # its page first, where both say the same
    )
