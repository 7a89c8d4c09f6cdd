"""Sub-sites are born here, one at a time or a whole province."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.signal_handlers import disable_reference_index_auto_update

from sites.enums import Role
from sites.hostnames import HOST_PATTERN, HostName, plan_hostnames
from sites.models import AdministrativeUnit, Subsite, SubsiteContact, SubsiteRole, SubsiteRootPage
from sites.names import (
    agency_name,
    agency_name_en,
    head_of_agency,
    head_of_agency_en,
    place_name,
    place_name_en,
)
from sites.rights import network_roles_ensure, subsite_rights_grant
from sites.roles import APPROVAL_STEPS
from sites.sections import Birth, registry
from sites.selectors import units_of_province


class SubsiteRefused(ValidationError):
    """A sub-site cannot be made: the unit has one, or the host name is wrong or taken."""


@dataclass(frozen=True)
class ContactFacts:
    """What is known about the agency at birth; empty fields are filled from the unit."""

    responsible_person: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    hotline: str = ""


@dataclass
class ProvisionReport:
    """What `network_provision` did: units by outcome."""

    created: list[Subsite] = field(default_factory=list)
    existing: int = 0
    planned: list[tuple[AdministrativeUnit, HostName]] = field(default_factory=list)


def subsite_create(
    *,
    unit: AdministrativeUnit,
    now: datetime,
    actor: Any = None,
    hostname: HostName | None = None,
    contact: ContactFacts | None = None,
) -> Subsite:
    """Make everything a sub-site consists of, or nothing.

    `hostname` None plans it from the province's units (Decree 224/2026 Art. 11.4). The number of
    queries does not depend on how many sub-sites exist. Not to be called where Wagtail's reference
    index is switched off already: its switch does not nest. Raises SubsiteRefused.
    """
    if hostname is None:
        units = units_of_province(province_code=unit.province_code, day=unit.valid_from)
        hostname = plan_hostnames(units, suffix=settings.HOST_SUFFIX)[unit.pk]
    _refuse_unless_possible(unit, hostname)
    province = _province_of(unit)
    # Nothing refers to a page that is only being born, and its own references are section
    # titles: the index is skipped, not postponed.
    with transaction.atomic(), disable_reference_index_auto_update():
        network_roles_ensure()
        locales = locales_ensure()
        root = SubsiteRootPage(
            title=unit.full_name,
            slug=hostname.host.removesuffix(f".{settings.HOST_SUFFIX}").replace(".", "-"),
            locale=locales[settings.LANGUAGE_CODE],
            owner=actor,
        )
        _tree_root().add_child(instance=root)
        birth = Birth(unit=unit, province=province, root=root, locales=locales, actor=actor, now=now)
        birth.homes = registry.build_homes(birth)
        birth.site = Site.objects.create(
            hostname=hostname.host,
            port=settings.PUBLIC_PORT,
            site_name=unit.full_name,
            root_page=birth.homes[settings.LANGUAGE_CODE],
        )
        collection = _collection_create(f"{unit.full_name} ({hostname.host})"[:255])
        groups = _groups_create(hostname.host)
        workflow = _workflow_create(hostname.host, root, groups)
        birth.subsite = Subsite.objects.create(
            unit=unit,
            site=birth.site,
            root_page=root,
            collection=collection,
            workflow=workflow,
            host_note=hostname.note,
            created_at=now,
        )
        SubsiteRole.objects.bulk_create(
            SubsiteRole(subsite=birth.subsite, role=role, group=group) for role, group in groups.items()
        )
        _contact_create(birth, contact or ContactFacts())
        for section in registry.in_order():
            section.build(birth)
        subsite_rights_grant(birth=birth, collection=collection, groups=groups)
    return birth.subsite


def network_provision(
    *,
    province_code: str,
    as_of: date,
    now: datetime,
    actor: Any = None,
    dry_run: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
) -> ProvisionReport:
    """Make the sub-sites that a province's network lacks on `as_of`.

    Each is one transaction: a run that was stopped goes on where it stopped, and a second run
    changes nothing. `on_progress(done, of)` is called after each unit. Raises SubsiteRefused when
    no such province exists on that day.
    """
    units = units_of_province(province_code=province_code, day=as_of)
    if not units:
        raise SubsiteRefused(
            _("No province has the code %(code)s on %(day)s. Import the list of units first.")
            % {"code": province_code, "day": as_of.strftime("%d/%m/%Y")}
        )
    hostnames = plan_hostnames(units, suffix=settings.HOST_SUFFIX)
    have = set(Subsite.objects.filter(unit__in=units).values_list("unit_id", flat=True))
    missing = [unit for unit in units if unit.pk not in have]
    report = ProvisionReport(existing=len(have))
    report.planned = [(unit, hostnames[unit.pk]) for unit in missing]
    if dry_run:
        return report
    for done, unit in enumerate(missing, start=1):
        report.created.append(subsite_create(unit=unit, hostname=hostnames[unit.pk], now=now, actor=actor))
        if on_progress:
            on_progress(done, len(missing))
    return report


def locales_ensure() -> dict[str, Locale]:
    """The content languages' locales by code, made if missing."""
    found = {locale.language_code: locale for locale in Locale.objects.all()}
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        if code not in found:
            found[code] = Locale.objects.create(language_code=code)
    return found


