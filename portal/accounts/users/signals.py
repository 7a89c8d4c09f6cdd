"""What happened to somebody's account, told inside the transaction that did it.

Every signal has the sender `User` and carries `actor`, `user` and `now`; those with more say so.
A forgotten second factor is told by `portal.accounts.signals.second_factor_reset`.
"""

from contextvars import ContextVar

from django.dispatch import Signal

# Set while groups change that `user_roles_changed` tells: who follows the tables need not tell it again.
roles_are_told: ContextVar[bool] = ContextVar("roles_are_told", default=False)

# subsite, before, after: tuples of sites.enums.Role
user_roles_changed = Signal()
# subsite: where the account was made
user_created = Signal()
# before, after: {"full_name": …, "email": …}
user_details_changed = Signal()
user_disabled = Signal()
user_enabled = Signal()
# subsite: whose address the link carries
user_password_link_sent = Signal()
