"""What is in the database, seen from the demonstration."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.models import Page

from portal.demo.accounts import ACCOUNTS
from portal.demo.units import AS_OF, UNITS
from portal.procedures.models import Procedure, ProcedureIndexPage
from sites.models import AdministrativeUnit, Subsite


@dataclass(frozen=True)
class DemoState:
    """`is_built`: all of it is here, whatever somebody has added. `foreign` names what is not of the
    demonstration, `missing` what it lacks; a database with neither pages nor sub-sites has no
    `foreign` and `is_empty`."""

    is_built: bool
    is_empty: bool
    foreign: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def demo_state() -> DemoState:
    """Whether the demonstration can be built here, or is.

    Its marks are its units and its accounts: sub-sites of other units, sub-sites without the
    accounts, and pages outside of sub-sites are somebody's work. Four queries.
    """
    subsites = demo_subsites()
    own = {facts.code for facts in UNITS}
    others = Subsite.objects.exclude(pk__in=[subsite.pk for subsite in subsites]).select_related(
        "unit", "site"
    )
    foreign = [str(subsite) for subsite in others]
    roots = Subsite.objects.values("root_page")
    foreign += [page.title for page in Page.objects.filter(depth=2).exclude(pk__in=roots)]
    names = {account.username for account in ACCOUNTS}
    have = set(get_user_model().objects.filter(username__in=names).values_list("username", flat=True))
    if not subsites:
        return DemoState(False, not foreign, (*foreign, *sorted(have)))
    if not have:
        return DemoState(False, False, tuple(str(subsite) for subsite in subsites))
    codes = {subsite.unit.code for subsite in subsites}
    missing = [facts.full_name for facts in UNITS if facts.code in own - codes]
    missing += sorted(names - have)
    return DemoState(not missing, False, tuple(foreign), tuple(missing))


def demo_subsites() -> list[Subsite]:
    """Sub-sites of the demonstration's units as of its day, in the order of its list. One query."""
    order = {facts.code: place for place, facts in enumerate(UNITS)}
    found = Subsite.objects.filter(unit__in=demo_units()).select_related(
        "unit__parent__parent", "site", "root_page", "collection"
    )
    return sorted(found, key=lambda subsite: order[subsite.unit.code])


def demo_units() -> QuerySet[AdministrativeUnit]:
    """The demonstration's units, as far as they are in the list of units."""
    return AdministrativeUnit.objects.valid_on(AS_OF).filter(code__in=[facts.code for facts in UNITS])


def added_subsites() -> list[Subsite]:
    """Sub-sites that somebody has put beside the demonstration. One query."""
    others = Subsite.objects.exclude(unit__in=demo_units())
    return list(others.select_related("unit", "site").order_by("unit__slug"))


def has_procedures() -> bool:
    """Whether there is a catalog, the demonstration's or somebody's. One query."""
    return Procedure.objects.exists()


def has_places_for_procedures() -> bool:
    """Whether sub-sites have the page that shows the catalog; those of an older release have none."""
    return ProcedureIndexPage.objects.exists()