def _refuse_unless_possible(unit: AdministrativeUnit, hostname: HostName) -> None:
    if not HOST_PATTERN.fullmatch(hostname.host):
        raise SubsiteRefused(
            _("“%(host)s” is not a host name: small letters without accents, digits, hyphens and dots.")
            % {"host": hostname.host}
        )
    if Subsite.objects.filter(unit=unit).exists():
        raise SubsiteRefused(_("%(unit)s has a sub-site already.") % {"unit": unit.full_name})
    taken = Subsite.objects.select_related("unit").filter(site__hostname=hostname.host).first()
    if taken is not None:
        raise SubsiteRefused(
            _("The host name %(host)s belongs to %(unit)s. Choose another.")
            % {"host": hostname.host, "unit": taken.unit.full_name}
        )


def _province_of(unit: AdministrativeUnit) -> AdministrativeUnit:
    while unit.parent is not None:
        unit = unit.parent
    return unit


def _tree_root() -> Page:
    root: Page = Page.get_first_root_node()
    return root


def _collection_root() -> Collection:
    root: Collection = Collection.get_first_root_node()
    return root


def _collection_create(name: str) -> Collection:
    """A collection at the end of the root's children.

    Wagtail keeps collections sorted by name (node_order_by), and treebeard then rewrites the path
    of every later sibling, one query each: the 204th sub-site would cost a hundred more.
    """
    root = Collection.objects.select_for_update().get(pk=_collection_root().pk)
    last = root.get_children().order_by("-path").first()
    path = last._inc_path() if last else Collection._get_path(root.path, root.depth + 1, 1)
    collection: Collection = Collection.objects.create(name=name, path=path, depth=root.depth + 1, numchild=0)
    Collection.objects.filter(pk=root.pk).update(numchild=F("numchild") + 1)
    return collection


def _groups_create(host: str) -> dict[Role, Group]:
    with override(settings.LANGUAGE_CODE):
        groups = Group.objects.bulk_create(Group(name=f"{host} · {role.label}") for role in Role)
    return dict(zip(Role, groups, strict=True))


def _workflow_create(host: str, root: SubsiteRootPage, groups: dict[Role, Group]) -> Workflow:
    with override(settings.LANGUAGE_CODE):
        workflow = Workflow.objects.create(name=_("Approval on %(host)s") % {"host": host})
        for position, roles in enumerate(APPROVAL_STEPS):
            task = GroupApprovalTask.objects.create(
                name=_("Approval by %(role)s on %(host)s") % {"role": roles[0].label, "host": host}
            )
            task.groups.set([groups[role] for role in roles])
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=position)
    WorkflowPage.objects.create(workflow=workflow, page=root)
    return workflow


def _contact_create(birth: Birth, facts: ContactFacts) -> None:
    unit = birth.unit
    SubsiteContact.objects.create(
        site=birth.site,
        agency_name=agency_name(unit),
        agency_name_en=agency_name_en(unit),
        responsible_person=facts.responsible_person or head_of_agency(unit),
        responsible_person_en="" if facts.responsible_person else head_of_agency_en(unit),
        address=facts.address or place_name(unit),
        address_en=place_name_en(unit),
        phone=facts.phone,
        email=facts.email,
        hotline=facts.hotline,
    )
