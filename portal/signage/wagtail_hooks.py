"""The room's screens in the admin."""

from portal.signage.messages import wagtail_hooks as messages

__all__ = ["messages"]
