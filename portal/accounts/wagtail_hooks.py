"""What this app adds to Wagtail's admin."""

from portal.accounts.users import wagtail_hooks as users_hooks

__all__ = ["users_hooks"]
