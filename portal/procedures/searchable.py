"""Procedures in the index: one document each, however many units carry it out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.core.models import PortalPage
from portal.core.search_scopes import ids_above, level_scope, only_scope, unit_scope
from portal.procedures.adoption.selectors import performed_by_units
from portal.procedures.enums import Audience, Facet, ServiceMode
from portal.procedures.models.classification import LifeEventEntry, ProcedureField
from portal.procedures.models.versions import (
    ProcedureFacet,
    ProcedureVersion,
    ProcedureVersionQuerySet,
)
from portal.procedures.search_changes import PROCEDURE_KIND
from portal.procedures.search_forms import form_texts, forms_read
from portal.procedures.search_places import open_indexes, placed
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

    def prepare(self, pks: Sequence[str]) -> None:
        forms_read(pks)

    def documents(self, pks: Sequence[str]) -> Iterable[Document]:
        """Ten queries a batch."""
        day = timezone.localdate()
        versions = list(ProcedureVersion.objects.in_force(day).filter(code__in=pks).select_related("field"))
        ids = [version.procedure_id for version in versions]
        events = _events_of(ids)
        facets = _facets_of([version.pk for version in versions])
        scopes = _scopes_of(ids, day)
        forms = form_texts(ids)
        for version in versions:
            places = scopes.get(version.procedure_id, ())
            if places:
                yield _document(
                    version,
                    places,
                    events.get(version.procedure_id, ()),
                    facets.get(version.pk, {}),
                    forms.get(version.procedure_id, []),
                )

    def keys(self, *, after: str, limit: int) -> list[str]:
        found = ProcedureVersion.objects.in_force(timezone.localdate()).filter(code__gt=after)
        return list(found.order_by("code").values_list("code", flat=True).distinct()[:limit])

    def shown(self, keys: Sequence[Key], *, context: Any) -> dict[Key, Shown]:
        """Those carried out today where one looks, at an address that shows them. Five queries, six more
        when some are shown further below only."""
        found = {
            Key(PROCEDURE_KIND, version.code): self._shown_at(index, version, context)
            for version, index in placed(_versions(keys, context), context=context)
        }
        return {key: shown for key, shown in found.items() if shown.url}

    def hidden_of(self, keys: Sequence[Key], *, context: Any) -> set[Key]:
        versions = _versions(keys, context).defer("content", "search_text")
        found = placed(versions, context=context)
        return set(keys) - {Key(PROCEDURE_KIND, version.code) for version, _index in found}

    def is_shown_at(self, context: Any) -> bool:
        """A unit without a catalog that is open shows none of its own. Two queries."""
        return not context.is_alone or bool(open_indexes([context.unit.pk], context=context))

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


def _versions(keys: Sequence[Key], context: Any) -> ProcedureVersionQuerySet:
    in_force = ProcedureVersion.objects.in_force(timezone.localdate(context.now))
    return in_force.filter(code__in=[key.pk for key in keys]).select_related("field")


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
    forms: Sequence[str],
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
        body="\n".join([*_texts(content), *forms]),
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
