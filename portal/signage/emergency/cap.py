"""cap.xml: the most pressing alert of a board as Common Alerting Protocol 1.2 (OASIS, 1 July 2010). Pure.

For readers that know nothing of our contract, Xibo first of all; they take a single alert. When none is
on, the newest cancellation is told as a Cancel, so that a reader which keeps alerts lets go of it.
"""

from datetime import datetime

from lxml import etree

from portal.signage.emergency.bodies import wire_time
from portal.signage.emergency.states import AlertFacts, AlertState, Tombstone
from portal.signage.enums import AlertStatus, Severity

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
LANGUAGE = "vi-VN"
# Codes of units are those of the General Statistics Office (Decision 19/2025/QĐ-TTg).
GEOCODE = "GSO"
_EVENT = {AlertStatus.ACTUAL: "Tin khẩn", AlertStatus.EXERCISE: "Diễn tập tin khẩn"}
_SEVERITY = {Severity.EXTREME: "Extreme", Severity.SEVERE: "Severe", Severity.MODERATE: "Moderate"}


def cap_document(*, state: AlertState, sender: str) -> bytes | None:
    """The first active alert, else the newest cancellation, else None. `sender`: the host that issues.

    Alerts that have not begun are left out: many readers show what they find at once.
    """
    if state.active:
        return _document(_alert(state.active[0], sender))
    if state.cancelled:
        return _document(_cancel(state.cancelled[0], sender))
    return None


def _alert(facts: AlertFacts, sender: str) -> etree._Element:
    is_first = facts.number == 1
    alert = _message(
        identifier=_identifier(facts),
        sender=sender,
        sent=facts.published_at,
        status=facts.status,
        kind="Alert" if is_first else "Update",
        references="" if is_first else _reference_before(facts, sender),
    )
    _info(alert, facts, expires=facts.not_after)
    return alert


def _cancel(gone: Tombstone, sender: str) -> etree._Element:
    facts = gone.facts
    alert = _message(
        identifier=f"{facts.uid}-x",
        sender=sender,
        sent=gone.at,
        status=facts.status,
        kind="Cancel",
        references=f"{sender},{_identifier(facts)},{wire_time(facts.published_at)}",
    )
    _info(alert, facts, expires=gone.at)
    return alert


def _message(
    *, identifier: str, sender: str, sent: datetime, status: AlertStatus, kind: str, references: str
) -> etree._Element:
    alert = etree.Element(_name("alert"), nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    _add(alert, "identifier", identifier)
    _add(alert, "sender", sender)
    _add(alert, "sent", wire_time(sent))
    _add(alert, "status", "Exercise" if status == AlertStatus.EXERCISE else "Actual")
    _add(alert, "msgType", kind)
    _add(alert, "scope", "Public")
    if references:
        _add(alert, "references", references)
    return alert


def _info(alert: etree._Element, facts: AlertFacts, *, expires: datetime) -> None:
    """Elements in the order of the standard's schema."""
    info = etree.SubElement(alert, _name("info"))
    _add(info, "language", LANGUAGE)
    _add(info, "category", "Safety")
    _add(info, "event", _EVENT[facts.status])
    _add(info, "urgency", "Immediate")
    _add(info, "severity", _SEVERITY[facts.severity])
    # Nobody who sends one is asked; of the standard's words Unknown is advised against, and Observed would
    # claim that somebody saw it.
    _add(info, "certainty", "Likely")
    _add(info, "effective", wire_time(facts.published_at))
    _add(info, "onset", wire_time(facts.not_before))
    _add(info, "expires", wire_time(expires))
    _add(info, "senderName", facts.issuer_name)
    _add(info, "headline", facts.short)
    _add(info, "description", facts.full)
    area = etree.SubElement(info, _name("area"))
    _add(area, "areaDesc", facts.unit_name)
    code = etree.SubElement(area, _name("geocode"))
    _add(code, "valueName", GEOCODE)
    _add(code, "value", facts.unit_code)


def _identifier(facts: AlertFacts) -> str:
    return f"{facts.uid}-{facts.number}"


def _reference_before(facts: AlertFacts, sender: str) -> str:
    return f"{sender},{facts.uid}-{facts.number - 1},{wire_time(facts.previous_at or facts.published_at)}"


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, _name(name)).text = text


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _document(alert: etree._Element) -> bytes:
    return etree.tostring(alert, xml_declaration=True, encoding="UTF-8")
