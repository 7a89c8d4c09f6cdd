"""What acts are called for readers of the log.

Wagtail's acts have their names in Wagtail's register; an app that writes acts of its own adds them
with `register_actions` from its `apps.py` or `wagtail_hooks.py`.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import registry

_names: dict[str, Any] = {
    "accounts.signed_in": _("Signed in"),
    "accounts.sign_in_failed": _("Sign-in failed"),
    "accounts.locked_out": _("Locked out after failed sign-ins"),
    "accounts.signed_out": _("Signed out"),
    "accounts.second_factor_enrolled": _("Second step set up"),
    "accounts.second_factor_reset": _("Second step forgotten"),
    "accounts.password_changed": _("Password changed"),
    "accounts.session_revoked": _("Device signed out"),
    "accounts.acting_started": _("Acting as somebody: begun"),
    "accounts.acting_ended": _("Acting as somebody: ended"),
    "accounts.user_created": _("Account made"),
    "accounts.user_changed": _("Name or address changed"),
    "accounts.roles_changed": _("Roles changed"),
    "accounts.user_disabled": _("Account shut"),
    "accounts.user_enabled": _("Account opened"),
    "accounts.password_link_sent": _("Password link sent"),
    "accounts.groups_changed": _("Groups of a person changed"),
    "accounts.permissions_changed": _("Rights of a person changed"),
    "accounts.superuser_made": _("Technical administrator made"),
    "groups.permissions_changed": _("Rights of a group changed"),
    "export.made": _("Data exported"),
    "audit.pruned": _("Old entries deleted"),
}


def register_actions(names: Mapping[str, Any]) -> None:
    """Add names of acts: `{"procedures.imported": _("Procedures imported")}`."""
    _names.update(names)


def action_name(action: str) -> str:
    """In the reader's language; the code itself when nobody named it."""
    if action in _names:
        return str(_names[action])
    formatter = registry.formatters.get(action) if registry.action_exists(action) else None
    return str(formatter.label) if formatter is not None and formatter.label else action
