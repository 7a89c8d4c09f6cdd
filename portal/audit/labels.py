"""Entries in the words of a reader: names of people, places, fields and values."""

import json
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.acting.enums import Ending
from portal.audit.enums import Source
from portal.audit.models import AuditEntry
from sites.enums import Role

_FIELDS = {
    "account_exists": gettext_lazy("The account exists"),
    "added": gettext_lazy("Added"),
    "asked": gettext_lazy("Filters"),
    "before": gettext_lazy("Before"),
    "by_mail": gettext_lazy("By a link in a letter"),
    "collection_permissions": gettext_lazy("Rights on folders"),
    "entries": gettext_lazy("Number of entries"),
    "file": gettext_lazy("File"),
    "groups": gettext_lazy("Groups"),
    "how": gettext_lazy("How it ended"),
    "ip_address": gettext_lazy("Network address"),
    "page_permissions": gettext_lazy("Rights on pages"),
    "permissions": gettext_lazy("Rights"),
    "reason": gettext_lazy("Reason"),
    "removed": gettext_lazy("Removed"),
    "roles": gettext_lazy("Roles"),
    "second_factor": gettext_lazy("With the second step"),
    "site_permissions": gettext_lazy("Rights on site settings"),
    "title": gettext_lazy("Title"),
    "until": gettext_lazy("Until"),
    "user_agent": gettext_lazy("Browser"),
    "user_permissions": gettext_lazy("Own rights"),
}
_VALUES = {**dict(Role.choices), **dict(Ending.choices)}


def person_shown(entry: AuditEntry) -> str:
    """The person, with the real one when somebody acted as another."""
    if not entry.actor_name:
        return _("nobody signed in") if entry.source == Source.WEB else _("the system")
    if entry.real_actor_name:
        return _("%(name)s, really %(real)s") % {"name": entry.actor_name, "real": entry.real_actor_name}
    return entry.actor_name


def place_shown(entry: AuditEntry) -> str:
    return entry.subsite_name or _("the network")


def time_shown(entry: AuditEntry) -> str:
    return _moment(entry.created_at)


def type_shown(entry: AuditEntry) -> str:
    """`accounts.User` → *người dùng*; what is no model (an exported screen) stays as it is."""
    model = _model(entry.object_type)
    return str(model._meta.verbose_name) if model is not None else entry.object_type


def field_shown(entry: AuditEntry, name: str) -> str:
    """A field by its name on the forms; a code nobody named stays one."""
    if name in _FIELDS:
        return str(_FIELDS[name])
    model = _model(entry.object_type)
    if model is not None:
        try:
            field = model._meta.get_field(name.removesuffix("_id"))
        except FieldDoesNotExist:
            return name
        return capfirst(str(getattr(field, "verbose_name", name)))
    return name


def value_shown(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        moment = parse_datetime(value) if "T" in value else None
        return _moment(moment) if moment is not None and timezone.is_aware(moment) else _word(value)
    if isinstance(value, list) and all(isinstance(item, str | int) for item in value):
        return ", ".join(_word(str(item)) for item in value)
    return json.dumps(value, ensure_ascii=False, indent=1) if isinstance(value, dict | list) else str(value)


def _word(text: str) -> str:
    return str(_VALUES.get(text, text))


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%d/%m/%Y %H:%M:%S")


def _model(label: str) -> Any:
    try:
        return apps.get_model(label) if label.count(".") == 1 else None
    except LookupError:
        return None
