"""What the catalog offers to boards: a procedure as the unit carries it out, in one sentence.

A unit that stops carrying it out, or a record that is abolished, takes its messages off.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.signals import published

from portal.procedures.catalogue.answers import cost_answer, time_answer
from portal.procedures.models import AdoptionRule, Procedure
from portal.procedures.selectors import (
    LocalVersion,
    local_version,
    local_versions,
    procedures_of_unit,
)
from portal.signage.messages.services import sources_review
from portal.signage.offers import Offer, OfferKind, registry
from search.analysis import words
from sites.models import AdministrativeUnit, SubsiteContact
from sites.names import agency_name

KIND = "procedures.procedure"
_FULL, _SHORT = 400, 60


def find_procedure(code: str, unit: AdministrativeUnit) -> Offer | None:
    """None where the unit does not carry it out today, or it is in force no more. Six queries at most."""
    version = procedures_of_unit(unit=unit, day=timezone.localdate()).filter(code=code).first()
    if version is None:
        return None
    return _offer(local_version(version=version, unit=unit), _office_of(unit))


def recent_procedures(unit: AdministrativeUnit, query: str, limit: int) -> Sequence[Offer]:
    """By name. Six queries at most."""
    versions = procedures_of_unit(unit=unit, day=timezone.localdate())
    for word in words(query):
        versions = versions.filter(search_text__contains=word)
    found = local_versions(versions=list(versions.by_name()[:limit]), unit=unit)
    office = _office_of(unit)
    return [_offer(local, office) for local in found]


def _offer(local: LocalVersion, office: str) -> Offer:
    content = local.content
    parts = [
        _("%(procedure)s: file at %(office)s")
        % {"procedure": content["name"], "office": local.facts["office"] or office},
        _("time: %(time)s") % {"time": time_answer(content["methods"]).headline},
        _("fee: %(cost)s") % {"cost": cost_answer(content["methods"]).headline},
    ]
    return Offer(
        kind=KIND,
        key=local.version.code,
        title=content["name"],
        full="; ".join(parts)[:_FULL],
        short=content["name"][:_SHORT],
        url="",
    )


def _office_of(unit: AdministrativeUnit) -> str:
    contact = SubsiteContact.objects.filter(site__subsite__unit=unit).first()
    return contact.agency_name if contact else agency_name(unit)


def rule_changed(**kwargs: Any) -> None:
    sources_review(kind=KIND, keys=None, now=timezone.now())


def record_published(instance: Procedure, **kwargs: Any) -> None:
    sources_review(kind=KIND, keys=[instance.code], now=timezone.now())


registry.register(OfferKind(KIND, gettext_lazy("procedure"), find_procedure, recent_procedures))
for signal in (post_save, post_delete):
    signal.connect(rule_changed, sender=AdoptionRule, dispatch_uid="procedures.signage.rule")
published.connect(record_published, sender=Procedure, dispatch_uid="procedures.signage.published")
