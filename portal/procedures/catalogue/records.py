"""A procedure for machines: the record as JSON, and schema.org's GovernmentService."""

from datetime import date
from decimal import Decimal
from typing import Any

from portal.core.frames import Frame
from portal.procedures.enums import Channel
from portal.procedures.ratings.selectors import rating_totals, ratings_json
from portal.procedures.selectors import LocalVersion
from sites.models import AdministrativeUnit


def record_json(local: LocalVersion, *, unit: AdministrativeUnit, day: date) -> dict[str, Any]:
    """The record in the published schema under "record", its decision, the unit's own facts, and how
    it is rated there as counted on `day`. One query."""
    version = local.version
    return {
        "record": dict(local.content),
        "decision": {
            "number": version.decision_number,
            "status": version.status,
            "decided_on": version.decided_on and version.decided_on.isoformat(),
            "effective_from": version.effective_from and version.effective_from.isoformat(),
            "effective_to": version.effective_to and version.effective_to.isoformat(),
            "replaced_by": version.replaced_by.code if version.replaced_by else None,
        },
        "unit": {
            "code": unit.code,
            "name": unit.full_name,
            "own_parts": sorted(local.own_parts),
            "facts": {key: value or None for key, value in local.facts.items()},
        },
        "ratings": {
            "as_of": day.isoformat(),
            "totals": ratings_json(rating_totals(unit=unit, procedure_id=version.procedure_id)),
        },
    }


def service_json_ld(local: LocalVersion, *, frame: Frame, address: str) -> dict[str, Any]:
    """schema.org GovernmentService: who offers it, where, by which channels, what it costs."""
    content, facts, contact = local.content, local.facts, frame.facts.contact
    phone = facts["phone"] or contact.phone
    place = {
        "@type": "Place",
        "name": facts["office"] or frame.agency_name,
        "address": facts["address"] or contact.address,
        "telephone": phone,
        "openingHours": facts["hours"],
    }
    channels = {method["channel"] for method in content["methods"]}
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": content["name"],
        "identifier": content["code"],
        "url": address,
        "description": content["description"] or "",
        "serviceType": content["field"] or "",
        "areaServed": {"@type": "AdministrativeArea", "name": frame.unit.local_full_name},
        "provider": {"@type": "GovernmentOrganization", "name": frame.agency_name},
        "availableChannel": [
            {
                "@type": "ServiceChannel",
                "serviceLocation": {key: value for key, value in place.items() if value},
            }
        ]
        if Channel.IN_PERSON in channels
        else [],
        "offers": [
            {
                "@type": "Offer",
                "price": str(Decimal(fee["amount"])),
                "priceCurrency": fee["currency"],
            }
            for method in content["methods"]
            for fee in method["fees"]
            if fee["amount"] is not None
        ],
    }
    return {key: value for key, value in data.items() if value}
