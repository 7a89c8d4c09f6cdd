"""The parts of a record, what they are called, and what a unit may do with each by default.

The province changes a default by a dated `PartPolicy` row; nothing here is law that lasts.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.procedures.enums import FieldPolicy


@dataclass(frozen=True)
class Part:
    """One key of the record's content, or one column of a unit's own facts."""

    key: str
    label: Any
    policy: str


_RECORD = (
    ("name", _("Name"), FieldPolicy.LOCKED),
    ("levels", _("Levels"), FieldPolicy.LOCKED),
    ("audiences", _("For whom"), FieldPolicy.LOCKED),
    ("agency", _("Carried out by"), FieldPolicy.OVERRIDABLE),
    ("authority", _("Decided by"), FieldPolicy.LOCKED),
    ("receiving_address", _("Where dossiers are received"), FieldPolicy.OVERRIDABLE),
    ("coordinating_agency", _("Co-operating agency"), FieldPolicy.OVERRIDABLE),
    ("steps", _("Steps"), FieldPolicy.OVERRIDABLE),
    ("methods", _("Ways of filing, times and fees"), FieldPolicy.OVERRIDABLE),
    ("dossier", _("Papers"), FieldPolicy.LOCKED),
    ("requirements", _("Requirements and conditions"), FieldPolicy.LOCKED),
    ("results", _("Results"), FieldPolicy.LOCKED),
    ("legal_bases", _("Legal bases"), FieldPolicy.LOCKED),
    ("description", _("Description"), FieldPolicy.OVERRIDABLE),
    ("service", _("Online service"), FieldPolicy.LOCKED),
)
_LOCAL = (
    ("office", _("Office or desk"), FieldPolicy.LOCAL_REQUIRED),
    ("address", _("Address"), FieldPolicy.LOCAL_REQUIRED),
    ("hours", _("Opening hours"), FieldPolicy.LOCAL_REQUIRED),
    ("phone", _("Phone"), FieldPolicy.LOCAL_REQUIRED),
    ("email", _("E-mail"), FieldPolicy.LOCAL_ONLY),
    ("submission_url", _("Address for filing online"), FieldPolicy.LOCAL_ONLY),
    ("note", _("Good to know here"), FieldPolicy.LOCAL_ONLY),
)
RECORD_PARTS = {key: Part(key, label, policy) for key, label, policy in _RECORD}
LOCAL_PARTS = {key: Part(key, label, policy) for key, label, policy in _LOCAL}
PARTS = RECORD_PARTS | LOCAL_PARTS


def part_label(key: str) -> Any:
    """What a part is called; the key itself for one that no longer exists."""
    return PARTS[key].label if key in PARTS else key
