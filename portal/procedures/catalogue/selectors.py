"""What the lists of procedures read. All counts are computed from what the unit carries out today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, Subquery, Value
from django.http import Http404

from portal.core.frames import Frame
from portal.core.models import PortalPage
from portal.media.models import File
from portal.procedures.catalogue.filters import ListQuery
from portal.procedures.enums import Audience, Carriage, Channel, Facet, ProcedureLevel, ServiceMode
from portal.procedures.models.classification import LifeEvent, ProcedureField
from portal.procedures.models.parts import DossierItem
from portal.procedures.models.versions import (
    ProcedureFacet,
    ProcedureVersion,
    ProcedureVersionQuerySet,
)
from portal.procedures.selectors import LocalVersion, local_versions, procedures_of_unit
from search.analysis import fold, words
from sites.models import AdministrativeUnit

PROCEDURES_PER_PAGE = 20
PROCEDURES_A_FILE = 60  # of notice-board sheets
_LABELS: dict[str, Any] = {
    Facet.LEVEL: ProcedureLevel,
    Facet.AUDIENCE: Audience,
    Facet.CHANNEL: Channel,
    Facet.MODE: ServiceMode,
    Facet.POSTAL: Carriage,
}


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list. `url` is the query part of an address."""

    label: str
    url: str
    count: int
    icon: str = ""
    note: str = ""


@dataclass(frozen=True)
class ChoiceGroup:
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Overview:
    """The first page of the catalog: every way in, each with its count."""

    total: int
    for_people: tuple[Choice, ...]
    for_businesses: tuple[Choice, ...]
    fields: tuple[Choice, ...]
    groups: tuple[ChoiceGroup, ...]
    initials: tuple[Choice, ...]


@dataclass(frozen=True)
class Listing:
    """One page of the list. `contents` maps a version's key to the record as the unit shows it."""

    page: "Page[ProcedureVersion]"
    contents: dict[int, Mapping[str, Any]]
    groups: tuple[ChoiceGroup, ...]
    active: tuple[Choice, ...]

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def items(self) -> Sequence[tuple[ProcedureVersion, Mapping[str, Any]]]:
        return [(version, self.contents[version.pk]) for version in self.page.object_list]


def catalogue_page(*, frame: Frame) -> PortalPage | None:
    """The page of the catalog on a sub-site, in the language of the request. One query."""
    return (
        PortalPage.objects.live()
        .filter(
            path__startswith=frame.root_path,
            kind="procedures.index",
            locale__language_code=frame.language,
        )
        .first()
    )


def catalogue_events(*, unit: AdministrativeUnit, day: date, limit: int) -> tuple[int, list[Choice]]:
    """How many procedures a unit carries out, and its first life events with their counts, those for
    people first. Two queries, three without life events."""
    versions = procedures_of_unit(unit=unit, day=day)
    inside = Q(entries__procedure__in=versions.values("procedure"))
    counted = versions.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    events = (
        LifeEvent.objects.annotate(n=Count("entries", filter=inside), total=Subquery(counted))
        .filter(n__gt=0)
        .order_by("is_for_business", "sort_order", "name")
    )
    found = list(events[:limit])
    total = found[0].total if found else versions.count()
    return total, [
        Choice(event.local_name, ListQuery(life_event=event.slug).address, event.n, event.icon)
        for event in found
    ]


def catalogue_overview(*, unit: AdministrativeUnit, day: date) -> Overview:
    """Every way into the catalog of a unit. Six queries, whatever the number of procedures or units."""
    versions = procedures_of_unit(unit=unit, day=day)
    events = _life_events(versions)
    initials = versions.order_by("initial").values_list("initial").annotate(n=Count("pk"))
    everything = ListQuery()
    return Overview(
        total=versions.count(),
        for_people=_event_choices(events, everything, is_for_business=False),
        for_businesses=_event_choices(events, everything, is_for_business=True),
        fields=_field_choices(versions, everything),
        groups=_facet_groups(versions, everything),
        initials=tuple(Choice(letter, ListQuery(initial=letter).address, n) for letter, n in initials),
    )


