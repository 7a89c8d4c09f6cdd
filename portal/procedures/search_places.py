"""Where procedures are shown to who searches: on the asking sub-site, or further away."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone

from portal.core.models import PortalPage
from portal.core.search_audience import audiences_of
from portal.procedures.adoption.selectors import performed_by_units
from portal.procedures.models.versions import ProcedureVersion, ProcedureVersionQuerySet
from portal.procedures.selectors import performed_by
from sites.enums import Level
from sites.models import AdministrativeUnit

Placed = tuple[ProcedureVersion, PortalPage]


def placed(versions: ProcedureVersionQuerySet, *, context: Any) -> list[Placed]:
    """Each with the page of a catalog that shows it: of the asking sub-site, else of the unit that is looked
    at, else of one below it. Without those that none shows to who asks."""
    nearest = list({unit.pk: unit for unit in (context.home, context.unit) if unit is not None}.values())
    marked = versions.annotate(
        **{
            f"is_at_{place}": ExpressionWrapper(performed_by(unit=unit), BooleanField())
            for place, unit in enumerate(nearest)
        }
    )
    indexes = open_indexes({unit.pk for unit in nearest}, context=context)
    found: list[Placed] = []
    further = []
    for version in marked:
        here = [unit.pk for place, unit in enumerate(nearest) if getattr(version, f"is_at_{place}")]
        at = next((indexes[pk] for pk in here if pk in indexes), None)
        if at is not None:
            found.append((version, at))
        else:
            further.append(version)
    if further and not context.is_alone:
        found += _shown_below(further, timezone.localdate(context.now), context)
    return found


def open_indexes(unit_ids: Collection[int], *, context: Any) -> dict[int, PortalPage]:
    """By unit: the page that shows its procedures to who asks. Three queries, once for one question."""
    asked = ("procedures.index", frozenset(unit_ids))
    if asked not in context.known:
        context.known[asked] = _open_indexes(unit_ids, context)
    known: dict[int, PortalPage] = context.known[asked]
    return known


def _open_indexes(unit_ids: Collection[int], context: Any) -> dict[int, PortalPage]:
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


def _shown_below(versions: Sequence[ProcedureVersion], day: date, context: Any) -> Iterator[Placed]:
    """Each with the page of one unit below the asked one that carries it out: the highest, the oldest."""
    by_unit = performed_by_units(day=day, procedures=[version.procedure_id for version in versions])
    inside = Q(parent=context.unit) | Q(parent__parent=context.unit)
    units = AdministrativeUnit.objects.filter(inside, pk__in=[pk for pk, found in by_unit.items() if found])
    order = {level: place for place, level in enumerate(Level)}
    ranked = sorted(units.values_list("pk", "level"), key=lambda row: (order[Level(row[1])], row[0]))
    indexes = open_indexes([pk for pk, _level in ranked], context=context)
    for version in versions:
        for pk, _level in ranked:
            if pk in indexes and version.procedure_id in by_unit[pk]:
                yield version, indexes[pk]
                break
