"""Pages in the index: every kind of page at once, by what they share."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from portal.core.addresses import SUBSITE_PATH_LENGTH
from portal.core.models import PortalPage, Topic
from portal.core.search_audience import audiences_of, paths_above
from portal.core.search_changes import PAGE_KIND
from portal.core.search_files import FileSearch
from portal.core.search_scopes import scopes_of_units
from portal.core.selectors import listed_kinds, page_classes, unsearched_kinds
from search.documents import Document, Key
from search.searchable import Facet, Searchable, Shown, registry
from sites.models import AdministrativeUnit


class PageSearch(Searchable):
    """Live pages of all kinds, keyed by the page's number. A kind stays out with `is_searchable = False`."""

    code = PAGE_KIND
    label = gettext_lazy("page")
    facets = (
        Facet("loai", gettext_lazy("Kind"), order=10, labels=lambda values: kind_names(values)),
        Facet("chuyen-muc", gettext_lazy("Topic"), order=20, labels=lambda values: topic_names(values)),
        Facet("nam", gettext_lazy("Year"), order=30),
        Facet("don-vi", gettext_lazy("Unit"), order=40, labels=lambda values: unit_names(values)),
    )

    def documents(self, pks: Sequence[str]) -> Iterable[Document]:
        """One query a class of page in the batch, and six for all."""
        pages = list(
            PortalPage.objects.live().filter(pk__in=pks).exclude(kind__in=unsearched_kinds()).specific()
        )
        prefetch_related_objects(pages, "locale", "topic")  # `specific` forgets `select_related`
        audiences = audiences_of(pages)
        scopes = scopes_of_units({page.unit_id for page in pages if page.unit_id})
        for page in pages:
            if audiences[page.pk]:
                yield _document(page, scopes.get(page.unit_id, ()), audiences[page.pk])

    def keys(self, *, after: str, limit: int) -> list[str]:
        found = PortalPage.objects.live().filter(pk__gt=int(after or 0)).order_by("pk")
        return [str(pk) for pk in found.values_list("pk", flat=True)[:limit]]

    def shown(self, keys: Sequence[Key], *, context: Any) -> dict[Key, Shown]:
        """Live, not expired, and open to who asks. Three queries, whatever the number."""
        request = context.request
        pages = list(_shown_pages(keys).select_related("unit"))
        audiences = audiences_of(pages)
        mine = set(context.audience)
        titles = _titles_above(pages)
        dated = listed_kinds()  # a date says something of news, not of a page of text
        found = {}
        for page in pages:
            if mine.isdisjoint(audiences[page.pk]):
                continue
            trail = [titles[path] for path in paths_above(page) if path in titles]
            found[Key(PAGE_KIND, str(page.pk))] = Shown(
                title=page.title,
                url=page.get_url(request) or "",
                trail=(page.unit.local_full_name, *trail) if page.unit else tuple(trail),
                kind_label=kind_names([page.kind]).get(page.kind, ""),
                summary=page.summary,
                date=page.published_at if page.kind in dated else None,
            )
        return {key: shown for key, shown in found.items() if shown.url}

    def hidden_of(self, keys: Sequence[Key], *, context: Any) -> set[Key]:
        """Three queries."""
        pages = list(_shown_pages(keys).only("pk", "path"))
        audiences = audiences_of(pages)
        mine = set(context.audience)
        seen = {str(page.pk) for page in pages if not mine.isdisjoint(audiences[page.pk])}
        return {key for key in keys if key.pk not in seen}


def _shown_pages(keys: Sequence[Key]) -> Any:
    """Live and not expired; restrictions apart."""
    not_over = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    pages = PortalPage.objects.live().filter(not_over, pk__in=[key.pk for key in keys])
    return pages.exclude(kind__in=unsearched_kinds())


def body_of(page: Page) -> str:
    """The words of a page's running texts, one after the other."""
    texts: list[str] = []
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            texts += field.stream_block.get_searchable_content(value) if value else []
        elif isinstance(field, RichTextField):
            texts.append(get_text_for_indexing(getattr(page, field.name)))
    return "\n".join(str(text) for text in texts if text)


def kind_names(values: Iterable[str]) -> dict[str, str]:
    """Of kinds of page, and of kinds of document that are no page."""
    known = {kind.code: str(kind.label) for kind in registry.all()}
    known |= {cls.kind_code: str(cls._meta.verbose_name) for cls in page_classes()}
    return {value: known[value][:1].upper() + known[value][1:] for value in values if value in known}


def topic_names(values: Iterable[str]) -> dict[str, str]:
    topics = Topic.objects.filter(slug__in=list(values))
    return {topic.slug: topic.local_name for topic in topics}


def unit_names(values: Iterable[str]) -> dict[str, str]:
    ids = [value.removeprefix("u") for value in values]
    units = AdministrativeUnit.objects.filter(pk__in=[pk for pk in ids if pk.isdigit()])
    return {f"u{unit.pk}": unit.local_full_name for unit in units}


def _document(page: PortalPage, scopes: tuple[str, ...], audience: tuple[str, ...]) -> Document:
    published = page.published_at or page.first_published_at
    return Document(
        key=Key(PAGE_KIND, str(page.pk)),
        title=page.title,
        summary=page.summary,
        body=body_of(page),
        language=page.locale.language_code,
        scopes=scopes,
        audience=audience,
        facets={
            code: values
            for code, values in (
                ("loai", (page.kind,)),
                ("chuyen-muc", (page.topic.slug,) if page.topic else ()),
                ("nam", (str(timezone.localtime(published).year),) if published and page.is_listed else ()),
                ("don-vi", (f"u{page.unit_id}",) if page.unit_id else ()),
            )
            if values
        },
        published_at=published,
        visible_until=page.expire_at,
        is_news=page.is_listed,
    )


def _titles_above(pages: Sequence[PortalPage]) -> dict[str, str]:
    """Titles of the sections a page stands below: between its home page and itself. One query."""
    below_home = SUBSITE_PATH_LENGTH + Page.steplen
    paths = {path for page in pages for path in paths_above(page) if len(path) > below_home}
    return dict(Page.objects.filter(path__in=paths).values_list("path", "title"))


registry.register(PageSearch())
registry.register(FileSearch())