def catalogue_listing(
    *, unit: AdministrativeUnit, day: date, query: ListQuery, page_number: str, language: str = "vi"
) -> Listing:
    """Procedures that fit all filters, by name, twenty a page. At most ten queries.

    Raises Http404 on an unknown field or life event, or a page that does not exist.
    """
    versions = procedures_of_unit(unit=unit, day=day)
    active: list[Choice] = []
    if query.life_event:
        event = LifeEvent.objects.filter(slug=query.life_event).first()
        if event is None:
            raise Http404
        versions = versions.filter(procedure__life_event_entries__life_event=event)
        active.append(Choice(event.local_name, replace(query, life_event="").address, 0))
    if query.field:
        field = ProcedureField.objects.filter(slug=query.field).first()
        if field is None:
            raise Http404
        versions = versions.filter(field=field)
        active.append(Choice(field.local_name, replace(query, field="").address, 0))
    for facet, value in query.facets:
        holds = ProcedureFacet.objects.filter(facet=facet, value=value).values("version")
        versions = versions.filter(pk__in=holds)
        active.append(Choice(str(_LABELS[facet](value).label), query.with_facet(facet, "").address, 0))
    if query.initial:
        versions = versions.filter(initial=query.initial)
        active.append(Choice(query.initial, replace(query, initial="").address, 0))
    for word in words(query.text):
        versions = versions.filter(search_text__contains=word)
    page = _page(versions.select_related("field").by_name(), page_number)
    shown = local_versions(versions=list(page.object_list), unit=unit, language=language)
    groups = list(_facet_groups(versions, query))
    if not query.field:
        groups.insert(0, ChoiceGroup("", _field_choices(versions, query)))
    return Listing(
        page=page,
        contents={local.version.pk: local.content for local in shown},
        groups=tuple(group for group in groups if len(group.choices) > 1),
        active=tuple(active),
    )


def local_versions_of_field(
    *, unit: AdministrativeUnit, day: date, field: str, language: str, start: int, limit: int
) -> list[LocalVersion]:
    """`limit` procedures of a field from `start` on, by name, as the unit shows them. Four queries."""
    versions = procedures_of_unit(unit=unit, day=day).filter(field__slug=field)
    chosen = list(versions.select_related("field").by_name()[start : start + limit])
    return local_versions(versions=chosen, unit=unit, language=language)


def form_files(*, procedure_id: int) -> dict[tuple[str, str], File]:
    """The forms to download that the province holds, by the case and paper they belong to. One query."""
    items = DossierItem.objects.filter(case__procedure=procedure_id, form_file__isnull=False)
    return {(item.case.name, item.name): item.form_file for item in items.select_related("case", "form_file")}


def _page(versions: ProcedureVersionQuerySet, number: str) -> "Page[ProcedureVersion]":
    paginator = Paginator(versions, PROCEDURES_PER_PAGE)
    if not number.isdecimal() or not 1 <= int(number) <= paginator.num_pages:
        raise Http404
    page = paginator.page(int(number))
    page.object_list = list(page.object_list)
    return page


def _life_events(versions: ProcedureVersionQuerySet) -> Sequence[Any]:
    inside = Q(entries__procedure__in=versions.values("procedure"))
    return list(LifeEvent.objects.annotate(n=Count("entries", filter=inside)).filter(n__gt=0))


def _event_choices(events: Sequence[Any], query: ListQuery, *, is_for_business: bool) -> tuple[Choice, ...]:
    return tuple(
        Choice(event.local_name, replace(query, life_event=event.slug).address, event.n, event.icon)
        for event in events
        if event.is_for_business == is_for_business
    )


def _field_choices(versions: ProcedureVersionQuerySet, query: ListQuery) -> tuple[Choice, ...]:
    fields = ProcedureField.objects.annotate(n=Count("versions", filter=Q(versions__in=versions)))
    # Not by the database: it puts Đ after Z.
    ordered = sorted(fields.filter(n__gt=0), key=lambda field: fold(field.local_name))
    return tuple(
        Choice(field.local_name, replace(query, field=field.slug).address, field.n) for field in ordered
    )


def _facet_groups(versions: ProcedureVersionQuerySet, query: ListQuery) -> tuple[ChoiceGroup, ...]:
    counts: dict[str, dict[str, int]] = {}
    rows = (
        ProcedureFacet.objects.filter(version__in=versions)
        .order_by()
        .values_list("facet", "value")
        .annotate(n=Count("pk"))
    )
    for facet, value, n in rows:
        counts.setdefault(facet, {})[value] = n
    groups = []
    for facet, labels in _LABELS.items():
        found = counts.get(facet, {})
        choices = [
            Choice(str(choice.label), query.with_facet(facet, choice.value).address, found[choice.value])
            for choice in labels
            if choice.value in found
        ]
        if not query.facet(facet):
            groups.append(ChoiceGroup(str(Facet(facet).label), tuple(choices)))
    return tuple(groups)
