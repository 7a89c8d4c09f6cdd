"""What happens at the door. A log of who did what connects here; nothing of ours depends on it.

All are sent with `request` (None outside a request) and, where they are known, `user`.
"""

from django.dispatch import Signal

signed_in = Signal()  # request, user, second_factor: bool
sign_in_failed = Signal()  # request, user (None when there is no such name), username, second_factor: bool
locked_out = Signal()  # request, user (or None), username, ip_address
signed_out = Signal()  # request, user
second_factor_enrolled = Signal()  # request, user
second_factor_reset = Signal()  # request, user, actor: an administrator, or the user
password_changed = Signal()  # request, user, by_mail: bool
session_revoked = Signal()  # request, user, ip_address, user_agent

# A person of the province acts as somebody. `user` is the one acted as, `actor` the real person.
acting_started = Signal()  # request, actor, user, reason: str, until: datetime, now
acting_ended = Signal()  # request, actor, user, how: acting.enums.Ending, reason: str, now
