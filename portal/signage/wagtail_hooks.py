"""The room's screens in the admin."""

from portal.signage.messages import wagtail_hooks as messages
from portal.signage.monitoring import wagtail_hooks as monitoring

__all__ = ["messages", "monitoring"]
