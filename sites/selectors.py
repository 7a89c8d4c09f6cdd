"""What others ask about units and sub-sites."""

from datetime import date

from django.db.models import Q, QuerySet

from sites.enums import Level
from sites.models import AdministrativeUnit, Subsite, UnitSuccession
from sites.slugs import vietnamese_slug


def units_of_province(*, province_code: str, day: date) -> list[AdministrativeUnit]:
    """The province that carries this code on `day` and all its units, parents first.

    Empty when there is no such province on that day. One query.
    """
    order = {Level.PROVINCE: 0, Level.DEPARTMENT: 1, Level.DISTRICT: 2, Level.COMMUNE: 3}
    units = list(
        AdministrativeUnit.objects.valid_on(day)
        .filter(province_code=province_code)
        .select_related("parent__parent")
    )
    units.sort(key=lambda unit: (order[Level(unit.level)], unit.code))
    return units if units and units[0].level == Level.PROVINCE else []


def subsites_below(*, unit: AdministrativeUnit) -> QuerySet[Subsite]:
    """Sub-sites of a province's or district's units, itself left out, in one query."""
    below = Q(unit__parent=unit)
    if unit.level == Level.PROVINCE:
        below |= Q(unit__parent__parent=unit)
    return (
        Subsite.objects.filter(below)
        .select_related("site", "unit__parent")
        .order_by("unit__level", "unit__code")
    )


def successions_of(*, unit: AdministrativeUnit) -> QuerySet[UnitSuccession]:
    """The edges to the units that followed `unit`, with their sub-sites, in one query."""
    return (
        UnitSuccession.objects.filter(predecessor=unit)
        .select_related("successor__subsite__site")
        .order_by("successor__code")
    )


def subsites_found(*, query: str) -> QuerySet[Subsite]:
    """Sub-sites whose unit's name (accents ignored), host name or code holds `query`."""
    found = Subsite.objects.select_related("site", "unit__parent__parent").order_by(
        "unit__province_code", "-unit__level", "unit__code"
    )
    if not query:
        return found
    return found.filter(
        Q(unit__code=query)
        | Q(unit__slug__contains=vietnamese_slug(query))
        | Q(site__hostname__contains=query.lower())
    )


def units_without_subsite(*, query: str, day: date) -> QuerySet[AdministrativeUnit]:
    """Units that exist on `day` and have no sub-site, by name (accents ignored) or code.

    Once the province's own portal stands, only its units: an install serves one province.
    """
    provinces = Subsite.objects.filter(unit__level=Level.PROVINCE).values_list(
        "unit__province_code", flat=True
    )
    found = (
        AdministrativeUnit.objects.valid_on(day)
        .filter(subsite__isnull=True)
        .select_related("parent__parent")
        .order_by("province_code", "code")
    )
    if provinces:
        found = found.filter(province_code__in=list(provinces))
    if not query:
        return found
    return found.filter(Q(code=query) | Q(slug__contains=vietnamese_slug(query)))
