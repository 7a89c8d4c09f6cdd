"""Doors of the sign-in and of the users' screens: open to people of sub-sites, the own account's
forms to readers too.

The guard of the admin (`sites.middleware`) shuts what it does not know, and the engine cannot know
the sign-in, which stands above it: so the sign-in introduces itself.
"""

from django.conf import settings

from sites.admin_doors import register_doors
from sites.doors import is_open

OWN_ACCOUNT = (
    "own_account",
    "account_login",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_change_password",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "usersessions_list",
)
SINGLE_SIGN_ON = ("openid_connect_login", "openid_connect_callback")


_names = OWN_ACCOUNT + (SINGLE_SIGN_ON if settings.OIDC_ISSUER else ())
register_doors(
    dict.fromkeys(_names, is_open("the user's own password, second factor and sessions")),
    readers_may_send=True,
)
register_doors({"acting_stop": is_open("ends what the session does in another's name")})
register_doors({"site_users:*": is_open("our own screen, whose queries begin with the user's scope")})
