"""Procedures in the index: one document each, however many units carry it out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.core.models import PortalPage
from portal.core.search_audience import audiences_of
from portal.core.search_scopes import ids_above, level_scope, only_scope, unit_scope
from portal.procedures.adoption.selectors import performed_by_units
from portal.procedures.enums import Audience, Facet, ServiceMode
from portal.procedures.models.classification import LifeEventEntry, ProcedureField
from portal.procedures.models.versions import ProcedureFacet, ProcedureVersion
from portal.procedures.search_changes import PROCEDURE_KIND
from portal.procedures.selectors import performed_by
from search.documents import ANY_LANGUAGE, Document, Key
from search.searchable import Facet as SearchFacet
from search.searchable import Searchable, Shown, registry
from sites.enums import Level
from sites.models import AdministrativeUnit


class ProcedureSearch(Searchable):
    """What the record says today, keyed by its code. Local facts and own parts stay out: the address,
    and the unit that shows it, are those of who asks."""

    code = PROCEDURE_KIND
    label = gettext_lazy("procedure")
    facets = (
        SearchFacet(
            "linh-vuc",
            pgettext_lazy("of administration", "Field"),
            order=25,
            labels=lambda values: field_names(values),
        ),
        SearchFacet("muc-do", gettext_lazy("Online"), order=50, labels=lambda values: mode_names(values)),
        SearchFacet(
            "doi-tuong", gettext_lazy("For whom"), order=60, labels=lambda values: audience_names(values)
        ),
    )

    def documents(self, pks: Sequence[str]) -> Iterable[Document]:
        """Eight queries a batch."""
        day = timezone.localdate()
        versions = list(ProcedureVersion.objects.in_force(day).filter(code__in=pks).select_related("field"))
        ids = [version.procedure_id for version in versions]
        events = _events_of(ids)
        facets = _facets_of([version.pk for version in versions])
        scopes = _scopes_of(ids, day)
        for version in versions:
            places = scopes.get(version.procedure_id, ())
            if places:
                yield _document(
                    version, places, events.get(version.procedure_id, ()), facets.get(version.pk, {})
                )

    def keys(self, *, after: str, limit: int) -> list[str]:
        found = ProcedureVersion.objects.in_force(timezone.localdate()).filter(code__gt=after)
        return list(found.order_by("code").values_list("code", flat=True).distinct()[:limit])

    def shown(self, keys: Sequence[Key], *, context: Any) -> dict[Key, Shown]:
        """Those carried out today where one looks, at an address that shows them: of the asking sub-site,
        else of the unit that is looked at, else of one below it.

        Five queries, six more when some are shown further below only.
        """
        day = timezone.localdate(context.now)
        nearest = list({unit.pk: unit for unit in (context.home, context.unit) if unit is not None}.values())
        versions = list(
            ProcedureVersion.objects.in_force(day)
            .filter(code__in=[key.pk for key in keys])
            .annotate(
                **{
                    f"is_at_{place}": ExpressionWrapper(performed_by(unit=unit), BooleanField())
                    for place, unit in enumerate(nearest)
                }
            )
            .select_related("field")
        )
        indexes = _open_indexes({unit.pk for unit in nearest}, context)
        found: dict[Key, Shown] = {}
        further = []
        for version in versions:
            at = next(
                (
                    indexes[unit.pk]
                    for place, unit in enumerate(nearest)
                    if getattr(version, f"is_at_{place}") and unit.pk in indexes
                ),
                None,
            )
            if at is not None:
                found[Key(PROCEDURE_KIND, version.code)] = self._shown_at(at, version, context)
            else:
                further.append(version)
        if further and not context.is_alone:
            for version, at in _shown_below(further, day, context):
                found[Key(PROCEDURE_KIND, version.code)] = self._shown_at(at, version, context)
        return {key: shown for key, shown in found.items() if shown.url}

    def _shown_at(self, index: PortalPage, version: ProcedureVersion, context: Any) -> Shown:
        base = index.get_url(context.request)
        is_elsewhere = index.unit_id != (context.home or context.unit).pk
        trail = [index.unit.local_full_name] if is_elsewhere and index.unit else []
        return Shown(
            title=version.name,
            url=f"{base}{version.code}/" if base else "",
            trail=(*trail, index.title, *([version.field.local_name] if version.field else [])),
            kind_label=str(self.label),
            summary=version.content.get("description") or "",
            note=version.code,
        )


def _open_indexes(unit_ids: Collection[int], context: Any) -> dict[int, PortalPage]:
    """By unit: the page that shows its procedures to who asks. Three queries."""
    pages = list(
        PortalPage.objects.live()
        .filter(
            Q(expire_at__isnull=True) | Q(expire_at__gt=context.now),
            unit__in=unit_ids,
            kind="procedures.index",
            locale__language_code=context.language,
        )
        .select_related("unit")
        .order_by("-pk")
    )
    audiences = audiences_of(pages)
    mine = set(context.audience)
    return {page.unit_id: page for page in pages if page.unit_id and not mine.isdisjoint(audiences[page.pk])}


def _shown_below(
    versions: Sequence[ProcedureVersion], day: date, context: Any
) -> Iterator[tuple[ProcedureVersion, PortalPage]]:
    """Each with the page of one unit below the asked one that carries it out: the highest, the oldest."""
    by_unit = performed_by_units(day=day, procedures=[version.procedure_id for version in versions])
    inside = Q(parent=context.unit) | Q(parent__parent=context.unit)
    units = AdministrativeUnit.objects.filter(inside, pk__in=[pk for pk, found in by_unit.items() if found])
    order = {level: place for place, level in enumerate(Level)}
    ranked = sorted(units.values_list("pk", "level"), key=lambda row: (order[Level(row[1])], row[0]))
    indexes = _open_indexes([pk for pk, _level in ranked], context)
    for version in versions:
        for pk, _level in ranked:
            if pk in indexes and version.procedure_id in by_unit[pk]:
                yield version, indexes[pk]
                break


def field_names(values: Iterable[str]) -> dict[str, str]:
    fields = ProcedureField.objects.filter(slug__in=list(values))
    return {field.slug: field.local_name for field in fields}


def mode_names(values: Iterable[str]) -> dict[str, str]:
    return {value: str(ServiceMode(value).label) for value in values if value in ServiceMode.values}


def audience_names(values: Iterable[str]) -> dict[str, str]:
    return {value: str(Audience(value).label) for value in values if value in Audience.values}


def _document(
    version: ProcedureVersion,
    scopes: tuple[str, ...],
    events: tuple[str, ...],
    facets: Mapping[str, tuple[str, ...]],
) -> Document:
    values = {
        "loai": (PROCEDURE_KIND,),
        "linh-vuc": (version.field.slug,) if version.field else (),
        "muc-do": facets.get(Facet.MODE, ()),
        "doi-tuong": facets.get(Facet.AUDIENCE, ()),
    }
    content = version.content
    return Document(
        key=Key(PROCEDURE_KIND, version.code),
        title=version.name,
        summary=content.get("description") or "",
        body="\n".join(_texts(content)),
        number=version.code,
        language=ANY_LANGUAGE,
        aliases=(*content.get("keywords", ()), *events),
        scopes=scopes,
        facets={code: found for code, found in values.items() if found},
        visible_until=_midnight(version.effective_to),
        weight=1.2,  # what citizens come for
    )


def _texts(content: Mapping[str, Any]) -> list[str]:
    texts = [content.get(name) or "" for name in ("requirements", "authority", "agency")]
    texts += content.get("steps", [])
    texts += [item["name"] for case in content.get("dossier", []) for item in case["items"]]
    texts += [result["name"] for result in content.get("results", [])]
    for basis in content.get("legal_bases", []):
        texts.append(" ".join(part for part in (basis["number"], basis["title"]) if part))
    return [text for text in texts if text]


def _events_of(ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    rows = LifeEventEntry.objects.filter(procedure__in=ids).values_list("procedure", "life_event__name")
    for procedure_id, name in rows:
        found[procedure_id] = (*found.get(procedure_id, ()), name)
    return found


def _facets_of(version_ids: Sequence[int]) -> dict[int, dict[str, tuple[str, ...]]]:
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    for version_id, facet, value in ProcedureFacet.objects.filter(version__in=version_ids).values_list(
        "version", "facet", "value"
    ):
        of_version = found.setdefault(version_id, {})
        of_version[facet] = (*of_version.get(facet, ()), value)
    return found


def _scopes_of(ids: Sequence[int], day: date) -> dict[int, tuple[str, ...]]:
    """A level's word where all its units carry it out, else a word for each unit that does; and a word for
    each place above those units, whose whole is searched."""
    by_unit = performed_by_units(day=day, procedures=ids)
    units = {
        unit.pk: unit for unit in AdministrativeUnit.objects.filter(pk__in=by_unit).select_related("parent")
    }
    units_at: dict[str, set[int]] = {}
    for unit in units.values():
        units_at.setdefault(unit.level, set()).add(unit.pk)
    found = {}
    for procedure_id in ids:
        words: list[str] = []
        above: set[int] = set()
        for level in Level:
            here = {unit_id for unit_id in units_at.get(level, ()) if procedure_id in by_unit[unit_id]}
            if here and here == units_at[level]:
                words.append(level_scope(level))
            else:
                words += [only_scope(unit_id) for unit_id in sorted(here)]
            above.update(pk for unit_id in here for pk in ids_above(units[unit_id]))
        found[procedure_id] = (*words, *(unit_scope(pk) for pk in sorted(above)))
    return found


def _midnight(day: Any) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None


registry.register(ProcedureSearch())
